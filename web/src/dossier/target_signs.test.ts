import { expect, it } from "vitest";
import { signOf } from "./target_signs";

it("knows a sign in every form that an office types", () => {
  const of = Object.fromEntries(["≥15万张", " ＞＝15", "≧3", "=>3", "≮3", "≤300", "＜=300", "≯3", ">3", "＞3", "﹤3", "=3", "═100%"].map((typed) => [typed, signOf(typed)]));
  expect(of).toEqual({ "≥15万张": ">=", " ＞＝15": ">=", "≧3": ">=", "=>3": ">=", "≮3": ">=", "≤300": "<=", "＜=300": "<=", "≯3": "<=", ">3": ">", "＞3": ">", "﹤3": "<", "=3": "=", "═100%": "=" });
});

it("finds none where the number begins at once", () => {
  for (const typed of ["15万张", "３００", "不低于95%", ""]) expect(signOf(typed)).toBeNull();
});
