#include "funds/treasury_store.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view treasury_row_columns = R"(
      SELECT voucher, import_seq, row_no, paid_on, payee, amount_fen, account, purpose, settled_by, reason
      FROM treasury_row )";

KeptRow stored_treasury_row(const db::Row& row) {
  KeptRow kept;
  kept.row.voucher = row.string(0);
  kept.import_seq = row.int64(1);
  kept.row.row = row.int64(2);
  kept.row.paid_on = row.date(3);
  kept.row.payee = row.string(4);
  kept.row.amount = Money::from_fen(row.int64(5));
  kept.row.account = row.string(6);
  kept.row.purpose = row.string(7);
  kept.settled_by = row.string(8);
  kept.reason = row.string(9);
  return kept;
}

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const TreasuryImported& event) {
  books.tx.exec("INSERT INTO treasury_import (unit_id, seq, name, digest, format) VALUES ($1, $2, $3, $4, $5)",
                meta.unit, meta.seq, event.name, event.digest, event.format);
  for (const auto& row : event.rows)
    books.tx.exec(R"(
      INSERT INTO treasury_row (unit_id, voucher, import_seq, row_no, paid_on, payee, amount_fen, account, purpose,
                                settled_by, settled_seq, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, ''))",
                  meta.unit, row.voucher, meta.seq, row.row, row.paid_on, row.payee, row.amount.fen(), row.account,
                  row.purpose);
}

void apply(journal::Books& books, const journal::Meta& meta, const TreasuryRowSettled& event) {
  books.tx.exec(R"(
      UPDATE treasury_row SET settled_by = $3, settled_seq = $4, reason = $5 WHERE unit_id = $1 AND voucher = $2)",
                meta.unit, event.voucher, event.settled_by, meta.seq, event.reason);
}

std::optional<KeptRow> load_treasury_row(db::ReadTx& tx, UnitId unit, std::string_view voucher) {
  std::optional<KeptRow> found;
  tx.each(
      std::string{treasury_row_columns} + "WHERE unit_id = $1 AND voucher = $2",
      [&](const db::Row& row) { found = stored_treasury_row(row); }, unit, voucher);
  return found;
}

std::vector<KeptRow> load_open_treasury_rows(db::ReadTx& tx, UnitId unit) {
  std::vector<KeptRow> found;
  tx.each(
      std::string{treasury_row_columns} + "WHERE unit_id = $1 AND settled_by = '' ORDER BY paid_on, voucher",
      [&](const db::Row& row) { found.push_back(stored_treasury_row(row)); }, unit);
  return found;
}

std::optional<std::int64_t> load_treasury_import(db::ReadTx& tx, UnitId unit, const Digest& digest) {
  return tx.one_int64("SELECT seq FROM treasury_import WHERE unit_id = $1 AND digest = $2", unit, digest);
}

std::optional<PaidVoucher> load_payment_voucher(db::ReadTx& tx, UnitId unit, std::string_view payment) {
  std::optional<PaidVoucher> found;
  tx.each(
      "SELECT voucher, paid_on, amount_fen FROM payment WHERE unit_id = $1 AND no = $2",
      [&](const db::Row& row) { found = PaidVoucher{row.string(0), row.date(1), Money::from_fen(row.int64(2))}; }, unit,
      payment);
  return found;
}

}  // namespace hallbook::funds
