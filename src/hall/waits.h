#pragma once
// What citizens waited, in the named variants between which published figures silently choose.
// Source: docs/rules/queueing.md, R-QUE-73 to R-QUE-76. Times in minutes, shares 0..1; NaN where there is nothing.
#include <cstdint>
#include <string>
#include <vector>

#include "hall/records.h"

namespace hallbook::hall {

enum class WaitVariant : std::uint8_t {
  recorded,        // the times as they stand
  rounded_up,      // each wait up to whole minutes
  without_lunch,   // minus what lies in the lunch break of the mapping
  with_passed,     // tickets not answered at the call as well
  unrounded,       // times un-rounded inside the recorded unit; what estimation uses
  undoubted,       // only rows that needed no repair but un-rounding: what would be said if all others were wrong
};
inline constexpr std::size_t wait_variants = 6;
std::string_view variant_name(WaitVariant variant);  // "recorded"
Text variant_title(WaitVariant variant);

struct HalfHour {
  std::int32_t from = 0;  // seconds since midnight; tickets drawn before opening stand in the first
  std::uint64_t tickets = 0;
  double per_day = 0;
  double mean_min = 0;
  double over_15 = 0;
};

struct WaitFigures {
  WaitVariant variant = WaitVariant::recorded;
  bool available = true;  // without_lunch: only when the mapping names the break
  std::uint64_t waits = 0;
  double mean_min = 0, median_min = 0, p90_min = 0;
  double over_15 = 0, over_30 = 0;       // shares
  std::vector<HalfHour> half_hours;
  std::size_t worst = 0;                 // index of the half-hour with the largest share over 15 minutes
};

struct ItemFigures {
  std::uint16_t item = 0;
  std::uint64_t tickets = 0;  // first legs
  std::uint64_t served = 0, abandoned = 0, no_show = 0;
  double mean_wait_min = 0, p90_min = 0, over_15 = 0;
  double mean_handling_min = 0;  // from start to end
  std::uint64_t handled = 0;     // with both times
};

struct WindowFigures {
  std::uint16_t window = 0;
  std::uint64_t served = 0;
  double busy_hours = 0;     // from call to end
  double mean_handling_min = 0;
  std::uint64_t days = 0;    // on which it served
};

struct WaitStatistics {
  std::vector<WaitFigures> variants;
  std::uint64_t tickets = 0;  // citizens: first legs
  std::uint64_t served = 0, abandoned = 0, no_show = 0;
  double abandoned_share = 0, no_show_share = 0;  // of the tickets
  double call_to_start_s = 0;  // mean
  std::vector<ItemFigures> items;      // with tickets, most first
  std::vector<WindowFigures> windows;  // by name
};

WaitStatistics wait_statistics(const Records& records);

}  // namespace hallbook::hall
