// Small days worked out by hand, one rule each. Times in minutes after opening.
#include <gtest/gtest.h>

#include <cmath>

#include "queueing/kernel.h"
#include "queueing/trace.h"

namespace hallbook::queueing {
namespace {

constexpr double stays = std::numeric_limits<double>::infinity();

/// One zone, two items "0" and "1", windows as given; every window serves all unless `items` says otherwise.
Scenario small_hall(std::vector<Window> windows) {
  Scenario scenario;
  scenario.hall.zones = {"A"};
  for (const char* id : {"0", "1"})
    scenario.hall.items.push_back({id, 0, "", Law{LawKind::deterministic, 10, 0, {}}, Law{}, {}});
  scenario.demand.edges_min = {0, 480};
  scenario.demand.rates = {{1}, {1}};
  scenario.demand.level_shares = {{1, 0}, {1, 0}};
  for (Window& window : windows)
    if (window.items.empty()) window.items = {0, 1};
  scenario.layout.windows = std::move(windows);
  scenario.layout.policy.levels = {Level{"normal", 0}, Level{"priority"}};
  return scenario;
}

/// Waits in minutes in the order of `tickets`; −1 = gave up, −2 = never served. Both kernels when both can.
std::vector<double> waits(const Scenario& scenario, const std::vector<Ticket>& tickets, double* last_end = nullptr) {
  DayTrace day;
  for (const Ticket& ticket : tickets) add(day, scenario, ticket);
  finish(day);
  const Plan plan = make_plan(scenario, scenario.layout);
  Workspace workspace{plan};
  Outcome outcome, fast;
  run_general(plan, day, workspace, outcome);
  if (is_fast(plan))
    for (const Path path : available_paths()) {
      EXPECT_TRUE(run_fast(plan, day, workspace, fast, path));
      EXPECT_EQ(fast.wait, outcome.wait);
    }
  if (last_end != nullptr) *last_end = static_cast<double>(outcome.last_end) / ticks_per_min + origin_min(scenario);
  std::vector<double> minutes;
  for (const std::uint32_t wait : outcome.wait)
    minutes.push_back(wait == never_called ? -2
                      : wait == gave_up    ? -1
                                           : std::round(wait / ticks_per_min * 1000) / 1000);
  return minutes;
}

using Minutes = std::vector<double>;

Ticket at(double minute, double handling, int level = 0, int item = 0, double patience = stays) {
  return {minute, item, level, handling, patience, false, false};
}

TEST(Semantics, FirstComeFirstServedAndPriority) {  // R-QUE-07
  const Scenario one = small_hall({Window{}});
  EXPECT_EQ(waits(one, {at(0, 10), at(1, 10), at(2, 10)}), (Minutes{0, 9, 18}));
  EXPECT_EQ(waits(one, {at(0, 10), at(1, 10), at(2, 10, 1)}), (Minutes{0, 19, 8}));
}

TEST(Semantics, SpecialisedWindowsAreTriedBeforeComprehensiveOnes) {  // R-QUE-07
  Window comprehensive, special;
  comprehensive.kind = WindowKind::comprehensive;
  special.items = {0};
  // Item 0 takes the special window although the comprehensive one has the lower index; item 1 finds the other free.
  EXPECT_EQ(waits(small_hall({comprehensive, special}), {at(0, 10), at(0, 10, 0, 1)}), (Minutes{0, 0}));
}

TEST(Semantics, AgeingIsAHeadStartOnly) {  // R-QUE-07
  Scenario one = small_hall({Window{}});
  one.layout.policy.levels[1].ahead_min = 5;
  // Drawn at 2 counts as −3: before the one of minute 1. Drawn at 7 counts as 2: after it.
  EXPECT_EQ(waits(one, {at(0, 10), at(1, 10), at(2, 10, 1)}), (Minutes{0, 19, 8}));
  EXPECT_EQ(waits(one, {at(0, 10), at(1, 10), at(7, 10, 1)}), (Minutes{0, 9, 13}));
}

TEST(Semantics, AbandonmentIsFoundAtTheCall) {  // R-QUE-09
  const Scenario one = small_hall({Window{}});
  EXPECT_EQ(waits(one, {at(0, 10), at(1, 10, 0, 0, 8.9), at(2, 10, 0, 0, 8.1)}), (Minutes{0, -1, 8}));
}

struct BreakCase {
  const char* name;
  BreakKind kind;
  double handling;  // of a citizen who comes at minute 90; the break is 100 to 120
  Minutes waits;    // of that one and of one who comes at 91 with 10 minutes
  double last_end;
};
class Breaks : public testing::TestWithParam<BreakCase> {};

TEST_P(Breaks, OneWindow) {  // R-QUE-08
  const BreakCase& c = GetParam();
  Window window;
  window.breaks = {Break{100, 120, c.kind}};
  Scenario scenario = small_hall({window});
  scenario.layout.closes_for_break = true;
  double last_end = 0;
  EXPECT_EQ(waits(scenario, {at(90, c.handling), at(91, 10)}, &last_end), c.waits);
  EXPECT_DOUBLE_EQ(last_end, c.last_end);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, Breaks, testing::Values(
    BreakCase{"fixed_ends_inside",    BreakKind::finish_first_fixed, 15, {0, 29}, 130},  // ends 105, back at 120
    BreakCase{"fixed_ends_after",     BreakKind::finish_first_fixed, 40, {0, 39}, 140},  // ends 130: no break
    BreakCase{"fixed_not_touched",    BreakKind::finish_first_fixed,  5, {0,  4}, 105},  // second starts at 95
    BreakCase{"full_ends_inside",     BreakKind::finish_first_full,  15, {0, 34}, 135},  // ends 105, back at 125
    BreakCase{"full_ends_after",      BreakKind::finish_first_full,  40, {0, 59}, 160},  // ends 130, back at 150
    BreakCase{"interrupt",            BreakKind::interrupt,          15, {0, 34}, 135},  // 10 min, break, 5 min: ends 125
    BreakCase{"interrupt_not_longer", BreakKind::interrupt,           5, {0,  4}, 125},  // second: 95–100, 120–125
    BreakCase{"drop",                 BreakKind::capacity_drop,      15, {20, 34}, 135}),  // 10 min, waits 20, 5 min
  [](const auto& of) { return std::string{of.param.name}; });
// clang-format on

TEST(Semantics, CapacityDropHandsOverToAnIdleWindow) {  // R-QUE-08
  Window first;
  first.breaks = {Break{100, 120, BreakKind::capacity_drop}};
  double last_end = 0;
  EXPECT_EQ(waits(small_hall({first, Window{}}), {at(90, 15)}, &last_end), (Minutes{0}));
  EXPECT_DOUBLE_EQ(last_end, 105);  // goes on at the second window without a pause
}

TEST(Semantics, RostersEndForTheWindowAndServeOutAtClosing) {  // R-QUE-21
  Window morning;
  morning.open = {Open{0, 100}};
  morning.items = {0};
  Window all_day;
  all_day.items = {1};
  const Scenario scenario = small_hall({morning, all_day});
  // The citizen at hand is finished; who waits for the closed window is never served; item 1 is served out.
  EXPECT_EQ(waits(scenario, {at(95, 20), at(96, 5), at(96, 5, 0, 0, 3), at(470, 30, 0, 1), at(475, 10, 0, 1)}),
            (Minutes{0, -2, -2, 0, 25}));
}

TEST(Semantics, TicketsBeforeOpeningWaitForTheDoors) {
  Scenario scenario = small_hall({Window{}});
  scenario.demand.edges_min = {-30, 480};
  EXPECT_EQ(waits(scenario, {at(-30, 10), at(-10, 10), at(5, 10)}), (Minutes{30, 20, 15}));
}

TEST(Semantics, ReserveRuleKeepsAWindowFreeForAWhile) {  // R-QUE-18
  Window special, comprehensive;
  special.items = {0};
  comprehensive.kind = WindowKind::comprehensive;
  Scenario scenario = small_hall({special, comprehensive});
  scenario.layout.policy.reserves = {Reserve{WindowKind::comprehensive, {0}, 5}};
  // The second waits 5 minutes, then the comprehensive window takes it; item 1 is taken at once.
  EXPECT_EQ(waits(scenario, {at(0, 30), at(1, 10), at(2, 10, 0, 1), at(3, 10)}), (Minutes{0, 11, 0, 19}));
  EXPECT_EQ(waits(scenario, {at(0, 30), at(1, 10)}), (Minutes{0, 5}));
  // A comprehensive window that becomes free at 4 leaves the ticket of minute 1 alone until 6.
  EXPECT_EQ(waits(scenario, {at(0, 30), at(0, 4, 0, 1), at(1, 10)}), (Minutes{0, 0, 5}));
}

TEST(Semantics, AtTheSameMomentAnEndComesBeforeAnArrival) {  // R-QUE-07
  Window slow;
  slow.handling_factor = 3;
  const Scenario scenario = small_hall({Window{}, slow});
  // At 10 the first window is free again when the second ticket comes, so the slow one is left to the third (until
  // 22.5) and the fourth waits for the first window, free at 15.
  EXPECT_EQ(waits(scenario, {at(0, 10), at(10, 5), at(10.5, 4), at(11, 1)}), (Minutes{0, 0, 0, 4}));
}

TEST(Semantics, TidalWindowOpensAfterTheTriggerAndClosesAgain) {  // R-QUE-17
  Window tidal;
  tidal.kind = WindowKind::tidal;
  Scenario scenario = small_hall({Window{}, tidal});
  scenario.layout.policy.tidal = Tidal{1, 5, 0, 12};  // more than one waits for 5 minutes; stays at least 12
  // Two wait from minute 2; at 7 the tide comes and takes both in turn. It is empty at 27 (after 12 minutes): closed.
  EXPECT_EQ(waits(scenario, {at(0, 100), at(1, 10), at(2, 10)}), (Minutes{0, 6, 15}));
  // A fourth at minute 30 waits for the first window again.
  EXPECT_EQ(waits(scenario, {at(0, 100), at(1, 10), at(2, 10), at(30, 10)}), (Minutes{0, 6, 15, 70}));
  // One alone never triggers it.
  EXPECT_EQ(waits(scenario, {at(0, 100), at(1, 10)}), (Minutes{0, 99}));
  // Free from 13 on it stays until 19: a ticket of minute 15 is taken at once, one of minute 20 is not.
  EXPECT_EQ(waits(scenario, {at(0, 100), at(1, 3), at(2, 3), at(15, 3), at(20, 3)}), (Minutes{0, 6, 8, 0, 80}));
}

TEST(Semantics, NextLegsDrawTicketsOfTheirOwn) {  // R-QUE-22
  const Scenario scenario = small_hall({Window{}});
  DayTrace day;
  add(day, scenario, at(0, 10));
  add(day, scenario, at(9, 20));
  finish(day);
  // The first one's next leg: 3 minutes after the end, 10 minutes of handling.
  day.time.push_back(to_ticks(3));
  day.service.push_back(to_ticks(10));
  day.patience.push_back(max_ticks);
  day.kind.push_back(1 << kind_bits::item_shift);
  day.next = {2, no_leg, no_leg};
  const Plan plan = make_plan(scenario, scenario.layout);
  Workspace workspace{plan};
  Outcome outcome;
  run_day(plan, day, workspace, outcome);
  EXPECT_EQ(outcome.wait[1], to_ticks(1));
  EXPECT_EQ(outcome.at[2], to_ticks(13));
  EXPECT_EQ(outcome.wait[2], to_ticks(17));  // the second is served from 10 to 30
}

TEST(Semantics, HandlingFactorsBelongToTheWindow) {
  Window slow;
  slow.handling_factor = 1.5;
  slow.family_factors = {{"land", 2}};
  Scenario scenario = small_hall({slow});
  scenario.hall.items[1].family = "land";
  EXPECT_EQ(waits(scenario, {at(0, 10), at(1, 10, 0, 1), at(2, 10)}), (Minutes{0, 14, 43}));
}

TEST(Semantics, HonouredAppointmentsHaveTheirLevel) {  // R-QUE-19
  Scenario scenario = small_hall({Window{}});
  scenario.layout.policy.appointment_level = 1;
  Ticket slot = at(5, 10);
  slot.appointment = true;
  EXPECT_EQ(waits(scenario, {at(0, 10), at(1, 10), slot}), (Minutes{0, 19, 5}));
}

}  // namespace
}  // namespace hallbook::queueing
