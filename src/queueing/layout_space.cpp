#include "queueing/layout_space.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/ensure.h"

namespace hallbook::queueing {
namespace {

/// The window without what tells one of a group from another.
Window pattern_of(const Window& window) {
  Window pattern = window;
  pattern.id.clear();
  pattern.staff_group.clear();
  pattern.open = {Open{}};
  pattern.breaks.clear();
  return pattern;
}

double price(const Cost& cost, WindowKind kind) {
  switch (kind) {
    case WindowKind::specialised: return cost.specialised;
    case WindowKind::comprehensive: return cost.comprehensive;
    case WindowKind::tidal: return cost.tidal;
  }
  throw BrokenInvariant{"price: unknown WindowKind"};
}

std::string base_name(const Hall& hall, const Window& pattern) {
  if (pattern.kind == WindowKind::tidal) return "tidal";
  if (pattern.kind == WindowKind::comprehensive || pattern.zone < 0) return "comprehensive";
  return hall.zones[static_cast<std::size_t>(pattern.zone)];
}

void add_group(LayoutSpace& space, const Hall& hall, const Cost& cost, Window pattern) {
  if (std::ranges::any_of(space.groups, [&](const WindowGroup& group) { return group.pattern == pattern; })) return;
  const std::string base = base_name(hall, pattern);
  std::string name = base;
  for (int n = 2; std::ranges::any_of(space.groups, [&](const WindowGroup& group) { return group.name == name; }); ++n)
    name = fmt::format("{}{}", base, n);
  const double per_hour = price(cost, pattern.kind);
  space.groups.push_back({std::move(name), std::move(pattern), per_hour});
}

std::string shift_name(const Hall& hall, const Shift& shift) {
  std::string name;
  for (const Open& open : shift.open)
    name += fmt::format("{}{}–{}", name.empty() ? "" : " ", clock_label(hall, open.from_min),
                        clock_label(hall, std::min(open.to_min, hall.close_min)));
  for (const Break& pause : shift.breaks)
    name += fmt::format(" ({}–{})", clock_label(hall, pause.from_min), clock_label(hall, pause.to_min));
  return name;
}

void add_shift(LayoutSpace& space, const Hall& hall, std::vector<Open> open, std::vector<Break> breaks) {
  for (const Shift& shift : space.shifts)
    if (shift.open == open && shift.breaks == breaks) return;
  Shift shift{{}, std::move(open), std::move(breaks), 0};
  for (const Open& one : shift.open)
    shift.hours += (std::min(one.to_min, hall.close_min) - std::max(one.from_min, 0.0)) / 60;
  for (const Break& pause : shift.breaks) shift.hours -= (pause.to_min - pause.from_min) / 60;
  shift.hours = std::max(shift.hours, 0.0);
  shift.name = shift_name(hall, shift);
  space.shifts.push_back(std::move(shift));
}

std::vector<int> items_of_zone(const Hall& hall, int zone) {
  std::vector<int> items;
  for (std::size_t i = 0; i < hall.items.size(); ++i)
    if (zone < 0 || hall.items[i].zone == zone) items.push_back(static_cast<int>(i));
  return items;
}

void add_missing_groups(LayoutSpace& space, const Scenario& scenario, const Cost& cost) {
  const Hall& hall = scenario.hall;
  const auto has = [&](WindowKind kind, int zone) {
    return std::ranges::any_of(space.groups, [&](const WindowGroup& group) {
      return group.pattern.kind == kind && (zone < 0 || group.pattern.zone == zone);
    });
  };
  for (int zone = 0; zone < static_cast<int>(hall.zones.size()); ++zone) {
    if (has(WindowKind::specialised, zone)) continue;
    Window pattern;
    pattern.zone = zone;
    pattern.items = items_of_zone(hall, zone);
    if (!pattern.items.empty()) add_group(space, hall, cost, pattern);
  }
  if (has(WindowKind::comprehensive, -1)) return;
  Window pattern;
  pattern.kind = WindowKind::comprehensive;
  pattern.items = items_of_zone(hall, -1);
  add_group(space, hall, cost, pattern);
}

/// Specialised by zone, then comprehensive, then tidal: the order in which a ticket looks for a free window.
void sort_groups(LayoutSpace& space) {
  std::ranges::stable_sort(space.groups, {}, [](const WindowGroup& group) {
    return std::pair{static_cast<int>(group.pattern.kind),
                     group.pattern.kind == WindowKind::specialised ? group.pattern.zone : 0};
  });
}

}  // namespace

LayoutSpace layout_space(const Scenario& scenario, const Cost& cost, PartDay part_day) {
  LayoutSpace space;
  space.policy = scenario.layout.policy;
  for (const Window& window : scenario.layout.windows) {
    add_group(space, scenario.hall, cost, pattern_of(window));
    add_shift(space, scenario.hall, window.open, window.breaks);
  }
  add_missing_groups(space, scenario, cost);
  sort_groups(space);
  if (part_day == PartDay::offered) {
    const double middle = std::round(scenario.hall.close_min / 60) * 30;  // on a half-hour
    const double quarter = std::round(scenario.hall.close_min / 120) * 30;
    add_shift(space, scenario.hall, {{0, middle}}, {});
    add_shift(space, scenario.hall, {{middle, Open{}.to_min}}, {});
    add_shift(space, scenario.hall, {{0, middle + quarter}}, {});
    add_shift(space, scenario.hall, {{quarter, Open{}.to_min}}, {});
  }
  return space;
}

WindowPlan plan_of(const LayoutSpace& space, const Layout& layout) {
  WindowPlan plan;
  plan.count.assign(space.groups.size(), std::vector<int>(space.shifts.size()));
  for (const Window& window : layout.windows) {
    const auto group = std::ranges::find(space.groups, pattern_of(window), &WindowGroup::pattern);
    const auto shift = std::ranges::find_if(
        space.shifts, [&](const Shift& one) { return one.open == window.open && one.breaks == window.breaks; });
    ensure(group != space.groups.end() && shift != space.shifts.end(), "plan_of: a window outside the space");
    ++plan.count[static_cast<std::size_t>(group - space.groups.begin())]
                [static_cast<std::size_t>(shift - space.shifts.begin())];
  }
  return plan;
}

Layout layout_of(const LayoutSpace& space, const WindowPlan& plan, std::string name) {
  Layout layout;
  layout.name = std::move(name);
  layout.policy = space.policy;
  for (std::size_t g = 0; g < space.groups.size(); ++g) {
    std::vector<int> left = plan.count[g];
    int no = 0;
    std::size_t last = left.size();
    for (int total = windows_in(plan, g); total > 0; --total) {
      std::size_t pick = left.size();  // the shift with the most windows left, but not the one of the window before
      for (std::size_t s = 0; s < left.size(); ++s)
        if (left[s] > 0 && s != last && (pick == left.size() || left[s] > left[pick])) pick = s;
      if (pick == left.size()) pick = last;
      --left[pick];
      last = pick;
      Window window = space.groups[g].pattern;
      window.id = fmt::format("{}{}", space.groups[g].name, ++no);
      window.open = space.shifts[pick].open;
      window.breaks = space.shifts[pick].breaks;
      layout.windows.push_back(std::move(window));
    }
  }
  return layout;
}

int windows_in(const WindowPlan& plan, std::size_t group) {
  int sum = 0;
  for (const int n : plan.count[group]) sum += n;
  return sum;
}

int windows_in(const WindowPlan& plan) {
  int sum = 0;
  for (std::size_t g = 0; g < plan.count.size(); ++g) sum += windows_in(plan, g);
  return sum;
}

double window_hours(const LayoutSpace& space, const WindowPlan& plan) {
  double hours = 0;
  for (const auto& row : plan.count)
    for (std::size_t s = 0; s < row.size(); ++s) hours += row[s] * space.shifts[s].hours;
  return hours;
}

double cost_of(const LayoutSpace& space, const WindowPlan& plan) {
  double cost = 0;
  for (std::size_t g = 0; g < plan.count.size(); ++g)
    for (std::size_t s = 0; s < plan.count[g].size(); ++s)
      cost += plan.count[g][s] * space.shifts[s].hours * space.groups[g].cost_per_hour;
  return cost;
}

bool on_duty(const Shift& shift, double at_min) {
  const auto covers = [at_min](const auto& span) { return span.from_min <= at_min && at_min < span.to_min; };
  return std::ranges::any_of(shift.open, covers) && std::ranges::none_of(shift.breaks, covers);
}

}  // namespace hallbook::queueing
