#pragma once
// A parsed formula against the register definitions, prices and the target's unit: what is checked when a plan is
// saved and whenever an evaluation loads. Source: docs/rules/formulas.md, R-FOR-05 to R-FOR-09.
#include "indicators/formula.h"
#include "indicators/measure_unit.h"
#include "indicators/prices.h"
#include "registers/definition.h"

namespace hallbook::indicators {

using Definitions = std::map<std::string, registers::Definition, std::less<>>;

/// One total of the formula, ready to be read from rollups. `definition` points into the Definitions checked against.
struct Leaf {
  const Node* node = nullptr;
  const registers::Definition* definition = nullptr;
  std::string measure;  // "" = entries
  int scale = 0;        // stored units are 10^-scale
  std::vector<registers::Condition> conditions;
  std::string text;     // as it stands in the formula
};

struct CheckedFormula {
  Formula formula;
  MeasureUnit unit;
  std::vector<Leaf> leaves;                      // totals, in order of the text
  std::map<const Node*, std::size_t> leaf_of;    // total → index into leaves
  std::map<const Node*, Leaf> rates;             // rate nodes: register and conditions
};

/// Refuses with position: unknown register, field, filter, choice value, rate or price; a filter over a field that is
/// no dimension; units that do not fit; a divisor that can be zero; buckets inside buckets. `target_unit` is a base
/// unit ("件", "元", "ratio"); "" = any.
Result<CheckedFormula> check_formula(Formula formula, const Definitions& definitions, const PriceTable& prices,
                                     std::string_view target_unit);

}  // namespace hallbook::indicators
