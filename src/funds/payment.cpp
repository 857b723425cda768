#include "funds/payment.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/text.h"
#include "funds/accrual.h"
#include "funds/named_papers.h"
#include "funds/payment_store.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_voucher = 40;
constexpr std::size_t longest_return_reason = 300;

// R-FND-40
Result<> check_voucher_number(db::ReadTx& tx, UnitId unit, const Line& line, std::string_view voucher) {
  if (trim(voucher).empty())
    return refuse(RefusalCode::invalid, {"缺少支付凭证号", "the treasury's voucher number is missing"}, "voucher");
  if (auto sound = check_text(voucher, longest_voucher); !sound) {
    sound.error().field = "voucher";
    return sound;
  }
  const auto other = payment_with_voucher(tx, unit, voucher);
  if (!other) return {};
  const auto rest = free_and_holders(tx, unit, line);
  return refuse(RefusalCode::conflict,
                {fmt::format("支付凭证号 {} 已用于 {}；凭证有误应退回重开，不能改号。{}", voucher, *other, rest.zh),
                 fmt::format("voucher {} is used by {}; a wrong voucher is issued anew, never corrected. {}", voucher,
                             *other, rest.en)},
                "voucher");
}

Result<Request> payable(db::ReadTx& tx, UnitId unit, std::string_view no) {
  auto request = find_request(tx, unit, no);
  if (!request || request->state == RequestState::approved) return request;
  if (request->state == RequestState::asked)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("{} 还没有审完，不能支付", request->no),
                   fmt::format("{} is not approved yet and cannot be paid", request->no)},
                  "request");
  return refuse(RefusalCode::wrong_state,
                {fmt::format("{} 的状态是“{}”，没有可支付的钱", request->no, request_state_name(request->state)),
                 fmt::format("{} is {} and has nothing to pay", request->no, request_state_name(request->state))},
                "request");
}

Result<> check_committed(db::ReadTx& tx, UnitId unit, const Line& line, const Request& request, Money amount) {
  const Money committed = hold_of(tx, unit, line.key, request.no).committed;
  if (amount > Money{} && amount <= committed) return {};
  const auto rest = free_and_holders(tx, unit, line);
  return refuse(
      amount > Money{} ? RefusalCode::over_limit : RefusalCode::invalid,
      {fmt::format("{} 还可支付 {} 元，不能支付 {} 元；{}", request.no, to_yuan(committed), to_yuan(amount), rest.zh),
       fmt::format("{} has {} yuan left to pay, {} cannot be paid; {}", request.no, to_yuan(committed), to_yuan(amount),
                   rest.en)},
      "amount");
}

}  // namespace

Fact payment_fact(const Line& line, const Payment& payment, std::string kind, Date on, Money amount) {
  return {std::move(kind), on,    payment.no, line.key.project, line.key.line, line.economic_class, line.source,
          payment.payee,   amount};
}

Result<> may_pay(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view no) {
  if (auto may = check_may(tx, acting, identity::Permission::funds_pay); !may) return may;
  const auto request = payable(tx, acting.unit, no);
  if (!request) return std::unexpected{request.error()};
  if (auto good = check_approvals(tx, acting.unit, rules, *request); !good) return good;
  const RequestType* type = rules.approvals.type(request->content.type);
  if (auto whole = missing_papers(type->papers_to_pay, request->content.papers, request->later_papers, type->title);
      !whole)
    return whole;
  if (auto named = check_named_papers_to_pay(tx, acting.unit, *request); !named) return named;
  return check_duty(tx, acting, rules, request->chain, "pay");
}

// R-FND-41
Result<Made> pay_request(journal::Books& books, const Acting& acting, const FundRules& rules, const NewPayment& asked) {
  auto& tx = books.tx;
  const auto fail = [](const auto& result) { return std::unexpected{result.error()}; };
  if (auto may = may_pay(tx, acting, rules, asked.request); !may) return fail(may);
  const auto request = payable(tx, acting.unit, asked.request);
  const auto line = open_line(tx, acting.unit, request->content.line);
  if (!line) return fail(line);
  const Money amount = asked.amount.value_or(hold_of(tx, acting.unit, line->key, request->no).committed);
  if (auto good = check_committed(tx, acting.unit, *line, *request, amount); !good) return fail(good);
  if (auto in = check_in_year(tx, acting.unit, line->key.project, asked.paid_on, "paid_on"); !in) return fail(in);
  if (auto good = check_voucher_number(tx, acting.unit, *line, asked.voucher); !good) return fail(good);
  if (auto in = check_plan_to_pay(tx, acting.unit, *line, asked.paid_on, amount); !in) return fail(in);
  const int year = static_cast<int>(asked.paid_on.year());
  Made made{next_number(tx, acting.unit, "P", year), paid_alike(tx, acting.unit, request->content.payee, amount)};
  Payment draft;
  draft.no = made.no;
  draft.payee = request->content.payee;
  const std::string& contract = request->content.contract;
  const Fact fact = payment_fact(*line, draft, "payment", asked.paid_on, amount);
  const auto facts = facts_of_payment(fact, contract, contract_standing(tx, acting.unit, contract));
  if (auto booked = check_booking(tx, acting.unit, facts); !booked) return fail(booked);
  journal::append(
      books, acting.unit, acting.actor, acting.at,
      PaymentRecorded{made.no, request->no, asked.voucher, asked.paid_on, amount, asked.rest, person_of(acting)});
  return made;
}

// R-FND-43
Result<> return_payment(journal::Books& books, const Acting& acting, const PaymentReturned& asked) {
  auto& tx = books.tx;
  if (auto may = check_may(tx, acting, identity::Permission::funds_pay); !may) return may;
  const auto payment = load_payment(tx, acting.unit, asked.no);
  if (!payment)
    return refuse(
        RefusalCode::not_found,
        {fmt::format("没有支付“{}”", quote(asked.no)), fmt::format("there is no payment “{}”", quote(asked.no))}, "no");
  const auto line = open_line(tx, acting.unit, payment->line);
  if (!line) return std::unexpected{line.error()};
  const Money left = payment->amount - payment->returned;
  if (asked.amount <= Money{} || asked.amount > left)
    return refuse(asked.amount > left ? RefusalCode::over_limit : RefusalCode::invalid,
                  {fmt::format("{} 还可退回 {} 元，不能退回 {} 元", payment->no, to_yuan(left), to_yuan(asked.amount)),
                   fmt::format("{} has {} yuan to return, {} cannot come back", payment->no, to_yuan(left),
                               to_yuan(asked.amount))},
                  "amount");
  if (trim(asked.reason).empty())
    return refuse(RefusalCode::invalid, {"退回要写原因", "a return needs a reason"}, "reason");
  if (auto sound = check_text(asked.reason, longest_return_reason); !sound) return sound;
  if (auto in = check_in_year(tx, acting.unit, payment->line.project, asked.returned_on, "returned_on"); !in) return in;
  if (asked.returned_on < payment->paid_on)
    return refuse(RefusalCode::invalid, {"退回日期早于支付日期", "it came back before it was paid"}, "returned_on");
  const Fact fact = payment_fact(*line, *payment, "returned", asked.returned_on, asked.amount);
  const auto request = load_request(tx, acting.unit, payment->request);
  ensure(request.has_value(), "a payment's request vanished");
  const std::string& contract = request->content.contract;
  const auto facts = facts_of_return(fact, contract, contract_standing(tx, acting.unit, contract));
  if (auto booked = check_booking(tx, acting.unit, facts); !booked) return booked;
  PaymentReturned event = asked;
  event.by = person_of(acting);
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return {};
}

}  // namespace hallbook::funds
