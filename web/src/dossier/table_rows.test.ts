import { expect, it } from "vitest";
import type { IndicatorRow } from "./shapes";
import { tableRows } from "./table_rows";

const row = (level1: string, level2: string) => ({ level1, level2 }) as IndicatorRow;

it("joins cells that are the same, never across a 一级指标", () => {
  const rows = tableRows([row("产出", "数量"), row("产出", "数量"), row("产出", "质量"), row("效益", "质量"), row("效益", "质量")]);
  expect(rows.map(({ level1, level2 }) => [level1, level2])).toEqual([[3, 2], [0, 0], [0, 1], [2, 2], [0, 0]]);
});
