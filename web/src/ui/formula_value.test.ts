import { describe, expect, it } from "vitest";
import { printed } from "./exact";
import { formulaValue } from "./formula_value";

const value = (formula: string, parts: [string, string][], buckets: string[] = []) => {
  const found = formulaValue(formula, parts.map(([text, sum]) => ({ text, sum })), buckets);
  return found && printed(found);
};

describe("formula value", () => {
  it("is the part itself", () => expect(value("count(mailing)", [["count(mailing)", "148"]])).toBe("148"));

  it("takes the longer part where one begins with the other", () =>
    expect(value("count(a, x) + count(a)", [["count(a)", "5"], ["count(a, x)", "2"]])).toBe("7"));

  it("computes a ratio exactly", () =>
    expect(
      value("100% * (count(ratings, good) + count(complaints, good)) / (count(ratings) + count(complaints))", [
        ["count(ratings, good)", "21381"],
        ["count(complaints, good)", "71"],
        ["count(ratings)", "21597"],
        ["count(complaints)", "81"],
      ]),
    ).toBe("10726/10839"));

  it("takes the mean of rates", () =>
    expect(value('mean(rate("a", items), rate("b", items))', [['rate("a", items)', "569/600"], ['rate("b", items)', "5169/5624"]])).toBe("393841/421800"));

  it.each([
    ["max", "306"],
    ["min", "12"],
    ["mean", "201"],
  ])("takes the %s of the months", (fn, want) =>
    expect(value(`${fn}(by month: sum(water.barrels))`, [["sum(water.barrels)", "603"]], ["285", "306", "12"])).toBe(want));

  it("binds × before + and reads units", () => expect(value("2万张 + 3 * 4 - 50%", [])).toBe("20011.5"));

  it.each([
    ["a price that it does not know", 'sum(a.b) * price("copy_sheet")'],
    ["a division by zero", "1 / (2 - 2)"],
    ["something left over", "sum(a.b) sum(a.b)"],
    ["an open bracket", "(1 + 2"],
  ])("says nothing for %s", (_, formula) => expect(value(formula, [["sum(a.b)", "3"]])).toBeNull());
});
