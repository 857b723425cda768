import { expect, it } from "vitest";
import { splitAmount } from "./split_amount";

it.each([
  ["桶装水 8 月用了 306 桶，比每月 300 桶的上限多 6 桶。", "306 桶"],
  ["“政务服务大厅免费打印复印量”到9月17日是 98,412张，按工作日应到 107,056张（目标 ≥150,000张）", "98,412张"],
  ["节约成本额按现行单价只有 7.97 万元。", "7.97 万元"],
  ["满意度 94.96%，还差 0.04 个百分点。", "94.96%"],
  ["“桶装水”已超限：306桶，上限 ≤300桶", "306桶"],
  ["办件量: 98,412件 by 2026-09-17, 107,056件 would be on pace", "98,412件"],
  ["306 barrels of water in August.", "306 barrels"],
  ["5 to be decided; the score depends on it", "5"],
  ["《目录》最后一条是 2026-01-01", ""],
  ["没有数。", ""],
] as const)("%s", (sentence, amount) => {
  const parts = splitAmount(sentence);
  expect(parts[1]).toBe(amount);
  expect(parts.join("")).toBe(sentence);
});
