// The scenario, simulated: does it give back what was recorded, and from which slowdown on do comprehensive windows not pay?
#include <algorithm>

#include "hall/estimate_steps.h"
#include "queueing/evaluate.h"

namespace hallbook::hall {
namespace {

constexpr int check_days = 250;
constexpr int break_even_days = 100;
constexpr std::uint64_t seed = 1;
constexpr double largest_factor = 3;

double mean_wait(const queueing::Scenario& scenario, const queueing::Layout& layout,
                 const std::vector<queueing::DayTrace>& days) {
  const auto sums = queueing::quick_sums(scenario, layout, scenario.target, days);
  double ticks = 0, served = 0;
  for (const auto& day : sums.days)
    ticks += static_cast<double>(day.wait_ticks), served += static_cast<double>(day.served);
  return served > 0 ? ticks / served : 0;
}

/// The same number of windows without comprehensive ones: each goes to the zone with most work for a window.
std::optional<queueing::Layout> all_specialised(const queueing::Scenario& scenario) {
  struct Zone {
    std::vector<int> items;
    double work = 0, windows = 0;
  };
  std::vector<Zone> zones(scenario.hall.zones.size());
  for (std::size_t item = 0; item < scenario.hall.items.size(); ++item) {
    Zone& zone = zones[static_cast<std::size_t>(scenario.hall.items[item].zone)];
    zone.items.push_back(static_cast<int>(item));
    zone.work += queueing::tickets_per_day(scenario.demand, static_cast<int>(item)) *
                 queueing::mean_of(scenario.hall.items[item].handling);
  }
  queueing::Layout layout = scenario.layout;
  for (const auto& window : layout.windows)
    if (window.kind == queueing::WindowKind::specialised && window.zone >= 0)
      zones[static_cast<std::size_t>(window.zone)].windows += 1;
  for (auto& window : layout.windows) {
    if (window.kind != queueing::WindowKind::comprehensive) continue;
    const auto neediest =
        std::ranges::max_element(zones, {}, [](const Zone& zone) { return zone.work / (zone.windows + 0.5); });
    if (neediest->items.empty()) return std::nullopt;
    neediest->windows += 1;
    window.kind = queueing::WindowKind::specialised;
    window.zone = static_cast<int>(neediest - zones.begin());
    window.items = neediest->items;
    window.handling_factor = 1;
  }
  if (!queueing::check(layout, scenario)) return std::nullopt;
  return layout;
}

}  // namespace

double break_even_factor(const queueing::Scenario& scenario) {
  const bool any = std::ranges::any_of(
      scenario.layout.windows, [](const auto& window) { return window.kind == queueing::WindowKind::comprehensive; });
  const auto specialised = any ? all_specialised(scenario) : std::nullopt;
  if (!specialised) return unknown_time;
  const auto days = queueing::draw_days(scenario, seed, 0, break_even_days);
  const double wanted = mean_wait(scenario, *specialised, days);
  const auto with = [&](double factor) {
    queueing::Layout layout = scenario.layout;
    for (auto& window : layout.windows)
      if (window.kind == queueing::WindowKind::comprehensive) window.handling_factor = factor;
    return mean_wait(scenario, layout, days);
  };
  if (with(1) >= wanted) return 1;
  if (with(largest_factor) <= wanted) return unknown_time;
  double low = 1, high = largest_factor;
  for (int round = 0; round < 10; ++round) {
    const double middle = (low + high) / 2;
    (with(middle) < wanted ? low : high) = middle;
  }
  return (low + high) / 2;
}

SimulatedFigures simulate_again(const queueing::Scenario& scenario) {
  const auto report =
      queueing::evaluate(scenario, scenario.layout, scenario.target, queueing::fixed_days(check_days), seed);
  SimulatedFigures figures;
  if (!report) return figures;  // the scenario was checked before; without days there is nothing to compare
  const auto range = [](const queueing::Estimate& estimate) {
    return Range{estimate.value, estimate.low, estimate.high};
  };
  figures.mean_wait_min = range(report->mean_wait_min);
  figures.share_within_15 = range(report->share_within_15);
  figures.abandoned_share = range(report->abandoned_share);
  return figures;
}

}  // namespace hallbook::hall
