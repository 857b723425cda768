import { describe, expect, it } from "vitest";
import { complete, pieces, wrongRanges } from "./formula_text";
import type { Vocabulary } from "./shapes";

const title = (zh: string) => ({ zh, en: zh });
const vocabulary: Vocabulary = {
  registers: [
    {
      name: "copies",
      title: { zh: "免费打印复印台账", en: "Free prints and copies" },
      measures: [{ name: "sheets", title: title("张数"), unit: "张" }],
      dimensions: [
        { name: "zone", title: title("区域"), values: ["B区", "F区"] },
        { name: "use", title: title("用途"), values: ["public", "staff"] },
      ],
      filters: [{ name: "active", title: title("主动") }],
    },
    { name: "mailing", title: title("邮寄"), measures: [{ name: "fee", title: title("邮费"), unit: "元" }], dimensions: [], filters: [] },
  ],
  functions: [
    { name: "sum", signature: "sum(register.measure, …)", words: title("合计") },
    { name: "count", signature: "count(register, …)", words: title("条数") },
  ],
  prices: [{ name: "copy_sheet", title: title("每张"), unit: "元/张", amount: "0.65", from: "2026-01-01" }],
  rates: [{ name: "online_depth", register: "items", title: title("全程网办率"), words: title("") }],
};

/** The text with | for the caret. */
const offers = (marked: string) => {
  const caret = marked.indexOf("|");
  return complete(marked.replace("|", ""), caret, vocabulary).items.map((item) => item.insert);
};

describe("completion", () => {
  it.each([
    ["|", ["sum(", "count("]],
    ["su|", ["sum("]],
    ["count(|", ["copies", "mailing"]],
    ["count(ma|", ["mailing"]],
    ["sum(copies.|", ["sheets"]],
    ["sum(copies.sheets, |", ["zone = ", "use = ", "active"]],
    ["sum(copies.sheets, z|", ["zone = "]],
    ["sum(copies.sheets, zone = |", ['"B区"', '"F区"']],
    ['sum(copies.sheets, zone = "|', ['B区"', 'F区"']],
    ['sum(copies.sheets, zone in ["B区", "|', ['B区"', 'F区"']],
    ['sum(copies.sheets, zone in ["B区"], |', ["zone = ", "use = ", "active"]],
    ['price("|', ['copy_sheet"']],
    ['rate("|', ['online_depth", items']],
    ["max(by month: sum(mailing.|", ["fee"]],
    ["sum(copies.sheets) + c|", ["count("]],
  ])("after %s", (marked, want) => expect(offers(marked)).toEqual(want));

  it("finds by the Chinese title too", () => expect(offers("count(邮|")).toEqual(["mailing"]));

  it("replaces only what was typed", () => {
    const text = "sum(copies.she";
    expect(complete(text, text.length, vocabulary).from).toBe("sum(copies.".length);
  });
});

describe("pieces", () => {
  it("keep every character", () => {
    const text = 'sum(copies.sheets, zone in ["B区"]) * 12.5% +\n 政';
    expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
  });
  it("underline the place of the error, counted in characters", () => {
    const text = 'count(邮寄𠮷, zone = "B区")';
    const wrong = pieces(text, [{ at: 11, length: 4, message: "" }]).filter((piece) => piece.wrong);
    expect(wrong.map((piece) => piece.text).join("")).toBe("zone");
  });
  it("an error behind the end underlines the last character", () => expect(wrongRanges("sum(", [{ at: 4, length: 0, message: "" }])).toEqual([[3, 4]]));
});
