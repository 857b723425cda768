// Tables of payments.
#include "funds/payment_store.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "funds/accrual.h"
#include "funds/contract_store.h"
#include "funds/event_fields.h"

namespace hallbook::funds {
namespace {

constexpr int most_paid_alike = 3;

std::string_view rest_name(Rest rest) { return rest == Rest::keep ? "keep" : "release"; }
Rest rest_in(const Json& body) { return body.at("rest").string() == "keep" ? Rest::keep : Rest::release; }

Payment payment_of(const db::Row& row) {
  return {row.string(0),
          row.string(1),
          {row.string(2), row.string(3)},
          row.string(4),
          row.string(5),
          row.date(6),
          Money::from_fen(row.int64(7)),
          Money::from_fen(row.int64(8)),
          Money::from_fen(row.int64(9)),
          row.string(10),
          row.int64(11),
          row.string(12)};
}

}  // namespace

Json PaymentRecorded::to_json() const {
  return Json::Object{{"no", no},
                      {"request", request},
                      {"voucher", voucher},
                      {"paid_on", iso(paid_on)},
                      {"amount_fen", amount.fen()},
                      {"rest", rest_name(rest)},
                      {"by", by}};
}
PaymentRecorded PaymentRecorded::from_json(const Json& body) {
  return {body.at("no").string(),     body.at("request").string(),   body.at("voucher").string(),
          event_day(body, "paid_on"), event_fen(body, "amount_fen"), rest_in(body),
          body.at("by").string()};
}

Json PaymentReturned::to_json() const {
  return Json::Object{{"no", no},
                      {"amount_fen", amount.fen()},
                      {"returned_on", iso(returned_on)},
                      {"rest", rest_name(rest)},
                      {"reason", reason},
                      {"by", by}};
}
PaymentReturned PaymentReturned::from_json(const Json& body) {
  return {body.at("no").string(), event_fen(body, "amount_fen"), event_day(body, "returned_on"),
          rest_in(body),          body.at("reason").string(),    body.at("by").string()};
}

// R-FND-42
void apply(journal::Books& books, const journal::Meta& meta, const PaymentRecorded& event) {
  auto& tx = books.tx;
  const auto request = load_request(tx, meta.unit, event.request);
  ensure(request.has_value(), "a payment names a request that is not there");
  const LineKey& key = request->content.line;
  const std::string& contract = request->content.contract;
  const auto before = contract_standing(tx, meta.unit, contract);
  move(tx, meta, {key, Account::committed, Account::executed, event.amount, event.request});
  change_executed(tx, meta.unit, key, event.paid_on, event.amount.fen());
  const Money left = hold_of(tx, meta.unit, key, event.request).committed;
  const bool released = event.rest == Rest::release;
  if (released) give_back(tx, meta, *request, Account::committed, left);
  if (released || left == Money{}) set_request_state(tx, meta.unit, event.request, RequestState::paid);
  tx.exec(R"(
      INSERT INTO payment (unit_id, no, request, project, line, payee, voucher, paid_on, amount_fen, returned_fen,
             freed_fen, state, seq, recorded_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, 'paid', $11, $12))",
          meta.unit, event.no, event.request, key.project, key.line, request->content.payee, event.voucher,
          event.paid_on, event.amount.fen(), released ? left.fen() : 0, meta.seq, event.by);
  keep_number(tx, meta.unit, event.no);
  count_paid_under(tx, meta.unit, contract, event.amount.fen(), event.paid_on);
  record_act(tx, meta, request->chain, "pay", event.by, event.no);
  const auto payment = load_payment(tx, meta.unit, event.no);
  const Fact fact = payment_fact(*find_line(tx, meta.unit, key), *payment, "payment", event.paid_on, event.amount);
  book(tx, meta, facts_of_payment(fact, contract, before));
}

void apply(journal::Books& books, const journal::Meta& meta, const PaymentReturned& event) {
  auto& tx = books.tx;
  const auto payment = load_payment(tx, meta.unit, event.no);
  ensure(payment.has_value(), "a return names a payment that is not there");
  const auto request = load_request(tx, meta.unit, payment->request);
  ensure(request.has_value(), "a payment's request vanished");
  const auto before = contract_standing(tx, meta.unit, request->content.contract);
  if (event.rest == Rest::keep) {
    move(tx, meta, {payment->line, Account::executed, Account::committed, event.amount, payment->request});
    set_request_state(tx, meta.unit, payment->request, RequestState::approved);
  } else {
    give_back(tx, meta, *request, Account::executed, event.amount);
  }
  change_executed(tx, meta.unit, payment->line, payment->paid_on, -event.amount.fen());
  count_paid_under(tx, meta.unit, request->content.contract, -event.amount.fen(), payment->paid_on);
  const Money returned = payment->returned + event.amount;
  tx.exec("UPDATE payment SET returned_fen = $3, state = $4 WHERE unit_id = $1 AND no = $2", meta.unit, event.no,
          returned.fen(), returned == payment->amount ? "returned" : "part_returned");
  tx.exec(R"(
      INSERT INTO payment_return (unit_id, payment, seq, amount_fen, returned_on, reason, recorded_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7))",
          meta.unit, event.no, meta.seq, event.amount.fen(), event.returned_on, event.reason, event.by);
  record_act(tx, meta, request->chain, "pay", event.by, event.no);
  const Fact fact =
      payment_fact(*find_line(tx, meta.unit, payment->line), *payment, "returned", event.returned_on, event.amount);
  book(tx, meta, facts_of_return(fact, request->content.contract, before));
}

std::optional<Payment> load_payment(db::ReadTx& tx, UnitId unit, std::string_view no) {
  std::optional<Payment> found;
  tx.each(
      R"(
      SELECT no, request, project, line, payee, voucher, paid_on, amount_fen, returned_fen, freed_fen, state, seq,
             recorded_by
      FROM payment WHERE unit_id = $1 AND no = $2)",
      [&](const db::Row& row) { found = payment_of(row); }, unit, no);
  return found;
}

std::vector<Payment> payments_of(db::ReadTx& tx, UnitId unit, std::string_view request) {
  std::vector<Payment> found;
  tx.each(
      R"(
      SELECT no, request, project, line, payee, voucher, paid_on, amount_fen, returned_fen, freed_fen, state, seq,
             recorded_by
      FROM payment WHERE unit_id = $1 AND request = $2 ORDER BY seq)",
      [&](const db::Row& row) { found.push_back(payment_of(row)); }, unit, request);
  return found;
}

std::vector<Payment> list_payments(db::ReadTx& tx, UnitId unit, const LineKey& line, int limit) {
  std::vector<Payment> found;
  tx.each(
      R"(
      SELECT no, request, project, line, payee, voucher, paid_on, amount_fen, returned_fen, freed_fen, state, seq,
             recorded_by
      FROM payment WHERE unit_id = $1 AND project = $2 AND ($3 = '' OR line = $3) ORDER BY paid_on, seq LIMIT $4)",
      [&](const db::Row& row) { found.push_back(payment_of(row)); }, unit, line.project, line.line, limit);
  return found;
}

std::optional<std::string> payment_with_voucher(db::ReadTx& tx, UnitId unit, std::string_view voucher) {
  return tx.one_text("SELECT no FROM payment WHERE unit_id = $1 AND voucher = $2", unit, voucher);
}

// R-FND-44
std::vector<Text> paid_alike(db::ReadTx& tx, UnitId unit, std::string_view payee, Money amount) {
  std::vector<Text> found;
  tx.each(
      R"(
      SELECT no, paid_on FROM payment
      WHERE unit_id = $1 AND payee = $2 AND amount_fen = $3 AND state <> 'returned' ORDER BY seq DESC LIMIT $4)",
      [&](const db::Row& row) {
        found.push_back(
            {fmt::format("{} 已于 {} 向 {} 支付过 {} 元", row.text(0), row.text(1), payee, to_yuan(amount)),
             fmt::format("{} of {} paid {} the same {} yuan", row.text(0), row.text(1), payee, to_yuan(amount))});
      },
      unit, payee, amount.fen(), most_paid_alike);
  return found;
}

}  // namespace hallbook::funds
