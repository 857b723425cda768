import { expect, test } from "vitest";
import { initials, matches } from "./pinyin";

test.each([["登记邮寄", "djyj"], ["结果物邮寄台账", "jgwyjtz"], ["今日简报", "jrjb"], ["EMS 单号", "emsdh"]])("%s is %s", (words, want) => expect(initials(words)).toBe(want));

test("the box finds by the words and by initials", () => {
  expect(matches("登记 结果物邮寄", "yj")).toBe(true);
  expect(matches("登记 结果物邮寄", "邮寄")).toBe(true);
  expect(matches("登记 结果物邮寄", "xx")).toBe(false);
});
