#pragma once
// HALL-12x40 (queueing.md section 6) built by hand, so that tests do not lean on the reader.
#include <string>
#include <vector>

#include "queueing/scenario.h"

namespace hallbook::queueing::fixture {

/// Windows per zone A..F and comprehensive ones, in index order, lunch in two shifts by even and odd index.
inline Layout hall_layout(const std::vector<int>& per_zone, int comprehensive) {
  Layout layout;
  layout.name = "A";
  layout.policy.levels = {Level{"normal", 0}, Level{"priority", std::numeric_limits<double>::infinity()}};
  const auto add = [&](std::string id, int zone, WindowKind kind, std::vector<int> items) {
    const double lunch = layout.windows.size() % 2 == 0 ? 180 : 225;
    Window window;
    window.id = std::move(id);
    window.zone = zone;
    window.kind = kind;
    window.items = std::move(items);
    window.breaks = {Break{lunch, lunch + 45, BreakKind::finish_first_fixed}};
    layout.windows.push_back(std::move(window));
  };
  for (int zone = 0; zone < static_cast<int>(per_zone.size()); ++zone)
    for (int i = 0; i < per_zone[static_cast<std::size_t>(zone)]; ++i)
      add(std::string(1, static_cast<char>('A' + zone)) + std::to_string(i + 1), zone, WindowKind::specialised,
          {2 * zone, 2 * zone + 1});
  for (int i = 0; i < comprehensive; ++i)
    add("G" + std::to_string(i + 1), -1, WindowKind::comprehensive, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  return layout;
}

inline Scenario hall_12x40() {
  Scenario scenario;
  scenario.name = "HALL-12x40";
  const double minutes[] = {8, 12, 6, 15, 20, 10, 25, 9, 14, 18, 30, 40};
  const double shares[] = {.16, .14, .12, .10, .09, .08, .07, .07, .06, .05, .04, .02};
  const double profile[] = {.08, .10, .11, .10, .08, .05, .025, .02, .03, .055, .08, .085, .07, .055, .04, .02};
  for (int zone = 0; zone < 6; ++zone) scenario.hall.zones.emplace_back(1, static_cast<char>('A' + zone));
  for (int edge = 0; edge <= 16; ++edge) scenario.demand.edges_min.push_back(30.0 * edge);
  for (int i = 0; i < 12; ++i) {
    Item item;
    item.id = scenario.hall.zones[static_cast<std::size_t>(i / 2)] + std::to_string(i % 2 + 1);
    item.zone = i / 2;
    item.handling = Law{LawKind::lognormal, 1.35 * minutes[i], 0.8, {}};
    item.patience = Law{LawKind::exponential, 60, 0, {}};
    scenario.hall.items.push_back(item);
    scenario.demand.rates.emplace_back();
    for (const double slot : profile) scenario.demand.rates.back().push_back(760 * shares[i] * slot);
    scenario.demand.level_shares.push_back({0.94, 0.06});
  }
  scenario.layout = hall_layout({6, 4, 5, 5, 4, 4}, 12);
  return scenario;
}

}  // namespace hallbook::queueing::fixture
