import { expect, it } from "vitest";
import { receiptCsv } from "./receipt_csv";

const line = { register: "copies", id: 1, version: 1, day: "2026-01-05", seq: 24, amount: "200", counts_as: "130.00", part: 'sum(copies.sheets, use = "public")' };

it("carries the total of what the rows count as, and quotes", () => {
  const lines = receiptCsv([["免费打印复印量", "98,412张"]], [line, { ...line, id: 2, counts_as: "0.65" }]).split("\r\n");
  expect(lines[0]).toBe('免费打印复印量,"98,412张"');
  expect(lines[3]).toContain('"sum(copies.sheets, use = ""public"")"');
  expect(lines.at(-2)).toBe("total,,,,2,130.65,,");
});

it("neutralises what a spreadsheet would run", () => {
  const text = receiptCsv([["=HYPERLINK(1)"], ["-5"], ["@x"]], []);
  expect(text.split("\r\n").slice(0, 3)).toEqual(["'=HYPERLINK(1)", "-5", "'@x"]);
});
