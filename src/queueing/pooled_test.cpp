#include "queueing/pooled.h"

#include <gtest/gtest.h>

#include "queueing/draw.h"
#include "queueing/scenario_fixture.h"
#include "queueing/statistics.h"

namespace hallbook::queueing {
namespace {

// queueing.md section 6: P(wait) at load 0.9 per window; mean wait = P(wait)/(c(1 − ρ)) handling times. M/D/1 waits half
// of M/M/1; M/G/1 by Pollaczek–Khinchine.
struct PooledCase {
  const char* name;
  int windows;
  double load;  // per window
  Law handling;
  double mean_wait;  // exact, in minutes
};
class Pooled : public testing::TestWithParam<PooledCase> {};

TEST_P(Pooled, MeansHoldTheExactWaitAndEveryPathGivesTheSameBits) {  // R-QUE-20
  const PooledCase& c = GetParam();
  const PooledQueue queue{c.windows, c.load * c.windows / c.handling.mean_min, c.handling};
  const auto means = pooled_mean_waits(queue, 24, 40'000, 10'000, 5);
  ASSERT_TRUE(means);
  const Estimate mean = mean_estimate(*means, 0.001);
  EXPECT_LE(mean.low, c.mean_wait);
  EXPECT_GE(mean.high, c.mean_wait);
  EXPECT_LT(mean.half_width(), 0.35 * c.mean_wait);
  for (const Path path : available_paths())
    EXPECT_EQ(*pooled_mean_waits(queue, 11, 500, 3, 5, path), *pooled_mean_waits(queue, 11, 500, 3, 5, Path::scalar));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, Pooled, testing::Values(
    PooledCase{"M_M_1",  1, 0.5, Law{LawKind::exponential, 4, 0, {}},     4},
    PooledCase{"M_M_2",  2, 0.9, Law{LawKind::exponential, 1, 0, {}},     0.852631578947 / 0.2},
    PooledCase{"M_M_20", 20, 0.9, Law{LawKind::exponential, 1, 0, {}},    0.550769004816 / 2},
    PooledCase{"M_D_1",  1, 0.8, Law{LawKind::deterministic, 1, 0, {}},   2},
    PooledCase{"M_G_1",  1, 0.5, Law{LawKind::lognormal, 1, 0.8, {}},     0.5 * (1 + 0.64)}),
  [](const auto& of) { return std::string{of.param.name}; });
// clang-format on

TEST(PooledSums, AgreeWithTheKernel) {
  const Scenario scenario = fixture::hall_12x40();
  Layout layout = fixture::hall_layout({}, 38);
  for (Window& window : layout.windows) window.breaks.clear();
  layout.policy.levels = {Level{"normal", 0}, Level{"no head start", 0}};
  const auto days = draw_days(scenario, 2, 0, 5);
  const Sums kernel = quick_sums(scenario, layout, scenario.target, days);
  const auto sums = pooled_sums(scenario, 38, scenario.target, days);
  for (std::size_t day = 0; day < days.size(); ++day) {
    EXPECT_EQ(sums[day].served, kernel.days[day].served);
    EXPECT_EQ(sums[day].abandoned, kernel.days[day].abandoned);
    EXPECT_EQ(sums[day].late_abandoned, kernel.days[day].late_abandoned);
    EXPECT_EQ(sums[day].wait_ticks, kernel.days[day].wait_ticks);
    EXPECT_EQ(sums[day].within, kernel.days[day].within);
    EXPECT_EQ(sums[day].overtime_ticks, kernel.days[day].overtime_ticks);
  }
}

TEST(PooledQueue, RefusesWhatIsNotOne) {
  const Law handling{LawKind::exponential, 1, 0, {}};
  EXPECT_FALSE(pooled_mean_waits({0, 1, handling}, 1, 1, 0, 1));
  EXPECT_FALSE(pooled_mean_waits({1, 0, handling}, 1, 1, 0, 1));
  EXPECT_FALSE(pooled_mean_waits({1, 1, Law{}}, 1, 1, 0, 1));
  EXPECT_FALSE(pooled_mean_waits({1, 1, handling}, 1, 0, 0, 1));
}

}  // namespace
}  // namespace hallbook::queueing
