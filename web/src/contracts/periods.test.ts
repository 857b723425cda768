import { expect, it } from "vitest";
import { periodsOf } from "./periods";

it("quarters and months that have begun, the newest first, then the year", () => {
  expect(periodsOf("2026-05-02")).toEqual(["2026-Q2", "2026-Q1", "2026-05", "2026-04", "2026-03", "2026-02", "2026-01", "2026"]);
  expect(periodsOf("2026-03-31")[0]).toBe("2026-Q1");
  expect(periodsOf("")).toEqual([]);
});
