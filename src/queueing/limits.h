#pragma once
// What the library takes; beyond it a scenario is refused. Largest real halls: 230 windows, 6,000 cases a day.
#include <cstddef>

namespace hallbook::queueing::limits {

inline constexpr std::size_t windows = 2000;
inline constexpr std::size_t items = 4000;
inline constexpr std::size_t zones = 200;
inline constexpr double tickets_per_day = 100'000;
inline constexpr double handling_min = 600;      // mean of one handling
inline constexpr double patience_min = 100'000;
inline constexpr double cv = 10;
inline constexpr double day_min = 1440;
inline constexpr double before_min = 720;        // tickets and rosters begin at most this long before opening
inline constexpr double factor_low = 0.05, factor_high = 20;

}  // namespace hallbook::queueing::limits
