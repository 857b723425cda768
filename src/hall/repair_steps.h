#pragma once
// The steps of repair(), in the order in which they run. Private to hall.
#include "hall/records.h"

namespace hallbook::hall {

/// Marks and counts `defect` of a row that goes on to be used.
void note(RepairReport& report, Ticket& ticket, Defect defect);
/// Counts a row that is left out.
void leave_out(RepairReport& report, std::uint32_t row, Defect defect);

/// R-QUE-63: the largest usual unit to which nearly all times of a kind are cut; 1 = seconds.
std::array<std::int32_t, moments> recorded_units(const std::vector<RawTicket>& rows);

/// R-QUE-62: drops rows of no day, another year, the future, or outside the mapping's period; then duplicates and
/// void ones. Sorted by day and time.
void drop_rows(std::vector<RawTicket>& rows, const TicketMap& map, Date last, RepairReport& report);

/// R-QUE-64: times past midnight.
bool settle_midnight(RawTicket& row);

/// R-QUE-65: a raw row as a ticket, un-rounded, with outcome, order of its times, item and window settled.
struct Settling {
  const TicketMap& map;
  const RawTickets& raw;
  bool starts_recorded = false, calls_recorded = false;
  std::vector<bool> item_known, window_known;
};
Ticket settle(const RawTicket& row, const Settling& settling, RepairReport& report);

/// R-QUE-66: negative, zero, missing and forgotten ends, from what the window did next.
void repair_ends(Records& records, const TicketMap& map);

/// R-QUE-67: legs of one citizen. `numbers`, `nexts`: digests by ticket.
void join_legs(Records& records, const std::vector<std::uint64_t>& numbers, const std::vector<std::uint64_t>& nexts);

/// R-QUE-68: opening hours as the records show them.
ClockSpan learn_hours(const Records& records);

}  // namespace hallbook::hall
