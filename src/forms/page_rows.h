#pragma once
// Where the cells of a table lie before they are drawn: columns in points, heights of rows, vertical merges resolved. R-FRM-20
#include <cstddef>
#include <vector>

#include "forms/document.h"

namespace hallbook::forms {

/// One cell to draw: which, where in the grid, and how many rows down its merge goes.
struct PlacedCell {
  const Cell* cell = nullptr;
  std::size_t row = 0, column = 0;
  std::size_t rows = 1;
  double x = 0, width = 0;  // from the table's left edge
};

/// Every cell that has text of its own, top to bottom; cells that go on are part of the one above.
/// `scale` makes the table fit the type area.
std::vector<PlacedCell> placed_cells(const Table& table, double scale);

/// Heights of rows: each holds the tallest of its single-row cells, the last row of a merge what is then still missing.
/// `needed` gives the height of each placed cell, in the same order.
std::vector<double> row_heights(const Table& table, const std::vector<PlacedCell>& cells,
                                const std::vector<double>& needed, double least);

}  // namespace hallbook::forms
