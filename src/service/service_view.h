#pragma once
// Rounds and matters as JSON, for pages and for the command line. Source: docs/rules/service.md.
#include "platform/http/fields.h"
#include "service/matters.h"
#include "service/rounds.h"

namespace hallbook::service {

/// {id, checklist, checklist_digest, turn, day, answers: [{item, result, windows, kinds, corrected}]}, as a phone sends it.
Result<RoundContent> round_from_fields(const http::Fields& body);

Json turn_json(const Checklist& checklist, std::string_view name);
/// A person as pages show one: {"name", "title"}; null for "".
Json person_json(db::ReadTx& tx, std::string_view name);
Json round_json(db::ReadTx& tx, const Round& round, const Checklist& checklist);
/// One row of a list.
Json matter_json(db::ReadTx& tx, UnitId unit, const Matter& matter, Date today, const WorkCalendar& calendar);

/// What a person may do next with a matter, and to whom it may be given. R-SRV-14.
std::vector<Step> next_steps(const Matter& matter, const Acting& acting, bool may_fix, bool may_verify);

/// With the answers and the matters that came of it.
Json round_detail(db::ReadTx& tx, UnitId unit, const Round& round, Date today);
/// With the steps taken, those that may follow, and the people whom it may be given to.
Json matter_detail(db::ReadTx& tx, const Acting& acting, const Matter& matter, bool may_fix, bool may_verify);

}  // namespace hallbook::service
