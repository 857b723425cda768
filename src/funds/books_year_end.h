#pragma once
// The vouchers of a year's end, from the balances and the rules. Pure. Source: docs/rules/books.md, R-BOK-10.
#include "funds/posting.h"

namespace hallbook::funds {

struct BookBalance {
  std::string account;
  BookDimensions dimensions;
  Money amount;  // debit > 0
};

/// R-BOK-10. Step by step: each balance of `from` is posted away and arrives on `to`, kept apart by project and source. Money
/// without a source counts as an appropriation. Steps with nothing to move give no voucher; long ones are cut.
std::vector<Voucher> year_end_vouchers(const BookRules& rules, int year, const std::vector<BookBalance>& balances);

}  // namespace hallbook::funds
