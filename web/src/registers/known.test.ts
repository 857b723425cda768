import { describe, expect, it } from "vitest";
import type { Entry, Register } from "../api/shapes";
import { nextTickets, readNext } from "./known";

let id = 0;
function entry(day: string, values: Record<string, string>, state: Entry["state"] = "current"): Entry {
  return { id: ++id, version: 1, versions: 1, state, day, seq: id, late: false, reason: "", ended_reason: "", values };
}
const copies = { rules: { key: ["device", "job", "use"] } } as unknown as Register;
const water = { rules: { key: ["book"], action: "action", actions: { in: "入库", out: "领用", redeem: "核销", void: "作废" }, from_no: "a", to_no: "b" } } as unknown as Register;

describe("whose reading is next", () => {
  const read = (day: string, device: string, use: string) => entry(day, { device, job: "不分类", use });
  it("is the counter of the device that nobody has read for longest", () => {
    const list = [read("2026-09-17", "B-01", "public"), read("2026-09-16", "B-01", "staff"), read("2026-09-16", "B-01", "public"), read("2026-01-01", "B-02", "staff")];
    expect(readNext(copies, "B-01", list)?.values.use).toBe("staff");
    list.unshift(read("2026-09-17", "B-01", "staff"));
    expect(readNext(copies, "B-01", list)?.values.use).toBe("public"); // both today: the one read first
  });
  it("knows nothing of a device that was never read, nor of a void reading", () => {
    expect(readNext(copies, "C-09", [read("2026-09-17", "B-01", "public")])).toBeUndefined();
    expect(readNext(copies, "C-09", [entry("2026-09-17", { device: "C-09", job: "不分类", use: "public" }, "voided")])).toBeUndefined();
  });
});

describe("the next tickets", () => {
  const move = (day: string, book: string, action: string, a: number, b: number) => entry(day, { book, action, a: String(a), b: String(b) });
  const cases: [string, Entry[], ReturnType<typeof nextTickets>][] = [
    ["nothing came in", [], null],
    ["a fresh book", [move("2026-01-05", "W1", "入库", 1, 100)], { book: "W1", first: 1, last: 100, left: 100 }],
    ["after those handed out", [move("2026-01-05", "W1", "入库", 1, 100), move("2026-01-06", "W1", "领用", 1, 12)], { book: "W1", first: 13, last: 100, left: 88 }],
    ["a gap is first, void ones are gone", [move("2026-01-05", "W1", "入库", 1, 30), move("2026-01-06", "W1", "领用", 1, 5), move("2026-01-07", "W1", "领用", 11, 20), move("2026-01-08", "W1", "作废", 6, 6)], { book: "W1", first: 7, last: 10, left: 14 }],
    ["redeemed ones were handed out before", [move("2026-01-05", "W1", "入库", 1, 10), move("2026-01-06", "W1", "领用", 1, 4), move("2026-01-07", "W1", "核销", 1, 4)], { book: "W1", first: 5, last: 10, left: 6 }],
    ["the book used last goes on", [move("2026-01-05", "W1", "入库", 1, 10), move("2026-01-05", "W2", "入库", 11, 20), move("2026-01-06", "W2", "领用", 11, 12)], { book: "W2", first: 13, last: 20, left: 8 }],
    ["the next book when it is used up", [move("2026-01-05", "W1", "入库", 1, 10), move("2026-01-06", "W1", "领用", 1, 10), move("2026-02-05", "W2", "入库", 11, 20)], { book: "W2", first: 11, last: 20, left: 10 }],
  ];
  it.each(cases)("%s", (_name, entries, tickets) => expect(nextTickets(water, [...entries].reverse())).toEqual(tickets));
});
