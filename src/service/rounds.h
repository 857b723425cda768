#pragma once
// Rounds as they are kept: sending one, looking at them, which ones nobody did.
// Source: docs/rules/service.md, R-SRV-04 to R-SRV-08.
#include "identity/user_ops.h"
#include "service/service_events.h"

namespace hallbook::service {

using identity::Acting;

struct Round {
  std::int64_t number = 0;
  RoundContent content;
  Digest content_digest;
  std::string by;
  RoundScore score;
  std::int64_t seq = 0;
};

/// The checklist in force: what the unit adopted, else what ships with the program.
Checklist checklist_in_force(db::ReadTx& tx, UnitId unit);
/// R-SRV-04: the checklist that a round was done with; refuses (conflict) one that the unit never had.
Result<Checklist> checklist_of(db::ReadTx& tx, UnitId unit, std::string_view name, const Digest& digest);
/// The unit's own calendar; a year that is not adopted has no days.
WorkCalendar calendar_of(db::ReadTx& tx, UnitId unit);

struct RoundTaken {
  Round round;
  bool again = false;  // it was here already; nothing was written
};
/// R-SRV-05, R-SRV-06 and R-SRV-08. Inside the write job.
Result<RoundTaken> send_round(journal::Books& books, const Acting& acting, const RoundContent& content);

Result<Round> find_round(db::ReadTx& tx, UnitId unit, std::int64_t number);
/// Newest first.
std::vector<Round> list_rounds(db::ReadTx& tx, UnitId unit, std::int64_t after, std::size_t limit);
/// R-SRV-07: of the last 30 days, from the day of the unit's first round on. Nothing where a calendar is missing.
std::vector<MissedRound> missed_lately(db::ReadTx& tx, UnitId unit, const Checklist& checklist, Date today);

}  // namespace hallbook::service
