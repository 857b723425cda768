import { describe, expect, it } from "vitest";
import { barParts, bodyOf, countAnswers, failed, nextOpen, notApplicable, passed, passGroup, repeatsAt, toggled, type PhoneRound } from "./round_state";
import type { CheckItem, Checklist } from "./shapes";

const item = (name: string, group: string, windows = true) => ({ name, group, windows }) as CheckItem;
const items = [item("a", "one"), item("b", "one"), item("c", "two", false), item("d", "two")];

describe("a round on the phone", () => {
  it("goes to the next item without an answer, in any order", () => {
    for (const [answered, from, next] of [["", 0, 1], ["b", 0, 2], ["bcd", 0, 0], ["d", 2, 0], ["abcd", 1, -1]] as const) {
      const answers = Object.fromEntries([...answered].map((name) => [name, passed]));
      expect(nextOpen(items, answers, from)).toBe(next);
    }
  });
  it("counts each answer once", () => {
    const answers = { a: passed, b: { ...failed, corrected: true }, c: notApplicable };
    expect(countAnswers(items, answers)).toEqual({ looked: 3, passed: 1, failed: 1, corrected: 1, notApplicable: 1, left: 1 });
  });
  it("passes the rest of a group and leaves answers alone", () => {
    const answers = passGroup(items, { a: failed }, "one");
    expect(answers).toEqual({ a: failed, b: passed });
  });
  it("draws runs of equal answers", () => {
    expect(barParts(items, { a: passed, b: passed, d: failed })).toEqual([{ result: "pass", n: 2 }, { result: "open", n: 1 }, { result: "fail", n: 1 }]);
  });
  it("sends the answers in the order of the list, whatever order they were given in", () => {
    const round = { id: "i", turn: "morning", day: "2026-09-18", checklist: { name: "daily", digest: "d", items }, answers: { d: passed, a: { ...failed, windows: ["B04"] } } } as unknown as PhoneRound;
    expect(bodyOf(round)).toEqual({ id: "i", checklist: "daily", checklist_digest: "d", turn: "morning", day: "2026-09-18", answers: [{ item: "a", result: "fail", windows: ["B04"], kinds: [], corrected: false }, { item: "d", result: "pass", windows: [], kinds: [], corrected: false }] });
  });
  it("remembers what failed at the same window", () => {
    const checklist = { repeats: [{ item: "a", window: "B04", times: 2 }, { item: "a", window: "B05", times: 1 }, { item: "c", window: "", times: 3 }] } as Checklist;
    expect(repeatsAt(checklist, items[0]!, ["B04"]).map((one) => one.times)).toEqual([2]);
    expect(repeatsAt(checklist, items[0]!, [])).toEqual([]);
    expect(repeatsAt(checklist, items[2]!, []).map((one) => one.times)).toEqual([3]);
  });
  it("puts a chip in and out", () => {
    expect(toggled(["x"], "y")).toEqual(["x", "y"]);
    expect(toggled(["x", "y"], "x")).toEqual(["y"]);
  });
});
