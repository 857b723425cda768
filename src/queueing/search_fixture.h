#pragma once
// A hall small enough to try every layout: two zones, one item each, two lunch slots.
#include "queueing/scenario.h"

namespace hallbook::queueing {

inline Window small_window(int zone, std::vector<int> items, double lunch_min) {
  Window window;
  window.zone = zone;
  window.kind = zone < 0 ? WindowKind::comprehensive : WindowKind::specialised;
  window.items = std::move(items);
  window.breaks = {{lunch_min, lunch_min + 30, BreakKind::finish_first_fixed}};
  return window;
}

inline Scenario small_scenario() {
  Scenario scenario;
  scenario.name = "small";
  scenario.days_per_year = 100;
  scenario.hall.id = "small";
  scenario.hall.close_min = 240;
  scenario.hall.zones = {"A", "B"};
  for (int i = 0; i < 2; ++i)
    scenario.hall.items.push_back({.id = i == 0 ? "a" : "b",
                                   .zone = i,
                                   .family = {},
                                   .handling = {LawKind::exponential, i == 0 ? 8.0 : 14.0, 0, {}},
                                   .patience = {LawKind::exponential, 60, 0, {}},
                                   .legs = {}});
  for (int k = 0; k <= 8; ++k) scenario.demand.edges_min.push_back(30.0 * k);
  scenario.demand.rates = {{8, 10, 12, 10, 6, 6, 5, 3}, {4, 6, 8, 6, 4, 4, 3, 2}};
  scenario.demand.level_shares = {{1}, {1}};
  scenario.layout.name = "now";
  scenario.layout.windows = {small_window(0, {0}, 90), small_window(0, {0}, 120),    small_window(0, {0}, 90),
                             small_window(1, {1}, 90), small_window(1, {1}, 120),    small_window(1, {1}, 90),
                             small_window(1, {1}, 90), small_window(-1, {0, 1}, 90), small_window(-1, {0, 1}, 120)};
  for (std::size_t w = 0; w < scenario.layout.windows.size(); ++w)
    scenario.layout.windows[w].id = "w" + std::to_string(w);
  scenario.target = {0.9, 15, Per::day, Abandoned::left_out};
  return scenario;
}

}  // namespace hallbook::queueing
