#pragma once
// What a closing closes. Private to the books' events and operations.
#include "funds/books_year_end.h"
#include "platform/db/db.h"

namespace hallbook::funds {

struct CloseTotals {
  std::int64_t vouchers = 0;
  Money financial, budget;  // debit turnover
};
/// Of all open months up to `month`.
CloseTotals totals_to_close(db::ReadTx& tx, UnitId unit, std::int64_t month);
/// Every balance at the end of the year.
std::vector<BookBalance> balances_at_year_end(db::ReadTx& tx, UnitId unit, int year);

}  // namespace hallbook::funds
