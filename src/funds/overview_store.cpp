// What pages of the money read. Sums come from the same tables that move() writes.
#include "funds/overview.h"
#include "funds/request_store.h"

namespace hallbook::funds {

std::vector<PayeeSum> payee_sums(db::ReadTx& tx, UnitId unit, std::string_view project) {
  std::vector<PayeeSum> found;
  tx.each(
      R"(
      SELECT line, payee, held_fen, committed_fen, executed_fen FROM payee_sum
      WHERE unit_id = $1 AND project = $2
      ORDER BY line, held_fen + committed_fen + executed_fen DESC, payee)",
      [&](const db::Row& row) {
        found.push_back({row.string(0), row.string(1), Money::from_fen(row.int64(2)), Money::from_fen(row.int64(3)),
                         Money::from_fen(row.int64(4))});
      },
      unit, project);
  return found;
}

// R-FND-61
MovePage moves_page(db::ReadTx& tx, UnitId unit, const MoveFilter& filter) {
  MovePage page;
  tx.each(
      R"(
      SELECT seq, project, line, from_account, to_account, amount_fen, from_document, document, at_ms
      FROM line_move
      WHERE unit_id = $1 AND project = $2 AND line = $3 AND ($4 = 0 OR seq < $4)
            AND ($5 = '' OR from_account = $5 OR to_account = $5)
            AND ($6 = '' OR document = $6 OR from_document = $6)
      ORDER BY seq DESC, part DESC LIMIT $7)",
      [&](const db::Row& row) {
        page.rows.push_back({row.int64(0),
                             {row.string(1), row.string(2)},
                             *find_account(row.text(3)),
                             *find_account(row.text(4)),
                             Money::from_fen(row.int64(5)),
                             row.string(6),
                             row.string(7),
                             Instant{std::chrono::milliseconds{row.int64(8)}}});
      },
      unit, filter.project, filter.line, filter.before, filter.account, filter.document,
      static_cast<std::int64_t>(filter.limit) + 1);
  if (page.rows.size() <= filter.limit) return page;
  // An event's rows are not parted: the page ends before the event that it cannot show whole.
  const auto cut = page.rows.back().seq;
  const auto whole = std::ranges::find(page.rows, cut, &MoveRow::seq);
  if (whole != page.rows.begin())
    page.rows.erase(whole, page.rows.end());
  else
    page.rows.pop_back();
  page.next = page.rows.back().seq;
  return page;
}

// R-FND-64
std::vector<Request> newest_requests(db::ReadTx& tx, UnitId unit, const DocumentFilter& filter) {
  std::vector<std::string> numbers;
  tx.each(
      R"(
      SELECT no FROM fund_request
      WHERE unit_id = $1
            AND ($2 = '' OR made_seq < (SELECT f.made_seq FROM fund_request f WHERE f.unit_id = $1 AND f.no = $2))
            AND ($3 = '' OR project = $3) AND ($4 = '' OR line = $4)
            AND ($5 = '' OR state = $5) AND ($6 = '' OR payee = $6) AND ($7 = '' OR kind = $7)
      ORDER BY made_seq DESC LIMIT $8)",
      [&](const db::Row& row) { numbers.push_back(row.string(0)); }, unit, filter.before, filter.project, filter.line,
      filter.state, filter.payee, filter.type, static_cast<std::int64_t>(filter.limit));
  std::vector<Request> found;
  for (const auto& no : numbers) found.push_back(*load_request(tx, unit, no));
  return found;
}

std::vector<Payment> newest_payments(db::ReadTx& tx, UnitId unit, const DocumentFilter& filter) {
  std::vector<std::string> numbers;
  tx.each(
      R"(
      SELECT no FROM payment
      WHERE unit_id = $1
            AND ($2 = '' OR seq < (SELECT p.seq FROM payment p WHERE p.unit_id = $1 AND p.no = $2))
            AND ($3 = '' OR project = $3) AND ($4 = '' OR line = $4)
            AND ($5 = '' OR state = $5) AND ($6 = '' OR payee = $6) AND ($7 = '' OR SUBSTR(paid_on, 1, 7) = $7)
            AND ($8 = '' OR no = $8)
      ORDER BY seq DESC LIMIT $9)",
      [&](const db::Row& row) { numbers.push_back(row.string(0)); }, unit, filter.before, filter.project, filter.line,
      filter.state, filter.payee, filter.month, filter.number, static_cast<std::int64_t>(filter.limit));
  std::vector<Payment> found;
  for (const auto& no : numbers) found.push_back(*load_payment(tx, unit, no));
  return found;
}

std::vector<ReturnRow> returns_of(db::ReadTx& tx, UnitId unit, std::string_view payment) {
  std::vector<ReturnRow> found;
  tx.each(
      R"(
      SELECT seq, amount_fen, returned_on, reason, recorded_by FROM payment_return
      WHERE unit_id = $1 AND payment = $2 ORDER BY seq)",
      [&](const db::Row& row) {
        found.push_back({row.int64(0), Money::from_fen(row.int64(1)), row.date(2), row.string(3), row.string(4)});
      },
      unit, payment);
  return found;
}

PayeeHistory payee_history(db::ReadTx& tx, UnitId unit, std::string_view payee, int at_most) {
  PayeeHistory history;
  tx.each(
      "SELECT COUNT(*), SUM(amount_fen - returned_fen) FROM payment WHERE unit_id = $1 AND payee = $2",
      [&](const db::Row& row) {
        history.payments = row.int64(0);
        history.paid = Money::from_fen(row.is_null(1) ? 0 : row.int64(1));
      },
      unit, payee);
  DocumentFilter filter;
  filter.payee = payee;
  filter.limit = static_cast<std::size_t>(at_most);
  history.latest = newest_payments(tx, unit, filter);
  return history;
}

std::vector<std::int64_t> request_seqs(db::ReadTx& tx, UnitId unit, const Request& request) {
  std::set<std::int64_t> seqs{request.made_seq, request.content_seq};
  const auto add = [&](const db::Row& row) { seqs.insert(row.int64(0)); };
  tx.each("SELECT seq FROM line_move WHERE unit_id = $1 AND document = $2", add, unit, request.no);
  tx.each("SELECT seq FROM approval WHERE unit_id = $1 AND request = $2", add, unit, request.no);
  tx.each("SELECT seq FROM request_paper WHERE unit_id = $1 AND request = $2", add, unit, request.no);
  tx.each("SELECT seq FROM payment WHERE unit_id = $1 AND request = $2", add, unit, request.no);
  tx.each(R"(
      SELECT r.seq FROM payment p JOIN payment_return r ON r.unit_id = p.unit_id AND r.payment = p.no
      WHERE p.unit_id = $1 AND p.request = $2)",
          add, unit, request.no);
  // What went back to its contract stands there under the contract's number.
  if (!request.content.contract.empty())
    tx.each("SELECT seq FROM line_move WHERE unit_id = $1 AND document = $2 AND from_document = $3", add, unit,
            request.content.contract, request.no);
  return {seqs.begin(), seqs.end()};
}

std::vector<Request> waiting_requests(db::ReadTx& tx, UnitId unit, int at_most) {
  std::vector<std::string> numbers;
  tx.each(
      "SELECT no FROM fund_request WHERE unit_id = $1 AND state = 'asked' ORDER BY made_seq LIMIT $2",
      [&](const db::Row& row) { numbers.push_back(row.string(0)); }, unit, at_most);
  std::vector<Request> found;
  for (const auto& no : numbers) found.push_back(*load_request(tx, unit, no));
  return found;
}

}  // namespace hallbook::funds
