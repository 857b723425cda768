#pragma once
// Dated prices: definitions/prices/*.toml. A price is in force from a day until the next one of its name.
// Source: docs/rules/rates.md, R-PRI-01, R-PRI-02.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/period.h"
#include "base/rational.h"
#include "base/result.h"

namespace hallbook::indicators {

struct Price {
  std::string name;   // "copy_sheet"
  Text title;
  Date from;
  Rational amount;    // in `unit`
  std::string unit;   // "元/张"
  std::string source; // where the amount stands
};

class PriceTable {
 public:
  /// Adds a file's prices. Refuses: unknown keys, a bad day or amount, a unit that is not 元/X, no source,
  /// the same name twice from one day, one name with two units.
  Result<> load(std::string_view toml);

  const Price* any(std::string_view name) const;  // nullptr when unknown
  const std::map<std::string, std::vector<Price>, std::less<>>& all() const { return prices_; }

  /// The one price in force throughout the period. Refuses: unknown, none yet on the first day (names the first day
  /// there is), or a change inside the period (names its day; the formula must then go by day or by month).
  Result<Price> in_force(std::string_view name, const Period& period) const;

 private:
  std::map<std::string, std::vector<Price>, std::less<>> prices_;  // by day
};

}  // namespace hallbook::indicators
