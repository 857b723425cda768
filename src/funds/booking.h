#pragma once
// Vouchers are projections of events: book() is called by the apply() of a payment, a return, an acceptance, and by nobody
// else. So a rebuild gives the same vouchers. Source: docs/rules/books.md.
#include "funds/posting.h"
#include "journal/journal.h"

namespace hallbook::funds {

/// The posting rules of a unit: what it adopted ("books"), else the shipped ones (R-BOK-02).
BookRules book_rules(db::ReadTx& tx, UnitId unit);

/// Before an event is appended: would it be booked? The same refusals that book() would turn into a fault.
Result<> check_booking(db::ReadTx& tx, UnitId unit, const Fact& fact);

struct BookedVoucher {
  std::int64_t series = 0;  // 202603, or 2026 when vouchers are numbered by year
  std::int64_t number = 0;  // 1, 2, 3 … without gaps
  Date booked_on;  // later than the fact when its month was closed
};
/// Books one fact in the transaction of its event; `meta` is the event's. ensure: check_booking() agrees.
BookedVoucher book(db::WriteTx& tx, const journal::Meta& meta, const Fact& fact);

}  // namespace hallbook::funds
