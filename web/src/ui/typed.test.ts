import { expect, test } from "vitest";
import type { Field } from "../api/shapes";
import { readDay, readNumber, readTime, understand } from "./typed";

test.each([
  ["1204", "1204"], ["1,204", "1204"], ["１２０４", "1204"], ["1.2万", "12000"], ["1.23456万", "12345.6"], ["0.5", "0.5"], ["22.00", "22"],
  ["-3", "-3"], ["−3", "-3"], ["007", "7"], ["3亿", "300000000"], ["12 件", "12"], ["", null], ["abc", null], ["1.2.3", null], ["1e5", null], ["万", null],
])("a number typed as %s is %s", (typed, want) => expect(readNumber(typed, "件")).toBe(want));

test("more digits than a floating-point number holds stay exact", () => {
  expect(readNumber("90071992547409931.07")).toBe("90071992547409931.07");
});

test.each([
  ["9-18", "2026-09-18"], ["0918", "2026-09-18"], ["18", "2026-11-18"], ["9月18日", "2026-09-18"], ["2025/9/8", "2025-09-08"], ["20260918", "2026-09-18"],
  ["９－１８", "2026-09-18"], ["2-30", null], ["13-1", null], ["0", null], ["yesterday", null],
])("a day typed as %s is %s", (typed, want) => expect(readDay(typed, "2026-11-28")).toBe(want));

test.each([["905", "09:05"], ["9:05", "09:05"], ["09:05:30", "09:05:30"], ["09:05:00", "09:05"], ["24:00", null], ["9:60", null]])("a time typed as %s is %s", (typed, want) => expect(readTime(typed)).toBe(want));

test("what is not understood is kept as typed and named", () => {
  const field = { name: "n", type: "integer", unit: "件", max_chars: 200, personal: null } as unknown as Field;
  expect(understand(field, "many", "2026-11-28")).toEqual({ value: "many", shown: "", wrong: "notNumber" });
  expect(understand(field, "  ", "2026-11-28").value).toBeNull();
});
