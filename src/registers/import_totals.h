#pragma once
// Rows that add up the rows above: recognised, compared, never imported (R-IMP-08). Private to imports.
#include "registers/import_cells.h"
#include "registers/import_columns.h"
#include "registers/import_heading.h"

namespace hallbook::registers {

class Totals {
 public:
  Totals(const Definition& definition, const Layout& layout);
  /// 合计, 小计 … in the first filled cell of a row that has no day of its own.
  TotalWord word(const files::Row& row) const;
  /// A row of data: its measures are added.
  void add(const Values& values);
  /// A total row: what it says of each measure against the sum of the rows above.
  void compare(const files::Row& row, TotalWord word, std::vector<Text>& notes);

 private:
  struct Measure {
    std::size_t cell, field;
    __int128 all = 0, page = 0;
  };
  const Definition* definition_;
  std::vector<Measure> measures_;
  std::size_t day_cell_;
};

}  // namespace hallbook::registers
