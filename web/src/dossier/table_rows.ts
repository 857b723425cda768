// The official table's rows: cells of the same 一级指标 or 二级指标 are one cell, as in the published form.
import type { IndicatorRow } from "./shapes";

export interface TableRow {
  row: IndicatorRow;
  level1: number; // rows that the cell spans; 0 = it belongs to the cell above
  level2: number;
}

export function tableRows(indicators: readonly IndicatorRow[]): TableRow[] {
  const same1 = (a: IndicatorRow, b: IndicatorRow) => a.level1 === b.level1;
  const same2 = (a: IndicatorRow, b: IndicatorRow) => same1(a, b) && a.level2 === b.level2;
  const span = (from: number, same: (a: IndicatorRow, b: IndicatorRow) => boolean) => {
    if (from > 0 && same(indicators[from - 1]!, indicators[from]!)) return 0;
    let to = from + 1;
    while (to < indicators.length && same(indicators[from]!, indicators[to]!)) to++;
    return to - from;
  };
  return indicators.map((row, i) => ({ row, level1: span(i, same1), level2: span(i, same2) }));
}
