#pragma once
// Where an indicator stands against the part of the year that is gone, and what a person calls that. Pure.
// Source: docs/rules/api.md, R-API-30 to R-API-34; words of ux.md section 7.5.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/target.h"

namespace hallbook::indicators {

enum class Standing { met, within, on_pace, near_limit, behind, out_of_reach, not_met, over, stale, missing };
/// "met", "on_pace" … and the words: 已达 / met.
std::string_view standing_name(Standing standing);
Text standing_words(Standing standing);
/// met, within, on_pace.
bool is_fine(Standing standing);
/// near_limit, behind: may still turn out well.
bool is_watched(Standing standing);

struct Pace {
  std::optional<Rational> expected;  // what should be reached by now; of figures that grow day by day only
  std::optional<Rational> share;     // of the target
  int workdays_gone = 0, workdays_all = 0;
  Standing standing = Standing::missing;
};

struct PaceInput {
  std::optional<Rational> value;
  std::optional<Rational> target;  // nullopt: no number
  Operator op = Operator::at_least;
  bool grows = false;     // adds up over the period, so that a part of it has a part of the target
  bool running = false;   // the period is not over
  bool stale = false;
  std::optional<bool> met;
  int workdays_gone = 0, workdays_all = 0;
};
Pace pace(const PaceInput& input);

}  // namespace hallbook::indicators
