#pragma once
// What every kind of money event has in common, and the list of them all.
#include "identity/user_ops.h"
#include "journal/journal.h"

namespace hallbook::funds {

using identity::Acting;

/// Who stands behind an act on a chain: the person's name, or on the command line of the server's owner "cli:…".
std::string person_of(const Acting& acting);
/// R-FND-33: a named person is of the unit's people, not closed, and has the permission there. The owner of the server's
/// command line acts without a name and is not asked.
Result<> check_may(db::ReadTx& tx, const Acting& acting, identity::Permission permission);
/// Has `person` the role in the unit now? A name of the command line ("cli:…") has every role.
bool has_role(db::ReadTx& tx, UnitId unit, std::string_view person, identity::Role role);

/// Every kind of journal line of this folder; replay and verify take it from src/app/events.cpp.
std::vector<journal::EventKind> event_kinds();

// One list a group of files; event_kinds() joins them.
std::vector<journal::EventKind> budget_event_kinds();
std::vector<journal::EventKind> request_event_kinds();  // plan, requests, approvals, duties, payments
std::vector<journal::EventKind> books_event_kinds();

}  // namespace hallbook::funds
