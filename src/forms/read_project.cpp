#include "forms/read_project.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "dossier/columns.h"
#include "dossier/disclosure.h"
#include "platform/files/disk.h"

namespace hallbook::forms {
namespace {

constexpr std::uint64_t largest_project_file = 32u << 20;
constexpr std::string_view lines_format = "lines";

/// R-RSC-27: what the check of the document finds wrong with the reading of a cell, not with what it means.
std::string_view doubt_code(const dossier::Finding& finding) {
  static constexpr std::array<std::string_view, 4> of_target{"glyph_lost", "filler_target", "target_missing",
                                                             "text_target"};
  if (finding.indicator == 0) return "";
  if (std::ranges::find(of_target, finding.code) != of_target.end()) return "target";
  return finding.code == "unit_differs" ? "unit" : "";
}

std::string document_of(const Grid& grid) {
  if (grid.format != lines_format) return text_of(grid);
  std::string text;
  for (std::size_t row = 0; row < grid.rows.size(); ++row) {
    if (row > 0) text += '\n';
    for (std::size_t i = 0; i < grid.rows[row].cells.size(); ++i)
      text += (i == 0 ? "" : "\t") + grid.rows[row].cells[i].text;
  }
  return text;
}

Grid lines_of_document(std::string_view document) {
  Grid grid{std::string{lines_format}, {}};
  std::size_t number = 0;
  for (const auto& line : split(document, '\n')) {
    ++number;
    GridRow row{{fmt::format("第 {} 行", number), fmt::format("line {}", number)}, {}};
    for (auto& cell : split(line, '\t')) row.cells.push_back({std::move(cell), false});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

/// Finds the cells of the source again, from above to below, as the reader took them.
class Source {
 public:
  explicit Source(const Grid& grid) : grid_{grid} {
    const auto head = std::ranges::find_if(grid.rows, [](const GridRow& row) {
      return std::ranges::any_of(row.cells, [](const GridCell& cell) {
        const auto heading = plain_heading(trim(cell.text));
        return heading == "三级指标" || heading == "指标名称" || heading == "三级指标名称";
      });
    });
    row_ = static_cast<std::size_t>(head - grid.rows.begin());
  }

  std::size_t head() const { return std::min(row_, grid_.rows.empty() ? 0 : grid_.rows.size() - 1); }

  /// [first, last) rows of one target: its line, or, of a text with one cell a line, its lines up to an empty one.
  std::optional<std::pair<std::size_t, std::size_t>> next(std::string_view name) {
    for (std::size_t row = std::min(next_, grid_.rows.size()); row < grid_.rows.size(); ++row) {
      if (row <= row_ || !column(row, name)) continue;
      std::size_t end = row + 1;
      if (said(row) < 2)
        while (end < grid_.rows.size() && said(end) > 0) ++end;
      next_ = end;
      return std::pair{row, end};
    }
    return std::nullopt;
  }

  /// The first cell that says this and nothing else.
  std::optional<std::pair<std::size_t, std::size_t>> anywhere(std::string_view text) const {
    for (std::size_t row = 0; row < grid_.rows.size(); ++row)
      if (const auto at = column(row, text)) return std::pair{row, *at};
    return std::nullopt;
  }

  std::optional<std::size_t> column(std::size_t row, std::string_view text) const {
    const auto& cells = grid_.rows[row].cells;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].merged && trim(cells[i].text) == text) return i;
    return std::nullopt;
  }

  std::string words(std::size_t first, std::size_t last) const {
    std::string words;
    for (std::size_t row = first; row < last; ++row)
      for (const auto& cell : grid_.rows[row].cells)
        if (!cell.merged && !trim(cell.text).empty())
          words += (words.empty() ? "" : " | ") + std::string{trim(cell.text)};
    return words;
  }

 private:
  std::size_t said(std::size_t row) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        grid_.rows[row].cells, [](const GridCell& cell) { return !cell.merged && !trim(cell.text).empty(); }));
  }

  const Grid& grid_;
  std::size_t row_ = 0, next_ = 0;
};

DoubtfulCell doubt_at(const Grid& grid, std::size_t row, std::size_t column, std::string_view code, Text why) {
  const auto& found = grid.rows[row];
  return {row,
          column,
          place_of(found, column),
          column < found.cells.size() ? std::string{trim(found.cells[column].text)} : std::string{},
          std::string{code},
          std::move(why)};
}

/// The cell of a finding; the target's first cell when its own is empty or not found again.
DoubtfulCell doubt_of(const Grid& grid, const Source& source, std::pair<std::size_t, std::size_t> rows,
                      const dossier::IndicatorRow& target, const dossier::Finding& finding, std::string_view code) {
  const std::string& cell = code == "unit" ? target.unit_cell : target.value_cell;
  for (std::size_t row = rows.first; row < rows.second && !cell.empty(); ++row)
    if (const auto at = source.column(row, cell)) return doubt_at(grid, row, *at, code, finding.message);
  return doubt_at(grid, rows.first, source.column(rows.first, target.name).value_or(0), code, finding.message);
}

/// A column whose heading is not known is left out; in a PDF it may be two that ran together.
void find_headings(ProjectReading& reading, std::size_t head) {
  const auto& cells = reading.grid.rows[head].cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto heading = trim(cells[i].text);
    if (cells[i].merged || heading.empty() || dossier::is_known_column(heading)) continue;
    reading.doubtful.push_back(
        doubt_at(reading.grid, head, i, "heading",
                 {"不认识这个列名，这一列没有读进指标；可改成表里常用的列名",
                  "this heading is not known and its column was not read; name it as tables do"}));
  }
}

void find_places(ProjectReading& reading) {
  Source source{reading.grid};
  const auto findings = dossier::check_project(reading.project);
  if (reading.grid.format == "pdf")
    reading.doubtful.push_back(doubt_at(
        reading.grid, source.head(), 0, "pdf",
        {"PDF 里没有格子；这张表是按字的位置拼出来的，请逐行与原件对照",
         "a PDF has no cells; this table was put together by the places of its words: compare it line by line"}));
  if (!reading.project.indicators.empty()) find_headings(reading, source.head());
  for (const auto& target : reading.project.indicators) {
    const auto rows = source.next(target.name.substr(0, target.name.find('\n')));
    reading.places.push_back(rows ? TargetPlace{rows->first, source.words(rows->first, rows->second)} : TargetPlace{});
    for (const auto& finding : findings)
      if (const auto code = doubt_code(finding); finding.indicator == target.no && !code.empty())
        reading.doubtful.push_back(doubt_of(
            reading.grid, source, rows.value_or(std::pair{source.head(), source.head() + 1}), target, finding, code));
  }
  for (const auto& cell : reading.project.loose_cells) {
    const auto at = source.anywhere(cell.substr(0, cell.find('\n')));
    reading.doubtful.push_back(doubt_at(reading.grid, at ? at->first : source.head(), at ? at->second : 0, "loose",
                                        {fmt::format("“{}”不属于任何指标，没有读进指标", cell),
                                         fmt::format("“{}” belongs to no target and was not read into one", cell)}));
  }
}

std::unexpected<Refusal> no_targets_in_pdf() {
  return refuse(
      RefusalCode::invalid,
      {"PDF 里没有找到目标表：要有“三级指标”一列，旁边有“指标性质”“指标值”或“分值”。请换成 DOCX、XLSX，或把表贴成文字",
       "no table of targets was found in the PDF: it needs a column 三级指标 and one of 指标性质, 指标值, 分值. Use "
       "DOCX or XLSX, or paste the table as text"},
      "body");
}

}  // namespace

// R-RSC-26
Result<ProjectReading> read_project_grid(Grid grid) {
  ProjectReading reading;
  auto project = dossier::read_disclosure(document_of(grid));
  const bool pdf = grid.format == "pdf";
  if (!project) return pdf ? no_targets_in_pdf() : std::unexpected{project.error()};
  if (pdf && project->indicators.empty()) return no_targets_in_pdf();
  if (grid.rows.empty()) grid.rows.push_back({});
  reading.grid = std::move(grid);
  reading.document = project->document;
  reading.project = std::move(*project);
  find_places(reading);
  return reading;
}

Result<ProjectReading> read_project_text(std::string_view bytes) {
  auto plain = dossier::read_disclosure(bytes);
  if (!plain || plain->indicators.empty())  // its cells may be parted by | or by spaces
    if (auto grid = grid_of_text(bytes)) {
      auto parted = read_project_grid(std::move(*grid));
      if (parted && !parted->project.indicators.empty()) return parted;
    }
  if (!plain) return std::unexpected{plain.error()};
  return read_project_grid(lines_of_document(plain->document));
}

Result<ProjectReading> read_project_file(const std::filesystem::path& file) {
  const auto bytes = files::read_file(file, largest_project_file);
  if (!bytes) return std::unexpected{bytes.error()};
  const bool packed = bytes->starts_with("%PDF") || bytes->starts_with("PK") || bytes->starts_with("\xD0\xCF\x11\xE0");
  if (!packed && file.extension() != ".csv") return read_project_text(*bytes);
  auto grid = read_grid(file);
  if (!grid) return std::unexpected{grid.error()};
  return read_project_grid(std::move(*grid));
}

// R-RSC-28: the year as a title, the name behind the table: a title above the table stays one.
void put_head(Grid& grid, std::string_view name, int year) {
  const auto line = [](std::string text) {
    return GridRow{{"补写的一行", "a line added"}, {{std::move(text), false}}};
  };
  if (year != 0) grid.rows.insert(grid.rows.begin(), line(fmt::format("预算年度：{}年", year)));
  if (!name.empty()) grid.rows.push_back(line(fmt::format("项目名称：{}", name)));
}

std::size_t doubts_in(std::string_view document, std::string_view format) {
  const auto reading = read_project_text(document);
  return (reading ? reading->doubtful.size() : 0) + (format == "pdf" ? 1 : 0);
}

}  // namespace hallbook::forms
