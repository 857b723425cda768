// R-FOC-01 to R-FOC-08
#include "indicators/forecast.h"

#include <gtest/gtest.h>

#include <cmath>

#include "indicators/forecast_print.h"

namespace hallbook::indicators {
namespace {

constexpr int january = 2026 * 12;

/// Months with 20 working days each, from `first` on.
std::vector<MonthFigure> months_of(int first, const std::vector<double>& values) {
  std::vector<MonthFigure> months;
  for (const double value : values) months.push_back({first + static_cast<int>(months.size()), value, 20});
  return months;
}

ForecastInput steady(int known, double month, double target, Operator op = Operator::at_least) {
  ForecastInput input;
  input.period_first = january;
  input.months = months_of(january, std::vector<double>(static_cast<std::size_t>(known), month));
  for (int i = known; i < 12; ++i) input.ahead.push_back({january + i, 0, 20});
  input.value_now = known * month;
  input.target = target;
  input.op = op;
  return input;
}

TEST(Forecast, SteadyMonthsGiveTheirSumAndANarrowInterval) {  // R-FOC-01, R-FOC-03
  const auto found = forecast(steady(7, 100, 1'100));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->chosen().value, 1'200, 1);
  EXPECT_GT(found->chosen().low, 1'180);
  EXPECT_LT(found->chosen().high, 1'220);
  EXPECT_EQ(found->possibility, Possibility::certain);
  EXPECT_GT(found->chance, 0.99);
}

TEST(Forecast, FewPiecesAreNeverSure) {  // R-FOC-09: 17 mailings each month, by luck
  auto input = steady(6, 17, 220, Operator::at_most);
  const auto lucky = forecast(input);
  input.pieces = true;
  const auto found = forecast(input);
  EXPECT_LT(lucky->chosen().high - lucky->chosen().low, 4);
  EXPECT_GT(found->chosen().high - found->chosen().low, 24);  // √102 · 2 · 1.28
}

TEST(Forecast, TooLittleIsNoForecast) {  // R-FOC-02
  ForecastInput input = steady(0, 0, 100);
  input.running = {january, 9, 9};
  EXPECT_FALSE(forecast(input));
  input.running = {january, 10, 10};
  input.value_now = 10;
  EXPECT_TRUE(forecast(input));
}

TEST(Forecast, TheSeasonOfLastYearIsSeen) {  // R-FOC-03, R-FOC-04
  const std::vector<double> season{100, 60, 120, 110, 100, 90, 80, 80, 100, 110, 130, 200};
  ForecastInput input;
  input.period_first = january;
  input.months = months_of(january - 12, season);
  double now = 0, whole = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    whole += season[i] * 1.1;
    if (i < 8)
      input.months.push_back({january + static_cast<int>(i), season[i] * 1.1, 20}), now += season[i] * 1.1;
    else
      input.ahead.push_back({january + static_cast<int>(i), 0, 20});
  }
  input.value_now = now;
  input.target = 1'400;
  const auto found = forecast(input);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->chosen().name, "last_year");
  EXPECT_NEAR(found->chosen().value, whole, 1);
  EXPECT_LT(*found->chosen().error, 0.001);
  EXPECT_GT(*found->ways[0].error, *found->chosen().error);
}

TEST(Forecast, AGrowingFigureIsFollowedBySmoothing) {  // R-FOC-03, R-FOC-04
  ForecastInput input = steady(8, 100, 1'500);
  input.value_now = 0;
  for (std::size_t i = 0; i < input.months.size(); ++i)
    input.months[i].value = 60 + 12 * static_cast<double>(i), input.value_now += input.months[i].value;
  const auto found = forecast(input);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->chosen().name, "smoothing");
  EXPECT_GT(found->chosen().value, input.value_now * 12 / 8);
}

TEST(Forecast, ACeilingNamesTheDayBeforeItIsPassed) {  // R-FOC-05, R-FOC-07
  const auto found = forecast(steady(8, 25, 220, Operator::at_most));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->possibility, Possibility::impossible);  // 300 are on their way
  EXPECT_EQ(found->workdays_to_limit, 17);                 // 20 left at 1.25 a day: passed on the 17th
  EXPECT_FALSE(forecast(steady(8, 15, 220, Operator::at_most))->workdays_to_limit);
  EXPECT_EQ(forecast(steady(8, 30, 220, Operator::at_most))->chance, 0);  // passed for good
}

TEST(Forecast, OfAMonthlyCapTheWorstMonthCounts) {  // R-FOC-03
  auto input = steady(6, 280, 300, Operator::at_most);
  input.shape = Shape::highest_month;
  const std::vector<double> barrels{250, 270, 290, 240, 280, 260};
  for (std::size_t i = 0; i < barrels.size(); ++i) input.months[i].value = barrels[i];
  input.value_now = 290;
  const auto found = forecast(input);
  ASSERT_TRUE(found);
  EXPECT_GE(found->chosen().low, 290);
  EXPECT_LT(found->chosen().value, 330);
  EXPECT_GT(found->chance, 0.2);
  EXPECT_LT(found->chance, 0.95);
  input.value_now = 301;
  EXPECT_EQ(forecast(input)->chance, 0);
}

TEST(Forecast, ARateIsExpectedToStay) {  // R-FOC-06
  ForecastInput input = steady(6, 0, 0.95);
  input.shape = Shape::level;
  input.counts = false;
  for (std::size_t i = 0; i < 6; ++i) input.months[i].value = 0.97 + (i % 2 == 0 ? 0.001 : -0.001);
  input.value_now = 0.97;
  const auto found = forecast(input);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->chosen().value, 0.97);
  EXPECT_EQ(found->possibility, Possibility::certain);
  input.value_now = 0.949;
  EXPECT_EQ(forecast(input)->possibility, Possibility::possible);
}

TEST(Forecast, IntervalsHoldAboutEightTimesInTen) {  // R-FOC-01
  // Months with noise of a fixed seed: how often does the year's true sum lie within?
  int inside = 0;
  constexpr int years = 400;
  std::uint64_t state = 7;
  const auto noise = [&] {  // nearly normal: twelve uniforms
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      sum += static_cast<double>(state >> 11) / 9007199254740992.0;
    }
    return sum;
  };
  for (int year = 0; year < years; ++year) {
    std::vector<double> values;
    for (int i = 0; i < 12; ++i) values.push_back(1'000 * (1 + 0.1 * noise()));
    auto input = steady(7, 0, 12'000);
    double now = 0, all = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      if (i < 7) input.months[i].value = values[i], now += values[i];
      all += values[i];
    }
    input.value_now = now;
    const auto found = forecast(input);
    ASSERT_TRUE(found);
    inside += found->chosen().low <= all && all <= found->chosen().high;
  }
  EXPECT_GT(inside, years * 65 / 100);
  EXPECT_LT(inside, years * 95 / 100);
}

TEST(Forecast, IsPrintedAsAnEstimate) {  // R-FOC-08
  Target cases;
  cases.kind = TargetKind::number;
  cases.unit = "件";
  EXPECT_EQ(estimate_printed(191'203.6, cases), "约191,204件");
  Target rate;
  rate.kind = TargetKind::number;
  rate.unit = "ratio";
  rate.scale = Rational{1, 100};
  rate.printed_unit = "%";
  EXPECT_EQ(estimate_printed(0.94996, rate), "约95.00%");
}

}  // namespace
}  // namespace hallbook::indicators
