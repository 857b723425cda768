#pragma once
// All SQL for the treasury's rows. Private to funds/.
#include "funds/treasury.h"

namespace hallbook::funds {

std::optional<KeptRow> load_treasury_row(db::ReadTx& tx, UnitId unit, std::string_view voucher);
std::vector<KeptRow> load_open_treasury_rows(db::ReadTx& tx, UnitId unit);
/// The journal line that brought these bytes.
std::optional<std::int64_t> load_treasury_import(db::ReadTx& tx, UnitId unit, const Digest& digest);

/// A payment as far as a row must agree with it.
struct PaidVoucher {
  std::string voucher;
  Date paid_on;
  Money amount;
};
std::optional<PaidVoucher> load_payment_voucher(db::ReadTx& tx, UnitId unit, std::string_view payment);

}  // namespace hallbook::funds
