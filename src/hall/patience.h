#pragma once
// How long waiting citizens stay. A machine seldom sees somebody leave: it learns of it when the call is not answered.
// Source: docs/rules/queueing.md, R-QUE-86; queueing.md §9.2.5.
#include <vector>

#include "hall/arrivals.h"
#include "queueing/law.h"

namespace hallbook::hall {

/// Survival of patience at a time: share that still waits.
struct PatiencePoint {
  double minutes = 0;
  double stays = 1;
};

struct Patience {
  std::uint64_t stayed = 0;   // served: patience is longer than the wait (censored)
  std::uint64_t left_by = 0;  // not there at the call: patience is shorter than that wait
  std::uint64_t left_at = 0;  // left at a recorded moment
  std::uint64_t timeless = 0;  // left, and nothing says when
  bool known = false;         // at least 30 left
  Range mean_min, median_min;  // of the fitted law
  double shape = 1;  // of the Weibull law; 1 = exponential, taken unless the records speak clearly against it
  bool beyond = false;  // the median lies beyond the waits that occur: told by the law alone
  std::vector<PatiencePoint> curve;  // by Kaplan–Meier (left_at), or monotone shares (left_by); without the law
  queueing::Law law;  // none when not known
};

Patience estimate_patience(const Records& records);

}  // namespace hallbook::hall
