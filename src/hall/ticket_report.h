#pragma once
// The report on a record of tickets: what was read and repaired, what citizens waited, when windows were staffed.
// Source: docs/rules/queueing.md, R-QUE-62, R-QUE-73 to R-QUE-79; queueing.md §9.8 (9).
#include "hall/presence.h"
#include "hall/records.h"
#include "hall/waits.h"
#include "queueing/value.h"

namespace hallbook::hall {

struct TicketReport {
  std::string name;  // of the hall, or of the file
  std::string format;
  std::vector<std::pair<std::string, std::string>> mapping;
  std::vector<std::string> unused;
  Records records;
  WaitStatistics waits;
  Presence presence;
};

/// Everything from raw rows on. Refuses what repair() refuses.
Result<TicketReport> report_tickets(RawTickets raw, const TicketMap& map, Date today);

queueing::Value to_value(const TicketReport& report, Lang lang);
std::string to_text(const TicketReport& report, Lang lang);

/// The repair part alone; the data report of an estimate shows it too.
queueing::Value to_value(const RepairReport& report, Lang lang);
std::string to_text(const RepairReport& report, Lang lang);

/// "09:30" of seconds since midnight.
std::string clock_text(std::int32_t seconds);
/// A figure with `places` decimals, "–" when there is none.
std::string figure(double value, int places = 1);
std::string percent(double share, int places = 1);

}  // namespace hallbook::hall
