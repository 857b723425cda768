#include "funds/reconcile_store.h"

#include "base/ensure.h"

namespace hallbook::funds {

void apply(journal::Books& books, const journal::Meta& meta, const ReconciliationSettled& event) {
  const auto& settled = event.settlement;
  books.tx.exec(R"(
      INSERT INTO reconciliation (unit_id, seq, subject, contract, first_on, last_on, due_fen, billed_fen, decision,
                                  reason, settled_by, body)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))",
                meta.unit, meta.seq, settled.subject, settled.contract, settled.period.first, settled.period.last,
                settled.due.fen(), settled.billed.fen(), settled.decision, settled.reason, settled.person,
                settled.lines.canonical());
}

std::vector<Settlement> load_settlements(db::ReadTx& tx, UnitId unit, std::string_view contract) {
  std::vector<Settlement> found;
  tx.each(
      R"(
      SELECT seq, subject, contract, first_on, last_on, due_fen, billed_fen, decision, reason, settled_by, body
      FROM reconciliation WHERE unit_id = $1 AND (contract = $2 OR $2 = '') ORDER BY first_on, seq)",
      [&](const db::Row& row) {
        auto lines = Json::parse(row.text(10));
        ensure(lines.has_value(), "reconciliation: its body is no JSON");
        found.push_back({row.int64(0),
                         row.string(1),
                         row.string(2),
                         {row.date(3), row.date(4)},
                         Money::from_fen(row.int64(5)),
                         Money::from_fen(row.int64(6)),
                         row.string(7),
                         row.string(8),
                         row.string(9),
                         std::move(*lines)});
      },
      unit, contract);
  return found;
}

}  // namespace hallbook::funds
