// The simulation against the exact transient solution (transient.h): two programs that share no code. R8 of the design.
#include <gtest/gtest.h>

#include "queueing/evaluate.h"
#include "queueing/statistics.h"
#include "queueing/transient.h"

namespace hallbook::queueing {
namespace {

/// One exponential item, equal windows, four hours with a busy second part.
Scenario pooled_day(int windows, double handling, double patience) {
  Scenario scenario;
  scenario.hall.zones = {"A"};
  scenario.hall.close_min = 240;
  scenario.hall.items = {{"0",
                          0,
                          "",
                          Law{LawKind::exponential, handling, 0, {}},
                          patience > 0 ? Law{LawKind::exponential, patience, 0, {}} : Law{},
                          {}}};
  scenario.demand.edges_min = {0, 60, 240};
  scenario.demand.rates = {{60 * 0.3, 180 * 0.42}};
  scenario.demand.level_shares = {{1}};
  Window window;
  window.items = {0};
  scenario.layout.windows.assign(static_cast<std::size_t>(windows), window);
  scenario.layout.closes_for_break = true;
  return scenario;
}

/// The same day in stretches: `on_break` windows rest from 100 to 130.
TransientAnswer exact(int windows, double handling, double patience, int on_break, Leaving leaving) {
  const std::vector<Stretch> stretches{{0, 60, 0.3, windows, 0},
                                       {60, 100, 0.42, windows, 0},
                                       {100, 130, 0.42, windows - on_break, on_break},
                                       {130, 240, 0.42, windows, 0},
                                       {240, 700, 0, windows, 0}};
  return *transient({stretches, handling, patience, leaving});
}

struct DayCase {
  const char* name;
  int windows;
  double patience;
  int on_break;
  Leaving leaving;
};
class ExactDay : public testing::TestWithParam<DayCase> {};

TEST_P(ExactDay, LiesInTheSimulatedInterval) {  // R-QUE-08, R-QUE-09
  const DayCase& c = GetParam();
  Scenario scenario = pooled_day(c.windows, 10, c.patience);
  const BreakKind kind = c.leaving == Leaving::capacity_drop ? BreakKind::capacity_drop : BreakKind::finish_first_fixed;
  for (int i = 0; i < c.on_break; ++i)
    scenario.layout.windows[static_cast<std::size_t>(i)].breaks = {Break{100, 130, kind}};
  const TransientAnswer answer = exact(c.windows, 10, c.patience, c.on_break, c.leaving);
  const auto days = draw_days(scenario, 17, 0, 20'000);
  const Sums sums = quick_sums(scenario, scenario.layout, scenario.target, days);
  RatioSums abandoned, wait;
  for (const DaySums& day : sums.days) {
    abandoned.add(static_cast<double>(day.abandoned), static_cast<double>(day.tickets));
    wait.add(static_cast<double>(day.wait_ticks) / ticks_per_min, static_cast<double>(day.served));
  }
  if (c.patience > 0) {
    const Estimate left = ratio_estimate(abandoned, 0.001);
    EXPECT_LE(left.low, answer.abandoned / answer.arrivals);
    EXPECT_GE(left.high, answer.abandoned / answer.arrivals);
  } else {  // then everybody is served, and the wait per arrival is that of the served
    const Estimate mean = ratio_estimate(wait, 0.001);
    EXPECT_LE(mean.low, answer.mean_wait_min);
    EXPECT_GE(mean.high, answer.mean_wait_min);
    EXPECT_LT(mean.half_width(), 0.03 * answer.mean_wait_min);
  }
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, ExactDay, testing::Values(
    DayCase{"no_break",           5, 0,  0, Leaving::finish_first},
    DayCase{"no_break_patience",  4, 12, 0, Leaving::finish_first},
    DayCase{"two_drop",           6, 0,  2, Leaving::capacity_drop},
    DayCase{"all_drop",           6, 0,  6, Leaving::capacity_drop},
    DayCase{"all_finish_first",   6, 0,  6, Leaving::finish_first}),
  [](const auto& of) { return std::string{of.param.name}; });
// clang-format on

}  // namespace
}  // namespace hallbook::queueing
