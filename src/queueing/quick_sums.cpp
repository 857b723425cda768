// The cheap way through a day for searches: totals, and half-hours when asked for; no cells, no histograms.
#include <algorithm>
#include <cmath>

#include "queueing/evaluate.h"
#include "queueing/kernel.h"

namespace hallbook::queueing {
namespace {

void count(const DayTrace& day, const Outcome& outcome, std::size_t from, std::size_t to, std::uint32_t threshold,
           DaySums& sums) {
  for (std::size_t ticket = from; ticket < to; ++ticket) {
    const std::uint32_t wait = outcome.wait[ticket];
    if (ticket >= day.arrivals && outcome.at[ticket] == 0) continue;  // a leg that never came
    ++sums.tickets;
    if (wait < gave_up) {
      if (day.kind[ticket] & kind_bits::no_show) continue;
      ++sums.served;
      sums.wait_ticks += wait;
      sums.within += wait <= threshold;
    } else if (day.patience[ticket] != max_ticks) {
      ++sums.abandoned;
      sums.late_abandoned += day.patience[ticket] > threshold;
    } else {
      ++sums.unserved;
      ++sums.late_abandoned;
    }
  }
}

}  // namespace

Sums quick_sums(const Scenario& scenario, const Layout& layout, const Target& target, std::span<const DayTrace> days,
                bool half_hours, Path path) {
  const Plan plan = make_plan(scenario, layout);
  Workspace workspace{plan};
  Outcome outcome;
  const std::uint32_t threshold = to_ticks(target.threshold_min);
  const double origin = origin_min(scenario);
  const int slots = std::max(1, static_cast<int>(std::ceil(scenario.hall.close_min / 30 - 1e-9)));
  Sums sums;
  for (const DayTrace& day : days) {
    run_day(plan, day, workspace, outcome, path);
    DaySums& of_day = sums.days.emplace_back();
    count(day, outcome, 0, day.size(), threshold, of_day);
    of_day.overtime_ticks = std::max<Tick>(0, outcome.last_end - plan.close);
    if (!half_hours) continue;
    auto& of_slots = sums.half_hours.emplace_back(static_cast<std::size_t>(slots));
    const auto begin = day.time.begin(), end = day.time.begin() + day.arrivals;
    std::size_t from = 0;
    for (int slot = 0; slot < slots; ++slot) {
      const auto until = slot + 1 == slots ? end : std::lower_bound(begin, end, to_ticks(30.0 * (slot + 1) - origin));
      const std::size_t to = static_cast<std::size_t>(until - begin);
      count(day, outcome, from, to, threshold, of_slots[static_cast<std::size_t>(slot)]);
      from = to;
    }
    for (std::size_t leg = day.arrivals; leg < day.size(); ++leg) {
      const double minute = outcome.at[leg] / ticks_per_min + origin;
      const int slot = std::clamp(static_cast<int>(minute / 30), 0, slots - 1);
      count(day, outcome, leg, leg + 1, threshold, of_slots[static_cast<std::size_t>(slot)]);
    }
  }
  return sums;
}

}  // namespace hallbook::queueing
