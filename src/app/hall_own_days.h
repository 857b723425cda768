#pragma once
// Records of tickets as the commands name them, and layouts on the hall's own days (--records).
#include <span>
#include <string>

#include "app/commands.h"
#include "hall/own_days.h"
#include "hall/ticket_reading.h"

namespace hallbook::app {

/// A file, or a register of the data directory; one of both. Dates are texts.
struct TicketSource {
  std::string file, map, register_name, from, to, today;
};

/// The rows, the mapping and the day of today that the options name.
struct TicketInput {
  hall::RawTickets raw;
  hall::TicketMap map;
  Date today;
};
Result<TicketInput> read_tickets(const Options& options, const TicketSource& source);

/// --records, --map, --from, --to, --today.
void add_own_days_options(Command& command, TicketSource& source);

struct OwnDaysAnswer {
  queueing::Value json;
  std::string text;
};
/// The days of the records that --records names; empty when none is named. Refuses before any long work begins.
Result<hall::OwnDays> named_own_days(const Options& options, const TicketSource& source,
                                     const queueing::Scenario& scenario);
/// The layouts, the first as base, on those days; nothing without days. `layouts` must fit the scenario.
OwnDaysAnswer on_own_days(const hall::OwnDays& own, const queueing::Scenario& scenario,
                          std::span<const queueing::Layout> layouts, Lang lang);

}  // namespace hallbook::app
