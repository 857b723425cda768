import { expect, it } from "vitest";
import { splitAmount } from "./split_amount";

it.each([
  ["zh", "桶装水 8 月用了 306 桶，比每月 300 桶的上限多 6 桶。", "306 桶"],
  ["zh", "免费打印复印比计划少 8,644 张；补抄后可追回一部分。", "8,644 张"],
  ["zh", "节约成本额按现行单价只有 7.97 万元。", "7.97 万元"],
  ["zh", "满意度 94.96%，还差 0.04 个百分点。", "94.96%"],
  ["en", "306 barrels of water in August.", "306 barrels"],
  ["en", "In month 8 of 12 nothing came.", "8"],
  ["zh", "没有数。", ""],
] as const)("%s: %s", (language, sentence, amount) => {
  const parts = splitAmount(sentence, language);
  expect(parts[1]).toBe(amount);
  expect(parts.join("")).toBe(sentence);
});
