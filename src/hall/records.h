#pragma once
// Repaired tickets: what statistics and estimation work on, and the account of what was repaired.
// Source: docs/rules/queueing.md, R-QUE-62 to R-QUE-68.
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "hall/ticket.h"
#include "hall/ticket_map.h"

namespace hallbook::hall {

inline constexpr std::int32_t half_hour_s = 1800;  // arrivals and waits are told by half-hours of the hall

/// What was found in a row. The first group leaves the row out; the second repairs it; the third only names it.
enum class Defect : std::uint8_t {
  unreadable_day,   // no day that a calendar has
  no_times,         // neither a ticket time nor a call
  outside_period,   // not between the first and last day that were asked for
  future,           // after today
  other_year,       // a year apart from all the others: a machine's clock was reset
  duplicate,        // the same ticket a second time
  invalid,          // marked as void or test by the machine
  // repaired
  rounded,             // written to whole units of half a minute or more: un-rounded uniformly inside the unit
  midnight,            // a time before the ticket's by half a day: it is the day after
  call_before_ticket,  // up to two minutes: no wait; more: the wait is not known
  negative_service,    // the end is not known; inferred as for missing_end
  zero_service,        // not counted as handling
  missing_end,         // next call of the window minus the usual gap; not counted as handling
  forgotten_click,     // the same, for an end beyond the cap, or far out and beyond the window's next call
  missing_ticket_time,  // the wait is not known
  joined_leg,          // the same citizen goes on: waits from the end of the leg before
  unreadable_cell,     // some cell could not be read and counts as empty
  unknown_item,        // no item, or one the mapping does not list: shared out over the known ones
  unknown_window,      // one the mapping does not list: counts as without a window
  // named only
  served_without_window,
  served_without_call,  // served, but nothing says when: counts as an arrival
  before_opening,       // ticket drawn before the doors opened
  after_closing,
  no_show,
};
inline constexpr std::size_t defects = 24;
std::string_view defect_name(Defect defect);  // "call_before_ticket"
Text defect_title(Defect defect);             // what it is and what was done, in a few words
bool leaves_out(Defect defect);

inline constexpr double unknown_time = std::numeric_limits<double>::quiet_NaN();
inline constexpr std::uint32_t no_ticket = 0xFFFFFFFF;

/// Seconds since midnight of `day`, un-rounded; NaN where not known.
struct Ticket {
  std::uint32_t row = 0;
  std::int32_t day = 0;  // days since 1970-01-01
  double taken = unknown_time;    // the wait begins; of a later leg the end of the one before
  double called = unknown_time;   // the wait ends; of one who left when that was noticed, or recorded
  double started = unknown_time;  // as called when the machine does not tell them apart
  double ended = unknown_time;    // inferred where a bit of `found` says so
  std::int32_t recorded_wait = no_time;  // seconds, from the times as they stand
  std::uint32_t found = 0;               // bits of Defect
  std::uint32_t next = no_ticket;        // the leg that follows, index into Records::tickets
  std::uint16_t item = Names::none;
  std::uint16_t window = Names::none;
  std::uint16_t zone = Names::none;
  std::int32_t slot = no_time;
  bool priority = false;
  bool first_leg = true;
  bool left_seen = false;   // abandoned: `called` is when the citizen left, not when that was noticed
  bool wait_known = false;      // taken and called can be used for waits
  bool handling_known = false;  // started and ended can be used for handling
  Channel channel = Channel::walk_in;
  Outcome outcome = Outcome::served;  // never unsaid, never invalid

  bool has(Defect defect) const { return (found >> static_cast<unsigned>(defect) & 1u) != 0; }
  void mark(Defect defect) { found |= 1u << static_cast<unsigned>(defect); }
  double wait() const { return called - taken; }
  double handling() const { return ended - started; }
};

struct DefectCount {
  std::uint64_t rows = 0;
  std::vector<std::uint32_t> examples;  // numbers of the first five rows
};

struct RepairReport {
  std::uint64_t rows_read = 0;
  std::uint64_t rows_used = 0;  // rows_read − rows of the defects that leave out
  std::array<DefectCount, defects> found;
  std::array<std::int32_t, moments> unit_s{1, 1, 1, 1};  // recorded unit of each time
  double usual_gap_s = 0;   // between an end and the window's next call while somebody waits
  bool ends_recorded = true;  // false: the export has no end column; handling is told by the next call
  std::uint64_t unreadable_cells = 0;
  std::uint64_t slots_missed = 0;  // appointments without any time: nobody came (they stand under no_times)
  std::vector<BadCell> bad_cells;
  const DefectCount& of(Defect defect) const { return found[static_cast<std::size_t>(defect)]; }
};

struct Records {
  std::vector<Ticket> tickets;  // by day, then time
  std::vector<std::int32_t> days;  // days with a ticket that was called, rising
  Names items, windows, zones;
  ClockSpan hours;               // published or learned
  bool hours_learned = true;
  std::optional<ClockSpan> lunch;  // from the mapping
  RepairReport report;
};

/// Repairs every defect class and counts it. `today` is the last day that a ticket can have. Takes the raw rows over.
/// Refuses: no row left to use.
Result<Records> repair(RawTickets raw, const TicketMap& map, Date today);

}  // namespace hallbook::hall
