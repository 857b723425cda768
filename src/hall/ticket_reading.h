#pragma once
// Tickets out of a file of the queue machine, or out of the register. Nothing is judged here but whether a cell can be
// read; what is wrong with a row is the business of repair.h.
// Source: docs/rules/queueing.md, R-QUE-60 and R-QUE-61.
#include <filesystem>

#include "base/period.h"
#include "hall/ticket.h"
#include "hall/ticket_map.h"
#include "registers/query.h"

namespace hallbook::hall {

/// The shipped register of tickets: its titles and aliases are the headings that a file may have.
registers::Definition ticket_definition();

/// Refuses what open_table refuses (not found, empty, no table); a file without headings, without a day, without
/// tickets' times or without any row; a mapping that does not fit the file; more than max_items items or max_windows
/// windows (a wrong column, mostly); a file in which most rows have no readable day.
Result<RawTickets> read_ticket_file(const std::filesystem::path& file, const TicketMap& map);

/// The same out of the register `definition` (ticket_definition or a later version of it); of all days when no period
/// is given. Refuses: fields that are not there, a register without rows in the period.
Result<RawTickets> read_ticket_register(db::ReadTx& tx, UnitId unit, const registers::Definition& definition,
                                        const std::optional<Period>& period);

}  // namespace hallbook::hall
