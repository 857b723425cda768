#pragma once
// Day and month rollups: rollup_<name> and monthly_<name>. SQL; private to registers/. R-REG-15, R-REG-16.
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/period.h"
#include "platform/db/db.h"
#include "registers/entry.h"

namespace hallbook::registers::rollup_store {

/// What a transaction adds to cells, gathered in memory and written once. A cell that no row is left in goes.
class Change {
 public:
  Change(UnitId unit, const Definition& definition);
  /// sign +1: a row comes into force, -1: it goes. The day is ISO.
  void add(std::string_view day, const Values& values, int sign);
  /// The derived measure of a row in force changes by `difference`.
  void add_derived(std::string_view day, const Values& values, std::int64_t difference);
  void flush(db::WriteTx& tx);

  struct Cell {
    std::int64_t rows = 0;
    std::vector<std::int64_t> sums;  // per measure of the definition
    bool shrinks = false;
  };
  /// Cells by "day U+001F dimension …".
  const std::unordered_map<std::string, Cell>& cells() const { return cells_; }
  static void add_to(Cell& cell, const Cell& more);

 private:
  Cell& cell_of(std::string_view day, const Values& values);
  UnitId unit_;
  const Definition& definition_;
  std::vector<std::size_t> dimensions_, measures_;
  std::unordered_map<std::string, Cell> cells_;
  std::string key_;
};

/// Cells of whole months and of the days around them, so that a year reads 12 months and not 250 days.
struct Found {
  Date day;  // of a month cell its first
  std::int64_t rows = 0;
  std::int64_t sum = 0;
};
void each_day(db::ReadTx& tx, UnitId unit, const Definition& definition, const std::vector<Condition>& conditions,
              const std::string& measure, const Period& days, const std::function<void(const Found&)>& visit);
/// `months.first` is the first day of a month, `months.last` the last day of one.
void each_month(db::ReadTx& tx, UnitId unit, const Definition& definition, const std::vector<Condition>& conditions,
                const std::string& measure, const Period& months, const std::function<void(const Found&)>& visit);

/// Rows and sums of every measure by day, month ("day", "month") or the values of a dimension, by key.
struct Part {
  std::string key;
  std::int64_t rows = 0;
  std::vector<std::int64_t> sums;
};
std::vector<Part> parts(db::ReadTx& tx, UnitId unit, const Definition& definition,
                        const std::vector<Condition>& conditions, const std::optional<Date>& from,
                        const std::optional<Date>& to, std::string_view by);

/// All cells of one unit in the form of Change::cells(), for verify. `monthly`: the month table.
std::unordered_map<std::string, Change::Cell> all_cells(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                                        bool monthly);

}  // namespace hallbook::registers::rollup_store
