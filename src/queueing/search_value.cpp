#include "queueing/search_value.h"

#include <algorithm>

namespace hallbook::queueing {
namespace {

Value share_value(const ShareSeen& seen) {
  Value value;
  value["share"] = seen.share;
  value["interval"] = Value::Array{seen.share - 1.96 * seen.error, seen.share + 1.96 * seen.error};
  return value;
}

Value difference_value(const PairedDifference& difference) {
  Value value;
  value["value"] = difference.value;
  value["interval"] =
      Value::Array{difference.value - 1.96 * difference.error, difference.value + 1.96 * difference.error};
  return value;
}

Value what_if_value(const WhatIf& one) {
  Value value;
  value["what"] = one.what;
  value["windows"] = one.windows;
  value["share_within"] = share_value(one.all);
  value["worst"] = share_value(one.worst);
  value["mean_wait_min"] = one.mean_wait_min;
  value["late_per_year"] = one.late_per_year;
  value["meets"] = one.meets;
  return value;
}

Value what_if_list(const std::vector<WhatIf>& all) {
  Value::Array values;
  for (const WhatIf& one : all) values.push_back(what_if_value(one));
  return values;
}

template <class T>
Value list(const std::vector<T>& numbers) {
  Value::Array values;
  for (const T& number : numbers) values.push_back(number);
  return values;
}

Value certificate_value(const Certificate& certificate) {
  Value value;
  value["met"] = certificate.met;
  value["days"] = certificate.days;
  value["seed"] = std::to_string(certificate.seed);
  value["attempt"] = certificate.attempt;
  value["one_sided_level"] = certificate.level;
  value["share_within"] = share_value(certificate.all);
  value["worst"] = share_value(certificate.worst);
  value["worst_lower_limit"] = certificate.worst_low;
  return value;
}

}  // namespace

Value to_value(const LayoutSpace& space, const WindowPlan& plan) {
  Value value;
  value["windows"] = windows_in(plan);
  value["window_hours"] = window_hours(space, plan);
  value["cost"] = cost_of(space, plan);
  Value::Array groups;
  for (std::size_t g = 0; g < space.groups.size(); ++g) {
    if (windows_in(plan, g) == 0) continue;
    Value group;
    group["group"] = space.groups[g].name;
    group["windows"] = windows_in(plan, g);
    Value::Array shifts;
    for (std::size_t s = 0; s < space.shifts.size(); ++s) {
      if (plan.count[g][s] == 0) continue;
      Value shift;
      shift["shift"] = space.shifts[s].name;
      shift["windows"] = plan.count[g][s];
      shifts.push_back(std::move(shift));
    }
    group["shifts"] = std::move(shifts);
    groups.push_back(std::move(group));
  }
  value["groups"] = std::move(groups);
  return value;
}

Value to_value(const SearchResult& result) {
  Value value;
  value["certified"] = result.certificate.met;
  value["stopped"] = result.stopped == Stopped::precise ? std::string_view{"finished"} : stopped_name(result.stopped);
  value["now"] = to_value(result.space, result.now);
  value["start"] = to_value(result.space, result.start);
  value["proposed"] = to_value(result.space, result.best);
  value["certificate"] = certificate_value(result.certificate);
  Value bounds;
  bounds["windows_least"] = result.bounds.windows_least;
  bounds["windows_most"] = result.bounds.windows_most;
  bounds["best_possible"] = share_value(result.bounds.best_possible);
  bounds["days"] = result.bounds.days;
  value["bounds"] = std::move(bounds);
  Value cover;
  cover["cost"] = result.cover.cost;
  cover["bound"] = result.cover.bound;
  cover["proven"] = result.cover.proven;
  cover["solver"] = result.outside_solver ? "cbc" : "built-in";
  value["cover"] = std::move(cover);
  value["start_hours_off"] = result.start_hours_off;
  value["layouts_looked_at"] = result.looks;
  Value::Array log;
  for (const SearchStep& step : result.log) {
    Value one;
    one["step"] = step.what;
    one["windows"] = step.windows;
    one["cost"] = step.cost;
    one["share_within"] = step.share;
    one["worst"] = step.least;
    log.push_back(std::move(one));
  }
  value["log"] = std::move(log);
  return value;
}

Value to_value(const MoveTable& table) {
  Value value;
  value["days"] = table.days;
  Value base;
  base["share_within"] = share_value(table.base.all);
  base["mean_wait_min"] = table.base.mean_wait_min;
  base["abandoned_share"] = table.base.abandoned_share;
  value["base"] = std::move(base);
  Value::Array moves;
  for (const RankedMove& move : table.moves) {
    Value one;
    one["kind"] = move_kind_name(move.kind);
    one["from"] = move.from;
    one["to"] = move.to;
    one["cost_change"] = move.cost;
    one["mean_wait_min_change"] = difference_value(move.mean_wait_min);
    one["share_within_change"] = difference_value(move.share_within);
    one["abandoned_share_change"] = difference_value(move.abandoned_share);
    one["late_per_year_change"] = difference_value(move.late_per_year);
    one["worst"] = share_value(move.worst);
    one["meets"] = move.meets;
    one["sure"] = move.sure;
    moves.push_back(std::move(one));
  }
  value["moves"] = std::move(moves);
  return value;
}

Value to_value(const WhatIfs& what_ifs) {
  Value value;
  value["demand"] = what_if_list(what_ifs.demand);
  value["absence"] = what_if_list(what_ifs.absence);
  Value one;
  one["no_comprehensive"] = what_if_value(what_ifs.one_window.none);
  one["as_planned"] = what_if_value(what_ifs.one_window.now);
  one["all_comprehensive"] = what_if_value(what_ifs.one_window.all);
  one["comprehensive_handling_factor"] = what_ifs.one_window.handling_factor;
  one["break_even_factor"] = what_ifs.one_window.break_even_factor;
  value["one_window"] = std::move(one);
  return value;
}

Value required_value(const Requirement& need, const OnDuty& duty, const Hall& hall) {
  Value value;
  double required_hours = 0, open_hours = 0;
  Value::Array half_hours;
  for (std::size_t h = 0; h < need.loads.size(); ++h) {
    const HalfHourLoad& load = need.loads[h];
    const double hours = (load.to_min - load.from_min) / 60;
    required_hours += need.all[h] * hours;
    open_hours += duty.all[h] * hours;
    Value one;
    one["half_hour"] = clock_label(hall, load.from_min);
    one["tickets"] = load.tickets;
    one["load_mean"] = load.mean_load;
    one["load_max"] = load.max_load;
    one["required"] = need.all[h];
    one["open"] = duty.all[h];
    one["comprehensive_open"] = duty.comprehensive[h];
    one["zones_required"] = list(need.zones[h]);
    one["zones_open"] = list(duty.zones[h]);
    half_hours.push_back(std::move(one));
  }
  Value::Array zones;
  for (const std::string& zone : hall.zones) zones.push_back(zone);
  value["zones"] = std::move(zones);
  value["window_hours_required"] = required_hours;
  value["window_hours_open"] = open_hours;
  value["peak_required"] = *std::ranges::max_element(need.all);
  value["half_hours"] = std::move(half_hours);
  return value;
}

}  // namespace hallbook::queueing
