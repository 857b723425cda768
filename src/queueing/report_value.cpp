// Reports as JSON. Shares are 0..1, times minutes; an interval is [low, high] at 95 %.
#include <cmath>

#include "queueing/report.h"

namespace hallbook::queueing {
namespace {

Value number(double value) { return std::isfinite(value) ? Value{value} : Value{}; }

/// mean_wait_min: 2.93, mean_wait_min_interval: [2.91, 2.95]
void put(Value& to, const std::string& name, const Estimate& estimate) {
  to[name] = number(estimate.value);
  to[name + "_interval"] = Value::Array{number(estimate.low), number(estimate.high)};
}

Value cell_value(const Cell& cell, const Scenario& scenario) {
  Value value;
  value["label"] = cell.label;
  if (cell.half_hour >= 0) value["half_hour"] = clock_label(scenario.hall, 30.0 * cell.half_hour);
  if (cell.zone >= 0) value["zone"] = scenario.hall.zones[static_cast<std::size_t>(cell.zone)];
  value["tickets_per_day"] = number(cell.tickets_per_day);
  put(value, "mean_wait_min", cell.mean_wait_min);
  put(value, "share_within", cell.share_within);
  value["abandoned_share"] = number(cell.abandoned_share);
  value["p95_min"] = number(cell.p95_min);
  value["verdict"] = verdict_name(cell.verdict);
  value["few"] = cell.few;
  return value;
}

Value cells_value(const std::vector<Cell>& cells, const Scenario& scenario) {
  Value::Array values;
  for (const Cell& cell : cells) values.push_back(cell_value(cell, scenario));
  return values;
}

Value target_value(const Target& target) {
  Value value;
  value["share"] = target.share;
  value["threshold_min"] = target.threshold_min;
  value["per"] = per_name(target.per);
  value["abandoned"] = abandoned_name(target.abandoned);
  return value;
}

Value verdicts_value(const Report& report) {
  Value value;
  value["day"] = verdict_name(report.day);
  value["half_hour"] = verdict_name(report.half_hour);
  value["zone"] = verdict_name(report.zone);
  return value;
}

Value item_value(const ItemFigures& item) {
  Value of;
  of["id"] = item.id;
  of["tickets_per_day"] = number(item.tickets_per_day);
  put(of, "mean_wait_min", item.mean_wait_min);
  put(of, "share_within", item.share_within);
  of["abandoned_share"] = number(item.abandoned_share);
  return of;
}

void put_parts(Value& value, const Report& report) {
  for (const LevelFigures& level : report.levels) {
    Value of;
    of["name"] = level.name;
    of["tickets_per_day"] = number(level.tickets_per_day);
    put(of, "mean_wait_min", level.mean_wait_min);
    put(of, "share_within", level.share_within);
    value["levels"].push_back(std::move(of));
  }
  for (const ItemFigures& item : report.items) value["items"].push_back(item_value(item));
  for (const WindowFigures& window : report.windows) {
    Value of;
    of["id"] = window.id;
    of["served_per_day"] = number(window.served_per_day);
    of["busy_min_per_day"] = number(window.busy_min_per_day);
    value["windows"].push_back(std::move(of));
  }
}

}  // namespace

Value to_value(const Estimate& estimate) {
  Value value;
  value["value"] = number(estimate.value);
  value["low"] = number(estimate.low);
  value["high"] = number(estimate.high);
  return value;
}

Value to_value(const Report& report, const Scenario& scenario) {
  Value value;
  value["scenario"] = scenario.name;
  value["layout"] = report.layout;
  value["days"] = report.days;
  value["tickets"] = report.tickets;
  value["stopped"] = stopped_name(report.stopped);
  value["target"] = target_value(report.target);
  value["verdict"] = verdict_name(report.verdict);
  value["verdicts"] = verdicts_value(report);
  put(value, "mean_wait_min", report.mean_wait_min);
  put(value, "share_within_15", report.share_within_15);
  put(value, "share_within_30", report.share_within_30);
  put(value, "share_within_15_of_all", report.share_within_15_of_all);
  put(value, "share_within", report.share_within);
  put(value, "abandoned_share", report.abandoned_share);
  put(value, "p50_min", report.p50_min);
  put(value, "p90_min", report.p90_min);
  put(value, "p95_min", report.p95_min);
  put(value, "overtime_min", report.overtime_min);
  put(value, "tickets_per_day", report.tickets_per_day);
  put(value, "late_per_year", report.late_per_year);
  value["no_show_share"] = number(report.no_show_share);
  value["unserved_share"] = number(report.unserved_share);
  value["busy_share"] = number(report.busy_share);
  put(value, "mean_wait_controlled_min", report.mean_wait_controlled_min);
  put(value, "share_within_controlled", report.share_within_controlled);
  const auto worst = [&](const char* name, const std::vector<Cell>& cells, int index) {
    value[name] = index < 0 ? Value{} : cell_value(cells[static_cast<std::size_t>(index)], scenario);
  };
  worst("worst_half_hour", report.half_hours, report.worst_half_hour);
  worst("worst_zone", report.zones, report.worst_zone);
  value["worst_item"] =
      report.worst_item < 0 ? Value{} : item_value(report.items[static_cast<std::size_t>(report.worst_item)]);
  put_parts(value, report);
  value["half_hours"] = cells_value(report.half_hours, scenario);
  value["zones"] = cells_value(report.zones, scenario);
  value["cells"] = cells_value(report.cells, scenario);
  return value;
}

Value to_value(const Comparison& comparison, const Scenario& scenario) {
  Value value;
  value["scenario"] = scenario.name;
  for (const Report& report : comparison.reports) value["layouts"].push_back(to_value(report, scenario));
  value["differences"] = Value::Array{};
  for (const Difference& difference : comparison.differences) {
    Value of;
    of["base"] = difference.base;
    of["layout"] = difference.other;
    put(of, "mean_wait_min", difference.mean_wait_min);
    put(of, "share_within", difference.share_within);
    put(of, "abandoned_share", difference.abandoned_share);
    put(of, "late_per_year", difference.late_per_year);
    of["variance_ratio"] = number(difference.variance_ratio);
    value["differences"].push_back(std::move(of));
  }
  return value;
}

}  // namespace hallbook::queueing
