// Tables of requests and approvals.
#include "funds/request_store.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "funds/named_papers.h"
#include "funds/purchase_sums.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view state_names[] = {"asked", "approved", "paid", "refused", "cancelled"};
constexpr int most_alike = 3;

Request request_of(const db::Row& row) {
  Request request;
  request.no = row.string(0);
  request.chain = row.string(1);
  const auto content = Json::parse(row.text(2));
  ensure(content.has_value(), "a request's content does not read");
  request.content = RequestContent::from_json(*content);
  request.content_digest = row.digest(3);
  request.state = request_state_in(row.text(4));
  request.step = static_cast<int>(row.int64(5));
  request.made_seq = row.int64(6);
  request.content_seq = row.int64(7);
  request.made_on = row.date(8);
  request.made_by = row.string(9);
  request.why = row.string(10);
  return request;
}

/// The request takes its money: from its contract, or from what is free.
void take(db::WriteTx& tx, const journal::Meta& meta, const std::string& no, const RequestContent& content) {
  if (content.contract.empty())
    move(tx, meta, {content.line, Account::free, Account::held, content.amount, no});
  else
    move(tx, meta, {content.line, Account::committed, Account::held, content.amount, no, content.contract});
  change_asked(tx, meta.unit, content.line, content.pay_on, content.amount.fen());
}

Request request_there(db::ReadTx& tx, UnitId unit, std::string_view no) {
  auto request = load_request(tx, unit, no);
  ensure(request.has_value(), "an event names a request that is not there");
  return std::move(*request);
}

}  // namespace

std::string_view request_state_name(RequestState state) { return state_names[std::to_underlying(state)]; }
RequestState request_state_in(std::string_view name) {
  for (std::size_t i = 0; i < std::size(state_names); ++i)
    if (state_names[i] == name) return static_cast<RequestState>(i);
  throw BrokenInvariant{"a request has an unknown state"};
}

void give_back(db::WriteTx& tx, const journal::Meta& meta, const Request& request, Account from, Money amount) {
  const auto& content = request.content;
  if (content.contract.empty())
    move(tx, meta, {content.line, from, Account::free, amount, request.no});
  else
    move(tx, meta, {content.line, from, Account::committed, amount, content.contract, request.no});
  change_asked(tx, meta.unit, content.line, content.pay_on, -amount.fen());
}

void set_request_state(db::WriteTx& tx, UnitId unit, std::string_view no, RequestState state, std::string_view why) {
  const auto changed = tx.exec("UPDATE fund_request SET state = $3, why = $4 WHERE unit_id = $1 AND no = $2", unit, no,
                               request_state_name(state), why);
  ensure(changed == 1, "a request vanished");
}

void apply(journal::Books& books, const journal::Meta& meta, const RequestMade& event) {
  const RequestContent& content = event.content;
  books.tx.exec(R"(
      INSERT INTO fund_request (unit_id, no, chain, project, line, kind, contract, payee, amount_fen, pay_on, indicator,
             content, content_digest, content_seq, state, step, made_seq, made_on, made_by, why)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'asked', 0, $14, $15, $16, ''))",
                meta.unit, event.no, event.chain, content.line.project, content.line.line, content.type,
                content.contract, content.payee, content.amount.fen(), content.pay_on, content.indicator,
                content.to_json().canonical(), content.digest(), meta.seq, hall_date(meta.at), event.by);
  keep_number(books.tx, meta.unit, event.no);
  keep_named_invoices(books.tx, meta.unit, event.no, content.papers);
  take(books.tx, meta, event.no, content);
  if (const auto purchase = purchase_behind(books.tx, meta.unit, event.no, content, hall_date(meta.at)))
    count_purchase(books.tx, meta.unit, *purchase);
  record_act(books.tx, meta, event.chain, "request", event.by, event.no);
}

// R-FND-23
void apply(journal::Books& books, const journal::Meta& meta, const RequestChanged& event) {
  const Request before = request_there(books.tx, meta.unit, event.no);
  const Hold hold = hold_of(books.tx, meta.unit, before.content.line, event.no);
  give_back(books.tx, meta, before, Account::held, hold.held);
  give_back(books.tx, meta, before, Account::committed, hold.committed);
  const RequestContent& content = event.content;
  if (const auto purchase = purchase_behind(books.tx, meta.unit, event.no, before.content, before.made_on)) {
    uncount_purchase(books.tx, meta.unit, *purchase);
    count_purchase(books.tx, meta.unit, *purchase_behind(books.tx, meta.unit, event.no, content, before.made_on));
  }
  books.tx.exec(R"(
      UPDATE fund_request SET kind = $3, payee = $4, amount_fen = $5, pay_on = $6, indicator = $7, content = $8,
             content_digest = $9, content_seq = $10, state = 'asked', step = 0
      WHERE unit_id = $1 AND no = $2)",
                meta.unit, event.no, content.type, content.payee, content.amount.fen(), content.pay_on,
                content.indicator, content.to_json().canonical(), content.digest(), meta.seq);
  forget_named_invoices(books.tx, meta.unit, event.no);
  keep_named_invoices(books.tx, meta.unit, event.no, content.papers);
  keep_named_invoices(books.tx, meta.unit, event.no, before.later_papers);
  take(books.tx, meta, event.no, event.content);  // now that its payee is the new one
  books.tx.exec("UPDATE approval SET voided_seq = $3 WHERE unit_id = $1 AND request = $2 AND voided_seq = 0", meta.unit,
                event.no, meta.seq);
  record_act(books.tx, meta, before.chain, "request", event.by, event.no);
}

void apply(journal::Books& books, const journal::Meta& meta, const RequestEnded& event) {
  const Request request = request_there(books.tx, meta.unit, event.no);
  const Hold hold = hold_of(books.tx, meta.unit, request.content.line, event.no);
  give_back(books.tx, meta, request, Account::held, hold.held);
  give_back(books.tx, meta, request, Account::committed, hold.committed);
  const auto how = event.how == "refused" ? RequestState::refused : RequestState::cancelled;
  set_request_state(books.tx, meta.unit, event.no, hold.executed > Money{} ? RequestState::paid : how, event.reason);
  if (hold.executed > Money{}) return;  // what was paid stays a purchase
  if (const auto purchase = purchase_behind(books.tx, meta.unit, event.no, request.content, request.made_on))
    uncount_purchase(books.tx, meta.unit, *purchase);
}

void apply(journal::Books& books, const journal::Meta& meta, const PapersAdded& event) {
  std::int64_t part = 0;
  for (const PaperFile& paper : event.papers)
    books.tx.exec(R"(
      INSERT INTO request_paper (unit_id, request, seq, part, kind, name, digest) VALUES ($1, $2, $3, $4, $5, $6, $7))",
                  meta.unit, event.no, meta.seq, ++part, paper.kind, paper.name, paper.digest);
  keep_named_invoices(books.tx, meta.unit, event.no, event.papers);
}

void apply(journal::Books& books, const journal::Meta& meta, const RequestApproved& event) {
  const Request request = request_there(books.tx, meta.unit, event.no);
  books.tx.exec(R"(
      INSERT INTO approval (unit_id, request, seq, step, step_name, approver, content_digest, rule_version, head_seq,
             head_digest, note, voided_seq)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0))",
                meta.unit, event.no, meta.seq, event.step, event.step_name, event.approver, event.content_digest,
                event.rule_version, event.head_seq, event.head_digest, event.note);
  books.tx.exec("UPDATE fund_request SET step = $3 WHERE unit_id = $1 AND no = $2", meta.unit, event.no, event.step);
  record_act(books.tx, meta, request.chain, "approve", event.approver, event.no);
  if (!event.last) return;
  move(books.tx, meta, {request.content.line, Account::held, Account::committed, request.content.amount, event.no});
  set_request_state(books.tx, meta.unit, event.no, RequestState::approved);
}

void hand_on(db::WriteTx& tx, const journal::Meta& meta, std::string_view no, std::string_view contract, Money amount) {
  const Request request = request_there(tx, meta.unit, no);
  move(tx, meta,
       {request.content.line, Account::committed, Account::committed, amount, std::string{contract}, request.no});
  change_asked(tx, meta.unit, request.content.line, request.content.pay_on, -amount.fen());
}

std::optional<Request> load_request(db::ReadTx& tx, UnitId unit, std::string_view no) {
  std::optional<Request> found;
  tx.each(
      R"(
      SELECT no, chain, content, content_digest, state, step, made_seq, content_seq, made_on, made_by, why
      FROM fund_request WHERE unit_id = $1 AND no = $2)",
      [&](const db::Row& row) { found = request_of(row); }, unit, no);
  if (found)
    tx.each(
        "SELECT kind, name, digest FROM request_paper WHERE unit_id = $1 AND request = $2 ORDER BY seq, part",
        [&](const db::Row& row) { found->later_papers.push_back({row.string(0), row.string(1), row.string(2)}); }, unit,
        no);
  return found;
}

std::vector<Request> list_requests(db::ReadTx& tx, UnitId unit, const RequestFilter& filter) {
  std::vector<Request> found;
  tx.each(
      R"(
      SELECT no, chain, content, content_digest, state, step, made_seq, content_seq, made_on, made_by, why
      FROM fund_request
      WHERE unit_id = $1
            AND ($2 = '' OR made_seq > (SELECT f.made_seq FROM fund_request f WHERE f.unit_id = $1 AND f.no = $2))
            AND ($3 = '' OR project = $3) AND ($4 = '' OR line = $4)
            AND ($5 = '' OR state = $5) AND ($6 = '' OR payee = $6)
      ORDER BY made_seq LIMIT $7)",
      [&](const db::Row& row) { found.push_back(request_of(row)); }, unit, filter.after, filter.project, filter.line,
      filter.state, filter.payee, filter.limit);
  return found;
}

std::vector<Approval> approvals_of(db::ReadTx& tx, UnitId unit, std::string_view no) {
  std::vector<Approval> found;
  tx.each(
      R"(
      SELECT step, step_name, approver, content_digest, rule_version, head_seq, head_digest, note, seq
      FROM approval WHERE unit_id = $1 AND request = $2 AND voided_seq = 0 ORDER BY step)",
      [&](const db::Row& row) {
        found.push_back({static_cast<int>(row.int64(0)), row.string(1), row.string(2), row.digest(3), row.digest(4),
                         row.int64(5), row.digest(6), row.string(7), row.int64(8)});
      },
      unit, no);
  return found;
}

// R-FND-16
std::vector<Text> alike(db::ReadTx& tx, UnitId unit, std::string_view payee, Money amount) {
  std::vector<Text> found;
  tx.each(
      R"(
      SELECT no, made_on, state FROM fund_request
      WHERE unit_id = $1 AND payee = $2 AND amount_fen = $3 AND state IN ('asked', 'approved', 'paid')
      ORDER BY made_seq DESC LIMIT $4)",
      [&](const db::Row& row) {
        found.push_back({fmt::format("收款人和金额与 {}（{}，{}）相同：{} {} 元", row.text(0), row.text(1), row.text(2),
                                     payee, to_yuan(amount)),
                         fmt::format("same payee and amount as {} ({}, {}): {} {}", row.text(0), row.text(1),
                                     row.text(2), payee, to_yuan(amount))});
      },
      unit, payee, amount.fen(), most_alike);
  return found;
}

std::optional<Digest> journal_digest(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  std::optional<Digest> found;
  tx.each(
      "SELECT digest FROM journal WHERE unit_id = $1 AND seq = $2", [&](const db::Row& row) { found = row.digest(0); },
      unit, seq);
  return found;
}

}  // namespace hallbook::funds
