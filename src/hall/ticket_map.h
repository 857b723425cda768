#pragma once
// The mapping file of a ticket export: which heading is what, and what the records cannot say themselves.
// Source: docs/rules/queueing.md, R-QUE-60; the format stands in docs/guide/tickets.md.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "hall/ticket_time.h"

namespace hallbook::hall {

/// Seconds since midnight, from < to.
struct ClockSpan {
  std::int32_t from = 0;
  std::int32_t to = 0;
  std::int32_t length() const { return to - from; }
};

enum class WindowRole { learned, specialised, comprehensive };

struct KnownWindow {
  std::string zone;
  WindowRole role = WindowRole::learned;
};
struct KnownItem {
  std::string zone, family;
};

struct TicketMap {
  std::map<std::string, std::string> columns;  // heading → field; "field:text" → choice, as register import has it
  TimeForm time_form = TimeForm::automatic;
  std::string name;                        // of the hall; "" = not said
  std::optional<ClockSpan> hours;          // published; else learned from the records
  std::optional<ClockSpan> lunch;
  std::optional<double> service_cap_min;   // longer handling is a forgotten click; 1 … 1440; else learned by item
  std::optional<Date> first_on, last_on;   // rows outside are named and left out
  std::map<std::string, KnownWindow> windows;  // when not empty, any other window is unknown
  std::map<std::string, KnownItem> items;      // when not empty, any other item is unknown
};

/// Reads TOML, or JSON when the first character is "{". Refuses unknown keys (naming them and those there are), wrong
/// types, hours that do not run forward, a cap outside 1 … 1440 minutes, and what no field or choice is called like.
Result<TicketMap> read_ticket_map(std::string_view text);

/// "09:00-17:00" as seconds; nullopt when it is no span that runs forward.
std::optional<ClockSpan> parse_clock_span(std::string_view text);

}  // namespace hallbook::hall
