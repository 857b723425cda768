#include "queueing/local_search.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallbook::queueing {
namespace {

constexpr int glance_days = 80;       // the first look of a race
constexpr std::size_t race_keep = 6;  // that are then looked at on the whole sample
constexpr double cent = 1e-9;

/// Better first: a smaller shortfall, then a larger least share.
bool closer(const Outcome& a, const Outcome& b, double share) {
  const double x = a.shortfall(share), y = b.shortfall(share);
  if (x != y) return x < y;
  return a.least(0) > b.least(0);
}

}  // namespace

LocalSearch::LocalSearch(Judge& judge, const LayoutSpace& space, const SearchOptions& options, double share,
                         int windows_most)
    : judge_{judge}, space_{space}, options_{options}, share_{share}, windows_most_{windows_most} {}

bool LocalSearch::out_of_time() {
  if (options_.cancel != nullptr && options_.cancel->load()) stopped = Stopped::cancelled;
  if (options_.seconds > 0 && options_.elapsed_s && options_.elapsed_s() > options_.seconds)
    stopped = Stopped::out_of_time;
  return stopped != Stopped::precise;
}

const Outcome& LocalSearch::seen(const WindowPlan& plan) {
  auto found = memo_.find(plan);
  if (found == memo_.end())
    found = memo_.emplace(plan, judge_.look(layout_of(space_, plan, "plan"), options_.sample_days)).first;
  if (found->second.shortfall(share_) <= 0) met.emplace(plan, cost_of(space_, plan));
  return found->second;
}

void LocalSearch::note(const std::string& what, const WindowPlan& plan) {
  const Outcome& outcome = seen(plan);
  log.push_back({what, windows_in(plan), cost_of(space_, plan), outcome.all.share, outcome.least(0)});
  if (options_.progress)
    options_.progress(fmt::format("{}: {} windows, {:.2f} %", what, windows_in(plan), 100 * outcome.least(0)),
                      judge_.looks());
}

std::vector<Outcome> LocalSearch::glance(const std::vector<Step>& steps) {
  std::vector<Layout> layouts;
  std::vector<std::size_t> where;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (glances_.contains(steps[i].plan)) continue;
    where.push_back(i);
    layouts.push_back(layout_of(space_, steps[i].plan, "glance"));
  }
  std::vector<Outcome> fresh = judge_.look(layouts, std::min(glance_days, options_.sample_days));
  for (std::size_t i = 0; i < where.size(); ++i) glances_[steps[where[i]].plan] = std::move(fresh[i]);
  std::vector<Outcome> all;
  for (const Step& step : steps) all.push_back(glances_[step.plan]);
  return all;
}

std::vector<Step> LocalSearch::race(std::vector<Step> steps, std::size_t keep) {
  if (steps.empty()) return steps;
  const std::vector<Outcome> first = glance(steps);
  std::vector<std::size_t> order(steps.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  // On few days nearly everything misses a little: what is left is ordered by how close it comes.
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return closer(first[a], first[b], share_ + 0.03); });
  if (order.size() > keep) order.resize(keep);
  std::vector<Step> kept;
  std::vector<Layout> layouts;
  for (const std::size_t i : order) {
    if (!memo_.contains(steps[i].plan)) layouts.push_back(layout_of(space_, steps[i].plan, "plan"));
    kept.push_back(std::move(steps[i]));
  }
  std::vector<Outcome> full = judge_.look(layouts, options_.sample_days);
  std::size_t next = 0;
  for (const Step& step : kept)
    if (!memo_.contains(step.plan)) memo_.emplace(step.plan, std::move(full[next++]));
  return kept;
}

std::vector<Step> LocalSearch::single_steps(const WindowPlan& plan) const {
  std::vector<Step> steps;
  for (std::size_t g = 0; g < space_.groups.size(); ++g)
    for (std::size_t s = 0; s < space_.shifts.size(); ++s) {
      const std::string& name = space_.groups[g].name;
      Step add{plan, fmt::format("+ {}", name), 0};
      ++add.plan.count[g][s];
      if (windows_in(plan) < windows_most_) steps.push_back(std::move(add));
      if (plan.count[g][s] == 0) continue;
      Step remove{plan, fmt::format("- {}", name), 0};
      --remove.plan.count[g][s];
      steps.push_back(remove);
      for (std::size_t t = 0; t < space_.shifts.size(); ++t) {
        if (t == s) continue;
        Step shift = remove;
        ++shift.plan.count[g][t];
        shift.what = fmt::format("{}: {} → {}", name, space_.shifts[s].name, space_.shifts[t].name);
        steps.push_back(std::move(shift));
      }
    }
  for (Step& step : steps) step.cost = cost_of(space_, step.plan);
  return steps;
}

std::vector<Step> LocalSearch::promising(const WindowPlan& plan) {
  std::vector<Step> steps = single_steps(plan);
  std::erase_if(steps, [&](const Step& step) {  // a layout must serve every item
    return !check(layout_of(space_, step.plan, "step"), judge_.scenario());
  });
  const std::vector<Outcome> outcomes = glance(steps);
  std::vector<std::size_t> givers, takers;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].what.starts_with("- ")) givers.push_back(i);
    if (steps[i].what.starts_with("+ ")) takers.push_back(i);
  }
  const auto best_first = [&](std::size_t a, std::size_t b) { return closer(outcomes[a], outcomes[b], share_ + 0.03); };
  std::ranges::stable_sort(givers, best_first);
  std::ranges::stable_sort(takers, best_first);
  constexpr std::size_t most_givers = 5, most_takers = 4;
  if (givers.size() > most_givers) givers.resize(most_givers);
  if (takers.size() > most_takers) takers.resize(most_takers);
  for (const std::size_t from : givers)
    for (const std::size_t to : takers) {
      Step move{plan, steps[from].what.substr(2) + " → " + steps[to].what.substr(2), 0};
      for (std::size_t g = 0; g < plan.count.size(); ++g)
        for (std::size_t s = 0; s < plan.count[g].size(); ++s)
          move.plan.count[g][s] += steps[from].plan.count[g][s] + steps[to].plan.count[g][s] - 2 * plan.count[g][s];
      if (move.plan == plan) continue;
      move.cost = cost_of(space_, move.plan);
      if (check(layout_of(space_, move.plan, "step"), judge_.scenario())) steps.push_back(std::move(move));
    }
  return steps;
}

bool LocalSearch::repair(WindowPlan& plan) {
  while (!meets(plan)) {
    if (out_of_time()) return false;
    std::vector<Step> steps = race(promising(plan), race_keep);
    const Step* best = nullptr;
    for (const Step& step : steps)
      if (best == nullptr || closer(seen(step.plan), seen(best->plan), share_)) best = &step;
    if (best == nullptr || !closer(seen(best->plan), seen(plan), share_)) return false;
    plan = best->plan;
    note(best->what, plan);
  }
  return true;
}

bool LocalSearch::cheaper(WindowPlan& plan) {
  const double cost = cost_of(space_, plan);
  std::vector<Step> steps = promising(plan);
  std::erase_if(steps, [&](const Step& step) { return step.cost >= cost - cent; });
  steps = race(std::move(steps), race_keep);
  const Step* best = nullptr;
  for (const Step& step : steps) {
    if (!meets(step.plan)) continue;
    if (best == nullptr || step.cost < best->cost - cent ||
        (step.cost < best->cost + cent && closer(seen(step.plan), seen(best->plan), share_)))
      best = &step;
  }
  if (best == nullptr) return false;
  plan = best->plan;
  note(best->what, plan);
  return true;
}

bool LocalSearch::cheaper_by_repair(WindowPlan& plan) {
  constexpr int tries = 3, repairs = 4;
  const double cost = cost_of(space_, plan);
  std::vector<Step> steps = promising(plan);
  std::erase_if(steps, [&](const Step& step) { return step.cost >= cost - cent; });
  steps = race(std::move(steps), tries);
  for (const Step& step : steps) {
    WindowPlan trial = step.plan;
    for (int i = 0; i < repairs && !out_of_time(); ++i) {
      std::vector<Step> next = promising(trial);
      std::erase_if(next, [&](const Step& one) { return one.cost >= cost - cent; });
      next = race(std::move(next), race_keep);
      const Step* best = nullptr;
      for (const Step& one : next)
        if (best == nullptr || closer(seen(one.plan), seen(best->plan), share_)) best = &one;
      if (best == nullptr || !closer(seen(best->plan), seen(trial), share_)) break;
      trial = best->plan;
      if (!meets(trial)) continue;
      plan = trial;
      note(step.what + ", " + best->what, plan);
      return true;
    }
  }
  return false;
}

bool LocalSearch::better_at_same_cost(WindowPlan& plan) {
  constexpr double worth = 2e-4;  // of the least share
  const double cost = cost_of(space_, plan);
  std::vector<Step> steps = promising(plan);
  std::erase_if(steps, [&](const Step& step) { return step.cost > cost + cent; });
  steps = race(std::move(steps), race_keep);
  const Step* best = nullptr;
  for (const Step& step : steps)
    if (meets(step.plan) && (best == nullptr || seen(step.plan).least(0) > seen(best->plan).least(0))) best = &step;
  if (best == nullptr || seen(best->plan).least(0) < seen(plan).least(0) + worth) return false;
  plan = best->plan;
  note(best->what, plan);
  return true;
}

std::optional<WindowPlan> LocalSearch::cheapest() {
  const WindowPlan* best = nullptr;
  double best_cost = 0;
  for (const auto& [plan, cost] : met) {
    if (!meets(plan)) continue;
    const bool surer = best != nullptr && cost < best_cost + cent && seen(plan).least(0) > seen(*best).least(0);
    if (best == nullptr || cost < best_cost - cent || surer) best = &plan, best_cost = cost;
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

void LocalSearch::descend(WindowPlan& plan, bool thorough) {
  while (!out_of_time())
    if (!cheaper(plan) && !(thorough && cheaper_by_repair(plan)) && !better_at_same_cost(plan)) return;
}

}  // namespace hallbook::queueing
