import { describe, expect, it } from "vitest";
import { judge, warnBefore } from "./session_clock";

describe("the session's end", () => {
  it("is announced two minutes before, of a short session in its last half", () => {
    expect(warnBefore(900)).toBe(120);
    expect(warnBefore(300)).toBe(120);
    expect(warnBefore(20)).toBe(10);
  });
  const cases: [number, number, ReturnType<typeof judge>][] = [
    [900, 0, "wait"], // another page of the same person was active
    [121, 1000, "wait"],
    [120, 1000, "warn"],
    [3, 1000, "warn"],
    [120, 119, "stay"], // the person writes a long text, which asks the server nothing
    [120, 120, "warn"],
  ];
  it.each(cases)("%i s left, typed %i s ago: %s", (left, typedAgo, what) => {
    expect(judge(left, 900, typedAgo)).toBe(what);
  });
});
