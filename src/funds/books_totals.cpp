#include "funds/books_totals.h"

#include "funds/voucher_store.h"

namespace hallbook::funds {

CloseTotals totals_to_close(db::ReadTx& tx, UnitId unit, std::int64_t month) {
  const auto closed = voucher_store::closed_until(tx, unit);
  const auto first = voucher_store::month_after(closed);
  CloseTotals totals;
  totals.vouchers = voucher_store::voucher_count(tx, unit, first, month);
  for (const auto& sum : voucher_store::month_sums(tx, unit, first, month)) {
    auto& side = sum.account.front() >= '6' ? totals.budget : totals.financial;
    side = side + sum.debit;
  }
  return totals;
}

std::vector<BookBalance> balances_at_year_end(db::ReadTx& tx, UnitId unit, int year) {
  std::vector<BookBalance> balances;
  for (auto& sum : voucher_store::month_sums(tx, unit, 0, year * std::int64_t{100} + 12))
    balances.push_back({std::move(sum.account), std::move(sum.dimensions), sum.debit - sum.credit});
  return balances;
}

}  // namespace hallbook::funds
