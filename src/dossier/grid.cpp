#include "dossier/grid.h"

#include "base/text.h"
#include "dossier/columns.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

enum class Column { level1, level2, name, op, value, unit, label, rule, content, source, weight, span, other, none };

struct ColumnName {
  std::string_view name;
  Column column;
};
// R-DOS-03: columns are found by their header, wherever they stand. Names without brackets and spaces.
constexpr ColumnName column_names[] = {
    {"一级指标", Column::level1},
    {"二级指标", Column::level2},
    {"三级指标", Column::name},
    {"指标名称", Column::name},
    {"三级指标名称", Column::name},
    {"指标性质", Column::op},
    {"计算符号", Column::op},
    {"指标方向", Column::op},
    {"指标值", Column::value},
    {"年度指标值", Column::value},
    {"目标值", Column::value},
    {"绩效指标值", Column::value},
    {"指标目标值", Column::value},
    {"度量单位", Column::unit},
    {"计量单位", Column::unit},
    {"单位", Column::unit},
    {"指标属性", Column::label},
    {"评扣分标准", Column::rule},
    {"评分标准", Column::rule},
    {"扣分标准", Column::rule},
    {"评分规则", Column::rule},
    {"指标内容", Column::content},
    {"指标说明", Column::content},
    {"指标解释", Column::content},
    {"绩效指标值设定依据及数据来源", Column::source},
    {"指标值设定依据及数据来源", Column::source},
    {"绩效指标设定依据及指标值数据来源", Column::source},
    {"数据来源", Column::source},
    {"指标值数据来源", Column::source},
    {"权重", Column::weight},
    {"分值", Column::weight},
    {"指标权重", Column::weight},
    {"分值权重", Column::weight},
    {"绩效指标", Column::span},
    {"序号", Column::other},
    {"备注", Column::other},
};

Column column_of(std::string_view cell) {
  std::string key = plain(cell);
  std::erase_if(key, [](char c) { return c == '(' || c == ')' || c == '%' || c == ':'; });
  for (const auto& known : column_names)
    if (known.name == key) return known.column;
  return Column::none;
}

using Cells = std::vector<std::string>;

template <class Range, class Value>
bool holds(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

/// Groups of cells: a row each when the text keeps rows apart.
std::vector<Cells> groups_of(std::span<const Line> lines, bool rows_on_one_line) {
  std::vector<Cells> groups{{}};
  for (const Line& line : lines) {
    const bool blank = line.text.empty() && !line.has_tab();
    if (blank) {
      groups.emplace_back();
    } else if (rows_on_one_line && line.has_tab()) {
      groups.emplace_back();
      for (const auto& cell : split(line.raw, '\t')) groups.back().emplace_back(trim(cell));
    } else if (line.raw.starts_with('\t') || groups.back().empty()) {
      groups.back().emplace_back(line.text);
    } else if (const bool any_tab = std::ranges::any_of(lines, &Line::has_tab); any_tab) {
      groups.back().back() +=
          (groups.back().back().empty() ? "" : "\n") + std::string{line.text};  // a cell in two lines
    } else {
      groups.back().emplace_back(line.text);
    }
  }
  std::erase_if(groups, [](const Cells& cells) { return cells.empty(); });
  return groups;
}

class Reader {
 public:
  explicit Reader(std::vector<Cells> groups) : groups_{std::move(groups)} {}

  TableFound read() {
    const std::size_t header_group = find_header();
    Cells before;
    for (std::size_t i = 0; i < header_group; ++i) before.insert(before.end(), groups_[i].begin(), groups_[i].end());
    Cells& header = groups_[header_group];
    const auto [from, to] = header_run(header);
    before.insert(before.end(), header.begin(), header.begin() + static_cast<std::ptrdiff_t>(from));
    set_columns(before,
                {header.begin() + static_cast<std::ptrdiff_t>(from), header.begin() + static_cast<std::ptrdiff_t>(to)});
    read_goals(before);
    rows_of({header.begin() + static_cast<std::ptrdiff_t>(to), header.end()});
    for (std::size_t i = header_group + 1; i < groups_.size(); ++i) rows_of(groups_[i]);
    return std::move(found_);
  }

 private:
  std::size_t find_header() const {
    for (std::size_t i = 0; i < groups_.size(); ++i)
      for (const auto& cell : groups_[i])
        if (column_of(cell) == Column::name) return i;
    return groups_.size() - 1;
  }

  /// The header's cells inside its group: all of them, or, when rows are not kept apart, the known and empty ones.
  static std::pair<std::size_t, std::size_t> header_run(const Cells& cells) {
    std::size_t at = 0;
    while (at < cells.size() && column_of(cells[at]) != Column::name) ++at;
    if (at == cells.size()) return {0, cells.size()};
    const auto is_header = [&](std::size_t i) { return cells[i].empty() || column_of(cells[i]) != Column::none; };
    std::size_t from = at;
    while (from > 0 && (column_of(cells[from - 1]) != Column::none || cells[from - 1].empty()) &&
           column_of(cells[from]) != Column::level1)
      --from;
    std::size_t to = at;
    while (to < cells.size() && is_header(to)) ++to;
    const bool data_behind =
        std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(to), cells.end(), is_operator_cell);
    if (!data_behind) to = cells.size();
    if (!data_behind && std::ranges::none_of(cells, is_goal_title)) from = 0;
    return {from, to};
  }

  /// Two header rows are common: the upper one names what the lower one leaves empty, in order.
  void set_columns(Cells& before, const Cells& header) {
    for (const auto& cell : header) columns_.push_back(column_of(cell));
    std::vector<Column> upper;
    while (!before.empty()) {
      const Column column = column_of(before.back());
      if (!before.back().empty() && column == Column::none) break;
      if (column != Column::none && column != Column::span) upper.insert(upper.begin(), column);
      before.pop_back();
      if (column == Column::span) break;
    }
    std::size_t at = 0;
    while (at < columns_.size() && columns_[at] == Column::none) ++at;
    for (const Column column : upper) {
      if (holds(columns_, column)) continue;
      while (at < columns_.size() && (columns_[at] != Column::none || !header[at].empty())) ++at;
      if (at < columns_.size())
        columns_[at] = column;
      else
        columns_.push_back(column);
    }
  }

  void read_goals(const Cells& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      if (!is_goal_title(cells[i])) {
        read_inline_goal(cells[i]);
        continue;
      }
      Goal goal{cells[i], ""};
      while (i + 1 < cells.size() && !is_goal_title(cells[i + 1])) {
        const auto& text = cells[++i];
        if (!text.empty() && !is_filler(text)) goal.text += (goal.text.empty() ? "" : "\n") + text;
      }
      if (!goal.text.empty()) found_.goals.push_back(std::move(goal));
    }
  }

  void read_inline_goal(const std::string& cell) {
    const std::size_t wide = cell.find("：");
    const std::size_t at = std::min(wide, cell.find(':'));
    if (at == std::string::npos || !is_goal_title(cell.substr(0, at))) {
      if (!plain(cell).ends_with("目标表")) found_.loose_cells.push_back(cell);
      return;
    }
    found_.goals.push_back(
        {cell.substr(0, at), std::string{trim(std::string_view{cell}.substr(at + (at == wide ? 3 : 1)))}});
  }

  void rows_of(const Cells& cells) {
    const std::size_t width = columns_.size();
    if (cells.empty()) return;
    const bool one_cell_short = cells.size() + 1 == width;  // an editor cut the last empty cell
    if (cells.size() % width != 0 && !one_cell_short) return take_aligned(cells);
    std::vector<Cells> rows;
    for (std::size_t at = 0; at < cells.size(); at += width) {
      const auto first = cells.begin() + static_cast<std::ptrdiff_t>(at);
      rows.emplace_back(first, first + static_cast<std::ptrdiff_t>(std::min(width, cells.size() - at)));
      rows.back().resize(width);
    }
    if (!std::ranges::all_of(rows, [&](const Cells& row) { return fits(row); })) return take_aligned(cells);
    for (const auto& row : rows) take_row(row);
  }

  bool fits(const Cells& row) const {
    for (std::size_t i = 0; i < row.size(); ++i)
      if (columns_[i] == Column::op && !row[i].empty() && !is_operator_cell(row[i]) && !is_filler(row[i])) return false;
    const auto op = std::ranges::find(columns_, Column::op);
    if (op == columns_.end()) return true;
    return !row[static_cast<std::size_t>(op - columns_.begin())].empty() || std::ranges::none_of(row, is_operator_cell);
  }

  static bool says_something(const std::string& cell) { return !cell.empty() && !is_filler(cell); }

  void set_level1(const std::string& cell) {
    level1_ = cell;
    level2_.clear();
  }
  void set_level2(const std::string& cell) {
    level2_ = cell;
    if (!holds(found_.level2, cell)) found_.level2.push_back(cell);
  }

  void take_row(const Cells& cells) {
    IndicatorRow row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (is_filler(cells[i])) ++found_.filler_cells;
      put(row, columns_[i], cells[i]);
    }
    if (says_something(row.level1)) set_level1(row.level1);
    if (says_something(row.level2)) set_level2(row.level2);
    const bool names = says_something(row.name) && column_of(row.name) != Column::name;  // a repeated header
    if (!names) {
      for (const auto* cell : {&row.value_cell, &row.rule_cell, &row.content_cell, &row.source_cell})
        if (says_something(*cell)) found_.loose_cells.push_back(*cell);
      return;
    }
    add(std::move(row));
  }

  void put(IndicatorRow& row, Column column, const std::string& cell) {
    switch (column) {
      case Column::level1: row.level1 = cell; return;
      case Column::level2: row.level2 = cell; return;
      case Column::name: row.name = cell; return;
      case Column::op: row.operator_cell = cell; return;
      case Column::value: row.value_cell = cell; return;
      case Column::unit: row.unit_cell = cell; return;
      case Column::label: row.label_cell = cell; return;
      case Column::rule: row.rule_cell = cell; return;
      case Column::content: row.content_cell = cell; return;
      case Column::source: row.source_cell = cell; return;
      case Column::weight: row.weight_cell = cell; return;
      case Column::span:
      case Column::other:
      case Column::none: return;  // the document itself keeps them
    }
  }

  void add(IndicatorRow row) {
    row.level1 = level1_;
    row.level2 = level2_;
    row.no = static_cast<int>(found_.indicators.size()) + 1;
    found_.indicators.push_back(std::move(row));
  }

  /// Cells whose places are lost (empty ones cut away): the operator tells where an indicator stands.
  void take_aligned(const Cells& cells) {
    Cells said;
    for (const auto& cell : cells) {
      if (is_filler(cell)) ++found_.filler_cells;
      if (says_something(cell)) said.push_back(cell);
    }
    std::size_t at = 0;
    while (at < said.size()) {
      std::size_t op = at;
      while (op < said.size() && !is_operator_cell(said[op])) ++op;
      const std::size_t name = op == said.size() ? op : op == at ? op : op - 1;
      for (; at < name; ++at) take_level(said[at]);
      if (op == said.size()) return;
      at = take_indicator(said, name, op);
    }
  }

  void take_level(const std::string& cell) {
    static constexpr std::array<std::string_view, 4> level1{"产出指标", "效益指标", "满意度指标", "成本指标"};
    const std::string key = plain(cell);
    if (holds(level1, key))
      set_level1(cell);
    else if (key.ends_with("指标"))
      set_level2(cell);
    else
      found_.loose_cells.push_back(cell);
  }

  std::size_t take_indicator(const Cells& said, std::size_t name, std::size_t op) {
    IndicatorRow row;
    if (name < op) row.name = said[name];
    row.operator_cell = said[op];
    std::size_t next = op + 1;
    while (next < said.size() && !is_operator_cell(said[next])) ++next;
    std::size_t end = next == said.size() ? next : next - 1;
    std::size_t at = op + 1;
    const auto column = std::ranges::find(columns_, Column::op);
    for (auto it = column == columns_.end() ? column : column + 1; it != columns_.end() && at < end; ++it)
      if (*it != Column::other) put(row, *it, said[at++]);
    if (says_something(row.name))
      add(std::move(row));
    else
      found_.loose_cells.push_back(row.operator_cell + row.value_cell);
    return at;
  }

  std::vector<Cells> groups_;
  std::vector<Column> columns_;
  TableFound found_;
  std::string level1_, level2_;
};

}  // namespace

bool holds_indicator_header(const Line& line) {
  if (line.raw.size() > 4096 || !(line.raw.contains("指标"))) return false;
  for (const auto& cell : split(line.raw, '\t'))
    if (column_of(cell) == Column::name) return true;
  return false;
}

bool is_known_column(std::string_view heading) { return column_of(heading) != Column::none; }

bool is_goal_title(std::string_view cell) {
  constexpr std::size_t longest = 40;
  if (cell.size() > 4 * longest) return false;
  std::string key = plain(cell);
  while (!key.empty() && key.back() == ':') key.pop_back();
  if (!key.empty() && key.back() == ')') {
    const std::size_t open = key.rfind('(');
    if (open != std::string::npos) key.resize(open);
  }
  return key.ends_with("目标") && count_characters(key) <= longest && !key.contains("。");
}

TableFound read_table(std::span<const Line> lines) {
  bool rows_on_one_line = false;
  for (const Line& line : lines) {
    if (!holds_indicator_header(line)) continue;
    const auto cells = split(line.raw, '\t');
    rows_on_one_line =
        std::ranges::count_if(cells, [](const std::string& cell) { return column_of(cell) != Column::none; }) > 1;
    break;
  }
  auto groups = groups_of(lines, rows_on_one_line);
  if (groups.empty()) return {};
  return Reader{std::move(groups)}.read();
}

}  // namespace hallbook::dossier
