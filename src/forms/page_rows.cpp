#include "forms/page_rows.h"

#include <algorithm>

namespace hallbook::forms {
namespace {

/// The cell of `row` that begins at grid column `column`; nullptr when none does.
const Cell* cell_at(const Row& row, std::size_t column) {
  std::size_t at = 0;
  for (const Cell& cell : row.cells) {
    if (at == column) return &cell;
    at += static_cast<std::size_t>(cell.columns);
  }
  return nullptr;
}

std::size_t rows_of(const Table& table, std::size_t row, std::size_t column, const Cell& cell) {
  if (cell.merge != Merge::begin) return 1;
  std::size_t rows = 1;
  while (row + rows < table.rows.size()) {
    const Cell* below = cell_at(table.rows[row + rows], column);
    if (below == nullptr || below->merge != Merge::go_on) break;
    ++rows;
  }
  return rows;
}

}  // namespace

std::vector<PlacedCell> placed_cells(const Table& table, double scale) {
  std::vector<PlacedCell> placed;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::size_t column = 0;
    double x = 0;
    for (const Cell& cell : table.rows[row].cells) {
      double width = 0;
      for (int i = 0; i < cell.columns && column + static_cast<std::size_t>(i) < table.widths.size(); ++i)
        width += table.widths[column + static_cast<std::size_t>(i)] * scale / per_point;
      if (cell.merge != Merge::go_on)
        placed.push_back({&cell, row, column, rows_of(table, row, column, cell), x, width});
      column += static_cast<std::size_t>(cell.columns);
      x += width;
    }
  }
  return placed;
}

std::vector<double> row_heights(const Table& table, const std::vector<PlacedCell>& cells,
                                const std::vector<double>& needed, double least) {
  std::vector<double> heights(table.rows.size(), least);
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i].rows == 1) heights[cells[i].row] = std::max(heights[cells[i].row], needed[i]);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].rows == 1) continue;
    double height = 0;
    for (std::size_t row = cells[i].row; row < cells[i].row + cells[i].rows; ++row) height += heights[row];
    if (height < needed[i]) heights[cells[i].row + cells[i].rows - 1] += needed[i] - height;
  }
  return heights;
}

}  // namespace hallbook::forms
