#include "indicators/pace.h"

namespace hallbook::indicators {
namespace {

bool is_floor(Operator op) { return op == Operator::at_least || op == Operator::more_than; }
bool is_cap(Operator op) { return op == Operator::at_most || op == Operator::less_than; }

/// R-API-32: three times the rate so far would be needed.
bool is_out_of_reach(const PaceInput& input) {
  const int left = input.workdays_all - input.workdays_gone;
  if (!input.grows || input.workdays_gone == 0) return false;
  if (left <= 0) return true;
  const Rational needed = (*input.target - *input.value) / Rational{left};
  return needed > *input.value / Rational{input.workdays_gone} * Rational{3};
}

Standing of_floor(const PaceInput& input, const std::optional<Rational>& expected) {
  if (input.met == true) return input.running && !input.grows ? Standing::on_pace : Standing::met;
  if (!input.running) return Standing::not_met;
  if (expected && *input.value >= *expected) return Standing::on_pace;
  return is_out_of_reach(input) ? Standing::out_of_reach : Standing::behind;
}

Standing of_cap(const PaceInput& input) {
  if (input.met == false) return input.running ? Standing::over : Standing::not_met;
  // R-API-33: from 90 % of a limit on, while days are left.
  if (input.running && *input.value * Rational{10} >= *input.target * Rational{9}) return Standing::near_limit;
  return Standing::within;
}

Standing standing_of(const PaceInput& input, const std::optional<Rational>& expected) {
  if (!input.value || !input.target) return Standing::missing;
  if (input.stale) return Standing::stale;
  if (is_floor(input.op)) return of_floor(input, expected);
  if (is_cap(input.op)) return of_cap(input);
  if (input.met == true) return Standing::met;
  return input.running ? Standing::behind : Standing::not_met;
}

}  // namespace

std::string_view standing_name(Standing standing) {
  switch (standing) {
    case Standing::met: return "met";
    case Standing::within: return "within";
    case Standing::on_pace: return "on_pace";
    case Standing::near_limit: return "near_limit";
    case Standing::behind: return "behind";
    case Standing::out_of_reach: return "out_of_reach";
    case Standing::not_met: return "not_met";
    case Standing::over: return "over";
    case Standing::stale: return "stale";
    case Standing::missing: return "missing";
  }
  return "";
}

Text standing_words(Standing standing) {
  switch (standing) {
    case Standing::met: return {"已达", "met"};
    case Standing::within: return {"限内", "within limit"};
    case Standing::on_pace: return {"按进度", "on pace"};
    case Standing::near_limit: return {"临近", "near limit"};
    case Standing::behind: return {"落后", "behind"};
    case Standing::out_of_reach: return {"难以达到", "out of reach"};
    case Standing::not_met: return {"未达", "not met"};
    case Standing::over: return {"已超限", "over"};
    case Standing::stale: return {"久未登记", "stale"};
    case Standing::missing: return {"缺数据", "missing"};
  }
  return {};
}

bool is_fine(Standing standing) {
  return standing == Standing::met || standing == Standing::within || standing == Standing::on_pace;
}

bool is_watched(Standing standing) { return standing == Standing::near_limit || standing == Standing::behind; }

// R-API-31: by working days, since a hall works on those.
Pace pace(const PaceInput& input) {
  Pace found;
  found.workdays_gone = input.workdays_gone;
  found.workdays_all = input.workdays_all;
  if (input.target && input.grows && input.workdays_all > 0)
    found.expected = *input.target * Rational{input.workdays_gone, input.workdays_all};
  if (input.value && input.target && !input.target->is_zero()) found.share = *input.value / *input.target;
  found.standing = standing_of(input, found.expected);
  return found;
}

}  // namespace hallbook::indicators
