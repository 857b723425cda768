// The words of the official form 项目绩效目标表: they are the form's own and are not translated.
import type { IndicatorRow } from "./shapes";

export const form = { title: "项目绩效目标表", goals: "项目目标", indicators: "绩效指标" };

/** Columns in the form's order; the last three stand outside 绩效指标. */
export const columns: { key: keyof IndicatorRow; head: string }[] = [
  { key: "level1", head: "一级指标" },
  { key: "level2", head: "二级指标" },
  { key: "name", head: "三级指标" },
  { key: "operator_cell", head: "指标性质" },
  { key: "value_cell", head: "指标值" },
  { key: "unit_cell", head: "度量单位" },
  { key: "label_cell", head: "指标属性" },
  { key: "rule_cell", head: "评（扣）分标准" },
  { key: "content_cell", head: "指标内容" },
  { key: "source_cell", head: "绩效指标值设定依据及数据来源" },
];
