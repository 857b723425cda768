#include "queueing/draw.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "queueing/draw_eight.h"
#include "queueing/philox.h"
#include "queueing/scenario_fixture.h"

namespace hallbook::queueing {
namespace {

// Random123's file of known answers (kat_vectors), philox4x32, 10 rounds.
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}), (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(DrawMath, AgreesWithTheCLibrary) {
  for (double x = 1e-9; x < 1e9; x *= 1.37) {
    EXPECT_NEAR(one::log_of(x), std::log(x), 4e-16 * std::max(1.0, std::abs(std::log(x)))) << x;
    const double e = std::log(x) * 3;
    EXPECT_NEAR(one::exp_of(e) / std::exp(e), 1, 2e-15) << e;
  }
}

TEST(DrawMath, NormalQuantileIsTheInverseOfTheNormalLaw) {
  for (const std::uint32_t bits : {0u, 1u, 1000u, 0x10000000u, 0x40000000u, 0x7FFFFFFFu, 0xC0000000u, 0xFFFFFFFFu}) {
    const double p = (bits + 0.5) * 0x1p-32;
    const double z = one::normal_of(bits);
    EXPECT_NEAR(std::erfc(-z / std::sqrt(2.0)) / 2 / p, 1, 1e-13) << bits;
  }
}

TEST(Drawing, EveryPathGivesTheSameBits) {  // R-QUE-20
  Scenario scenario = fixture::hall_12x40();
  scenario.demand.day_factor_cv = 0.15;
  scenario.demand.no_show = 0.1;
  scenario.hall.items[3].handling = Law{LawKind::exponential, 9, 0, {}};
  scenario.hall.items[4].handling = Law{LawKind::empirical, 0, 0, {1, 2, 4, 9}};
  scenario.hall.items[5].patience = Law{LawKind::none, 0, 0, {}};
  for (const Path path : available_paths()) {
    const Drawing one{scenario, 7, Path::scalar}, other{scenario, 7, path};
    DayTrace a, b;
    for (int day = 0; day < 20; ++day) {
      one.draw(day, a);
      other.draw(day, b);
      ASSERT_EQ(a.time, b.time) << path_name(path);
      ASSERT_EQ(a.service, b.service) << path_name(path);
      ASSERT_EQ(a.patience, b.patience) << path_name(path);
      ASSERT_EQ(a.kind, b.kind) << path_name(path);
    }
  }
}

TEST(Drawing, DaysAndSeedsAreIndependentOfOrder) {
  const Drawing drawing{fixture::hall_12x40(), 7};
  DayTrace first, again, other;
  drawing.draw(3, first);
  drawing.draw(4, other);
  drawing.draw(3, again);
  EXPECT_EQ(first.service, again.service);
  EXPECT_NE(first.service, other.service);
  Drawing{fixture::hall_12x40(), 8}.draw(3, other);
  EXPECT_NE(first.service, other.service);
}

struct Moments {
  double count = 0, sum = 0, squares = 0;
  void add(double x) { count += 1, sum += x, squares += x * x; }
  double mean() const { return sum / count; }
  double sd() const { return std::sqrt(squares / count - mean() * mean()); }
};

TEST(Drawing, RatesSharesAndLawsAreThoseOfTheScenario) {
  const Scenario scenario = fixture::hall_12x40();
  const Drawing drawing{scenario, 11};
  Moments tickets, handling, patience;
  std::map<int, double> items, slots;
  double priority = 0;
  DayTrace day;
  constexpr int days = 1000;
  for (int d = 0; d < days; ++d) {
    drawing.draw(d, day);
    tickets.add(static_cast<double>(day.size()));
    for (std::size_t i = 0; i < day.size(); ++i) {
      const int item = day.kind[i] >> kind_bits::item_shift;
      items[item] += 1;
      slots[static_cast<int>(day.time[i] / ticks_per_min / 30)] += 1;
      priority += (day.kind[i] & kind_bits::level_mask) == 1;
      if (item == 0) handling.add(day.service[i] / ticks_per_min);
      patience.add(day.patience[i] / ticks_per_min);
    }
  }
  // Poisson: 760 ± 28 a day; four standard errors everywhere.
  EXPECT_NEAR(tickets.mean(), 760, 4 * 27.6 / std::sqrt(days));
  EXPECT_NEAR(tickets.sd(), std::sqrt(760.0), 2.5);
  EXPECT_NEAR(items[0] / tickets.sum, 0.16, 0.0017);
  EXPECT_NEAR(items[11] / tickets.sum, 0.02, 0.0007);
  EXPECT_NEAR(slots[2] / tickets.sum, 0.11, 0.0015);
  EXPECT_NEAR(slots[15] / tickets.sum, 0.02, 0.0007);
  EXPECT_NEAR(priority / tickets.sum, 0.06, 0.0011);
  EXPECT_NEAR(handling.mean(), 10.8, 0.1);
  EXPECT_NEAR(handling.sd() / handling.mean(), 0.8, 0.03);
  EXPECT_NEAR(patience.mean(), 60, 0.3);
  EXPECT_NEAR(patience.sd(), 60, 0.6);
}

TEST(Drawing, DayFactorIsGamma) {
  Scenario scenario = fixture::hall_12x40();
  scenario.demand.weekday_factors = {1.2, 0.8};
  for (const double cv : {0.15, 0.6, 1.4}) {
    scenario.demand.day_factor_cv = cv;
    const Drawing drawing{scenario, 5};
    DayTrace day;
    Moments even;
    for (int d = 0; d < 8000; d += 2) {
      drawing.draw(d, day);
      even.add(day.factor);
    }
    EXPECT_NEAR(even.mean(), 1.2, 4 * 1.2 * cv / std::sqrt(4000.0)) << cv;
    EXPECT_NEAR(even.sd() / even.mean(), cv, 0.1 * cv) << cv;
    EXPECT_DOUBLE_EQ(drawing.expected_tickets(1), 760 * 0.8);
  }
}

TEST(Drawing, TicketsBeforeOpeningComeBeforeTickZeroOfTheDoors) {
  Scenario scenario = fixture::hall_12x40();
  scenario.demand.edges_min.insert(scenario.demand.edges_min.begin(), -60);
  for (auto& row : scenario.demand.rates) row.insert(row.begin(), 10);
  ASSERT_EQ(origin_min(scenario), -60);
  const Drawing drawing{scenario, 3};
  DayTrace day;
  Moments early;
  for (int d = 0; d < 400; ++d) {
    drawing.draw(d, day);
    double count = 0;
    for (const std::uint32_t time : day.time) count += time < 60 * ticks_per_min;
    early.add(count);
  }
  EXPECT_NEAR(early.mean(), 120, 4 * std::sqrt(120.0 / 400));
}

TEST(Drawing, SlotHoldersComeAroundTheirSlots) {  // R-QUE-19
  Scenario scenario = fixture::hall_12x40();
  Appointments& slots = scenario.demand.appointments;
  slots = {60, 0, 480, 5, std::vector<double>(12, 1.0 / 12), 0.8, 0, 8, 10, 10};
  const Drawing drawing{scenario, 3};
  DayTrace day;
  Moments honoured;
  for (int d = 0; d < 500; ++d) {
    drawing.draw(d, day);
    ASSERT_TRUE(std::ranges::is_sorted(day.time));
    double count = 0;
    for (const std::uint16_t kind : day.kind) count += (kind & kind_bits::appointment) != 0;
    honoured.add(count);
  }
  // 40 slots × 0.8 come × P(|offset| ≤ 10 min, sd 8) = 0.7887
  EXPECT_NEAR(honoured.mean(), 40 * 0.8 * 0.7887, 0.6);
}

TEST(Drawing, LegsFollowTheirProbabilities) {  // R-QUE-22
  Scenario scenario = fixture::hall_12x40();
  scenario.hall.items[0].legs = {{2, 0.25, 3}, {4, 0.25, 5}};
  const Drawing drawing{scenario, 3};
  DayTrace day;
  double first = 0, to_2 = 0, to_4 = 0;
  for (int d = 0; d < 300; ++d) {
    drawing.draw(d, day);
    ASSERT_EQ(day.next.size(), day.size());
    for (std::uint32_t i = 0; i < day.arrivals; ++i) {
      if ((day.kind[i] >> kind_bits::item_shift) != 0) continue;
      ++first;
      if (day.next[i] == no_leg) continue;
      const std::uint32_t leg = day.next[i];
      const int item = day.kind[leg] >> kind_bits::item_shift;
      (item == 2 ? to_2 : to_4) += 1;
      EXPECT_EQ(day.time[leg], to_ticks(item == 2 ? 3 : 5));
      EXPECT_EQ(day.kind[leg] & kind_bits::level_mask, day.kind[i] & kind_bits::level_mask);
    }
  }
  EXPECT_NEAR(to_2 / first, 0.25, 0.01);
  EXPECT_NEAR(to_4 / first, 0.25, 0.01);
}

}  // namespace
}  // namespace hallbook::queueing
