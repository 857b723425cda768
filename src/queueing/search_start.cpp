#include "queueing/search_start.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallbook::queueing {
namespace {

bool serves_any(const Window& window, const Hall& hall, unsigned zones) {
  return std::ranges::any_of(
      window.items, [&](int item) { return (zones >> hall.items[static_cast<std::size_t>(item)].zone & 1u) != 0; });
}

/// Zones as bits; singles come with their own requirement, subsets with their load.
std::vector<unsigned> subsets_of(std::size_t zones) {
  std::vector<unsigned> subsets;
  if (zones <= 8) {
    for (unsigned set = 1; set + 1 < (1u << zones); ++set)
      if ((set & (set - 1)) != 0) subsets.push_back(set);
  } else if (zones <= 31) {
    for (unsigned a = 0; a < zones; ++a)
      for (unsigned b = a + 1; b < zones; ++b) subsets.push_back(1u << a | 1u << b);
  }
  return subsets;
}

std::vector<int> items_in(const Hall& hall, int zone) {
  std::vector<int> items;
  for (std::size_t i = 0; i < hall.items.size(); ++i)
    if (hall.items[i].zone == zone) items.push_back(static_cast<int>(i));
  return items;
}

double slack_of(const Judge& judge, const Outcome& outcome, ShareSeen& worst) {
  double least = 1;
  for (const ShareSeen& part : outcome.parts)
    if (part.tickets >= tickets_least && part.share <= least) least = part.share, worst = part;
  return least - judge.target().share;
}

/// One minute, as the only half-hour.
OnDuty duty_at(const LayoutSpace& space, const WindowPlan& plan, const Hall& hall, double at_min) {
  OnDuty duty{{0}, {std::vector<int>(hall.zones.size())}, {0}};
  for (std::size_t s = 0; s < space.shifts.size(); ++s) {
    if (!on_duty(space.shifts[s], at_min)) continue;
    for (std::size_t g = 0; g < space.groups.size(); ++g) {
      const int count = plan.count[g][s];
      const Window& pattern = space.groups[g].pattern;
      duty.all[0] += count;
      if (pattern.kind == WindowKind::specialised && pattern.zone >= 0)
        duty.zones[0][static_cast<std::size_t>(pattern.zone)] += count;
      else
        duty.comprehensive[0] += count;
    }
  }
  return duty;
}

}  // namespace

Requirement requirement_of(const Scenario& scenario, const Target& target) {
  Requirement need;
  need.loads = half_hour_loads(scenario.hall, scenario.demand);
  for (const HalfHourLoad& half_hour : need.loads)
    need.all.push_back(windows_for(half_hour, half_hour.max_load, target));
  need.zones.assign(need.loads.size(), {});
  need.zone_load.assign(need.loads.size(), {});
  for (int zone = 0; zone < static_cast<int>(scenario.hall.zones.size()); ++zone) {
    const std::vector<int> items = items_in(scenario.hall, zone);
    std::vector<HalfHourLoad> loads(need.loads.size());
    if (!items.empty()) loads = half_hour_loads(scenario.hall, scenario.demand, items);
    for (std::size_t h = 0; h < loads.size(); ++h) {
      need.zones[h].push_back(windows_for(loads[h], loads[h].max_load, target));
      need.zone_load[h].push_back(loads[h].mean_load);
    }
  }
  return need;
}

OnDuty duty_of(const LayoutSpace& space, const WindowPlan& plan, const Hall& hall) {
  OnDuty duty;
  for (double from = 0; from < hall.close_min; from += 30) {
    OnDuty fewest;
    for (const double minute : sample_minutes) {
      const OnDuty now = duty_at(space, plan, hall, from + minute);
      if (fewest.all.empty()) fewest = now;
      fewest.all[0] = std::min(fewest.all[0], now.all[0]);
      fewest.comprehensive[0] = std::min(fewest.comprehensive[0], now.comprehensive[0]);
      for (std::size_t zone = 0; zone < hall.zones.size(); ++zone)
        fewest.zones[0][zone] = std::min(fewest.zones[0][zone], now.zones[0][zone]);
    }
    duty.all.push_back(fewest.all[0]);
    duty.zones.push_back(std::move(fewest.zones[0]));
    duty.comprehensive.push_back(fewest.comprehensive[0]);
  }
  return duty;
}

Cover cover_of(const LayoutSpace& space, const Scenario& scenario, const Requirement& need, int windows_most) {
  const Hall& hall = scenario.hall;
  Cover cover;
  for (const WindowGroup& group : space.groups)
    for (const Shift& shift : space.shifts) {
      cover.cost.push_back(std::max(shift.hours, 0.25) * group.cost_per_hour);
      cover.most.push_back(windows_most);
    }
  const auto add = [&](std::size_t half_hour, unsigned zones, int least) {
    for (const double minute : sample_minutes) {
      Cover::Row row;
      for (const WindowGroup& group : space.groups) {
        const bool serves = serves_any(group.pattern, hall, zones);
        for (const Shift& shift : space.shifts)
          row.takes.push_back(serves && on_duty(shift, need.loads[half_hour].from_min + minute) ? 1 : 0);
      }
      row.need = least;
      cover.rows.push_back(std::move(row));
    }
  };
  const std::vector<unsigned> subsets = subsets_of(hall.zones.size());
  for (std::size_t h = 0; h < need.loads.size(); ++h) {
    add(h, ~0u, need.all[h]);
    for (std::size_t zone = 0; zone < hall.zones.size() && zone < 32; ++zone) add(h, 1u << zone, need.zones[h][zone]);
    for (const unsigned set : subsets) {
      double load = 0;
      for (std::size_t zone = 0; zone < hall.zones.size(); ++zone)
        if (set >> zone & 1u) load += need.zone_load[h][zone];
      add(h, set, static_cast<int>(std::ceil(load)));
    }
  }
  drop_implied(cover);
  return cover;
}

WindowPlan plan_from(const LayoutSpace& space, const std::vector<int>& x) {
  WindowPlan plan;
  for (std::size_t g = 0; g < space.groups.size(); ++g) {
    const auto from = x.begin() + static_cast<std::ptrdiff_t>(g * space.shifts.size());
    plan.count.emplace_back(from, from + static_cast<std::ptrdiff_t>(space.shifts.size()));
  }
  return plan;
}

Layout pooled_layout(const LayoutSpace& space, const Scenario& scenario, int windows) {
  Window window;
  window.kind = WindowKind::comprehensive;
  window.handling_factor = 1e9;
  for (const WindowGroup& group : space.groups)
    window.handling_factor = std::min(window.handling_factor, group.pattern.handling_factor);
  for (std::size_t i = 0; i < scenario.hall.items.size(); ++i) window.items.push_back(static_cast<int>(i));
  Layout layout;
  layout.name = fmt::format("{} pooled", windows);
  layout.policy = space.policy;
  layout.policy.reserves.clear();
  for (int n = 0; n < windows; ++n) {
    window.id = fmt::format("P{}", n + 1);
    layout.windows.push_back(window);
  }
  return layout;
}

Result<Bounds> bounds_of(Judge& judge, const LayoutSpace& space, int windows_most, int days) {
  constexpr double sure = 3.3;  // standard errors
  const auto look = [&](int windows) { return judge.look(pooled_layout(space, judge.scenario(), windows), days); };
  Bounds bounds;
  bounds.windows_most = windows_most;
  bounds.days = days;
  if (slack_of(judge, look(windows_most), bounds.best_possible) + sure * bounds.best_possible.error < 0)
    return refuse(
        RefusalCode::over_limit,
        {fmt::format("目标达不到：即使 {} 个窗口全部综合受理、不午休，时限内的比例也只有 {:.2f}%（目标 "
                     "{:.2f}%）；请放宽目标或调整开放时间",
                     windows_most, 100 * bounds.best_possible.share, 100 * judge.target().share),
         fmt::format(
             "nobody can reach the target: even {} windows that serve everything without a break reach {:.2f} % "
             "(target {:.2f} %); relax the target or the opening hours",
             windows_most, 100 * bounds.best_possible.share, 100 * judge.target().share)},
        "target");
  int low = 1, high = windows_most;  // the least number that is not surely too few
  ShareSeen worst;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    const double slack = slack_of(judge, look(middle), worst);
    if (slack + sure * worst.error >= 0)
      high = middle;
    else
      low = middle + 1;
  }
  bounds.windows_least = low;
  return bounds;
}

}  // namespace hallbook::queueing
