// The times of one row: recorded unit, midnight, order.
#include "base/rng.h"
#include "hall/repair_steps.h"

namespace hallbook::hall {
namespace {

constexpr std::int32_t half_day = 43'200;
constexpr std::int32_t whole_day = 86'400;
constexpr double clock_tolerance_s = 120;  // two machines' clocks; a larger difference tells nothing of the wait
constexpr std::int32_t coarse_unit = 30;   // below it, cutting hardly matters and a service of no time is a defect

bool is_known(std::int32_t time) { return time != no_time; }

/// Draws inside the recorded unit; equal records of ticket and call get equal draws, so that no wait stays no wait and
/// the mean of all waits is kept. Handling within one unit gets its draws in order.
void unround(Ticket& ticket, const RawTicket& row, const std::array<std::int32_t, moments>& unit) {
  Rng random{row.row * 0x9E3779B97F4A7C15u + 1};
  double* const times[] = {&ticket.taken, &ticket.called, &ticket.started, &ticket.ended};
  std::int32_t before = no_time;
  double draw = 0;
  for (std::size_t at = 0; at < moments; ++at) {
    if (std::isnan(*times[at])) continue;
    const auto recorded = static_cast<std::int32_t>(*times[at]);
    if (unit[at] > 1) {
      const double fresh = static_cast<double>(random.next() >> 11) * 0x1p-53;
      if (recorded != before)
        draw = fresh;
      else if (at == static_cast<std::size_t>(Moment::ended))
        draw += (1 - draw) * fresh;
      *times[at] += draw * unit[at];
    }
    before = recorded;
  }
}

Outcome outcome_of(const RawTicket& row, const Settling& settling) {
  if (row.outcome != Outcome::unsaid) return row.outcome;
  if (is_known(row.time(Moment::started)) || is_known(row.time(Moment::ended))) return Outcome::served;
  if (is_known(row.time(Moment::called)))  // called and nothing begun, where the machine records beginnings or ends
    return settling.starts_recorded || settling.raw.has_ended ? Outcome::no_show : Outcome::served;
  return Outcome::abandoned;
}

/// Fills what one time says about another: call and start are one when only one is recorded; a recorded length of the
/// wait gives the call, or the ticket.
void fill_times(Ticket& ticket, const RawTicket& row) {
  const auto known = [](std::int32_t time) { return is_known(time) ? static_cast<double>(time) : unknown_time; };
  ticket.taken = known(row.time(Moment::taken));
  ticket.called = known(row.time(Moment::called));
  ticket.started = known(row.time(Moment::started));
  ticket.ended = known(row.time(Moment::ended));
  if (std::isnan(ticket.called)) ticket.called = ticket.started;
  if (is_known(row.waited)) {
    if (std::isnan(ticket.called) && !std::isnan(ticket.taken)) {
      ticket.called = ticket.taken + row.waited;
      ticket.left_seen = ticket.outcome == Outcome::abandoned;
    }
    if (std::isnan(ticket.taken) && !std::isnan(ticket.called)) ticket.taken = ticket.called - row.waited;
  }
  if (ticket.outcome == Outcome::abandoned && std::isnan(ticket.called) && !std::isnan(ticket.ended)) {
    ticket.called = ticket.ended;
    ticket.left_seen = true;
  }
  if (ticket.outcome == Outcome::served && std::isnan(ticket.started)) ticket.started = ticket.called;
  if (ticket.outcome != Outcome::served) ticket.started = ticket.ended = unknown_time;
}

void settle_order(Ticket& ticket, RepairReport& report) {
  if (std::isnan(ticket.taken)) {
    note(report, ticket, Defect::missing_ticket_time);
    ticket.taken = ticket.called;
    return;
  }
  if (std::isnan(ticket.called)) {
    if (ticket.outcome == Outcome::served) note(report, ticket, Defect::served_without_call);
    return;
  }
  ticket.recorded_wait = static_cast<std::int32_t>(std::lround(ticket.called - ticket.taken));
  if (ticket.called < ticket.taken) {
    note(report, ticket, Defect::call_before_ticket);
    ticket.wait_known = ticket.taken - ticket.called <= clock_tolerance_s;
    ticket.recorded_wait = ticket.wait_known ? 0 : no_time;
    ticket.taken = ticket.called;
    return;
  }
  ticket.wait_known = true;
}

void settle_service(Ticket& ticket, RepairReport& report) {
  if (ticket.outcome != Outcome::served || std::isnan(ticket.started) || std::isnan(ticket.ended)) return;
  const double length = ticket.ended - ticket.started;
  if (length < 0) {
    note(report, ticket, Defect::negative_service);
    ticket.ended = unknown_time;
  } else if (length == 0 && std::max(report.unit_s[2], report.unit_s[3]) < coarse_unit) {
    note(report, ticket, Defect::zero_service);
  } else {
    ticket.handling_known = true;
  }
}

void settle_place(Ticket& ticket, const RawTicket& row, const Settling& settling, RepairReport& report) {
  ticket.zone = row.zone;
  if (row.item != Names::none && settling.item_known[row.item])
    ticket.item = row.item;
  else if (settling.raw.has_item)
    note(report, ticket, Defect::unknown_item);
  if (row.window != Names::none && settling.window_known[row.window])
    ticket.window = row.window;
  else if (row.window != Names::none)
    note(report, ticket, Defect::unknown_window);
  else if (ticket.outcome == Outcome::served && settling.raw.has_window)
    note(report, ticket, Defect::served_without_window);
}

}  // namespace

std::array<std::int32_t, moments> recorded_units(const std::vector<RawTicket>& rows) {
  static constexpr std::int32_t units[] = {900, 600, 300, 60, 30, 10, 5};
  std::array<std::int32_t, moments> found{1, 1, 1, 1};
  for (std::size_t at = 0; at < moments; ++at) {
    std::array<std::uint64_t, std::size(units)> whole{};
    std::uint64_t times = 0;
    for (const RawTicket& row : rows) {
      if (row.at[at] == no_time) continue;
      ++times;
      for (std::size_t unit = 0; unit < std::size(units); ++unit) whole[unit] += row.at[at] % units[unit] == 0;
    }
    for (std::size_t unit = 0; unit < std::size(units) && found[at] == 1; ++unit)
      if (times >= 20 && whole[unit] * 1000 >= times * 995) found[at] = units[unit];
  }
  return found;
}

bool settle_midnight(RawTicket& row) {
  bool moved = false;
  std::int32_t before = row.time(Moment::taken);
  for (std::size_t at = 1; at < moments; ++at) {
    std::int32_t& time = row.at[at];
    if (time == no_time) continue;
    if (before != no_time && time < before - half_day) {
      time += whole_day;
      moved = true;
    }
    // Drawn just before midnight, and the row stands under the day after.
    if (at < 3 && before == row.time(Moment::taken) && before != no_time && time > before + half_day && before < 3600 &&
        time >= whole_day - 3600) {
      time -= whole_day;
      moved = true;
    }
    before = time;
  }
  return moved;
}

Ticket settle(const RawTicket& given, const Settling& settling, RepairReport& report) {
  RawTicket row = given;
  Ticket ticket;
  ticket.row = row.row;
  ticket.day = row.day;
  if (settle_midnight(row)) note(report, ticket, Defect::midnight);
  ticket.outcome = outcome_of(row, settling);
  ticket.priority = row.priority;
  ticket.channel = row.channel;
  ticket.slot = row.slot;
  fill_times(ticket, row);
  settle_order(ticket, report);
  settle_service(ticket, report);
  settle_place(ticket, row, settling, report);
  if (std::ranges::any_of(report.unit_s, [](std::int32_t unit) { return unit >= coarse_unit; }))
    note(report, ticket, Defect::rounded);
  const bool was_order = ticket.wait_known;
  unround(ticket, row, report.unit_s);
  if (was_order && ticket.called < ticket.taken) ticket.called = ticket.taken;  // two units of different size
  if (ticket.started < ticket.called) ticket.started = ticket.called;
  if (row.unreadable != 0) note(report, ticket, Defect::unreadable_cell);
  if (ticket.outcome == Outcome::no_show) note(report, ticket, Defect::no_show);
  return ticket;
}

}  // namespace hallbook::hall
