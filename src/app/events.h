#pragma once
#include <vector>

#include "journal/journal.h"

namespace hallbook::app {

/// Every kind of journal line there is: what replay and verify apply. A new event is added in its folder's list.
std::vector<journal::EventKind> all_event_kinds();

}  // namespace hallbook::app
