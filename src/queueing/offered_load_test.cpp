#include "queueing/offered_load.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hallbook::queueing {
namespace {

const std::vector<double> profile = {.08, .10,  .11, .10,  .08, .05,  .025, .02,
                                     .03, .055, .08, .085, .07, .055, .04,  .02};

/// The hall of 12 items and 760 tickets a day that the design fixes; zones do not matter here.
struct TwelveItems {
  Hall hall;
  Demand demand;
  TwelveItems() {
    const double means[] = {8, 12, 6, 15, 20, 10, 25, 9, 14, 18, 30, 40};
    const double shares[] = {.16, .14, .12, .10, .09, .08, .07, .07, .06, .05, .04, .02};
    hall.zones = {"A"};
    for (int k = 0; k <= 16; ++k) demand.edges_min.push_back(30.0 * k);
    for (int i = 0; i < 12; ++i) {
      hall.items.push_back({.id = std::to_string(i),
                            .zone = 0,
                            .family = {},
                            .handling = {LawKind::lognormal, 1.35 * means[i], 0.8, {}},
                            .patience = {LawKind::exponential, 60, 0, {}},
                            .legs = {}});
      demand.rates.emplace_back();
      for (const double p : profile) demand.rates.back().push_back(760 * p * shares[i]);
    }
  }
};

/// The defining integral by small steps.
double by_steps(const Law& law, double rate, double from, double to, double at) {
  const double step = 1.0 / 256;
  double sum = 0;
  for (double u = from + step / 2; u < std::min(to, at); u += step) sum += rate * step * survival(law, at - u);
  return sum;
}

TEST(OfferedLoad, IsTheIntegralForEveryLaw) {
  const Law laws[] = {{LawKind::deterministic, 12.5, 0, {}},
                      {LawKind::exponential, 12, 0, {}},
                      {LawKind::lognormal, 18, 0.8, {}},
                      {LawKind::empirical, 0, 0, {1, 4, 4, 9, 40}}};
  for (const Law& law : laws) {
    Hall hall;
    hall.items.push_back({.id = "x", .zone = 0, .family = {}, .handling = law, .patience = {}, .legs = {}});
    const Flow flow{0, 30, 75, 90};
    for (const double at : {20.0, 40.0, 75.0, 100.0, 160.0})
      EXPECT_NEAR(offered_load(hall, {&flow, 1}, at), by_steps(law, 2, 30, 75, at), 0.01) << kind_name(law.kind) << at;
    EXPECT_NEAR(expected_min(law, 1e6), mean_of(law), 1e-9) << kind_name(law.kind);
    EXPECT_NEAR(offered_load(hall, {&flow, 1}, 60, 2), 2 * by_steps(law, 1, 15, 37.5, 30) * 2, 0.05);
  }
}

TEST(OfferedLoad, TicketsBeforeOpeningBeginAtOpening) {
  Hall hall;
  hall.items.push_back(
      {.id = "x", .zone = 0, .family = {}, .handling = {LawKind::exponential, 10, 0, {}}, .patience = {}, .legs = {}});
  const Flow early{0, -60, 0, 24};
  EXPECT_NEAR(offered_load(hall, {&early, 1}, 0), 24, 1e-12);
  EXPECT_NEAR(offered_load(hall, {&early, 1}, 10), 24 * std::exp(-1.0), 1e-12);
}

TEST(OfferedLoad, LegsAndSlotHoldersAreTickets) {
  Hall hall;
  hall.items.push_back({.id = "a",
                        .zone = 0,
                        .family = {},
                        .handling = {LawKind::deterministic, 10, 0, {}},
                        .patience = {},
                        .legs = {{1, 0.5, 5}}});
  hall.items.push_back(
      {.id = "b", .zone = 0, .family = {}, .handling = {LawKind::deterministic, 4, 0, {}}, .patience = {}, .legs = {}});
  Demand demand;
  demand.edges_min = {0, 60};
  demand.rates = {{60}, {0}};
  demand.appointments = {.every_min = 10, .from_min = 0, .to_min = 60, .per_slot = 2, .item_shares = {0, 1}};
  const auto all = flows(hall, demand);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_DOUBLE_EQ(all[1].tickets, 30);
  EXPECT_DOUBLE_EQ(all[1].from_min, 15);  // after 10 minutes of handling and 5 of walking
  EXPECT_DOUBLE_EQ(all[2].tickets, 12);
  EXPECT_NEAR(offered_load(hall, all, 50), 10 + 0.5 * 4 + 0.2 * 4, 1e-12);
}

TEST(OfferedLoad, MolMaxWithErlangAIsTheMeasuredRule) {
  // R-QUE-34: the measured table has 240.5 window-hours and a peak of 45 for the largest load, 220.5 and 44 for the mean.
  const TwelveItems twelve;
  const auto windows = mol_staffing(twelve.hall, twelve.demand, Target{});
  EXPECT_EQ(std::accumulate(windows.begin(), windows.end(), 0) * 0.5, 240.5);
  EXPECT_EQ(*std::ranges::max_element(windows), 45);
  double mean_hours = 0;
  for (const HalfHourLoad& half_hour : half_hour_loads(twelve.hall, twelve.demand))
    mean_hours += 0.5 * windows_for(half_hour, half_hour.mean_load, Target{});
  EXPECT_EQ(mean_hours, 220.5);
}

TEST(OfferedLoad, NobodyLeavingMeansErlangC) {
  HalfHourLoad half_hour{0, 30, 0, 0, 0, 10, 0};
  EXPECT_EQ(windows_for(half_hour, 0, Target{}), 0);
  EXPECT_EQ(windows_for(half_hour, 0.5, Target{.share = 0.95, .threshold_min = 1e-9}), 3);  // C(2) = .1, C(3) = .0152
  half_hour.leaving_rate = 1;
  EXPECT_LE(windows_for(half_hour, 20, Target{}), 20);  // who leaves within a minute never waits long
}

}  // namespace
}  // namespace hallbook::queueing
