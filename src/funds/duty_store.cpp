// Tables of the duties.
#include "base/ensure.h"
#include "funds/duty.h"

namespace hallbook::funds {

std::string chain_of(db::ReadTx& tx, UnitId unit, std::string_view document) {
  return tx
      .one_text("SELECT chain FROM chain_act WHERE unit_id = $1 AND document = $2 ORDER BY seq LIMIT 1", unit, document)
      .value_or(std::string{document});
}

void record_act(db::WriteTx& tx, const journal::Meta& meta, std::string_view chain, std::string_view act,
                std::string_view person, std::string_view document) {
  tx.exec(R"(
      INSERT INTO chain_act (unit_id, chain, seq, act, person, document) VALUES ($1, $2, $3, $4, $5, $6))",
          meta.unit, chain, meta.seq, act, person, document);
}

void apply(journal::Books& books, const journal::Meta& meta, const DutyExceptionAllowed& event) {
  books.tx.exec(R"(
      INSERT INTO duty_exception (unit_id, seq, chain, first_act, second_act, person, reason, allowed_by, until_on)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
                meta.unit, meta.seq, event.chain, event.first_act, event.second_act, event.person, event.reason,
                event.by, event.until_on);
}

std::vector<DutyExceptionAllowed> exceptions(db::ReadTx& tx, UnitId unit) {
  std::vector<DutyExceptionAllowed> found;
  tx.each(
      R"(
      SELECT chain, first_act, second_act, person, reason, until_on, allowed_by
      FROM duty_exception WHERE unit_id = $1 ORDER BY seq DESC)",
      [&](const db::Row& row) {
        found.push_back(
            {row.string(0), row.string(1), row.string(2), row.string(3), row.string(4), row.date(5), row.string(6)});
      },
      unit);
  return found;
}

std::vector<ChainAct> acts_on(db::ReadTx& tx, UnitId unit, std::string_view chain) {
  std::vector<ChainAct> found;
  tx.each(
      R"(
      SELECT act, person, document, seq FROM chain_act WHERE unit_id = $1 AND chain = $2 ORDER BY seq)",
      [&](const db::Row& row) { found.push_back({row.string(0), row.string(1), row.string(2), row.int64(3)}); }, unit,
      chain);
  return found;
}

}  // namespace hallbook::funds
