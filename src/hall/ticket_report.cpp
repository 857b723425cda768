#include "hall/ticket_report.h"

#include <fmt/format.h>

namespace hallbook::hall {

using queueing::Value;

namespace {

Value to_value(const WaitFigures& figures, Lang lang) {
  Value value;
  value["variant"] = variant_name(figures.variant);
  value["title"] = variant_title(figures.variant).in(lang);
  value["available"] = figures.available;
  if (!figures.available) return value;
  value["waits"] = static_cast<std::int64_t>(figures.waits);
  value["mean_wait_min"] = figures.mean_min;
  value["median_wait_min"] = figures.median_min;
  value["p90_wait_min"] = figures.p90_min;
  value["share_over_15"] = figures.over_15;
  value["share_over_30"] = figures.over_30;
  value["share_within_15"] = 1 - figures.over_15;
  Value half_hours{Value::Array{}};
  for (const HalfHour& cell : figures.half_hours) {
    Value one;
    one["from"] = clock_text(cell.from);
    one["tickets"] = static_cast<std::int64_t>(cell.tickets);
    one["tickets_per_day"] = cell.per_day;
    one["mean_wait_min"] = cell.mean_min;
    one["share_over_15"] = cell.over_15;
    half_hours.push_back(std::move(one));
  }
  if (!figures.half_hours.empty()) value["worst_half_hour"] = clock_text(figures.half_hours[figures.worst].from);
  value["half_hours"] = std::move(half_hours);
  return value;
}

Value to_value(const ItemFigures& item, const Records& records) {
  Value value;
  value["item"] = records.items.name(item.item);
  value["tickets"] = static_cast<std::int64_t>(item.tickets);
  value["served"] = static_cast<std::int64_t>(item.served);
  value["abandoned"] = static_cast<std::int64_t>(item.abandoned);
  value["no_show"] = static_cast<std::int64_t>(item.no_show);
  value["mean_wait_min"] = item.mean_wait_min;
  value["p90_wait_min"] = item.p90_min;
  value["share_over_15"] = item.over_15;
  value["mean_handling_min"] = item.mean_handling_min;
  value["handled"] = static_cast<std::int64_t>(item.handled);
  return value;
}

Value window_value(const TicketReport& report, std::size_t at) {
  const WindowFigures& window = report.waits.windows[at];
  Value value;
  value["window"] = report.records.windows.name(window.window);
  value["served"] = static_cast<std::int64_t>(window.served);
  value["days"] = static_cast<std::int64_t>(window.days);
  value["busy_hours"] = window.busy_hours;
  value["mean_handling_min"] = window.mean_handling_min;
  if (at >= report.presence.windows.size()) return value;
  const WindowPresence& presence = report.presence.windows[at];
  value["present_share"] = presence.present_share;
  value["closed_share"] = 1 - presence.present_share;
  const double hours = presence.present_share * static_cast<double>(report.records.days.size()) *
                       report.presence.hours.length() / 3600.0;
  value["busy_of_present"] = hours > 0 ? window.busy_hours / hours : unknown_time;
  Value shares{Value::Array{}};
  for (const double share : presence.by_half_hour) shares.push_back(share);
  value["present_by_half_hour"] = std::move(shares);
  Value items{Value::Array{}};
  for (const std::uint16_t item : presence.items) items.push_back(report.records.items.name(item));
  value["items"] = std::move(items);
  return value;
}

}  // namespace

std::string clock_text(std::int32_t seconds) { return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60); }

std::string figure(double value, int places) { return std::isnan(value) ? "–" : fmt::format("{:.{}f}", value, places); }

std::string percent(double share, int places) {
  return std::isnan(share) ? "–" : fmt::format("{:.{}f} %", share * 100, places);
}

Result<TicketReport> report_tickets(RawTickets raw, const TicketMap& map, Date today) {
  TicketReport report;
  report.name = map.name;
  report.format = raw.format;
  report.mapping = raw.mapping;
  report.unused = raw.unused;
  auto records = repair(std::move(raw), map, today);
  if (!records) return std::unexpected{records.error()};
  report.records = std::move(*records);
  report.waits = wait_statistics(report.records);
  report.presence = infer_presence(report.records);
  return report;
}

Value to_value(const RepairReport& report, Lang lang) {
  Value value;
  value["rows_read"] = static_cast<std::int64_t>(report.rows_read);
  value["rows_used"] = static_cast<std::int64_t>(report.rows_used);
  static constexpr const char* times[] = {"taken", "called", "started", "ended"};
  for (std::size_t at = 0; at < moments; ++at) value["recorded_unit_s"][times[at]] = report.unit_s[at];
  value["usual_gap_s"] = report.usual_gap_s;
  value["ends_recorded"] = report.ends_recorded;
  Value found{Value::Array{}};
  for (std::size_t at = 0; at < defects; ++at) {
    const auto defect = static_cast<Defect>(at);
    Value one;
    one["defect"] = defect_name(defect);
    one["rows"] = static_cast<std::int64_t>(report.found[at].rows);
    one["left_out"] = leaves_out(defect);
    one["title"] = defect_title(defect).in(lang);
    Value examples{Value::Array{}};
    for (const std::uint32_t row : report.found[at].examples) examples.push_back(static_cast<std::int64_t>(row));
    one["example_rows"] = std::move(examples);
    found.push_back(std::move(one));
  }
  value["defects"] = std::move(found);
  Value cells{Value::Array{}};
  for (const BadCell& cell : report.bad_cells) {
    Value one;
    one["row"] = static_cast<std::int64_t>(cell.row);
    one["column"] = cell.heading;
    one["text"] = cell.text;
    cells.push_back(std::move(one));
  }
  value["unreadable_cells"] = static_cast<std::int64_t>(report.unreadable_cells);
  value["unreadable_examples"] = std::move(cells);
  return value;
}

Value to_value(const TicketReport& report, Lang lang) {
  const Records& records = report.records;
  Value value;
  value["name"] = report.name;
  value["format"] = report.format;
  for (const auto& [heading, field] : report.mapping) value["mapping"][heading] = field;
  Value unused{Value::Array{}};
  for (const auto& heading : report.unused) unused.push_back(heading);
  value["unused_columns"] = std::move(unused);
  value["first_day"] = iso(date_of(records.tickets.front().day));
  value["last_day"] = iso(date_of(records.tickets.back().day));
  value["days"] = records.days.size();
  value["hours"] = clock_text(records.hours.from) + "-" + clock_text(records.hours.to);
  value["hours_learned"] = records.hours_learned;
  value["repair"] = to_value(records.report, lang);
  value["tickets"] = static_cast<std::int64_t>(report.waits.tickets);
  value["served"] = static_cast<std::int64_t>(report.waits.served);
  value["abandoned"] = static_cast<std::int64_t>(report.waits.abandoned);
  value["abandoned_share"] = report.waits.abandoned_share;
  value["no_show"] = static_cast<std::int64_t>(report.waits.no_show);
  value["no_show_share"] = report.waits.no_show_share;
  value["call_to_start_s"] = report.waits.call_to_start_s;
  Value variants{Value::Array{}}, items{Value::Array{}}, windows{Value::Array{}};
  for (const WaitFigures& figures : report.waits.variants) variants.push_back(to_value(figures, lang));
  for (const ItemFigures& item : report.waits.items) items.push_back(to_value(item, records));
  for (std::size_t at = 0; at < report.waits.windows.size(); ++at) windows.push_back(window_value(report, at));
  value["waits"] = std::move(variants);
  value["items"] = std::move(items);
  value["windows"] = std::move(windows);
  value["present_share"] = report.presence.present_share;
  return value;
}

}  // namespace hallbook::hall
