#pragma once
// A published table as cells with their places, whatever it came as: DOCX, XLSX, PDF, CSV, or text copied from a page.
// Source: docs/rules/rescoring.md, R-RSC-01 to R-RSC-03.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "forms/document.h"

namespace hallbook::forms {

struct GridCell {
  std::string text;  // trimmed; a merged cell says it in every place that it covers
  bool merged = false;  // covered by the cell to the left or above
  friend bool operator==(const GridCell&, const GridCell&) = default;
};

struct GridRow {
  Text place;  // "表 1 第 7 行" / "table 1, row 7"
  std::vector<GridCell> cells;
};

/// Lines outside of tables are rows with one cell: a unit stands there ("单位：万元"), or a title.
struct Grid {
  std::string format;  // "docx", "xlsx", "pdf", "text", "csv"; "page": put right by a person
  std::vector<GridRow> rows;
};

/// By content, never by name. Refuses (invalid, over_limit) what is none of them.
Result<Grid> read_grid(const std::filesystem::path& file);
/// Refuses (over_limit) what merged cells blow up beyond 400,000 cells or 32 MiB.
Result<Grid> grid_of(const Document& document);
/// Cells are parted by TAB, else by '|' or by two spaces and more. Refuses what is not UTF-8 or GB 18030, and more than 4 MiB.
Result<Grid> grid_of_text(std::string_view bytes);

/// The grid as the text that dossier::read_disclosure reads: a row a line, its cells parted by TAB, labels above the indicators
/// with a colon; what a cell merged over
/// others says stands once.
std::string text_of(const Grid& grid);

/// "表 1 第 7 行第 3 格" / "table 1, row 7, cell 3".
Text place_of(const GridRow& row, std::size_t column);

/// For comparing headings: half-width, no space, nothing in brackets at its end. "全年执行数（B）" → "全年执行数".
std::string plain_heading(std::string_view cell);

}  // namespace hallbook::forms
