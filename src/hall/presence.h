#pragma once
// When each window was staffed, inferred from what it called: most halls keep no roster.
// A window that serves is present. One that leaves an eligible citizen waiting is absent. One that idles while nobody
// waits is told by what it usually takes of the citizens who then come, and by the same time of other days: a two-state
// hidden Markov model per window and day, whose rates by time of day are learned by EM.
// Source: docs/rules/queueing.md, R-QUE-77 to R-QUE-79; docs/decisions/0013-ticket-repair.md.
#include <cstdint>
#include <vector>

#include "hall/records.h"

namespace hallbook::hall {

inline constexpr std::int32_t presence_slot_s = 60;

struct WindowPresence {
  std::uint16_t window = 0;
  double present_share = 0;  // of the published hours of all days of the records
  std::vector<double> by_half_hour;  // share of the days on which it was staffed then
  std::vector<std::uint16_t> items;  // what it serves (at least 3 tickets and 0.2 % of its own)
  std::uint32_t days = 0;  // on which it was staffed at all
};

struct Presence {
  ClockSpan hours;
  std::vector<WindowPresence> windows;  // by name, as in WaitStatistics
  /// Probability that a window was staffed, in 1/255, [window of `windows`][day of Records::days][slot].
  std::vector<std::vector<std::uint8_t>> staffed;
  std::size_t slots = 0;  // per day
  double present_share = 0;  // mean over the windows

  double probability(std::size_t window, std::size_t day, std::size_t slot) const {
    return staffed[window][day * slots + slot] / 255.0;
  }
};

/// Needs windows in the records; without any the answer is empty.
Presence infer_presence(const Records& records);

}  // namespace hallbook::hall
