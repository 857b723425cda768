#pragma once
// What the columns of published self-evaluation tables are called, and which column of a grid is which. Columns are found
// by name, never by position. Source: docs/rules/rescoring.md, R-RSC-04.
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "forms/read_grid.h"

namespace hallbook::forms {

enum class Column {
  level1,
  level2,
  name,  // 一级, 二级, 三级指标
  op,
  target,
  unit,
  label,  // 指标性质, 指标值, 度量单位, 指标属性
  actual,
  points,
  score,
  reason,
  rate,  // 实际完成值, 分值, 得分, 偏差原因, 完成率
  initial,
  adjusted,
  executed,  // 年初预算数, 全年预算数, 全年执行数
};

struct Columns {
  std::size_t head = 0, behind = 0;  // rows of the heading: [head, behind)
  std::map<Column, std::vector<std::size_t>> at;  // places from the left; several when a heading spans them
  bool has(Column column) const { return at.contains(column); }
  std::optional<std::size_t> first(Column column) const;
};

/// The heading of the indicators (三级指标 with 得分 or 实际完成值), of the money (执行数 with 预算数).
std::optional<Columns> find_indicator_columns(const Grid& grid);
std::optional<Columns> find_money_columns(const Grid& grid);

/// Text whose headings are there but whose cells are not: one a line, or run together as some PDFs give them.
enum class Unparted { no, cell_a_line, run_together };
Unparted unparted_headings(const Grid& grid);

}  // namespace hallbook::forms
