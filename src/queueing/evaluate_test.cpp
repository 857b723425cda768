#include "queueing/evaluate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "queueing/draw.h"
#include "queueing/scenario_fixture.h"

namespace hallbook::queueing {
namespace {

/// A short day with few citizens, for tests that need many runs.
Scenario small_hall() {
  Scenario scenario;
  scenario.name = "small";
  scenario.hall.zones = {"A"};
  scenario.hall.close_min = 120;
  scenario.demand.edges_min = {0, 60, 120};
  for (int item = 0; item < 2; ++item) {
    scenario.hall.items.push_back(
        {std::to_string(item), 0, "", Law{LawKind::lognormal, 9, 0.8, {}}, Law{LawKind::exponential, 30, 0, {}}, {}});
    scenario.demand.rates.push_back({8, 6});
    scenario.demand.level_shares.push_back({1});
  }
  for (int i = 0; i < 3; ++i) {
    Window window;
    window.id = std::to_string(i);
    window.items = i == 2 ? std::vector<int>{0, 1} : std::vector<int>{i};
    window.kind = i == 2 ? WindowKind::comprehensive : WindowKind::specialised;
    scenario.layout.windows.push_back(window);
  }
  return scenario;
}

double z(const Estimate& estimate, double truth, double error_of_truth) {
  const double error = std::hypot(estimate.half_width() / 1.96, error_of_truth);
  return std::abs(estimate.value - truth) / error;
}

// The figures of queueing.md section 6, found by four independent simulators. At three standard errors.
TEST(Evaluate, Hall12x40LayoutA) {
  const Scenario scenario = fixture::hall_12x40();
  const auto report = evaluate(scenario, scenario.layout, scenario.target, fixed_days(5000, 2), 20261124);
  ASSERT_TRUE(report);
  EXPECT_LT(z(report->mean_wait_min, 2.931, 0.002), 3) << report->mean_wait_min.value;
  EXPECT_LT(z(report->share_within_15, 0.9582, 0.0001), 3) << report->share_within_15.value;
  EXPECT_LT(z(report->abandoned_share, 0.0512, 0.0001), 3) << report->abandoned_share.value;
  EXPECT_LT(z(report->levels[1].mean_wait_min, 0.50, 0.003), 3);
  EXPECT_LT(z(report->levels[0].mean_wait_min, 3.09, 0.003), 3);
  EXPECT_LT(z(report->overtime_min, 82.7, 0.5), 3);
  EXPECT_EQ(report->half_hours[static_cast<std::size_t>(report->worst_half_hour)].label, "10:30");
  EXPECT_EQ(report->day, Verdict::met);
  EXPECT_EQ(report->half_hour, Verdict::missed);
}

TEST(Evaluate, Hall12x40WithBusyAndQuietDays) {
  Scenario scenario = fixture::hall_12x40();
  scenario.demand.day_factor_cv = 0.15;
  const auto report = evaluate(scenario, scenario.layout, scenario.target, fixed_days(5000, 2), 7);
  ASSERT_TRUE(report);
  EXPECT_LT(z(report->mean_wait_min, 3.58, 0.01), 3) << report->mean_wait_min.value;
  EXPECT_LT(z(report->share_within_15, 0.927, 0.0005), 3) << report->share_within_15.value;
  EXPECT_LT(z(report->abandoned_share, 0.0635, 0.0002), 3) << report->abandoned_share.value;
  EXPECT_EQ(report->day, Verdict::missed);
  // The day's tickets and work explain most of what days differ by.
  EXPECT_LT(report->mean_wait_controlled_min.half_width(), 0.6 * report->mean_wait_min.half_width());
}

TEST(Evaluate, SameBitsOnAnyThreadsAndPaths) {  // R-QUE-20
  Scenario scenario = fixture::hall_12x40();
  scenario.demand.day_factor_cv = 0.15;
  const auto text = [&](int threads, Path path) {
    Budget budget = fixed_days(110, threads);
    budget.path = path;
    return to_value(*evaluate(scenario, scenario.layout, scenario.target, budget, 3), scenario).pretty();
  };
  const std::string one = text(1, Path::scalar);
  for (const int threads : {2, 16}) EXPECT_EQ(text(threads, Path::scalar), one);
  for (const Path path : available_paths()) EXPECT_EQ(text(2, path), one) << path_name(path);
}

TEST(Evaluate, CoverageOf95PercentIntervals) {
  const Scenario scenario = small_hall();
  const auto truth = evaluate(scenario, scenario.layout, scenario.target, fixed_days(40'000), 999);
  Layout other = scenario.layout;
  other.windows[1].items = {0, 1};
  const std::vector<Layout> layouts{scenario.layout, other};
  const auto differ = compare(scenario, layouts, scenario.target, fixed_days(40'000), 999);
  int mean = 0, share = 0, difference = 0;
  constexpr int runs = 200;
  const auto holds = [](const Estimate& interval, double value) {
    return interval.low <= value && value <= interval.high;
  };
  for (int run = 0; run < runs; ++run) {
    const auto both = compare(scenario, layouts, scenario.target, fixed_days(50), static_cast<std::uint64_t>(run));
    mean += holds(both->reports[0].mean_wait_min, truth->mean_wait_min.value);
    share += holds(both->reports[0].share_within_15, truth->share_within_15.value);
    difference += holds(both->differences[0].mean_wait_min, differ->differences[0].mean_wait_min.value);
  }
  for (const int count : {mean, share, difference}) {  // 90 to 99 % (goal G4)
    EXPECT_GE(count, 180);
    EXPECT_LE(count, 198);
  }
}

TEST(Compare, TheSameCitizensMakeDifferencesSharp) {
  const Scenario scenario = fixture::hall_12x40();
  std::vector<Layout> layouts{scenario.layout, fixture::hall_layout({7, 4, 5, 5, 4, 3}, 12)};
  layouts[1].name = "F to A";
  const auto comparison = compare(scenario, layouts, scenario.target, fixed_days(1000, 2), 5);
  ASSERT_TRUE(comparison);
  const Difference& move = comparison->differences[0];
  EXPECT_GE(move.variance_ratio, 20);  // goal G5; 55 was measured
  EXPECT_LT(z(move.mean_wait_min, -0.1075, 0.0004), 3.5) << move.mean_wait_min.value;
  EXPECT_LT(z(move.share_within, 0.0029, 0.0001), 3.5) << move.share_within.value;
  EXPECT_LT(z(move.late_per_year, -515, 10), 3.5) << move.late_per_year.value;
}

TEST(Replay, DrawnDaysGiveTheSameFigures) {
  const Scenario scenario = small_hall();
  const auto days = draw_days(scenario, 4, 0, 60);
  const auto replayed = replay(scenario, scenario.layout, scenario.target, days);
  const auto drawn = evaluate(scenario, scenario.layout, scenario.target, fixed_days(60), 4);
  ASSERT_TRUE(replayed && drawn);
  EXPECT_EQ(replayed->mean_wait_min.value, drawn->mean_wait_min.value);
  EXPECT_EQ(replayed->share_within.low, drawn->share_within.low);
  EXPECT_TRUE(std::isnan(replayed->mean_wait_controlled_min.value));
  const Sums sums = quick_sums(scenario, scenario.layout, scenario.target, days, true);
  std::int64_t served = 0, wait = 0, tickets = 0, in_slots = 0;
  for (const DaySums& day : sums.days) served += day.served, wait += day.wait_ticks, tickets += day.tickets;
  for (const auto& day : sums.half_hours)
    for (const DaySums& slot : day) in_slots += slot.tickets;
  EXPECT_DOUBLE_EQ(static_cast<double>(wait) / static_cast<double>(served) / ticks_per_min, drawn->mean_wait_min.value);
  EXPECT_EQ(tickets, drawn->tickets);
  EXPECT_EQ(in_slots, tickets);
}

TEST(Budget, StopsWhenPreciseOrToldTo) {
  const Scenario scenario = fixture::hall_12x40();
  Budget budget;
  budget.half_width_share = 0.006;
  const auto precise = evaluate(scenario, scenario.layout, scenario.target, budget, 1);
  ASSERT_TRUE(precise);
  EXPECT_EQ(precise->stopped, Stopped::precise);
  EXPECT_LE(precise->mean_wait_min.half_width(), 0.25);
  EXPECT_LE(precise->share_within.half_width(), 0.006);
  EXPECT_LT(precise->days, budget.max_days);

  double clock = 0;
  budget.half_width_share = 1e-6;
  budget.seconds = 3;
  budget.elapsed_s = [&] { return clock++; };
  int shown = 0;
  budget.progress = [&](int done, int total) { shown = total == budget.max_days ? done : -1; };
  const auto timed = evaluate(scenario, scenario.layout, scenario.target, budget, 1);
  ASSERT_TRUE(timed);
  EXPECT_EQ(timed->stopped, Stopped::out_of_time);
  EXPECT_EQ(timed->days, shown);

  const std::atomic<bool> cancel{true};
  budget.cancel = &cancel;
  EXPECT_FALSE(evaluate(scenario, scenario.layout, scenario.target, budget, 1));
  EXPECT_FALSE(evaluate(scenario, scenario.layout, scenario.target, fixed_days(0), 1));
}

TEST(Report, FewTicketsAreUncertain) {  // R-QUE-15
  Scenario scenario = small_hall();
  for (auto& row : scenario.demand.rates) row[1] = 0.02;
  const auto report = evaluate(scenario, scenario.layout, scenario.target, fixed_days(50), 1);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->half_hours[0].few);
  EXPECT_TRUE(report->half_hours[3].few);
  EXPECT_EQ(report->half_hours[3].verdict, Verdict::unsure);
}

TEST(Report, LateLeaversAreFailuresOfAllCitizens) {
  Scenario scenario = small_hall();
  scenario.layout.windows = {scenario.layout.windows[2]};
  const auto ticket = [](double at, double handling, double patience) {
    Ticket made;
    made.at_min = at, made.handling_min = handling, made.patience_min = patience;
    return made;
  };
  // Served at once; served after 99; left after 5, 16 and 40 minutes.
  std::vector<DayTrace> days(2);
  for (DayTrace& day : days) {
    add(day, scenario, ticket(0, 100, 1000));
    add(day, scenario, ticket(1, 1, 1000));
    for (const double patience : {5.0, 16.0, 40.0}) add(day, scenario, ticket(2, 1, patience));
    finish(day);
  }
  Target target;
  const auto report = replay(scenario, scenario.layout, target, days);
  ASSERT_TRUE(report);
  EXPECT_DOUBLE_EQ(report->share_within_15.value, 1.0 / 2);
  EXPECT_DOUBLE_EQ(report->share_within_15_of_all.value, 1.0 / 4);
  EXPECT_DOUBLE_EQ(report->abandoned_share.value, 3.0 / 5);
  target = {0.9, 30, Per::day, Abandoned::late_is_failure};
  EXPECT_DOUBLE_EQ(replay(scenario, scenario.layout, target, days)->share_within.value, 1.0 / 3);
}

TEST(Report, QuantilesAreThoseOfAllWaits) {  // R-QUE-16
  Scenario scenario = small_hall();
  std::vector<DayTrace> days(60);
  for (DayTrace& day : days) {
    for (const double minute : {0.0, 1.0, 2.0, 3.0}) {
      Ticket ticket;
      ticket.at_min = minute;
      ticket.handling_min = 10;
      add(day, scenario, ticket);
    }
    finish(day);
  }
  scenario.layout.windows = {scenario.layout.windows[2]};  // one window: waits 0, 9, 18, 27 every day
  const auto report = replay(scenario, scenario.layout, scenario.target, days);
  ASSERT_TRUE(report);
  EXPECT_NEAR(report->p50_min.value, 9, 0.11);
  EXPECT_NEAR(report->p90_min.value, 27, 0.11);
  EXPECT_NEAR(report->mean_wait_min.value, 13.5, 1e-9);
  EXPECT_EQ(report->mean_wait_min.low, report->mean_wait_min.high);  // every day is the same
}

}  // namespace
}  // namespace hallbook::queueing
