import { expect, test } from "vitest";
import { typedYuan, yuan } from "./money";

test("fen are printed as yuan, exactly", () => {
  expect(yuan(42_000_000)).toBe("420,000.00");
  expect(yuan(5)).toBe("0.05");
  expect(yuan(-5)).toBe("−0.05");
  expect(yuan(-108_600)).toBe("−1,086.00");
  expect(yuan(0)).toBe("0.00");
  expect(yuan(null)).toBe("—");
  expect(yuan(9_007_199_254_740_991)).toBe("90,071,992,547,409.91");
});

test("typed amounts lose their commas and full width", () => {
  expect(typedYuan(" 1,086.50 ")).toBe("1086.50");
  expect(typedYuan("１２３．４")).toBe("123.4");
});
