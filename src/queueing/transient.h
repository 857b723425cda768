#pragma once
// Exact time-dependent solution of M(t)/M/s(t)+M: arrivals and windows constant within stretches, exponential handling
// and patience. Solved by uniformisation (Jensen 1953; time averages after Sericola 1990). Times are minutes.
// Error: below 1e-9 in every figure, plus the people cut off at the truncation, which is chosen so that fewer than 1e-9
// are (else refused). Both lunch semantics of requirement R8 (R-QUE-35):
// finish_first: a leaving window ends its citizen before the break, the others go on taking people;
// capacity_drop: the windows vanish at once and their citizens are pushed back into the queue.
#include <span>
#include <vector>

#include "base/result.h"

namespace hallbook::queueing {

enum class Leaving { finish_first, capacity_drop };

struct Stretch {
  double from_min = 0, to_min = 0;
  double arrivals_per_min = 0;
  int windows = 0;  // that take people during this stretch
  int leaving =
      0;  // windows of the stretch before that begin a break here; earlier leavers are back (they are in `windows`)
};

struct TransientQuestion {
  std::vector<Stretch> stretches;  // without gaps, in time order; the station starts empty
  double handling_mean_min = 0;
  double patience_mean_min = 0;  // 0 = nobody leaves
  Leaving leaving = Leaving::finish_first;
};

/// Averages over one stretch, and the state at its end.
struct StretchAnswer {
  double mean_queue = 0;
  double mean_busy = 0;  // windows handling somebody, leavers included
  double p_wait = 0;  // share of the time (of Poisson arrivals: of the people) with no window free
  double abandoned = 0;  // people
  double people_at_end = 0;
};

struct TransientAnswer {
  std::vector<StretchAnswer> stretches;
  double arrivals = 0;
  double abandoned = 0;
  double mean_wait_min = 0;  // time in the queue until the end of the last stretch, per arrival (Little)
  double cut_off = 0;  // expected people that the truncation turned away
};

/// Refuses no stretch, gaps, more leavers than windows, numbers out of range, and what would take more than about a minute.
Result<TransientAnswer> transient(const TransientQuestion& question);

}  // namespace hallbook::queueing
