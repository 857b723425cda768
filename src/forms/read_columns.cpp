#include "forms/read_columns.h"

#include <algorithm>
#include <array>
#include <set>

namespace hallbook::forms {
namespace {

struct ColumnName {
  std::string_view name;
  Column column;
};
// Headings of the national form and of provinces' forms (Yunnan 公开14/15表; forms with 权重; forms with 目标值 and 完成值).
constexpr std::array indicator_names = {
    ColumnName{"一级指标", Column::level1},
    ColumnName{"一级", Column::level1},
    ColumnName{"指标类型", Column::level1},
    ColumnName{"二级指标", Column::level2},
    ColumnName{"二级", Column::level2},
    ColumnName{"指标类别", Column::level2},
    ColumnName{"三级指标", Column::name},
    ColumnName{"三级", Column::name},
    ColumnName{"指标名称", Column::name},
    ColumnName{"具体指标", Column::name},
    ColumnName{"三级指标名称", Column::name},
    ColumnName{"绩效指标名称", Column::name},
    ColumnName{"指标性质", Column::op},
    ColumnName{"比较符", Column::op},
    ColumnName{"运算符", Column::op},
    ColumnName{"符号", Column::op},
    ColumnName{"计算符号", Column::op},
    ColumnName{"运算符号", Column::op},
    ColumnName{"指标方向", Column::op},
    ColumnName{"比较符号", Column::op},
    ColumnName{"指标值", Column::target},
    ColumnName{"年度指标值", Column::target},
    ColumnName{"目标值", Column::target},
    ColumnName{"年度目标值", Column::target},
    ColumnName{"年初目标值", Column::target},
    ColumnName{"计划指标值", Column::target},
    ColumnName{"预期指标值", Column::target},
    ColumnName{"年初设定目标值", Column::target},
    ColumnName{"绩效目标值", Column::target},
    ColumnName{"预期目标值", Column::target},
    ColumnName{"年初指标值", Column::target},
    ColumnName{"预期值", Column::target},
    ColumnName{"计划完成值", Column::target},
    ColumnName{"年初设定指标值", Column::target},
    ColumnName{"年度绩效指标值", Column::target},
    ColumnName{"设定目标值", Column::target},
    ColumnName{"度量单位", Column::unit},
    ColumnName{"计量单位", Column::unit},
    ColumnName{"单位", Column::unit},
    ColumnName{"指标单位", Column::unit},
    ColumnName{"指标属性", Column::label},
    ColumnName{"实际完成值", Column::actual},
    ColumnName{"实际完成", Column::actual},
    ColumnName{"完成值", Column::actual},
    ColumnName{"全年实际值", Column::actual},
    ColumnName{"全年完成值", Column::actual},
    ColumnName{"实际完成情况", Column::actual},
    ColumnName{"指标完成值", Column::actual},
    ColumnName{"实际值", Column::actual},
    ColumnName{"年度完成值", Column::actual},
    ColumnName{"全年实际完成值", Column::actual},
    ColumnName{"完成情况", Column::actual},
    ColumnName{"指标完成情况", Column::actual},
    ColumnName{"年度实际完成值", Column::actual},
    ColumnName{"自评完成值", Column::actual},
    ColumnName{"分值", Column::points},
    ColumnName{"权重", Column::points},
    ColumnName{"指标分值", Column::points},
    ColumnName{"标准分", Column::points},
    ColumnName{"标准分值", Column::points},
    ColumnName{"满分", Column::points},
    ColumnName{"分值权重", Column::points},
    ColumnName{"权重分值", Column::points},
    ColumnName{"权值", Column::points},
    ColumnName{"指标权重", Column::points},
    ColumnName{"得分", Column::score},
    ColumnName{"自评得分", Column::score},
    ColumnName{"实际得分", Column::score},
    ColumnName{"评价得分", Column::score},
    ColumnName{"自评分", Column::score},
    ColumnName{"指标得分", Column::score},
    ColumnName{"自评分值", Column::score},
    ColumnName{"偏差原因分析及改进措施", Column::reason},
    ColumnName{"偏差原因及改进措施", Column::reason},
    ColumnName{"偏差原因分析", Column::reason},
    ColumnName{"偏差原因", Column::reason},
    ColumnName{"未完成原因", Column::reason},
    ColumnName{"未完成原因及改进措施", Column::reason},
    ColumnName{"未完成原因和改进措施", Column::reason},
    ColumnName{"未完成原因分析", Column::reason},
    ColumnName{"未完成原因及拟采取的改进措施", Column::reason},
    ColumnName{"偏差原因分析与改进措施", Column::reason},
    ColumnName{"原因分析", Column::reason},
    ColumnName{"原因分析及改进措施", Column::reason},
    ColumnName{"扣分原因分析及改进措施", Column::reason},
    ColumnName{"扣分原因", Column::reason},
    ColumnName{"完成率", Column::rate},
    ColumnName{"完成比例", Column::rate},
    ColumnName{"指标完成率", Column::rate},
};
constexpr std::array money_names = {
    ColumnName{"年初预算数", Column::initial},
    ColumnName{"年初预算", Column::initial},
    ColumnName{"年初预算金额", Column::initial},
    ColumnName{"年初批复数", Column::initial},
    ColumnName{"全年预算数", Column::adjusted},
    ColumnName{"全年预算", Column::adjusted},
    ColumnName{"调整后预算数", Column::adjusted},
    ColumnName{"调整预算数", Column::adjusted},
    ColumnName{"调整后预算", Column::adjusted},
    ColumnName{"预算数", Column::adjusted},
    ColumnName{"年度预算数", Column::adjusted},
    ColumnName{"全年预算金额", Column::adjusted},
    ColumnName{"全年执行数", Column::executed},
    ColumnName{"执行数", Column::executed},
    ColumnName{"全年支出数", Column::executed},
    ColumnName{"实际支出数", Column::executed},
    ColumnName{"实际执行数", Column::executed},
    ColumnName{"支出数", Column::executed},
    ColumnName{"预算执行数", Column::executed},
    ColumnName{"年度执行数", Column::executed},
    ColumnName{"分值", Column::points},
    ColumnName{"权重", Column::points},
    ColumnName{"标准分", Column::points},
    ColumnName{"执行率", Column::rate},
    ColumnName{"预算执行率", Column::rate},
    ColumnName{"执行率得分", Column::score},
    ColumnName{"得分", Column::score},
    ColumnName{"自评得分", Column::score},
    ColumnName{"实际得分", Column::score},
};

std::optional<Column> column_named(std::span<const ColumnName> names, std::string_view cell) {
  const std::string plain = plain_heading(cell);
  const auto found = std::ranges::find(names, plain, &ColumnName::name);
  return found == names.end() ? std::nullopt : std::optional{found->column};
}

/// Which column each cell of a row is the heading of; cells that no heading is called are left out.
std::map<std::size_t, Column> headings_in(std::span<const ColumnName> names, const GridRow& row) {
  std::map<std::size_t, Column> found;
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (const auto column = column_named(names, row.cells[i].text)) found.emplace(i, *column);
  return found;
}

bool names_all(const std::map<std::size_t, Column>& headings, std::initializer_list<Column> columns) {
  return std::ranges::all_of(columns, [&](Column column) {
    return std::ranges::any_of(headings, [&](const auto& one) { return one.second == column; });
  });
}

/// The row with the heading and, when the next one names parts of it (指标性质, 指标值 below 年度指标值), that too.
Columns columns_at(std::span<const ColumnName> names, const Grid& grid, std::size_t row) {
  Columns columns{row, row + 1, {}};
  auto headings = headings_in(names, grid.rows[row]);
  if (row + 1 < grid.rows.size()) {
    const auto below = headings_in(names, grid.rows[row + 1]);
    const auto own = std::ranges::count_if(
        below, [&](const auto& one) { return !headings.contains(one.first) || headings.at(one.first) != one.second; });
    const bool goes_on = std::ranges::any_of(
        below, [&](const auto& one) { return headings.contains(one.first) && headings.at(one.first) == one.second; });
    if (own > 0 || goes_on) {
      for (const auto& [at, column] : below) headings[at] = column;
      columns.behind = row + 2;
    }
  }
  for (const auto& [at, column] : headings) columns.at[column].push_back(at);
  return columns;
}

}  // namespace

std::optional<std::size_t> Columns::first(Column column) const {
  const auto found = at.find(column);
  return found == at.end() ? std::nullopt : std::optional{found->second.front()};
}

std::optional<Columns> find_indicator_columns(const Grid& grid) {
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const auto headings = headings_in(indicator_names, grid.rows[row]);
    if (!names_all(headings, {Column::name})) continue;
    Columns columns = columns_at(indicator_names, grid, row);
    if (columns.has(Column::actual) || columns.has(Column::score)) return columns;
  }
  return std::nullopt;
}

std::optional<Columns> find_money_columns(const Grid& grid) {
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    const auto headings = headings_in(money_names, grid.rows[row]);
    if (names_all(headings, {Column::adjusted, Column::executed})) return columns_at(money_names, grid, row);
  }
  return std::nullopt;
}

namespace {

bool is_heading_of_indicators(const std::set<Column>& columns) {
  return columns.size() >= 4 && columns.contains(Column::name) &&
         (columns.contains(Column::actual) || columns.contains(Column::score));
}

/// The columns that a text names, one behind the other without anything between them.
std::set<Column> columns_inside(std::string_view text) {
  const std::string plain = plain_heading(text);
  std::set<Column> found;
  for (const auto& one : indicator_names)
    if (plain.contains(one.name)) found.insert(one.column);
  return found;
}

}  // namespace

// R-RSC-25
Unparted unparted_headings(const Grid& grid) {
  std::set<Column> in_lines;
  for (const GridRow& row : grid.rows) {
    if (row.cells.size() != 1) {
      in_lines.clear();
      continue;
    }
    if (const auto column = column_named(indicator_names, row.cells[0].text))
      in_lines.insert(*column);
    else
      in_lines.clear();
    if (is_heading_of_indicators(in_lines)) return Unparted::cell_a_line;
    if (is_heading_of_indicators(columns_inside(row.cells[0].text))) return Unparted::run_together;
  }
  return Unparted::no;
}

}  // namespace hallbook::forms
