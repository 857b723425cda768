// The only statements that write a balance: R-FND-01 and R-FND-02.
#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "funds/accounts.h"

namespace hallbook::funds {
namespace {

/// How much an account changes by a move: -amount where it comes from, +amount where it goes to.
std::int64_t change_of(Account account, const Move& transfer) {
  return (account == transfer.to ? transfer.amount.fen() : 0) - (account == transfer.from ? transfer.amount.fen() : 0);
}

bool is_of_a_document(Account account) {
  return account == Account::held || account == Account::committed || account == Account::executed;
}

std::string payee_of(db::ReadTx& tx, UnitId unit, const std::string& document) {
  return tx
      .one_text(R"(
      SELECT COALESCE((SELECT payee FROM fund_request WHERE unit_id = $1 AND no = $2),
                      (SELECT party FROM contract WHERE unit_id = $1 AND number = $2), ''))",
                unit, document)
      .value_or("");
}

/// R-FND-60: what payees have of a line is kept as it comes and goes; who has nothing left has no row.
void change_payee_sum(db::WriteTx& tx, UnitId unit, const LineKey& line, const std::string& payee, std::int64_t held,
                      std::int64_t committed, std::int64_t executed) {
  const auto changed = tx.exec(R"(
      UPDATE payee_sum SET held_fen = held_fen + $5, committed_fen = committed_fen + $6,
             executed_fen = executed_fen + $7
      WHERE unit_id = $1 AND project = $2 AND line = $3 AND payee = $4)",
                               unit, line.project, line.line, payee, held, committed, executed);
  if (changed == 0)
    tx.exec(R"(
      INSERT INTO payee_sum (unit_id, project, line, payee, held_fen, committed_fen, executed_fen)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
            unit, line.project, line.line, payee, held, committed, executed);
  if (held + committed + executed > 0) return;
  tx.exec(R"(
      DELETE FROM payee_sum WHERE unit_id = $1 AND project = $2 AND line = $3 AND payee = $4
             AND held_fen = 0 AND committed_fen = 0 AND executed_fen = 0)",
          unit, line.project, line.line, payee);
}

void change_hold(db::WriteTx& tx, UnitId unit, const LineKey& line, const std::string& document, Account account,
                 std::int64_t fen) {
  ensure(!document.empty(), "money that is held needs a document");
  const auto of = [&](Account one) { return one == account ? fen : 0; };
  change_payee_sum(tx, unit, line, payee_of(tx, unit, document), of(Account::held), of(Account::committed),
                   of(Account::executed));
  const auto changed = tx.exec(R"(
      UPDATE line_hold SET held_fen = held_fen + $5, committed_fen = committed_fen + $6,
             executed_fen = executed_fen + $7
      WHERE unit_id = $1 AND project = $2 AND line = $3 AND document = $4)",
                               unit, line.project, line.line, document, of(Account::held), of(Account::committed),
                               of(Account::executed));
  if (changed == 1) return;
  ensure(fen > 0, "a document gives money that it does not hold");
  tx.exec(R"(
      INSERT INTO line_hold (unit_id, project, line, document, held_fen, committed_fen, executed_fen)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
          unit, line.project, line.line, document, of(Account::held), of(Account::committed), of(Account::executed));
}

Line line_of(const db::Row& row) {
  const auto money = [&](std::size_t column) { return Money::from_fen(row.int64(column)); };
  return {{row.string(0), row.string(1)},
          row.string(2),
          row.string(3),
          row.string(4),
          money(5),
          money(6),
          money(7),
          money(8),
          money(9),
          money(10),
          money(11),
          row.text(12) == "closed" ? LineState::closed : LineState::open};
}

Hold hold_from(const db::Row& row) {
  return {row.string(0),
          {row.string(1), row.string(2)},
          Money::from_fen(row.int64(3)),
          Money::from_fen(row.int64(4)),
          Money::from_fen(row.int64(5))};
}

}  // namespace

void move(db::WriteTx& tx, const journal::Meta& meta, const Move& transfer) {
  ensure(transfer.amount >= Money{}, "a move has a direction, not a sign");
  ensure(transfer.from != Account::outside || transfer.to == Account::free, "money comes in as free money");
  ensure(transfer.to != Account::outside || transfer.from == Account::free, "only free money goes back");
  if (transfer.amount == Money{}) return;
  const auto& giver = transfer.from_document.empty() ? transfer.document : transfer.from_document;
  ensure(transfer.from != transfer.to || giver != transfer.document, "a move from a place to itself");
  const LineKey& line = transfer.line;
  const auto before = find_line(tx, meta.unit, line);
  ensure(before.has_value(), "a move on a line that is not there");
  if (transfer.from != Account::outside)
    ensure(before->balance(transfer.from) >= transfer.amount, "a move takes more than the account has");
  tx.exec(R"(
      UPDATE budget_line SET approved_fen = approved_fen + $4, free_fen = free_fen + $5, held_fen = held_fen + $6,
             committed_fen = committed_fen + $7, executed_fen = executed_fen + $8
      WHERE unit_id = $1 AND project = $2 AND line = $3)",
          meta.unit, line.project, line.line, -change_of(Account::outside, transfer),
          change_of(Account::free, transfer), change_of(Account::held, transfer),
          change_of(Account::committed, transfer), change_of(Account::executed, transfer));
  if (is_of_a_document(transfer.from)) change_hold(tx, meta.unit, line, giver, transfer.from, -transfer.amount.fen());
  if (is_of_a_document(transfer.to))
    change_hold(tx, meta.unit, line, transfer.document, transfer.to, transfer.amount.fen());
  const auto part =
      tx.one_int64("SELECT MAX(part) FROM line_move WHERE unit_id = $1 AND seq = $2", meta.unit, meta.seq);
  tx.exec(R"(
      INSERT INTO line_move (unit_id, seq, part, project, line, from_account, to_account, amount_fen, from_document,
             document, at_ms)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))",
          meta.unit, meta.seq, part.value_or(0) + 1, line.project, line.line, account_name(transfer.from),
          account_name(transfer.to), transfer.amount.fen(), giver, transfer.document, meta.at);
}

std::optional<Line> find_line(db::ReadTx& tx, UnitId unit, const LineKey& key) {
  std::optional<Line> found;
  tx.each(
      R"(
      SELECT project, line, purpose, economic_class, source, initial_fen, approved_fen, released_fen, free_fen,
             held_fen, committed_fen, executed_fen, state
      FROM budget_line WHERE unit_id = $1 AND project = $2 AND line = $3)",
      [&](const db::Row& row) { found = line_of(row); }, unit, key.project, key.line);
  return found;
}

std::vector<Line> lines(db::ReadTx& tx, UnitId unit, std::string_view project) {
  std::vector<Line> found;
  tx.each(
      R"(
      SELECT project, line, purpose, economic_class, source, initial_fen, approved_fen, released_fen, free_fen,
             held_fen, committed_fen, executed_fen, state
      FROM budget_line WHERE unit_id = $1 AND project = $2 ORDER BY position)",
      [&](const db::Row& row) { found.push_back(line_of(row)); }, unit, project);
  return found;
}

std::vector<Hold> holders(db::ReadTx& tx, UnitId unit, const LineKey& key, int at_most) {
  std::vector<Hold> found;
  tx.each(
      R"(
      SELECT document, project, line, held_fen, committed_fen, executed_fen
      FROM line_hold WHERE unit_id = $1 AND project = $2 AND line = $3 AND held_fen + committed_fen > 0
      ORDER BY held_fen + committed_fen DESC, document LIMIT $4)",
      [&](const db::Row& row) { found.push_back(hold_from(row)); }, unit, key.project, key.line, at_most);
  return found;
}

Hold hold_of(db::ReadTx& tx, UnitId unit, const LineKey& key, std::string_view document) {
  Hold found{std::string{document}, key, {}, {}, {}};
  tx.each(
      R"(
      SELECT document, project, line, held_fen, committed_fen, executed_fen
      FROM line_hold WHERE unit_id = $1 AND project = $2 AND line = $3 AND document = $4)",
      [&](const db::Row& row) { found = hold_from(row); }, unit, key.project, key.line, document);
  return found;
}

std::vector<MoveRow> moves(db::ReadTx& tx, UnitId unit, const LineKey& key, std::int64_t after_seq, int limit) {
  std::vector<MoveRow> found;
  tx.each(
      R"(
      SELECT seq, project, line, from_account, to_account, amount_fen, from_document, document, at_ms
      FROM line_move WHERE unit_id = $1 AND project = $2 AND line = $3 AND seq > $4 ORDER BY seq, part LIMIT $5)",
      [&](const db::Row& row) {
        found.push_back({row.int64(0),
                         {row.string(1), row.string(2)},
                         *find_account(row.text(3)),
                         *find_account(row.text(4)),
                         Money::from_fen(row.int64(5)),
                         row.string(6),
                         row.string(7),
                         Instant{std::chrono::milliseconds{row.int64(8)}}});
      },
      unit, key.project, key.line, after_seq, limit);
  return found;
}

std::string next_number(db::ReadTx& tx, UnitId unit, std::string_view letter, int year) {
  const auto series = fmt::format("{}-{}", letter, year);
  const auto last =
      tx.one_int64("SELECT last_no FROM document_series WHERE unit_id = $1 AND series = $2", unit, series);
  return fmt::format("{}-{:04}", series, last.value_or(0) + 1);
}

void keep_number(db::WriteTx& tx, UnitId unit, std::string_view number) {
  const auto cut = number.rfind('-');
  ensure(cut != std::string_view::npos, "a document's number has a series");
  const auto series = number.substr(0, cut);
  std::int64_t no = 0;
  for (const char digit : number.substr(cut + 1)) {
    ensure(is_digit(digit), "a document's number ends in digits");
    no = no * 10 + (digit - '0');
  }
  const auto changed =
      tx.exec("UPDATE document_series SET last_no = $3 WHERE unit_id = $1 AND series = $2", unit, series, no);
  if (changed == 0)
    tx.exec("INSERT INTO document_series (unit_id, series, last_no) VALUES ($1, $2, $3)", unit, series, no);
}

}  // namespace hallbook::funds
