#include <cmath>

#include "queueing/scenario.h"
#include "queueing/value.h"

namespace hallbook::queueing {
namespace {

Value law_value(const Law& law) {
  Value value;
  value["law"] = kind_name(law.kind);
  if (law.kind == LawKind::empirical)
    for (const double quantile : law.quantiles_min) value["quantiles_min"].push_back(quantile);
  else if (law.kind != LawKind::none)
    value["mean_min"] = law.mean_min;
  if (law.kind == LawKind::lognormal) value["cv"] = law.cv;
  return value;
}

Value item_value(const Item& item, const Hall& hall) {
  Value value;
  value["id"] = item.id;
  value["zone"] = hall.zones[static_cast<std::size_t>(item.zone)];
  if (!item.family.empty()) value["family"] = item.family;
  value["handling"] = law_value(item.handling);
  value["patience"] = law_value(item.patience);
  for (const NextLeg& leg : item.legs) {
    Value of;
    of["item"] = hall.items[static_cast<std::size_t>(leg.item)].id;
    of["probability"] = leg.probability;
    of["delay_min"] = leg.delay_min;
    value["legs"].push_back(std::move(of));
  }
  return value;
}

Value hall_value(const Hall& hall) {
  Value value;
  value["id"] = hall.id;
  value["name"] = hall.name;
  value["opens_at"] = hall.opens_at;
  value["close_min"] = hall.close_min;
  for (const std::string& zone : hall.zones) value["zones"].push_back(zone);
  for (const Item& item : hall.items) value["items"].push_back(item_value(item, hall));
  return value;
}

Value numbers(const std::vector<double>& of) {
  Value::Array values;
  for (const double number : of) values.emplace_back(number);
  return values;
}

Value appointments_value(const Appointments& slots, const Hall& hall) {
  Value value;
  value["every_min"] = slots.every_min;
  value["from_min"] = slots.from_min;
  value["to_min"] = slots.to_min;
  value["per_slot"] = slots.per_slot;
  for (std::size_t item = 0; item < hall.items.size(); ++item)
    if (slots.item_shares[item] > 0) value["item_shares"][hall.items[item].id] = slots.item_shares[item];
  value["show_probability"] = slots.show_probability;
  value["offset_mean_min"] = slots.offset_mean_min;
  value["offset_sd_min"] = slots.offset_sd_min;
  value["early_min"] = slots.early_min;
  value["late_min"] = slots.late_min;
  return value;
}

Value demand_value(const Demand& demand, const Hall& hall, const Policy& policy) {
  Value value;
  value["edges_min"] = numbers(demand.edges_min);
  for (std::size_t item = 0; item < hall.items.size(); ++item)
    value["rates"][hall.items[item].id] = numbers(demand.rates[item]);
  for (std::size_t level = 1; level < policy.levels.size(); ++level)
    for (std::size_t item = 0; item < hall.items.size(); ++item)
      if (level < demand.level_shares[item].size())
        value["level_shares"][policy.levels[level].name][hall.items[item].id] = demand.level_shares[item][level];
  value["day_factor_cv"] = demand.day_factor_cv;
  if (!demand.weekday_factors.empty()) value["weekday_factors"] = numbers(demand.weekday_factors);
  value["no_show"] = demand.no_show;
  value["no_show_min"] = demand.no_show_min;
  if (demand.appointments.every_min > 0) value["appointments"] = appointments_value(demand.appointments, hall);
  return value;
}

constexpr std::string_view kind_names[] = {"specialised", "comprehensive", "tidal"};
constexpr std::string_view break_names[] = {"finish_first_fixed", "finish_first_full", "interrupt", "capacity_drop"};

Value ids(const std::vector<int>& items, const Hall& hall) {
  Value::Array values;
  for (const int item : items) values.emplace_back(hall.items[static_cast<std::size_t>(item)].id);
  return values;
}

Value window_value(const Window& window, const Hall& hall) {
  Value value;
  value["id"] = window.id;
  if (window.zone >= 0) value["zone"] = hall.zones[static_cast<std::size_t>(window.zone)];
  value["kind"] = kind_names[static_cast<std::size_t>(window.kind)];
  const bool all = window.items.size() == hall.items.size();
  value["items"] = all ? Value{"all"} : ids(window.items, hall);
  if (window.handling_factor != 1) value["handling_factor"] = window.handling_factor;
  for (const FamilyFactor& family : window.family_factors)
    value["family_factors"][family.family] = family.handling_factor;
  if (!window.staff_group.empty()) value["staff_group"] = window.staff_group;
  if (window.open != std::vector<Open>{Open{}})
    for (const Open& open : window.open)
      value["open"].push_back(Value::Array{open.from_min, std::isinf(open.to_min) ? hall.close_min : open.to_min});
  value["breaks"] = Value::Array{};
  for (const Break& rest : window.breaks) {
    Value of;
    of["from_min"] = rest.from_min;
    of["to_min"] = rest.to_min;
    of["kind"] = break_names[static_cast<std::size_t>(rest.kind)];
    value["breaks"].push_back(std::move(of));
  }
  return value;
}

Value policy_value(const Policy& policy, const Hall& hall) {
  Value value;
  for (std::size_t i = 0; i < policy.levels.size(); ++i) {
    const Level& level = policy.levels[i];
    if (i == 0 || std::isinf(level.ahead_min)) {
      value["levels"].push_back(level.name);
      continue;
    }
    Value of;
    of["name"] = level.name;
    of["ahead_min"] = level.ahead_min;
    value["levels"].push_back(std::move(of));
  }
  for (const Reserve& rule : policy.reserves) {
    Value of;
    of["kind"] = kind_names[static_cast<std::size_t>(rule.kind)];
    of["items"] = ids(rule.items, hall);
    of["min_wait_min"] = rule.min_wait_min;
    value["reserves"].push_back(std::move(of));
  }
  value["tidal"]["open_above"] = policy.tidal.open_above;
  value["tidal"]["for_min"] = policy.tidal.for_min;
  value["tidal"]["close_at"] = policy.tidal.close_at;
  value["tidal"]["stay_min"] = policy.tidal.stay_min;
  value["appointment_level"] = policy.appointment_level;
  return value;
}

Value layout_value(const Layout& layout, const Hall& hall) {
  Value value;
  value["name"] = layout.name;
  if (layout.closes_for_break) value["closes_for_break"] = true;
  for (const Window& window : layout.windows) value["windows"].push_back(window_value(window, hall));
  value["policy"] = policy_value(layout.policy, hall);
  return value;
}

}  // namespace

std::string write_layout(const Layout& layout, const Hall& hall) { return layout_value(layout, hall).pretty(); }

std::string write_scenario(const Scenario& scenario) {
  Value value;
  value["name"] = scenario.name;
  value["note"] = scenario.note;
  value["days_per_year"] = scenario.days_per_year;
  value["hall"] = hall_value(scenario.hall);
  value["demand"] = demand_value(scenario.demand, scenario.hall, scenario.layout.policy);
  value["layout"] = layout_value(scenario.layout, scenario.hall);
  value["target"]["share"] = scenario.target.share;
  value["target"]["threshold_min"] = scenario.target.threshold_min;
  value["target"]["per"] = per_name(scenario.target.per);
  value["target"]["abandoned"] = abandoned_name(scenario.target.abandoned);
  return value.pretty();
}

}  // namespace hallbook::queueing
