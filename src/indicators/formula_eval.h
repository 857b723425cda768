#pragma once
// Exact evaluation of a checked formula. Where figures come from is a FigureSource: day rollups (evaluation), or the
// rows themselves (receipts). Source: docs/rules/formulas.md, R-FOR-11 to R-FOR-15.
#include "indicators/formula_check.h"
#include "indicators/rates.h"

namespace hallbook::indicators {

/// What one total is in one bucket.
struct Figure {
  Period bucket;
  std::int64_t rows = 0;
  Rational sum;  // of the measure in its unit; 0 for counts
};

class FigureSource {
 public:
  virtual ~FigureSource() = default;
  /// One figure for each bucket of the period (one in all without `by`).
  virtual std::vector<Figure> totals(const Leaf& leaf, const Period& period, std::optional<PeriodKind> by) = 0;
  /// Entries of the whole register, whatever the leaf's filters: tells "nothing fits" from "nothing was recorded".
  virtual std::vector<std::int64_t> recorded(const registers::Definition& definition, const Period& period,
                                             std::optional<PeriodKind> by) = 0;
  virtual Result<RateTally> rate(const Node& node, const Leaf& leaf, const Period& period) = 0;
  virtual Result<Price> price(std::string_view name, const Period& period) = 0;
};

/// The period to compute over, already cut at the as-of day, and whether days of it are still to come.
struct Scope {
  Period period;
  bool running = false;        // cut: its last bucket may still fill
  bool missing_is_zero = false;
};

/// A value, or why there is none. Missing is never zero (R-FOR-12).
struct Outcome {
  std::optional<Rational> value;
  Text missing;
  std::optional<Rational> fewest = {};  // the smallest number of entries that a share of the formula was taken of
};
/// Refuses what only the data can show: a price that changes inside the period, a calendar year not loaded.
Result<Outcome> evaluate_formula(const CheckedFormula& checked, FigureSource& source, const Scope& scope);

/// What one more unit of this leaf adds to the value, when the formula is linear in it and prices are constant.
std::optional<Rational> linear_factor(const CheckedFormula& checked, const Node& leaf, FigureSource& source,
                                      const Scope& scope);

}  // namespace hallbook::indicators
