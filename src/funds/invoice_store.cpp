#include "funds/invoice_store.h"

#include "funds/treasury_match.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view invoice_columns = R"(
      SELECT code, number, seq, seller, seller_id, issued_on, net_fen, tax_fen, total_fen, contract, request, source,
             check_code, file, file_digest, voided_seq, void_reason FROM invoice )";

std::string invoice_query(std::string_view where) { return std::string{invoice_columns} + std::string{where}; }

Invoice stored_invoice(const db::Row& row) {
  const auto money = [&](std::size_t column) {
    return row.is_null(column) ? std::nullopt : std::optional{Money::from_fen(row.int64(column))};
  };
  Invoice invoice;
  invoice.text.code = row.string(0);
  invoice.text.number = row.string(1);
  invoice.seq = row.int64(2);
  invoice.text.seller = row.string(3);
  invoice.text.seller_id = row.string(4);
  invoice.text.issued_on = row.date(5);
  invoice.text.net = money(6);
  invoice.text.tax = money(7);
  invoice.text.total = money(8);
  invoice.contract = row.string(9);
  invoice.request = row.string(10);
  invoice.text.source = row.string(11);
  invoice.text.check_code = row.string(12);
  invoice.file = row.string(13);
  invoice.file_digest = row.string(14);
  invoice.voided = row.int64(15) != 0;
  invoice.void_reason = row.string(16);
  return invoice;
}

}  // namespace

/// A number that was void is replaced: what stood there stays in the journal.
void apply(journal::Books& books, const journal::Meta& meta, const InvoiceRecorded& event) {
  const auto& text = event.invoice.text;
  books.tx.exec("DELETE FROM invoice WHERE unit_id = $1 AND code = $2 AND number = $3 AND voided_seq > 0", meta.unit,
                text.code, text.number);
  const auto fen = [](const std::optional<Money>& amount) {
    return amount ? std::optional<std::int64_t>{amount->fen()} : std::nullopt;
  };
  books.tx.exec(R"(
      INSERT INTO invoice (unit_id, code, number, seq, seller, seller_id, seller_key, issued_on, net_fen, tax_fen,
                           total_fen, contract, request, source, check_code, file, file_digest, voided_seq, void_reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, ''))",
                meta.unit, text.code, text.number, meta.seq, text.seller, text.seller_id, payee_key(text.seller),
                *text.issued_on, fen(text.net), fen(text.tax), text.total->fen(), event.invoice.contract,
                event.invoice.request, text.source, text.check_code, event.invoice.file, event.invoice.file_digest);
}

void apply(journal::Books& books, const journal::Meta& meta, const InvoiceVoided& event) {
  books.tx.exec(R"(
      UPDATE invoice SET voided_seq = $4, void_reason = $5 WHERE unit_id = $1 AND code = $2 AND number = $3)",
                meta.unit, event.code, event.number, meta.seq, event.reason);
}

std::optional<Invoice> load_invoice(db::ReadTx& tx, UnitId unit, std::string_view code, std::string_view number) {
  std::optional<Invoice> found;
  tx.each(
      invoice_query("WHERE unit_id = $1 AND code = $2 AND number = $3"),
      [&](const db::Row& row) { found = stored_invoice(row); }, unit, code, number);
  return found;
}

std::optional<Invoice> load_invoice_numbered(db::ReadTx& tx, UnitId unit, std::string_view number) {
  std::optional<Invoice> found;
  tx.each(
      invoice_query("WHERE unit_id = $1 AND number = $2 ORDER BY seq"),
      [&](const db::Row& row) { found = stored_invoice(row); }, unit, number);
  return found;
}

std::optional<Invoice> load_invoice_with_file(db::ReadTx& tx, UnitId unit, std::string_view number,
                                              std::string_view file_digest) {
  std::optional<Invoice> found;
  tx.each(
      invoice_query("WHERE unit_id = $1 AND number = $2 AND file_digest = $3 ORDER BY seq"),
      [&](const db::Row& row) { found = stored_invoice(row); }, unit, number, file_digest);
  return found;
}

std::vector<Invoice> load_invoices(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  std::vector<Invoice> found;
  tx.each(
      invoice_query("WHERE unit_id = $1 AND (contract = $2 OR $2 = '') ORDER BY issued_on, number"),
      [&](const db::Row& row) { found.push_back(stored_invoice(row)); }, unit, contract);
  return found;
}

std::vector<Invoice> load_newest_invoices(db::ReadTx& tx, UnitId unit, std::string_view contract, std::int64_t before,
                                          std::size_t at_most) {
  std::vector<Invoice> found;
  tx.each(
      invoice_query(
          "WHERE unit_id = $1 AND ($2 = '' OR contract = $2) AND ($3 = 0 OR seq < $3) ORDER BY seq DESC LIMIT $4"),
      [&](const db::Row& row) { found.push_back(stored_invoice(row)); }, unit, contract, before,
      static_cast<std::int64_t>(at_most));
  return found;
}

std::vector<Invoice> load_invoices_of(db::ReadTx& tx, UnitId unit, std::string_view seller_key, Money total) {
  std::vector<Invoice> found;
  tx.each(
      invoice_query("WHERE unit_id = $1 AND seller_key = $2 AND total_fen = $3 ORDER BY issued_on, number"),
      [&](const db::Row& row) { found.push_back(stored_invoice(row)); }, unit, seller_key, total.fen());
  return found;
}

}  // namespace hallbook::funds
