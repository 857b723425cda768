// The two kernels against each other, against a plain recursion, and against days worked out by hand.
#include "queueing/kernel.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.h"
#include "queueing/draw.h"
#include "queueing/scenario_fixture.h"

namespace hallbook::queueing {
namespace {

void expect_same(const Outcome& a, const Outcome& b) {
  EXPECT_EQ(a.wait, b.wait);
  EXPECT_EQ(a.last_end, b.last_end);
  for (std::size_t i = 0; i < a.windows.size(); ++i) {
    EXPECT_EQ(a.windows[i].busy, b.windows[i].busy) << i;
    EXPECT_EQ(a.windows[i].served, b.windows[i].served) << i;
  }
}

/// A random layout that the fast kernel can run: skills, factors, rosters, breaks, levels.
Layout random_layout(Rng& rng) {
  Layout layout;
  layout.policy.levels = {Level{"normal", 0}, Level{"priority"}};
  if (rng.chance(1, 3)) layout.policy.levels.push_back(Level{"urgent"});
  const std::int64_t windows = rng.between(1, 64);
  for (std::int64_t i = 0; i < windows; ++i) {
    Window window;
    window.id = std::to_string(i);
    window.kind = rng.chance(1, 3) ? WindowKind::comprehensive : WindowKind::specialised;
    for (int item = 0; item < 12; ++item)
      if (window.kind == WindowKind::comprehensive || rng.chance(1, 6)) window.items.push_back(item);
    if (window.items.empty()) window.items.push_back(static_cast<int>(i % 12));
    if (rng.chance(1, 4)) window.handling_factor = 1 + 0.1 * static_cast<double>(rng.between(-3, 5));
    if (rng.chance(1, 4))
      window.open = {Open{static_cast<double>(rng.between(0, 200)), static_cast<double>(rng.between(250, 600))}};
    if (rng.chance(1, 2)) window.breaks = {Break{180, 225}, Break{300, static_cast<double>(rng.between(301, 330))}};
    layout.windows.push_back(window);
  }
  return layout;
}

TEST(Kernels, FastAndGeneralAgreeTicketByTicketOnEveryPath) {  // R-QUE-20
  Scenario scenario = fixture::hall_12x40();
  scenario.demand.no_show = 0.05;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng{seed};
    const Layout layout = random_layout(rng);
    const Plan plan = make_plan(scenario, layout);
    if (!is_fast(plan)) continue;  // more than 64 queues
    const Drawing drawing{scenario, seed};
    Workspace workspace{plan};
    DayTrace day;
    Outcome general, fast;
    for (int d = 0; d < 3; ++d) {
      drawing.draw(d, day);
      run_general(plan, day, workspace, general);
      for (const Path path : available_paths()) {
        if (!run_fast(plan, day, workspace, fast, path)) continue;  // an overload beyond 36 hours
        expect_same(fast, general);
      }
    }
  }
}

TEST(Kernels, ADayBeyondTheFastRangeIsRunByTheGeneralOne) {
  const Scenario scenario = fixture::hall_12x40();
  Layout layout;
  layout.windows = {scenario.layout.windows.back()};
  layout.policy = scenario.layout.policy;
  const Plan plan = make_plan(scenario, layout);
  Workspace workspace{plan};
  DayTrace day;
  Outcome outcome;
  Drawing{scenario, 1}.draw(0, day);
  std::ranges::fill(day.patience, max_ticks);  // 760 citizens at one window: ten days and nights
  EXPECT_FALSE(run_fast(plan, day, workspace, outcome, best_path()));
  run_day(plan, day, workspace, outcome);
  EXPECT_GT(outcome.last_end, Tick{max_ticks});
  EXPECT_EQ(outcome.windows[0].served, day.size());
}

/// One queue, equal windows: a citizen starts at the earliest free window (Kiefer, Wolfowitz).
std::vector<std::uint32_t> pooled_waits(const DayTrace& day, int windows) {
  std::vector<Tick> free(static_cast<std::size_t>(windows), 0);
  std::vector<std::uint32_t> waits;
  for (std::size_t i = 0; i < day.size(); ++i) {
    const auto first = std::ranges::min_element(free);
    const Tick start = std::max<Tick>(*first, day.time[i]);
    waits.push_back(static_cast<std::uint32_t>(start - day.time[i]));
    *first = start + day.service[i];
  }
  return waits;
}

TEST(Kernels, PooledHallFollowsTheRecursionAlsoBeyond64Windows) {
  Scenario scenario = fixture::hall_12x40();
  for (auto& shares : scenario.demand.level_shares) shares = {1.0};
  for (auto& row : scenario.demand.rates)
    for (double& rate : row) rate *= 5;
  for (Item& item : scenario.hall.items) item.patience = Law{};
  for (const int windows : {1, 15, 16, 17, 40, 63, 64, 65, 100, 200, 500}) {
    Layout layout = fixture::hall_layout({}, windows);
    for (Window& window : layout.windows) window.breaks.clear();
    const Plan plan = make_plan(scenario, layout);
    EXPECT_EQ(is_fast(plan), windows <= 64);
    Workspace workspace{plan};
    DayTrace day;
    Outcome outcome;
    Drawing{scenario, 9}.draw(0, day);
    run_day(plan, day, workspace, outcome);
    const auto expected = pooled_waits(day, windows);
    if (windows == 1) {  // waits of weeks are cut at the end of the scale
      EXPECT_EQ(outcome.wait.front(), expected.front());
      continue;
    }
    EXPECT_EQ(outcome.wait, expected) << windows;
  }
}

TEST(Kernels, MoreThan64ClassesAgreeWithTheSameHallInFewerWindows) {
  // 80 items, each with its own window, are 80 separate queues: each must follow the recursion of one window.
  Scenario scenario;
  scenario.hall.zones = {"A"};
  scenario.demand.edges_min = {0, 480};
  Layout& layout = scenario.layout;
  for (int i = 0; i < 80; ++i) {
    scenario.hall.items.push_back({std::to_string(i), 0, "", Law{LawKind::exponential, 10, 0, {}}, Law{}, {}});
    scenario.demand.rates.push_back({40});
    scenario.demand.level_shares.push_back({1});
    Window window;
    window.items = {i};
    layout.windows.push_back(window);
  }
  const Plan plan = make_plan(scenario, layout);
  EXPECT_EQ(plan.classes, 80);
  Workspace workspace{plan};
  DayTrace day;
  Outcome outcome;
  Drawing{scenario, 4}.draw(0, day);
  run_day(plan, day, workspace, outcome);
  for (int item = 0; item < 80; ++item) {
    DayTrace own;
    std::vector<std::uint32_t> waits;
    for (std::size_t i = 0; i < day.size(); ++i)
      if ((day.kind[i] >> kind_bits::item_shift) == item) {
        own.time.push_back(day.time[i]);
        own.service.push_back(day.service[i]);
        waits.push_back(outcome.wait[i]);
      }
    EXPECT_EQ(waits, pooled_waits(own, 1)) << item;
  }
}

}  // namespace
}  // namespace hallbook::queueing
