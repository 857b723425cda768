import { describe, expect, it } from "vitest";
import { exact } from "../ui/exact";
import { amount, apart, exactly, printedValue, roundingHides } from "./printed";

describe("printed figures", () => {
  it.each([
    ["111,985张", "111,985", "张"],
    ["98.96%", "98.96%", ""],
    ["7.50万元", "7.50", "万元"],
    ["", "", ""],
  ])("%s is taken apart", (text, number, unit) => expect(apart(text)).toEqual({ number, unit }));

  it("counts whole pieces, money in fen", () => {
    expect(amount(exact("8643.7")!, "张")).toBe("8,644");
    expect(amount(exact("1086")!, "元")).toBe("1,086.00");
    expect(amount(exact("1/3")!, "ratio")).toBe("33.33%");
  });

  it("tells a fraction as a decimal", () => expect(exactly("10726/10839", "ratio")).toBe("98.957468%"));

  it("reads 万 and %", () => {
    expect(printedValue("7.50万元")).toEqual(exact("75000"));
    expect(printedValue("95.0%")).toEqual(exact("0.95"));
  });

  it.each([
    ["0.9496", "95.0%", "0.95", ">=", true],
    ["0.9496", "94.96%", "0.95", ">=", false],
    ["0.95", "95.0%", "0.95", ">=", false],
    ["300.4", "300桶", "300", "<=", true],
    ["306", "306桶", "300", "<=", false],
  ])("%s printed as %s against %s: hides %s%s", (value, printed, target, operator, want) =>
    expect(roundingHides(value, printed, target, operator)).toBe(want));
});
