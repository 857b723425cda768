// Tables of the duties.
#include <algorithm>

#include "base/ensure.h"
#include "funds/duty.h"

namespace hallbook::funds {
namespace {

/// Acts of the person after the exception that meet the other act of its pair on their chain. The other act is looked for
/// on the chain, which is short, not among all that the person ever did: `|| ''` keeps the person's index out of it.
void add_uses(db::ReadTx& tx, UnitId unit, ExceptionRow& exception, std::size_t most_uses) {
  const auto& allowed = exception.allowed;
  std::vector<std::string> chains;
  tx.each(
      R"(
      SELECT b.chain, b.act, b.document, b.seq, j.at_ms
      FROM chain_act b JOIN journal j ON j.unit_id = b.unit_id AND j.seq = b.seq
      WHERE b.unit_id = $1 AND b.person = $2 AND b.seq > $3 AND (b.act = $4 OR b.act = $5)
            AND ($6 = '*' OR b.chain = $6)
            AND EXISTS (SELECT 1 FROM chain_act a
                        WHERE a.unit_id = b.unit_id AND a.chain = b.chain AND a.person || '' = b.person
                              AND (a.act = $4 OR a.act = $5) AND a.act <> b.act
                              AND (a.seq < b.seq OR (a.seq = b.seq AND a.act < b.act)))
      ORDER BY b.seq DESC LIMIT $7)",
      [&](const db::Row& row) {
        chains.push_back(row.string(0));
        exception.uses.push_back({{},
                                  {row.string(1), allowed.person, row.string(2), row.int64(3)},
                                  Instant{std::chrono::milliseconds{row.int64(4)}}});
      },
      unit, allowed.person, exception.seq, allowed.first_act, allowed.second_act, allowed.chain,
      static_cast<std::int64_t>(most_uses + 1));
  exception.more_uses = exception.uses.size() > most_uses;
  if (exception.more_uses) exception.uses.pop_back();
  for (std::size_t i = 0; i < exception.uses.size(); ++i) {
    auto& use = exception.uses[i];
    const auto& other = use.act.act == allowed.first_act ? allowed.second_act : allowed.first_act;
    for (auto& earlier : acts_on(tx, unit, chains[i]))
      if (earlier.person == allowed.person && earlier.act == other && earlier.seq <= use.act.seq)
        use.earlier = std::move(earlier);
  }
  // What was done after the exception's last day, another one allowed.
  std::erase_if(exception.uses, [&](const ExceptionUse& use) { return hall_date(use.at) > allowed.until_on; });
}

}  // namespace

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

std::vector<ExceptionRow> exception_rows(db::ReadTx& tx, UnitId unit, std::int64_t before, std::size_t limit,
                                         std::size_t most_uses) {
  std::vector<ExceptionRow> found;
  tx.each(
      R"(
      SELECT e.seq, j.at_ms, e.chain, e.first_act, e.second_act, e.person, e.reason, e.until_on, e.allowed_by
      FROM duty_exception e JOIN journal j ON j.unit_id = e.unit_id AND j.seq = e.seq
      WHERE e.unit_id = $1 AND ($2 = 0 OR e.seq < $2) ORDER BY e.seq DESC LIMIT $3)",
      [&](const db::Row& row) {
        found.push_back(
            {row.int64(0),
             Instant{std::chrono::milliseconds{row.int64(1)}},
             {row.string(2), row.string(3), row.string(4), row.string(5), row.string(6), row.date(7), row.string(8)},
             {},
             false});
      },
      unit, before, static_cast<std::int64_t>(limit));
  for (auto& row : found) add_uses(tx, unit, row, most_uses);
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
