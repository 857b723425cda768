#pragma once
// The smallest number of windows that meets a target in steady state, under Erlang B, C or A (R-QUE-33).
#include <string>
#include <string_view>

#include "queueing/erlang.h"

namespace hallbook::queueing {

enum class Measure { p_wait, mean_wait, p_within, p_within_served, served_within, blocked, abandoned_share };

struct StaffingTarget {
  Measure measure = Measure::p_within;
  double value = 0;  // the shares "within" must reach it, all others must not exceed it; mean_wait in service times
};

/// "p_wait<=0.2", "p_within>=0.95", "mean_wait<=0.5" …; the sign must be the measure's own.
Result<StaffingTarget> read_staffing_target(std::string_view text);
std::string_view measure_name(Measure measure);
double value_of(const ErlangAnswer& answer, Measure measure);
bool meets(const ErlangAnswer& answer, const StaffingTarget& target);

struct Staffing {
  int windows = 0;
  ErlangAnswer answer;
};

/// `question.windows` is ignored. Every measure improves with each window, so bisection finds the least number.
/// Refuses what erlang() refuses, a share outside 0..1, a share "within" without question.within, a target that no
/// number of windows up to 100,000 reaches (1 for a share "within", 0 for the others).
Result<Staffing> least_windows(ErlangQuestion question, const StaffingTarget& target);

}  // namespace hallbook::queueing
