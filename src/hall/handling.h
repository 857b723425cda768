#pragma once
// How long citizens are handled: a law for each item, and how windows differ.
// Source: docs/rules/queueing.md, R-QUE-84 and R-QUE-85; queueing.md §9.2.4.
#include <vector>

#include "hall/arrivals.h"
#include "hall/presence.h"
#include "queueing/law.h"

namespace hallbook::hall {

inline constexpr std::uint64_t few_cases = 200;  // with fewer, an item is drawn to its family, and no verdict is given

struct ItemHandling {
  std::uint16_t item = 0;
  std::uint64_t cases = 0;  // with both times
  double mean_min = unknown_time;  // from start to end, as recorded
  Range mean_drawn;  // the mean used: drawn to the family when there are fewer than 200 cases
  double cv = unknown_time;
  bool drawn = false;
  queueing::Law law;  // window time (call to end) at a window of factor 1
};

struct WindowSpeed {
  std::uint16_t window = 0;
  bool comprehensive = false;
  std::uint64_t cases = 0;
  Range factor;  // handling against the average window of its kind, same items; shrunk
};

/// Comprehensive against specialised windows, same items.
struct ComprehensivePenalty {
  std::uint64_t comprehensive_cases = 0, specialised_cases = 0;  // of items that both serve
  Range factor;  // 1.15 = 15 % slower
  bool verdict = false;  // both have at least 200 cases; else only the break-even can be told
  /// Without a verdict: slowdown from which on the comprehensive windows' items wait less at specialised ones (found by
  /// simulation); NaN when none up to 3 does, or when not asked.
  double break_even = unknown_time;
};

struct Handling {
  std::vector<ItemHandling> items;  // as Arrivals::items
  std::vector<WindowSpeed> windows;  // as Presence::windows
  ComprehensivePenalty penalty;
  double window_spread = 0;  // standard deviation of the windows' log factors
  double call_to_start_s = 0;
  /// Relative change of handling from an empty queue to a long one (90th percentile); people hurry, or slow down.
  double with_queue = 0;
  bool queue_matters = false;  // beyond ± 5 %
};

/// `families`: of each item of the records; items of one family share what they do not know themselves.
Handling estimate_handling(const Records& records, const Arrivals& arrivals, const Presence& presence,
                           const TicketMap& map);

/// Whether a window serves so many of the hall's items that it is a comprehensive one, when the mapping does not say.
std::vector<bool> comprehensive_windows(const Records& records, const Presence& presence, const TicketMap& map);

/// The smoothed law of a sample (seconds), as quantiles in minutes whose mean is the sample's. At least one value.
queueing::Law empirical_law(std::vector<float> seconds);

}  // namespace hallbook::hall
