#pragma once
// The events of contracts, acceptances, invoices, the treasury's export and reconciliation.
#include <vector>

#include "journal/journal.h"

namespace hallbook::funds {

std::vector<journal::EventKind> contract_event_kinds();

}  // namespace hallbook::funds
