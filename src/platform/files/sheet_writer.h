#pragma once
// A small workbook of one sheet with merged cells and column widths, as printed forms need it; register exports stream
// through TableWriter instead. The same sheet gives the same bytes. R-FIL-31.
#include <cstdint>
#include <string>
#include <vector>

namespace hallbook::files {

struct SheetCell {
  std::uint32_t row = 0;     // 0 = the first
  std::uint16_t column = 0;
  std::uint32_t rows = 1;    // merged downwards
  std::uint16_t columns = 1;  // and to the right
  std::string text;          // written as text, never as a formula
  enum class Side { left, center, right } side = Side::left;
  bool bold = false, border = true;
  double points = 10.5;
};

struct SheetPage {
  std::string title;                // of the sheet and the file
  std::vector<double> widths;       // of the columns, in points
  std::vector<double> heights;      // of the rows, in points; 0 = as the program likes
  std::vector<SheetCell> cells;
  bool landscape = false;
  std::uint32_t head_from = 0, head_rows = 0;  // rows that each printed page repeats
  std::string foot;                 // under each printed page
  std::string picture;              // PNG, 18 mm, below the last row; "" = none
};

/// Throws std::runtime_error when the library fails.
std::string sheet_bytes(const SheetPage& page);

}  // namespace hallbook::files
