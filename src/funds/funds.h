#pragma once
// What every kind of money event has in common, and the list of them all.
#include "identity/user_ops.h"
#include "journal/journal.h"

namespace hallbook::funds {

using identity::Acting;

/// Who stands behind an act on a chain: the person's name, or on the command line of the server's owner "cli:…".
std::string person_of(const Acting& acting);

/// Every kind of journal line of this folder; replay and verify take it from src/app/events.cpp.
std::vector<journal::EventKind> event_kinds();

// One list a group of files; event_kinds() joins them.
std::vector<journal::EventKind> budget_event_kinds();
std::vector<journal::EventKind> books_event_kinds();

}  // namespace hallbook::funds
