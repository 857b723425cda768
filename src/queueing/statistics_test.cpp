#include "queueing/statistics.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.h"

namespace hallbook::queueing {
namespace {

// Tables of Student's t (any statistics book), to their printed digits.
TEST(Student, Quantiles) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.7062, 5e-5);
  EXPECT_NEAR(student_quantile(0.975, 2), 4.3027, 5e-5);
  EXPECT_NEAR(student_quantile(0.975, 10), 2.2281, 5e-5);
  EXPECT_NEAR(student_quantile(0.995, 24), 2.7969, 5e-5);
  EXPECT_NEAR(student_quantile(0.95, 120), 1.6577, 5e-5);
  EXPECT_NEAR(student_quantile(0.975, 1e7), 1.959964, 1e-5);
  EXPECT_NEAR(student_cdf(-1, 1), 0.25, 1e-13);  // Cauchy
}

TEST(MeanEstimate, IsTheTextbookInterval) {  // R-QUE-10
  const std::vector<double> days{1, 2, 3, 4, 5};
  const Estimate mean = mean_estimate(days);
  EXPECT_DOUBLE_EQ(mean.value, 3);
  EXPECT_NEAR(mean.high - 3, 2.7764451 * std::sqrt(2.5 / 5), 1e-6);
  EXPECT_TRUE(std::isnan(mean_estimate(std::vector<double>{1}).low));
}

TEST(RatioEstimate, EqualDaysAreAMean) {  // R-QUE-11
  RatioSums sums;
  std::vector<double> days;
  for (const double x : {10.0, 12.0, 17.0, 9.0}) sums.add(x, 2), days.push_back(x / 2);
  const Estimate ratio = ratio_estimate(sums), mean = mean_estimate(days);
  EXPECT_DOUBLE_EQ(ratio.value, mean.value);
  EXPECT_NEAR(ratio.low, mean.low, 1e-12);
}

/// Standard normal by summing twelve uniforms.
double normal(Rng& rng) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += static_cast<double>(rng.next() >> 11) * 0x1p-53;
  return sum;
}

/// Days of about 50 citizens with a common mood: their waits are dependent, as in a real day.
std::vector<DayRatio> moody_days(Rng& rng, int days, double mean, std::vector<DayControl>* controls = nullptr) {
  std::vector<DayRatio> out;
  for (int day = 0; day < days; ++day) {
    const double mood = normal(rng), n = 50 + static_cast<double>(rng.below(21));
    out.push_back({n * (mean + mood + 0.05 * normal(rng)), n});
    if (controls != nullptr) controls->push_back({mood, n - 60});
  }
  return out;
}

TEST(Coverage, RatioPairedAndControlledIntervalsHoldTheTruth) {  // R-QUE-11, R-QUE-13
  constexpr int runs = 1000, days = 30;
  int ratios = 0, differences = 0, controls_hold = 0;
  double plain = 0, controlled = 0;
  Rng rng{5};
  for (int run = 0; run < runs; ++run) {
    std::vector<DayControl> controls;
    const auto base = moody_days(rng, days, 10, &controls);
    auto other = base;
    for (DayRatio& day : other) day.x += day.n * (0.5 + 0.1 * normal(rng));
    RatioSums sums;
    for (const DayRatio& day : base) sums.add(day.x, day.n);
    const Estimate ratio = ratio_estimate(sums), paired = paired_difference(base, other),
                   held = controlled_ratio(base, controls);
    ratios += ratio.low <= 10 && 10 <= ratio.high;
    differences += paired.low <= 0.5 && 0.5 <= paired.high;
    controls_hold += held.low <= 10 && 10 <= held.high;
    plain += ratio.half_width(), controlled += held.half_width();
    if (run == 0) {
      EXPECT_GT(paired_variance_ratio(base, other), 50);
    }
  }
  // 95 % ± 4 standard errors (0.7 %), and a little for the delta method with 30 days.
  for (const int count : {ratios, differences, controls_hold}) {
    EXPECT_GE(count, 915);
    EXPECT_LE(count, 980);
  }
  EXPECT_LT(controlled, plain / 5);
}

TEST(ShareEstimate, AllOrNothingGetsTheRuleOfThree) {  // R-QUE-12
  RatioSums all, none;
  for (int day = 0; day < 10; ++day) all.add(30, 30), none.add(0, 30);
  EXPECT_NEAR(share_estimate(all).low, 0.99, 0.0001);
  EXPECT_EQ(share_estimate(all).high, 1);
  EXPECT_NEAR(share_estimate(none).high, 0.01, 0.0001);
}

TEST(Holm, StepsDown) {  // R-QUE-14
  // 0.01 ≤ 0.05/4, 0.015 ≤ 0.05/3, 0.03 > 0.05/2: stop.
  EXPECT_EQ(holm(std::vector<double>{0.03, 0.01, 0.04, 0.015}), (std::vector<bool>{false, true, false, true}));
}

}  // namespace
}  // namespace hallbook::queueing
