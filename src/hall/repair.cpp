#include <fmt/format.h>

#include <algorithm>

#include "hall/records.h"
#include "hall/repair_steps.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t kept_examples = 5;
constexpr double quarter_s = 900;
constexpr double early_s = 180;  // a clerk who calls three minutes before the doors open does not change the hours

void count(RepairReport& report, std::uint32_t row, Defect defect) {
  DefectCount& found = report.found[static_cast<std::size_t>(defect)];
  ++found.rows;
  if (found.examples.size() < kept_examples) found.examples.push_back(row);
}

template <class Known>
std::vector<bool> known_names(const Names& names, const std::map<std::string, Known>& known) {
  std::vector<bool> listed(names.size());
  for (std::size_t at = 0; at < names.size(); ++at)
    listed[at] = known.empty() || known.contains(names.name(static_cast<std::uint16_t>(at)));
  return listed;
}

template <class Has>
bool any(const std::vector<RawTicket>& rows, Has has) {
  return std::ranges::any_of(rows, has);
}

void settle_hours(Records& records, const TicketMap& map) {
  records.hours_learned = !map.hours.has_value();
  records.hours = map.hours ? *map.hours : learn_hours(records);
  records.lunch = map.lunch;
  for (Ticket& ticket : records.tickets) {
    if (ticket.has(Defect::missing_ticket_time) || !ticket.first_leg) continue;
    if (ticket.taken < records.hours.from) note(records.report, ticket, Defect::before_opening);
    if (ticket.taken > records.hours.to) note(records.report, ticket, Defect::after_closing);
  }
}

void settle_days(Records& records) {
  for (const Ticket& ticket : records.tickets)
    if (!std::isnan(ticket.called) && (records.days.empty() || records.days.back() != ticket.day))
      records.days.push_back(ticket.day);
}

}  // namespace

void note(RepairReport& report, Ticket& ticket, Defect defect) {
  if (ticket.has(defect)) return;
  ticket.mark(defect);
  count(report, ticket.row, defect);
}

void leave_out(RepairReport& report, std::uint32_t row, Defect defect) { count(report, row, defect); }

ClockSpan learn_hours(const Records& records) {
  std::vector<double> first, last;
  for (std::size_t at = 0; at < records.tickets.size();) {
    const std::int32_t day = records.tickets[at].day;
    double called = 1e9, taken = -1e9;
    for (; at < records.tickets.size() && records.tickets[at].day == day; ++at) {
      const Ticket& ticket = records.tickets[at];
      if (!std::isnan(ticket.called)) called = std::min(called, ticket.called);
      taken = std::max(taken, ticket.taken);
    }
    if (called < 1e9) first.push_back(called), last.push_back(taken);
  }
  if (first.empty()) return {9 * 3600, 17 * 3600};
  const auto middle = [](std::vector<double>& values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
  };
  const double from = std::floor((middle(first) + early_s) / quarter_s) * quarter_s;
  const double to = std::ceil((middle(last) - early_s) / quarter_s) * quarter_s;
  return {static_cast<std::int32_t>(from), static_cast<std::int32_t>(std::max(to, from + 2 * quarter_s))};
}

Result<Records> repair(RawTickets raw, const TicketMap& map, Date today) {
  Records records;
  RepairReport& report = records.report;
  report.rows_read = raw.rows.size();
  report.ends_recorded = raw.has_ended;
  report.unreadable_cells = raw.unreadable_cells;
  report.bad_cells = std::move(raw.bad_cells);
  drop_rows(raw.rows, map, today, report);
  if (raw.rows.empty())
    return refuse(
        RefusalCode::invalid,
        {fmt::format("{} 行记录全部不能用（日期不对、作废或没有时间）：请检查文件和所选期间", report.rows_read),
         fmt::format("none of the {} rows can be used (days, void tickets, no times): check the file and the "
                     "chosen period",
                     report.rows_read)});
  Settling settling{map,
                    raw,
                    any(raw.rows, [](const RawTicket& row) { return row.time(Moment::started) != no_time; }),
                    any(raw.rows, [](const RawTicket& row) { return row.time(Moment::called) != no_time; }),
                    known_names(raw.items, map.items),
                    known_names(raw.windows, map.windows)};
  if (!raw.has_item) {  // one queue for everything
    const std::uint16_t all = raw.items.number("全部", max_items);
    for (RawTicket& row : raw.rows) row.item = all;
    settling.item_known.assign(raw.items.size(), true);
  }
  std::vector<std::uint64_t> numbers, nexts;
  records.tickets.reserve(raw.rows.size());
  for (const RawTicket& row : raw.rows) {
    records.tickets.push_back(settle(row, settling, report));
    numbers.push_back(row.number);
    nexts.push_back(row.next);
  }
  raw.rows = {};
  report.rows_used = records.tickets.size();
  records.items = std::move(raw.items);
  records.windows = std::move(raw.windows);
  records.zones = std::move(raw.zones);
  repair_ends(records, map);
  join_legs(records, numbers, nexts);
  settle_hours(records, map);
  settle_days(records);
  return records;
}

}  // namespace hallbook::hall
