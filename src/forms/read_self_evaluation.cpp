#include "forms/read_self_evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/decimal.h"
#include "base/text.h"
#include "forms/read_columns.h"

namespace hallbook::forms {
namespace {

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

bool is_blank_cell(std::string_view text) { return parse_target(text, {}).kind == TargetKind::none; }

/// "9.8", "10分", "12.50%": the number as printed; nullopt when anything else stands there. R-RSC-06.
std::optional<PrintedNumber> printed_number(std::string_view cell, bool percent) {
  std::string plain;
  for (const char letter : to_half_width(cell))
    if (letter != ' ') plain += letter;
  std::string_view rest = plain;
  const auto decimal = take_decimal(rest);
  if (!decimal) return std::nullopt;
  if (rest.starts_with("分")) rest.remove_prefix(std::string_view{"分"}.size());
  const bool sign = rest == "%";
  if (!rest.empty() && !sign) return std::nullopt;
  std::string digits = decimal->digits;
  if (decimal->places > 0) digits.insert(digits.size() - static_cast<std::size_t>(decimal->places), ".");
  auto value = Rational::parse((decimal->negative ? "-" : "") + digits);
  if (!value) return std::nullopt;
  if (sign && percent) *value = *value / Rational{100};
  if (sign && !percent) return std::nullopt;
  return PrintedNumber{*value, decimal->places, std::string{trim(cell)}};
}

class Reader {
 public:
  explicit Reader(const Grid& grid) : grid_{grid} {}

  Result<PublishedEvaluation> read() {
    const auto columns = find_indicator_columns(grid_);
    if (!columns && unparted_headings(grid_) == Unparted::cell_a_line)
      return refuse(
          RefusalCode::invalid,
          {"文字是一格一行，分不清列：请从 Word 或 Excel 里复制整张表，或直接给 DOCX、XLSX 文件",
           "the text has one cell a line, so columns cannot be told: copy the whole table out of Word or Excel, "
           "or give the DOCX or XLSX file"});
    if (!columns && unparted_headings(grid_) == Unparted::run_together)
      return refuse(
          RefusalCode::invalid,
          {"一行里的格连在一起，没有空格，分不清列：请给 DOCX、XLSX 文件，或在格之间加制表符",
           "the cells of a line run together without a space, so columns cannot be told: give the DOCX or XLSX "
           "file, or put a TAB between the cells"});
    if (!columns)
      return refuse(RefusalCode::invalid,
                    {"没有找到自评表：没有一行同时有“三级指标”（或“指标名称”）和“实际完成值”或“得分”这样的列名",
                     "no self-evaluation table: no row has 三级指标 (or 指标名称) beside 实际完成值 or 得分"});
    read_labels(columns->head);
    if (const auto money = find_money_columns(grid_)) read_money(*money, columns->head);
    read_rows(*columns);
    if (grid_.format == "pdf")
      found_.doubtful.push_back(
          {columns->head,
           0,
           grid_.rows[columns->head].place,
           "PDF",
           "pdf",
           {"PDF 里没有单元格，这张表是按字的位置拼出来的：请与原件对照",
            "a PDF has no cells; this table was put together by the places of its words: compare it "
            "with the paper"}});
    return std::move(found_);
  }

 private:
  using Rows = std::vector<GridRow>;

  std::size_t index_of(const GridRow& row) const { return static_cast<std::size_t>(&row - grid_.rows.data()); }
  std::string cell(const GridRow& row, std::optional<std::size_t> at) const {
    return at && *at < row.cells.size() ? row.cells[*at].text : std::string{};
  }
  void doubt(const GridRow& row, std::size_t column, std::string_view code, Text why) {
    found_.doubtful.push_back(
        {index_of(row), column, place_of(row, column), cell(row, column), std::string{code}, std::move(why)});
  }

  // --- names and the unit of money: above the indicators ---------------------------------------------------------------

  void read_labels(std::size_t until) {
    for (std::size_t i = 0; i < until; ++i) {
      const GridRow& row = grid_.rows[i];
      for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const std::string label = plain_heading(row.cells[at].text);
        if (label == "项目名称") take(found_.project, row, at);
        if (label == "实施单位" || label == "项目实施单位" || label == "项目单位" || label == "部门" ||
            label == "单位名称")
          take(found_.unit_name, row, at);
        read_money_unit(row.cells[at].text);
      }
    }
  }
  /// The next cell that is not the label's own merged one.
  void take(std::string& into, const GridRow& row, std::size_t label) const {
    for (std::size_t at = label + 1; into.empty() && at < row.cells.size(); ++at)
      if (!row.cells[at].merged && !row.cells[at].text.empty()) into = row.cells[at].text;
  }
  void read_money_unit(std::string_view text) {
    if (!found_.money_unit.empty()) return;
    const std::string plain = to_half_width(text);
    for (const std::string_view unit : {"万元", "元"})
      for (const std::string_view form : {"单位:{}", "单位: {}", "({})", "金额单位:{}", "资金单位:{}"})
        if (plain.contains(fmt::format(fmt::runtime(form), unit))) {
          found_.money_unit = unit;
          return;
        }
  }

  // --- money ----------------------------------------------------------------------------------------------------------

  static std::string_view source_of(std::string_view label) {
    const auto holds = [&](std::string_view word) { return label.contains(word); };
    if (holds("总额") || label == "合计" || holds("资金总")) return "total";
    if (holds("上年结转") || holds("结转")) return "carried_over";
    if (holds("财政拨款") || holds("财政资金") || holds("本级财政")) return "appropriation";
    if (holds("其他资金") || holds("其他") || holds("单位资金")) return "other";
    return {};
  }
  void read_money(const Columns& columns, std::size_t until) {
    for (std::size_t i = columns.behind; i < std::min(until, grid_.rows.size()); ++i) {
      const GridRow& row = grid_.rows[i];
      std::string_view source;
      std::size_t leftmost = row.cells.size();
      for (const auto& [column, places] : columns.at) leftmost = std::min(leftmost, places.front());
      for (std::size_t at = 0; at < std::min(leftmost, row.cells.size()); ++at)
        if (const auto named = source_of(plain_heading(row.cells[at].text)); !named.empty()) source = named;
      if (source.empty()) continue;
      const bool known = std::ranges::any_of(found_.money, [&](const auto& one) { return one.source == source; });
      if (!known) found_.money.push_back(money_row(row, columns, source));
    }
  }
  PublishedMoney money_row(const GridRow& row, const Columns& columns, std::string_view source) {
    PublishedMoney money;
    money.place = row.place;
    money.source = source;
    const auto read = [&](Column column, std::optional<PrintedNumber>& into, bool percent) {
      const auto at = columns.first(column);
      if (!at || is_blank_cell(cell(row, at))) return;
      into = printed_number(cell(row, at), percent);
      if (into) return;
      money.doubtful = true;
      doubt(row, *at, percent ? "rate" : "money", {"不是一个数", "not a number"});
    };
    read(Column::initial, money.initial, false);
    read(Column::adjusted, money.adjusted, false);
    read(Column::executed, money.executed, false);
    read(Column::rate, money.rate, true);
    if (source == "total") read(Column::points, money.points, false);
    if (source == "total") read(Column::score, money.score, false);
    return money;
  }

  // --- indicators -----------------------------------------------------------------------------------------------------

  void read_rows(const Columns& columns) {
    for (std::size_t i = columns.behind; i < grid_.rows.size(); ++i) {
      const GridRow& row = grid_.rows[i];
      if (is_total(row)) {
        read_total(row, columns);
        continue;
      }
      read_grade(row);
      if (is_note(row) || is_one_cell(row)) continue;
      if (!cell(row, columns.first(Column::name)).empty()) found_.rows.push_back(indicator(row, columns));
    }
  }
  static std::string first_text(const GridRow& row) {
    const auto first = std::ranges::find_if(row.cells, [](const auto& one) { return !one.text.empty(); });
    return first == row.cells.end() ? std::string{} : plain_heading(first->text);
  }
  static bool is_total(const GridRow& row) {
    const std::string first = first_text(row);
    return first == "总分" || first == "合计" || first == "总计" || first == "总得分" || first == "自评总分";
  }
  static bool is_note(const GridRow& row) {
    return begins_with_any(first_text(row),
                           {"其他需要说明", "说明", "备注", "注", "填表", "联系", "自评结论", "自评等级", "等级"});
  }
  static bool is_one_cell(const GridRow& row) {
    return std::ranges::count_if(row.cells, [](const auto& one) { return !one.merged && !one.text.empty(); }) < 2;
  }

  PublishedRow indicator(const GridRow& row, const Columns& columns) {
    PublishedRow read;
    read.grid_row = index_of(row);
    read.place = row.place;
    read.level1 = carried(level1_, cell(row, columns.first(Column::level1)));
    read.level2 = carried(level2_, cell(row, columns.first(Column::level2)));
    read.name = cell(row, columns.first(Column::name));
    read.reason =
        is_blank_cell(cell(row, columns.first(Column::reason))) ? "" : cell(row, columns.first(Column::reason));
    read_target(row, columns, read);
    read_actual(row, columns, read);
    read_points(row, columns, Column::points, "points", read.points, read);
    read_points(row, columns, Column::score, "score", read.score, read);
    return read;
  }
  static std::string carried(std::string& last, std::string now) {
    if (!now.empty()) last = std::move(now);
    return last;
  }
  /// Cells that one heading spans (≥ | 19 | 万件) are one target.
  void read_target(const GridRow& row, const Columns& columns, PublishedRow& read) {
    std::string value;
    if (const auto found = columns.at.find(Column::target); found != columns.at.end())
      for (const std::size_t at : found->second)
        if (at < row.cells.size() && (!row.cells[at].merged || value.empty())) value += row.cells[at].text;
    const std::string op = direction(cell(row, columns.first(Column::op)));
    const std::string unit = cell(row, columns.first(Column::unit));
    read.target_text = op + value + (is_blank_cell(unit) || value.ends_with(unit) ? "" : unit);
    read.target = parse_target(value, is_blank_cell(unit) ? "" : unit, op);
    if (read.target.kind == TargetKind::suspicious) {
      read.doubtful = true;
      doubt(row, columns.first(Column::target).value_or(0), "target", read.target.message);
    }
  }
  static std::string direction(const std::string& cell) {
    const std::string plain = plain_heading(cell);
    if (plain == "正向" || plain == "正向指标") return "≥";
    if (plain == "反向" || plain == "反向指标" || plain == "逆向" || plain == "逆向指标") return "≤";
    return is_blank_cell(plain) ? std::string{} : cell;
  }

  void read_actual(const GridRow& row, const Columns& columns, PublishedRow& read) {
    const auto at = columns.first(Column::actual);
    if (!at) return;
    read.actual_text = cell(row, at);
    if (is_blank_cell(read.actual_text) || read.target.kind != TargetKind::number) return;
    const Target& target = read.target;
    std::string unit_cell = cell(row, columns.first(Column::unit));
    if (is_blank_cell(unit_cell)) unit_cell.clear();
    Target actual = parse_target(read.actual_text, unit_cell, "=");
    // R-RSC-07: a bare number below "≥19万件" or "≥95%" is taken in that unit, and said so.
    const bool bare = actual.kind == TargetKind::number && actual.unit.empty() && !target.unit.empty();
    if (bare) actual = parse_target(read.actual_text, target.printed_unit, "=");
    if (actual.kind != TargetKind::number)
      return doubt_actual(row, *at, read,
                          actual.message.zh.empty()
                              ? Text{"目标是数，完成值不是数", "the target is a number, this is not"}
                              : actual.message);
    if (actual.unit != target.unit)
      return doubt_actual(row, *at, read,
                          {fmt::format("单位与目标不同：{} / {}", actual.unit, target.unit),
                           fmt::format("the unit differs from the target's: {} / {}", actual.unit, target.unit)});
    if (is_far_off(actual.value, target.value))
      return doubt_actual(row, *at, read,
                          {"与目标相差 1000 倍以上：请核实单位（万、%）",
                           "1,000 times and more away from the target: check its unit (万, %)"});
    if (bare)
      doubt(row, *at, "unit",
            {"没有写单位，按目标的单位“" + target.printed_unit + "”读",
             "without a unit; read in the target's “" + target.printed_unit + "”"});
    read.actual = actual.value;
  }
  void doubt_actual(const GridRow& row, std::size_t at, PublishedRow& read, Text why) {
    read.doubtful = true;
    doubt(row, at, "actual", std::move(why));
  }
  /// R-RSC-08
  static bool is_far_off(const Rational& actual, const Rational& target) {
    if (actual.is_zero() || target.is_zero()) return false;
    const Rational ratio = actual / target;
    return ratio >= Rational{1000} || ratio <= Rational(1, 1000);
  }

  void read_points(const GridRow& row, const Columns& columns, Column column, std::string_view code,
                   std::optional<PrintedNumber>& into, PublishedRow& read) {
    const auto at = columns.first(column);
    if (!at || is_blank_cell(cell(row, at))) return;
    into = printed_number(cell(row, at), false);
    if (into) return;
    read.doubtful = true;
    doubt(row, *at, code, {"不是一个分数", "no number of points"});
  }

  /// Its own columns, or the numbers of the row: what can be had, what was got.
  void read_total(const GridRow& row, const Columns& columns) {
    if (found_.total_score) return;
    const auto in = [&](Column column) {
      return columns.first(column) ? printed_number(cell(row, columns.first(column)), false) : std::nullopt;
    };
    found_.total_points = in(Column::points);
    found_.total_score = in(Column::score);
    if (!found_.total_score) {
      std::vector<PrintedNumber> numbers;
      for (const auto& one : row.cells)
        if (const auto number = printed_number(one.text, false); number && !one.merged) numbers.push_back(*number);
      if (!numbers.empty()) found_.total_score = numbers.back();
      if (numbers.size() > 1) found_.total_points = numbers.front();
    }
    read_grade(row);
  }
  void read_grade(const GridRow& row) {
    if (!found_.grade.empty()) return;
    const bool says = std::ranges::any_of(row.cells, [](const auto& one) { return one.text.contains("等级"); });
    static constexpr std::array<std::string_view, 4> grades{"优", "良", "中", "差"};
    for (const auto& one : row.cells) {
      std::string plain = plain_heading(one.text);
      if (const auto at = plain.find("等级"); at != std::string::npos)
        plain.erase(0, at + std::string_view{"等级"}.size());
      if ((says || is_total(row)) && std::ranges::find(grades, plain) != grades.end()) found_.grade = plain;
    }
  }

  const Grid& grid_;
  PublishedEvaluation found_;
  std::string level1_, level2_;
};

}  // namespace

Result<PublishedEvaluation> read_self_evaluation(const Grid& grid) { return Reader{grid}.read(); }

}  // namespace hallbook::forms
