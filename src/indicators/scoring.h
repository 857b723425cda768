#pragma once
// The score of one indicator, every rule of domain §5. Pure and exact; rounding half-up to 0.01 happens in print.
// Source: docs/rules/scoring.md, R-SCO-01 to R-SCO-09.
#include <optional>
#include <string>
#include <string_view>

#include "base/rational.h"
#include "base/result.h"
#include "base/target.h"

namespace hallbook::indicators {

enum class Rule { ratio_up, equal, ratio_down_linear, ratio_down_inverse, bands, deduct, execution };
std::optional<Rule> rule_named(std::string_view name);  // "ratio-up", "ratio-down-linear" …
std::string_view name_of(Rule rule);

struct ScoreInput {
  Rule rule = Rule::ratio_up;
  Operator op = Operator::at_least;  // ≥ or ＞, ≤ or ＜, ＝: decides "meets"
  Rational target;                   // execution: the adjusted budget
  Rational actual;                   // execution: the executed amount
  Rational weight;
  std::optional<Rational> deduction;  // rule deduct: points taken when not met
  std::optional<Rational> picked;     // rule bands: the share of W a person picked, 0…1
};
struct Score {
  Rational points;  // exact, within [0, W]
  bool met = false;
  Text derivation;  // "4604 ÷ 4754 × 5 = 4.84" / with the clamp shown when one was needed
};
/// Refuses (unavailable) what is not computable: execution with an adjusted budget of 0, bands without a pick.
Result<Score> score(const ScoreInput& input);

}  // namespace hallbook::indicators
