#pragma once
#include "journal/verify.h"

namespace hallbook::funds {

/// R-BOK-08: every voucher adds up to zero on each side, numbers leave no gap, month sums are those of the postings. That
/// the vouchers are the ones their events give, the replay says.
void verify_books(db::ReadTx& tx, journal::Report& report);

}  // namespace hallbook::funds
