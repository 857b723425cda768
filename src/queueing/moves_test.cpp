#include "queueing/moves.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "queueing/search_fixture.h"
#include "queueing/search_value.h"

namespace hallbook::queueing {
namespace {

struct Around {
  Scenario scenario = small_scenario();
  LayoutSpace space = layout_space(scenario, {}, PartDay::as_in_use);
  WindowPlan plan = plan_of(space, scenario.layout);
  Judge judge{scenario, scenario.target, 5, 2};
};

TEST(Moves, AreAllThereRankedAndSigned) {
  Around hall;
  const MoveTable table = ranked_moves(hall.judge, hall.space, hall.plan, 150);
  // 3 additions, 3 removals, 6 pairs, one roster change for each of the 6 kinds of window and shift.
  ASSERT_EQ(table.moves.size(), 18u);
  for (std::size_t i = 1; i < table.moves.size(); ++i)
    EXPECT_LE(table.moves[i - 1].late_per_year.value, table.moves[i].late_per_year.value);
  for (const RankedMove& move : table.moves) {
    if (move.kind == MoveKind::add) {
      EXPECT_LE(move.late_per_year.value, 0) << move.to;
    }
    if (move.kind == MoveKind::remove) {
      EXPECT_GT(move.late_per_year.value, 0) << move.from;
      EXPECT_TRUE(move.sure) << move.from;  // R-QUE-39
      EXPECT_LT(move.cost, 0);
    }
    if (move.kind == MoveKind::shift) {
      EXPECT_NEAR(move.cost, 0, 1e-9);
    }
  }
}

TEST(Moves, NeverLeaveAnItemWithoutWindow) {
  Around hall;
  hall.plan.count = {{1, 0}, {3, 2}, {0, 0}};  // one window serves A, no comprehensive one
  for (const RankedMove& move : ranked_moves(hall.judge, hall.space, hall.plan, 40).moves) {
    const bool takes = move.kind == MoveKind::remove || (move.kind == MoveKind::regroup && move.to == "B");
    EXPECT_FALSE(takes && move.from == "A") << move.to;
  }
}

TEST(WhatIf, MoreDemandAndFewerPeopleAreWorse) {
  Around hall;
  const WhatIfs seen = what_ifs(hall.judge, hall.space, hall.plan, 5, 2, 150);
  ASSERT_EQ(seen.demand.size(), 2u);
  const WhatIf& now = seen.one_window.now;
  EXPECT_LT(seen.demand[0].all.share, now.all.share);
  EXPECT_LT(seen.demand[1].all.share, seen.demand[0].all.share);
  ASSERT_EQ(seen.absence.size(), 3u);
  for (const WhatIf& absent : seen.absence) {
    EXPECT_LT(absent.all.share, now.all.share) << absent.what;
    EXPECT_EQ(absent.windows, 8);
  }
}

TEST(WhatIf, OneWindowForEverythingWinsAtEqualSpeed) {
  Around hall;
  const OneWindow seen = what_ifs(hall.judge, hall.space, hall.plan, 5, 2, 150).one_window;
  EXPECT_GT(seen.all.all.share, seen.now.all.share);
  EXPECT_GT(seen.now.all.share, seen.none.all.share);
  EXPECT_GT(seen.break_even_factor, 1);
  EXPECT_LT(seen.break_even_factor, 1.5);
}

TEST(SearchValue, TellsRequiredAndOpenWindows) {
  Around hall;
  const Requirement need = requirement_of(hall.scenario, hall.scenario.target);
  const Value value = required_value(need, duty_of(hall.space, hall.plan, hall.scenario.hall), hall.scenario.hall);
  const Value::Array& half_hours = value.find("half_hours")->array();
  ASSERT_EQ(half_hours.size(), 8u);
  EXPECT_EQ(half_hours[0].find("open")->integer(), 9);
  EXPECT_EQ(half_hours[3].find("open")->integer(), 3);  // six of nine have lunch from minute 90 to 120
  EXPECT_EQ(value.find("peak_required")->integer(), *std::ranges::max_element(need.all));
}

}  // namespace
}  // namespace hallbook::queueing
