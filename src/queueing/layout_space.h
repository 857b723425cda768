#pragma once
// The layouts a search may choose from: kinds of windows ("groups") times rosters ("shifts"); a staffing says how many
// of each. Windows of one group and one shift are alike, so a staffing is a matrix of counts.
#include <string>
#include <vector>

#include "queueing/scenario.h"

namespace hallbook::queueing {

/// What a staffed window-hour costs, by kind of window: training and pay beside a specialised one.
struct Cost {
  double specialised = 1;
  double comprehensive = 1.15;
  double tidal = 1;
  friend bool operator==(const Cost&, const Cost&) = default;
};

struct WindowGroup {
  std::string name;  // the zone's name, or "comprehensive", "tidal"; numbered when several are alike
  Window pattern;    // everything but id and roster
  double cost_per_hour = 1;
};

struct Shift {
  std::string name;  // "09:00–17:00, break 12:00–12:45"
  std::vector<Open> open;
  std::vector<Break> breaks;
  double hours = 0;  // staffed, breaks taken off, not after closing
};

struct WindowPlan {
  std::vector<std::vector<int>> count;  // [group][shift]
  friend bool operator==(const WindowPlan&, const WindowPlan&) = default;
  friend auto operator<=>(const WindowPlan&, const WindowPlan&) = default;
};

struct LayoutSpace {
  std::vector<WindowGroup> groups;
  std::vector<Shift> shifts;
  Policy policy;
};

/// Part-day shifts beside those in use: the morning until, and the afternoon from, the middle of the day.
enum class PartDay { as_in_use, offered };

/// Groups and shifts of the scenario's own layout; a specialised group for a zone that has none, and a comprehensive
/// one (as slow as the slowest comprehensive window in use) when there is none.
LayoutSpace layout_space(const Scenario& scenario, const Cost& cost, PartDay part_day);

/// The scenario's own layout as counts.
WindowPlan plan_of(const LayoutSpace& space, const Layout& layout);
/// Windows in order of the groups, shifts taking turns within a group; ids are "A1", "A2" …
Layout layout_of(const LayoutSpace& space, const WindowPlan& plan, std::string name);

int windows_in(const WindowPlan& plan);
int windows_in(const WindowPlan& plan, std::size_t group);
double window_hours(const LayoutSpace& space, const WindowPlan& plan);
double cost_of(const LayoutSpace& space, const WindowPlan& plan);
/// Whether a shift works at this minute; a break that begins then has begun.
bool on_duty(const Shift& shift, double at_min);

}  // namespace hallbook::queueing
