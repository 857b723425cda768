import { describe, expect, it } from "vitest";
import { add, compare, divide, drawn, equal, exact, multiply, printed, rounded, subtract, sum, zero } from "./exact";

const of = (text: string) => exact(text)!;

describe("exact", () => {
  it.each([
    ["98412", "98412"],
    ["98,412", "98412"],
    ["−1,086.00", "-1086"],
    ["-0.05", "-0.05"],
    ["393841/421800", "393841/421800"],
    ["6/4", "1.5"],
    ["1234567890123456789012345678", "1234567890123456789012345678"],
  ])("reads %s", (text, want) => expect(printed(of(text))).toBe(want));

  it.each(["", "—", "1.5/2", "12件", "1/0", "1e5", "--1", "NaN"])("refuses %s", (text) => expect(exact(text)).toBeNull());

  it("adds without loss where doubles lose", () => {
    expect(printed(sum(Array<string>(10).fill("0.1"))!)).toBe("1");
    expect(printed(sum(["9007199254740993", "1"])!)).toBe("9007199254740994");
  });

  it("knows nothing when one amount is unknown", () => expect(sum(["1", "", "2"])).toBeNull());

  it("calculates with fractions", () => {
    expect(printed(add(of("1/3"), of("1/6")))).toBe("0.5");
    expect(printed(subtract(of("1/3"), of("1/3")))).toBe("0");
    expect(printed(multiply(of("2/3"), of("3/2")))).toBe("1");
    expect(divide(of("1"), zero)).toBeNull();
    expect(compare(of("-1/3"), of("1/3"))).toBe(-1);
    expect(equal(of("2/4"), of("0.5"))).toBe(true);
  });

  it.each([
    ["1/3", 2, "0.33"],
    ["2/3", 2, "0.67"],
    ["0.005", 2, "0.01"],
    ["-0.005", 2, "-0.01"],
    ["-0.004", 2, "0.00"],
    ["12.5", 0, "13"],
  ])("rounds %s to %i places", (text, places, want) => expect(rounded(of(text), places)).toBe(want));

  it("draws", () => expect(drawn(of("2/3"))).toBeCloseTo(0.666666, 5));
});
