#pragma once
// A contract with everything that happened under it: money, requests, payments, goods, bills, alarms (ux P15).
#include "base/work_calendar.h"
#include "funds/contract.h"
#include "identity/access.h"

namespace hallbook::funds {

/// The calendars that the unit adopted; a year without one gives no day of publication.
WorkCalendar unit_workdays(db::ReadTx& tx, UnitId unit);

/// A row of the list: the contract, what is accepted, paid and still committed, and its alarms.
Json contract_row(db::ReadTx& tx, const identity::Context& context, const WorkCalendar& calendar,
                  const Contract& contract);
/// The row with its requests, payments, acceptances, invoices and settled comparisons.
Json contract_board(db::ReadTx& tx, const identity::Context& context, const Contract& contract);

}  // namespace hallbook::funds
