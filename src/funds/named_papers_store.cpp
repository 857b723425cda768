#include "funds/named_papers_store.h"

#include <set>

#include "funds/request_store.h"

namespace hallbook::funds {

void keep_named_invoices(db::WriteTx& tx, UnitId unit, std::string_view request, const std::vector<PaperFile>& papers) {
  std::set<std::string> numbers;
  for (const PaperFile& paper : papers)
    if (paper.kind == "invoice")
      for (auto& number : invoice_numbers_in(paper.name)) numbers.insert(std::move(number));
  for (const auto& number : numbers)
    tx.exec(R"(
      INSERT INTO request_invoice (unit_id, number, request) VALUES ($1, $2, $3)
      ON CONFLICT (unit_id, number, request) DO NOTHING)",
            unit, number, request);
}

void forget_named_invoices(db::WriteTx& tx, UnitId unit, std::string_view request) {
  tx.exec("DELETE FROM request_invoice WHERE unit_id = $1 AND request = $2", unit, request);
}

std::optional<NamingRequest> request_naming(db::ReadTx& tx, UnitId unit, std::string_view invoice,
                                            std::string_view own) {
  std::optional<NamingRequest> found;
  tx.each(
      R"(
      SELECT r.no, r.payee, r.amount_fen, r.state
      FROM request_invoice n JOIN fund_request r ON r.unit_id = n.unit_id AND r.no = n.request
      WHERE n.unit_id = $1 AND n.number = $2 AND n.request <> $3
            AND EXISTS (SELECT 1 FROM line_hold h
                        WHERE h.unit_id = r.unit_id AND h.project = r.project AND h.line = r.line AND h.document = r.no
                              AND h.held_fen + h.committed_fen + h.executed_fen > 0)
      ORDER BY r.made_seq LIMIT 1)",
      [&](const db::Row& row) {
        found = {row.string(0), row.string(1), Money::from_fen(row.int64(2)), request_state_in(row.text(3))};
      },
      unit, invoice, own);
  return found;
}

bool is_void_invoice(db::ReadTx& tx, UnitId unit, std::string_view number) {
  bool registered = false, in_force = false;
  tx.each(
      "SELECT voided_seq FROM invoice WHERE unit_id = $1 AND number = $2",
      [&](const db::Row& row) {
        registered = true;
        in_force = in_force || row.int64(0) == 0;
      },
      unit, number);
  return registered && !in_force;
}

std::vector<BroughtPaper> papers_brought_later(db::ReadTx& tx, UnitId unit, std::string_view request) {
  std::vector<BroughtPaper> found;
  tx.each(
      "SELECT seq, kind, name, digest FROM request_paper WHERE unit_id = $1 AND request = $2 ORDER BY seq, part",
      [&](const db::Row& row) { found.push_back({row.int64(0), {row.string(1), row.string(2), row.string(3)}}); }, unit,
      request);
  return found;
}

}  // namespace hallbook::funds
