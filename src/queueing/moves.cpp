#include "queueing/moves.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/ensure.h"
#include "queueing/offered_load.h"

namespace hallbook::queueing {
namespace {

struct Candidate {
  RankedMove move;
  WindowPlan plan;
};

std::size_t usual_shift(const WindowPlan& plan, std::size_t group) {
  const auto& row = plan.count[group];
  std::vector<int> all(row.size());  // of the hall, when the group has none
  for (const auto& other : plan.count)
    for (std::size_t s = 0; s < all.size(); ++s) all[s] += other[s];
  const auto& from = windows_in(plan, group) > 0 ? row : all;
  return static_cast<std::size_t>(std::ranges::max_element(from) - from.begin());
}

std::vector<Candidate> candidates_of(const LayoutSpace& space, const WindowPlan& plan) {
  std::vector<Candidate> all;
  const std::size_t groups = space.groups.size();
  const auto name = [&](std::size_t g) { return space.groups[g].name; };
  const auto with = [&](MoveKind kind, std::string from, std::string to) -> Candidate& {
    Candidate candidate{{}, plan};
    candidate.move.kind = kind;
    candidate.move.from = std::move(from);
    candidate.move.to = std::move(to);
    return all.emplace_back(std::move(candidate));
  };
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t usual = usual_shift(plan, g);
    ++with(MoveKind::add, "", name(g)).plan.count[g][usual];
    if (windows_in(plan, g) == 0) continue;
    --with(MoveKind::remove, name(g), "").plan.count[g][usual];
    for (std::size_t h = 0; h < groups; ++h) {
      if (h == g) continue;
      WindowPlan& moved = with(MoveKind::regroup, name(g), name(h)).plan;
      --moved.count[g][usual];
      ++moved.count[h][usual];
    }
    for (std::size_t s = 0; s < space.shifts.size(); ++s)
      for (std::size_t t = 0; t < space.shifts.size() && plan.count[g][s] > 0; ++t) {
        if (t == s) continue;
        WindowPlan& moved = with(MoveKind::shift, name(g), space.shifts[s].name + " → " + space.shifts[t].name).plan;
        --moved.count[g][s];
        ++moved.count[g][t];
      }
  }
  return all;
}

ShareSeen worst_of(const Outcome& outcome) {
  ShareSeen worst = outcome.all;
  for (const ShareSeen& part : outcome.parts)
    if (part.tickets >= tickets_least && part.share < worst.share) worst = part;
  return worst;
}

/// P(|N| > z) = level
double two_sided(double level) {
  double low = 0, high = 10;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (std::erfc(middle / std::numbers::sqrt2) > level ? low : high) = middle;
  }
  return low;
}

WhatIf what_if(std::string what, const Outcome& outcome, const Judge& judge, int windows) {
  return {std::move(what),
          windows,
          outcome.all,
          worst_of(outcome),
          outcome.mean_wait_min,
          outcome.late_per_day * judge.scenario().days_per_year,
          outcome.shortfall(judge.target().share) <= 0};
}

bool comprehensive(const WindowGroup& group) { return group.pattern.kind == WindowKind::comprehensive; }

/// Comprehensive windows go, one by one, to the zone whose specialised windows carry most per window.
Layout without_comprehensive(const Judge& judge, const LayoutSpace& space, WindowPlan plan) {
  const Hall& hall = judge.scenario().hall;
  std::vector<double> load(hall.zones.size());
  for (const Flow& flow : flows(hall, judge.scenario().demand)) {
    const Item& item = hall.items[static_cast<std::size_t>(flow.item)];
    load[static_cast<std::size_t>(item.zone)] += flow.tickets * mean_of(item.handling);
  }
  for (std::size_t g = 0; g < space.groups.size(); ++g) {
    if (!comprehensive(space.groups[g])) continue;
    for (std::size_t s = 0; s < space.shifts.size(); ++s)
      for (; plan.count[g][s] > 0; --plan.count[g][s]) {
        std::size_t needy = space.groups.size();
        double most = -1;
        for (std::size_t h = 0; h < space.groups.size(); ++h) {
          const Window& pattern = space.groups[h].pattern;
          if (pattern.kind != WindowKind::specialised || pattern.zone < 0) continue;
          const double per_window = load[static_cast<std::size_t>(pattern.zone)] / (windows_in(plan, h) + 1);
          if (per_window > most) most = per_window, needy = h;
        }
        ensure(needy < space.groups.size(), "without_comprehensive: no specialised group");
        ++plan.count[needy][s];
      }
  }
  return layout_of(space, plan, "no comprehensive windows");
}

Layout all_comprehensive(const LayoutSpace& space, const WindowPlan& plan, double handling_factor) {
  Layout layout = layout_of(space, plan, "all comprehensive");
  const auto pattern = std::ranges::find_if(space.groups, comprehensive);
  ensure(pattern != space.groups.end(), "all_comprehensive: no comprehensive group");
  for (Window& window : layout.windows) {
    if (window.kind == WindowKind::tidal) continue;
    window.kind = WindowKind::comprehensive;
    window.items = pattern->pattern.items;
    window.zone = pattern->pattern.zone;
    window.family_factors = pattern->pattern.family_factors;
    window.handling_factor = handling_factor;
  }
  return layout;
}

OneWindow one_window_of(Judge& judge, const LayoutSpace& space, const WindowPlan& plan, const Outcome& now, int days) {
  constexpr double slowest = 3;
  const int windows = windows_in(plan);
  const auto pattern = std::ranges::find_if(space.groups, comprehensive);
  OneWindow result;
  result.handling_factor = pattern->pattern.handling_factor;
  result.now = what_if("as planned", now, judge, windows);
  result.none =
      what_if("no comprehensive windows", judge.look(without_comprehensive(judge, space, plan), days), judge, windows);
  const auto at = [&](double factor) { return judge.look(all_comprehensive(space, plan, factor), days); };
  const Outcome equal_speed = at(1);
  result.all = what_if("all windows comprehensive", equal_speed, judge, windows);
  double low = 1, high = slowest;
  if (equal_speed.all.share <= now.all.share) return result;
  if (at(slowest).all.share >= now.all.share) low = slowest;
  for (int i = 0; i < 8 && low < slowest; ++i) {
    const double middle = (low + high) / 2;
    (at(middle).all.share >= now.all.share ? low : high) = middle;
  }
  result.break_even_factor = low < slowest ? (low + high) / 2 : slowest;
  return result;
}

}  // namespace

std::string_view move_kind_name(MoveKind kind) {
  switch (kind) {
    case MoveKind::remove: return "remove";
    case MoveKind::add: return "add";
    case MoveKind::regroup: return "move";
    case MoveKind::shift: return "shift";
  }
  throw BrokenInvariant{"move_kind_name: unknown MoveKind"};
}

MoveTable ranked_moves(Judge& judge, const LayoutSpace& space, const WindowPlan& plan, int days) {
  MoveTable table;
  table.days = days;
  table.base = judge.look(layout_of(space, plan, "now"), days);
  std::vector<Candidate> candidates = candidates_of(space, plan);
  std::vector<Layout> layouts;
  std::erase_if(candidates, [&](const Candidate& candidate) {
    Layout layout = layout_of(space, candidate.plan, "move");
    if (!check(layout, judge.scenario())) return true;  // an item would be left without a window
    layouts.push_back(std::move(layout));
    return false;
  });
  const std::vector<Outcome> outcomes = judge.look(layouts, days);
  const double z = two_sided(0.05 / static_cast<double>(std::max<std::size_t>(1, candidates.size())));
  const double base_cost = cost_of(space, plan), year = judge.scenario().days_per_year;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    RankedMove& move = candidates[i].move;
    const auto paired = [&](Figure figure) { return difference(table.base, outcomes[i], figure, judge.target()); };
    move.cost = cost_of(space, candidates[i].plan) - base_cost;
    move.share_within = paired(Figure::share_within);
    move.mean_wait_min = paired(Figure::mean_wait_min);
    move.abandoned_share = paired(Figure::abandoned_share);
    const PairedDifference late = paired(Figure::late_per_day);
    move.late_per_year = {late.value * year, late.error * year};
    move.sure = std::abs(late.value) > z * late.error;
    move.worst = worst_of(outcomes[i]);
    move.meets = outcomes[i].shortfall(judge.target().share) <= 0;
    table.moves.push_back(std::move(move));
  }
  std::ranges::stable_sort(table.moves, {}, [](const RankedMove& move) { return move.late_per_year.value; });
  return table;
}

WhatIfs what_ifs(Judge& judge, const LayoutSpace& space, const WindowPlan& plan, std::uint64_t seed, int threads,
                 int days) {
  WhatIfs result;
  const Layout layout = layout_of(space, plan, "plan");
  for (const auto& [what, factor] : {std::pair{"demand +10 %", 1.1}, {"demand +20 %", 1.2}}) {
    Scenario busier = judge.scenario();
    busier.demand = scaled(busier.demand, factor);
    Judge other{busier, judge.target(), seed, threads};
    result.demand.push_back(what_if(what, other.look(layout, days), other, windows_in(plan)));
  }
  std::vector<Layout> layouts;
  std::vector<std::string> names;
  for (std::size_t g = 0; g < space.groups.size(); ++g) {
    if (windows_in(plan, g) == 0) continue;
    WindowPlan less = plan;
    --less.count[g][usual_shift(plan, g)];
    Layout one = layout_of(space, less, "absent");
    if (!check(one, judge.scenario())) continue;
    layouts.push_back(std::move(one));
    names.push_back("absent: " + space.groups[g].name);
  }
  const std::vector<Outcome> outcomes = judge.look(layouts, days);
  for (std::size_t i = 0; i < names.size(); ++i)
    result.absence.push_back(what_if(names[i], outcomes[i], judge, windows_in(plan) - 1));
  result.one_window = one_window_of(judge, space, plan, judge.look(layout, days), days);
  return result;
}

}  // namespace hallbook::queueing
