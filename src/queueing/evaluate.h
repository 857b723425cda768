#pragma once
// Simulates layouts of a scenario. Pure: no clock, no global state; the same seed gives the same bits on any number of
// threads and on every processor path (unless a time budget cuts the run short).
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "queueing/path.h"
#include "queueing/report.h"
#include "queueing/trace.h"

namespace hallbook::queueing {

struct Budget {
  int min_days = 250;
  int max_days = 25'000;
  // Stops at the first check after min_days at which both half-widths are reached; 0 = run max_days.
  double half_width_min = 0.25;
  double half_width_share = 0.003;
  int threads = 1;
  Path path = best_path();
  double seconds = 0;                  // 0 = no limit; asks `elapsed_s` between blocks of days
  std::function<double()> elapsed_s;   // the caller's clock
  const std::atomic<bool>* cancel = nullptr;
  std::function<void(int done, int total)> progress;  // called by the calling thread only
};

/// Exactly this many days, no early stop.
Budget fixed_days(int days, int threads = 1);

/// Refuses what check() refuses, and a budget without days. Out of time or cancelled: the report of what was done
/// (Report::stopped says so), refused only when not two days were done.
Result<Report> evaluate(const Scenario& scenario, const Layout& layout, const Target& target, const Budget& budget,
                        std::uint64_t seed);

/// All layouts on the same citizens; the first is the base of the differences.
Result<Comparison> compare(const Scenario& scenario, std::span<const Layout> layouts, const Target& target,
                           const Budget& budget, std::uint64_t seed);

/// The given days (real ones, or drawn before) under a layout.
Result<Report> replay(const Scenario& scenario, const Layout& layout, const Target& target,
                      std::span<const DayTrace> days, const Budget& budget = {});
Result<Comparison> replay(const Scenario& scenario, std::span<const Layout> layouts, const Target& target,
                          std::span<const DayTrace> days, const Budget& budget = {});

/// Days to keep and replay many times: [first, first + count).
std::vector<DayTrace> draw_days(const Scenario& scenario, std::uint64_t seed, int first, int count);

/// For a search that looks at hundreds of layouts: one layout's daily sums over given days, nothing else.
struct DaySums {
  std::int64_t tickets = 0;
  std::int64_t served = 0;
  std::int64_t abandoned = 0;
  std::int64_t unserved = 0;
  std::int64_t wait_ticks = 0;       // of served
  std::int64_t within = 0;           // served within the threshold
  std::int64_t late_abandoned = 0;   // left after the threshold (or unserved)
  std::int64_t overtime_ticks = 0;   // after closing
};
/// `layout` must have passed check(layout, scenario). Half-hour sums: DaySums of each half-hour, when asked for.
struct Sums {
  std::vector<DaySums> days;                    // one a day
  std::vector<std::vector<DaySums>> half_hours;  // [day][half-hour]; empty unless asked for
};
Sums quick_sums(const Scenario& scenario, const Layout& layout, const Target& target, std::span<const DayTrace> days,
                bool half_hours = false, Path path = best_path());

}  // namespace hallbook::queueing
