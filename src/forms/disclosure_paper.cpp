#include "forms/disclosure_paper.h"

#include "base/text.h"

namespace hallbook::forms {
namespace {

constexpr int type_width = 8845;  // of an upright A4 sheet's type area
constexpr std::size_t long_cell = 14;  // characters from which a cell is text, not a name

using Texts = std::vector<std::string>;

bool is_cell(std::string_view line) { return line.starts_with('\t'); }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines = split(text, '\n');
  for (auto& line : lines)
    if (line.ends_with('\r')) line.pop_back();
  if (!lines.empty() && lines.back().empty()) lines.pop_back();  // the text's last line end
  return lines;
}

/// A row narrower than the grid: a heading over columns that the next row names (its last cells are empty there and join
/// it), else the longest cell takes what is left.
struct RowPlan {
  std::size_t wide = 0;  // the cell that takes the rest
  bool joins_below = false;
};

RowPlan plan_of(const std::vector<Texts>& rows, std::size_t at, std::size_t columns) {
  const Texts& row = rows[at];
  RowPlan plan;
  if (row.size() == columns) return plan;
  if (row.size() > 1 && at + 1 < rows.size() && rows[at + 1].size() == columns) {
    const auto& below = rows[at + 1];
    plan.joins_below = std::all_of(below.end() - static_cast<std::ptrdiff_t>(row.size() - 1), below.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (plan.joins_below) return plan;
  }
  for (std::size_t i = 1; i < row.size(); ++i)
    if (count_characters(row[i]) > count_characters(row[plan.wide])) plan.wide = i;
  return plan;
}

Cell cell_of(const std::string& text, int columns, Merge merge) {
  Cell made = cell(text, count_characters(text) > long_cell ? Align::left : Align::center);
  for (auto& paragraph : made.paragraphs)
    for (auto& run : paragraph.runs) run.half_points = columns > 4 ? 21 : 18;
  made.columns = columns;
  made.merge = merge;
  return made;
}

Table table_of(const std::vector<Texts>& rows) {
  std::size_t columns = 1;
  for (const auto& row : rows) columns = std::max(columns, row.size());
  Table table{std::vector<int>(columns, type_width / static_cast<int>(columns)), {}};
  std::size_t joined = 0;  // how many cells at the end of this row belong to the one above
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const RowPlan plan = plan_of(rows, at, columns);
    const int rest = static_cast<int>(columns - rows[at].size()) + 1;
    Row row;
    for (std::size_t i = 0; i < rows[at].size(); ++i) {
      const bool below = rows[at].size() - i <= joined, above = plan.joins_below && i > 0;
      row.cells.push_back(cell_of(rows[at][i], i == plan.wide ? rest : 1,
                                  below   ? Merge::go_on
                                  : above ? Merge::begin
                                          : Merge::none));
    }
    joined = plan.joins_below ? rows[at].size() - 1 : 0;
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Document disclosure_document(std::string_view text, const std::string& title) {
  Document document;
  document.title = title;
  document.half_points = 28;
  const auto lines = lines_of(text);
  for (std::size_t at = 0; at < lines.size();) {
    if (lines[at].find('\t') == std::string::npos) {
      document.blocks.emplace_back(paragraph(lines[at++]));
      continue;
    }
    std::vector<Texts> rows;
    if (!is_cell(lines[at])) {  // a row on one line
      for (; at < lines.size() && lines[at].find('\t') != std::string::npos && !is_cell(lines[at]); ++at)
        rows.push_back(split(lines[at], '\t'));
    } else {
      while (at < lines.size() && is_cell(lines[at])) {
        Texts row;
        for (; at < lines.size() && is_cell(lines[at]); ++at) row.emplace_back(lines[at].substr(1));
        rows.push_back(std::move(row));
        if (at + 1 < lines.size() && lines[at].empty() && is_cell(lines[at + 1])) ++at;
      }
    }
    document.blocks.emplace_back(table_of(rows));
  }
  return document;
}

}  // namespace hallbook::forms
