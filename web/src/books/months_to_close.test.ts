import { expect, it } from "vitest";
import { monthsToClose } from "./months_to_close";

it("months that have ended and are open, the oldest first", () => {
  expect(monthsToClose("2026-01", "2026-04-30")).toEqual(["2026-02", "2026-03", "2026-04"]);
  expect(monthsToClose("2026-01", "2026-04-29")).toEqual(["2026-02", "2026-03"]);
  expect(monthsToClose("2025-11", "2026-01-31")).toEqual(["2025-12", "2026-01"]);
  expect(monthsToClose("", "2026-03-01")).toEqual(["2026-01", "2026-02"]);
  expect(monthsToClose("2026-12", "2026-12-31")).toEqual([]);
});
