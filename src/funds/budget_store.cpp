// Tables of the budget. Balances change through move() only.
#include "base/ensure.h"
#include "funds/budget.h"

namespace hallbook::funds {
namespace {

struct PaperAct {
  std::string_view act;
  std::string project, line, to_line;
  Money amount;
};

void keep_paper(db::WriteTx& tx, const journal::Meta& meta, const PaperAct& act, const Paper& paper,
                const std::string& by) {
  tx.exec(R"(
      INSERT INTO budget_paper (unit_id, seq, project, act, line, to_line, amount_fen, document, dated_on, reason,
             done_by, approved_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))",
          meta.unit, meta.seq, act.project, act.act, act.line, act.to_line, act.amount.fen(), paper.document,
          paper.dated_on, paper.reason, by, paper.approved_by);
}

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const BudgetApproved& event) {
  if (event.initial)
    books.tx.exec(R"(
      INSERT INTO budget (unit_id, project, first_on, last_on, seq) VALUES ($1, $2, $3, $4, $5))",
                  meta.unit, event.project, event.period.first, event.period.last, meta.seq);
  auto position = books.tx
                      .one_int64("SELECT MAX(position) FROM budget_line WHERE unit_id = $1 AND project = $2", meta.unit,
                                 event.project)
                      .value_or(0);
  Money total;
  for (const NewLine& line : event.lines) {
    books.tx.exec(R"(
      INSERT INTO budget_line (unit_id, project, line, position, purpose, economic_class, source, initial_fen,
             released_fen, approved_fen, free_fen, held_fen, committed_fen, executed_fen, state, state_seq)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, 0, 0, 'open', $9))",
                  meta.unit, event.project, line.line, ++position, line.purpose, line.economic_class, line.source,
                  event.initial ? line.amount.fen() : 0, meta.seq);
    move(books.tx, meta,
         {{event.project, line.line}, Account::outside, Account::free, line.amount, event.paper.document});
    total = total + line.amount;
  }
  keep_paper(books.tx, meta, {event.initial ? "approve" : "add", event.project, "", "", total}, event.paper, event.by);
}

void apply(journal::Books& books, const journal::Meta& meta, const BudgetAdjusted& event) {
  const bool grows = event.change > Money{};
  move(books.tx, meta,
       {event.line, grows ? Account::outside : Account::free, grows ? Account::free : Account::outside,
        grows ? event.change : Money{} - event.change, event.paper.document});
  keep_paper(books.tx, meta, {"adjust", event.line.project, event.line.line, "", event.change}, event.paper, event.by);
}

void apply(journal::Books& books, const journal::Meta& meta, const BudgetTransferred& event) {
  move(books.tx, meta,
       {{event.project, event.from}, Account::free, Account::outside, event.amount, event.paper.document});
  move(books.tx, meta,
       {{event.project, event.to}, Account::outside, Account::free, event.amount, event.paper.document});
  keep_paper(books.tx, meta, {"transfer", event.project, event.from, event.to, event.amount}, event.paper, event.by);
}

void apply(journal::Books& books, const journal::Meta& meta, const BudgetReleased& event) {
  const auto changed = books.tx.exec(R"(
      UPDATE budget_line SET released_fen = released_fen + $4
      WHERE unit_id = $1 AND project = $2 AND line = $3)",
                                     meta.unit, event.line.project, event.line.line, event.amount.fen());
  ensure(changed == 1, "money was released for a line that is not there");
  keep_paper(books.tx, meta, {"release", event.line.project, event.line.line, "", event.amount}, event.paper, event.by);
}

void apply(journal::Books& books, const journal::Meta& meta, const LineClosed& event) {
  const auto changed = books.tx.exec(R"(
      UPDATE budget_line SET state = 'closed', state_seq = $4
      WHERE unit_id = $1 AND project = $2 AND line = $3 AND held_fen = 0 AND committed_fen = 0)",
                                     meta.unit, event.line.project, event.line.line, meta.seq);
  ensure(changed == 1, "a line was closed while a document holds its money");
  keep_paper(books.tx, meta, {"close", event.line.project, event.line.line, "", {}},
             {"", hall_date(meta.at), event.reason, event.by}, event.by);
}

std::optional<Period> budget_period(db::ReadTx& tx, UnitId unit, std::string_view project) {
  std::optional<Period> found;
  tx.each(
      "SELECT first_on, last_on FROM budget WHERE unit_id = $1 AND project = $2",
      [&](const db::Row& row) { found = Period{row.date(0), row.date(1)}; }, unit, project);
  return found;
}

std::vector<std::string> budget_projects(db::ReadTx& tx, UnitId unit) {
  std::vector<std::string> found;
  tx.each(
      "SELECT project FROM budget WHERE unit_id = $1 ORDER BY project",
      [&](const db::Row& row) { found.push_back(row.string(0)); }, unit);
  return found;
}

std::vector<PaperRow> budget_papers(db::ReadTx& tx, UnitId unit, std::string_view project) {
  std::vector<PaperRow> found;
  tx.each(
      R"(
      SELECT seq, act, line, to_line, amount_fen, document, dated_on, reason, approved_by, done_by
      FROM budget_paper WHERE unit_id = $1 AND project = $2 ORDER BY seq)",
      [&](const db::Row& row) {
        found.push_back({row.int64(0),
                         row.string(1),
                         row.string(2),
                         row.string(3),
                         Money::from_fen(row.int64(4)),
                         {row.string(5), row.date(6), row.string(7), row.string(8)},
                         row.string(9)});
      },
      unit, project);
  return found;
}

}  // namespace hallbook::funds
