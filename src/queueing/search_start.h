#pragma once
// Where a search begins: bounds that no layout passes, requirements by offered load, and the cheapest cover of them.
#include <functional>
#include <optional>
#include <vector>

#include "queueing/cover.h"
#include "queueing/judge.h"
#include "queueing/offered_load.h"

namespace hallbook::queueing {

/// Windows needed in each half-hour: of all windows together, and by zone (specialised of the zone + comprehensive).
struct Requirement {
  std::vector<HalfHourLoad> loads;             // of all items
  std::vector<int> all;                        // [half-hour], MOL-max + Erlang A
  std::vector<std::vector<int>> zones;         // [half-hour][zone], the same for the zone's items alone
  std::vector<std::vector<double>> zone_load;  // [half-hour][zone], mean Erlang
};

Requirement requirement_of(const Scenario& scenario, const Target& target);

/// Windows on duty in each half-hour of a plan: the fewest at its sample minutes.
struct OnDuty {
  std::vector<int> all;                 // [half-hour]
  std::vector<std::vector<int>> zones;  // [half-hour][zone], specialised only
  std::vector<int> comprehensive;       // [half-hour], tidal ones included
};
OnDuty duty_of(const LayoutSpace& space, const WindowPlan& plan, const Hall& hall);

/// The cheapest plan that covers, at every sample minute: all windows >= all; the windows that serve a zone >= its own
/// requirement; the windows that serve any subset of zones >= the mean load of the subset (Hall's condition, R-QUE-36;
/// all subsets up to 8 zones, else pairs). Nothing when `windows_most` of a kind do not suffice.
Cover cover_of(const LayoutSpace& space, const Scenario& scenario, const Requirement& requirement, int windows_most);
WindowPlan plan_from(const LayoutSpace& space, const std::vector<int>& x);

/// R-QUE-40: n comprehensive windows, as fast as the fastest window of the space, always open, without breaks. No
/// layout of n windows does better on the same citizens, up to the noise of the sample.
Layout pooled_layout(const LayoutSpace& space, const Scenario& scenario, int windows);

struct Bounds {
  int windows_most = 0;       // the most that the search may use
  ShareSeen best_possible;    // the worst part of the target with that many pooled windows
  int windows_least = 0;      // fewer than these miss the target even pooled; 0 = not reached at all
  int days = 0;
};
/// Refuses a target that windows_most pooled windows miss (beyond the noise: 3.3 standard errors), with that bound.
Result<Bounds> bounds_of(Judge& judge, const LayoutSpace& space, int windows_most, int days);

}  // namespace hallbook::queueing
