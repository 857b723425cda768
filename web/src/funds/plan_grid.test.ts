import { expect, test } from "vitest";
import { cellsOf, fenOf, partsOf, pasted, periodsOf, spanOf, sumOf, yuanOf } from "./plan_grid";

test("cells are whole fen, or no amounts", () => {
  const good: [string, bigint][] = [["", 0n], ["  ", 0n], ["0", 0n], ["4000", 400_000n], ["1,204.5", 120_450n], ["１２０４", 120_400n], ["1.2万", 1_200_000n], ["0.01", 1n], ["90071992547409.93", 9_007_199_254_740_993n]];
  for (const [typed, fen] of good) expect(fenOf(typed), typed).toBe(fen);
  for (const bad of ["abc", "-5", "1.005", "4000,x", "1..2"]) expect(fenOf(bad), bad).toBeNull();
});

test("sums are exact where a floating-point number is not", () => {
  expect(yuanOf(sumOf(["0.1", "0.2", "abc"]))).toBe("0.30");
  expect(yuanOf(sumOf(Array.from({ length: 12 }, () => "90071992547409.93")))).toBe("1080863910568919.16");
  expect(yuanOf(-1n)).toBe("-0.01");
});

test("a plan comes into the grid and out again", () => {
  const parts = [{ period: "2026-Q1", amount: "4000.00" }, { period: "2026-Q3", amount: "0.50" }];
  expect(cellsOf(parts, "2026", "quarters")).toEqual(["4000", "", "0.50", ""]);
  expect(partsOf(["4000", "", "0.5", "0"], "2026", "quarters")).toEqual(parts);
  expect(cellsOf(parts, "2026", "months")!.map((cell, i) => (cell ? `${i + 1}:${cell}` : "")).filter(Boolean)).toEqual(["1:4000", "7:0.50"]);
  expect(cellsOf([{ period: "2026-02", amount: "1.00" }, { period: "2026-03", amount: "2.00" }], "2026", "quarters")).toEqual(["3", "", "", ""]);
  expect(cellsOf([{ period: "2026-02..2026-05", amount: "1.00" }], "2026", "months")).toBeNull();
  expect(partsOf(["", "abc"], "2026", "months")).toEqual([]);
});

test("the columns are those that the plans use", () => {
  expect(periodsOf("2026", "months")[11]).toBe("2026-12");
  expect(spanOf([])).toBe("months");
  expect(spanOf([[{ period: "2026-Q1", amount: "1" }], [{ period: "2026-Q2", amount: "1" }, { period: "2026-05", amount: "1" }]])).toBe("quarters");
});

test("a block of a spreadsheet is rows of cells", () => {
  expect(pasted("1\t2\r\n3\t\r\n")).toEqual([["1", "2"], ["3", ""]]);
});
