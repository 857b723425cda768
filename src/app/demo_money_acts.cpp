// Each act of the sample's money, by the person whose duty it is.
#include <fmt/format.h>

#include "app/demo_money.h"
#include "base/ensure.h"
#include "base/money_math.h"
#include "funds/budget_sheet.h"
#include "funds/invoice_register.h"

namespace hallbook::app {
namespace {

using namespace funds;

template <class T>
T sample_must(Result<T> result, std::source_location at = std::source_location::current()) {
  if (!result) broken_invariant(result.error().message.en, at);
  return std::move(*result);
}
void sample_must(const Result<>& result, std::source_location at = std::source_location::current()) {
  if (!result) broken_invariant(result.error().message.en, at);
}

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

bool needs_director(Money amount, std::string_view type) { return amount > yuan(type == "scheduled" ? 20'000 : 5'000); }

}  // namespace

MoneyYear::MoneyYear(journal::Books& books, UnitId unit, std::string_view project, int year)
    : books_{books}, unit_{unit}, project_{project}, year_{year}, rules_{load_rules(books.tx, unit)} {}

/// Ten in the morning of the day.
Acting MoneyYear::as(std::string_view person, Date on) const {
  return {unit_,
          {fmt::format("user:{}", person)},
          Instant{std::chrono::sys_days{on} + std::chrono::hours{2}},
          std::string{person}};
}

void MoneyYear::budget(const std::filesystem::path& sheet, Date on) {
  const auto lines = sample_must(read_budget_sheet(sheet));
  const Paper paper{fmt::format("示例财预〔{}〕12号", year_), on, "", "示例区财政局"};
  sample_must(approve_budget(books_, as("zhao", on), project_, paper, lines));
}

void MoneyYear::plan(std::string_view no, PlanKind kind, const std::vector<Part>& parts, Date on) {
  PlanOfUse plan{line(no), kind, {}, "", ""};
  for (const Part& part : parts)
    plan.parts.push_back({{day(part.first_month, 1),
                           Date{std::chrono::year{year_} / std::chrono::month{part.last_month} / std::chrono::last}},
                          yuan(part.yuan)});
  sample_must(set_plan(books_, as("zhao", on), plan));
}

void MoneyYear::release(std::string_view no, std::int64_t percent, std::string_view document, Date on) {
  const auto found = find_line(books_.tx, unit_, line(no));
  ensure(found.has_value(), "the sample releases money of a line that is not there");
  const Money amount = Money::from_fen(found->approved.fen() / 100 * percent) - found->released;
  sample_must(release_budget(books_, as("zhao", on), line(no), amount,
                             {fmt::format("示例国拨〔{}〕{}号", year_, document), on, "", "示例区财政局"}));
}

void MoneyYear::transfer(std::string_view from, std::string_view to, std::int64_t amount, Date on,
                         std::string_view reason) {
  const Paper paper{fmt::format("示例财调〔{}〕7号", year_), on, std::string{reason}, "示例区财政局"};
  sample_must(
      transfer_budget(books_, as("zhao", on), {project_, std::string{from}, std::string{to}, yuan(amount), paper, ""}));
}

std::string MoneyYear::sign(Contract contract) {
  contract.project = project_;
  contract.buyer = "zhao";
  contract.quoted = true;
  contract.starts_on = contract.signed_on;
  contract.ends_on = day(12, 31);
  const Date on = contract.signed_on;
  const auto made = sample_must(sign_contract(books_, as("zhao", on), std::move(contract)));
  const Date told = plus_days(on, 1);
  sample_must(publish_contract(books_, as("zhao", told), made.number, told, "示例政务网 合同公告 " + made.number));
  return made.number;
}

std::string MoneyYear::ask(const Wish& wish) {
  const RequestContent content{line(wish.line),
                               std::string{wish.type},
                               std::string{wish.payee},
                               yuan(wish.yuan),
                               std::string{wish.purpose},
                               wish.indicator,
                               "",
                               wish.pay_on,
                               {{"quotation", fmt::format("示例报价单 {}", iso(wish.on)), ""}}};
  return sample_must(make_request(books_, as("li", wish.on), rules_, content)).no;
}

void MoneyYear::approve(const std::string& request, std::string_view person, Date on) {
  sample_must(approve_request(books_, as(person, on), rules_, request, ""));
}

std::string MoneyYear::pay(const std::string& request, Date on) {
  const auto found = sample_must(find_request(books_.tx, unit_, request));
  if (found.content.contract.empty() && found.later_papers.empty())
    sample_must(add_papers(books_, as("li", on), request,
                           {{"acceptance", "示例验收单 " + request, ""}, {"invoice", "示例发票 " + request, ""}}));
  const auto voucher = fmt::format("ZF{}{:06}", year_, ++vouchers_);
  return sample_must(pay_request(books_, as("feng", on), rules_, {request, std::nullopt, voucher, on, Rest::keep})).no;
}

std::string MoneyYear::buy(const Wish& wish) {
  const auto request = ask(wish);
  approve(request, "zhao", plus_days(wish.on, 1));
  if (needs_director(yuan(wish.yuan), wish.type)) approve(request, "chen", plus_days(wish.on, 2));
  return pay(request, wish.pay_on);
}

void MoneyYear::refuse(const Wish& wish, std::string_view reason) {
  const auto request = ask(wish);
  sample_must(refuse_request(books_, as("zhao", plus_days(wish.on, 1)), rules_, request, reason));
}

void MoneyYear::come_back(const Wish& wish, std::string_view reason) {
  const auto request = ask(wish);
  approve(request, "zhao", plus_days(wish.on, 1));
  const Date paid = plus_days(wish.pay_on, -6);
  const auto payment = pay(request, paid);
  const Date back = plus_days(paid, 3);
  sample_must(
      return_payment(books_, as("feng", back), {payment, yuan(wish.yuan), back, Rest::keep, std::string{reason}, ""}));
  pay(request, wish.pay_on);
}

void MoneyYear::except(Date on, Date until, std::string_view reason) {
  sample_must(
      allow_exception(books_, as("chen", on), rules_, {"*", "approve", "pay", "zhao", std::string{reason}, until, ""}));
}

/// By key, as the register counted; a contract for a fixed sum has one line.
std::vector<AcceptanceLine> MoneyYear::delivered(const Contract& contract, const Bill& bill) {
  if (bill.fixed_yuan > 0) return {{"", {}, yuan(bill.fixed_yuan)}};
  const std::string some_key = contract.prices.empty() ? "-" : contract.prices.front().key;
  const auto found = sample_must(
      compare_with_register(books_.tx, unit_, {contract.number, bill.period, {{some_key, {}, false, {}}}, {}}));
  std::vector<AcceptanceLine> lines;
  for (const ReconcileLine& line : found.lines)
    if (line.registered.units() > 0 && line.due.value_or(Money{}) > Money{})
      lines.push_back({line.key, line.registered, *line.due});
  return lines;
}

void MoneyYear::accept(const Contract& contract, const Bill& bill, std::vector<AcceptanceLine> lines) {
  Acceptance acceptance;
  acceptance.contract = contract.number;
  acceptance.accepted_on = bill.accepted_on;
  acceptance.lines = std::move(lines);
  acceptance.finding = "数量与台账一致，质量合格";
  const auto made = sample_must(record_acceptance(books_, as("zhang", bill.accepted_on), std::move(acceptance)));
  sample_must(sign_acceptance(books_, as("li", bill.accepted_on), made.number));
}

std::string MoneyYear::invoice(const Contract& contract, Money amount, Date on) {
  Invoice invoice;
  invoice.text.number = fmt::format("2653{}{:012}", year_, ++invoices_);
  invoice.text.seller = contract.party;
  invoice.text.buyer = "示例政务服务管理局";
  invoice.text.issued_on = on;
  invoice.text.total = amount;
  invoice.text.source = "typed";
  invoice.contract = contract.number;
  std::vector<Text> warnings;
  return sample_must(record_invoice(books_, as("li", on), std::move(invoice), warnings)).text.number;
}

void MoneyYear::compare(const Contract& contract, const Bill& bill, const std::vector<AcceptanceLine>& lines) {
  if (!contract.subject) return;
  CompareOptions both{contract.number, bill.period, {}, {}};
  Money sum;
  for (const AcceptanceLine& line : lines) {
    both.bill.push_back({line.key, line.count, true, line.amount});
    sum = sum + line.amount;
  }
  if (contract.prices.empty()) both.bill = {{"", {}, false, sum}};  // repairs: many keys, some of them free of charge
  if (bill.one_too_many) {
    BillLine& first = both.bill.front();
    first.count = first.count + Quantity{1, 0};
    first.amount = first.amount + *price_of(contract, first.key);
  }
  sample_must(settle_reconciliation(books_, as("zhao", plus_days(bill.accepted_on, 1)), both,
                                    bill.one_too_many ? SettlementDecision::pay_register : SettlementDecision::agreed,
                                    bill.one_too_many ? "供应商多列一件，台账无此件，双方核对后按台账支付" : ""));
}

void MoneyYear::settle(const Bill& bill) {
  const auto contract = sample_must(find_contract(books_.tx, unit_, bill.contract));
  const auto lines = delivered(contract, bill);
  if (lines.empty()) return;  // a made-up quarter in which nothing was repaired
  Money amount;
  for (const AcceptanceLine& line : lines) amount = amount + line.amount;
  accept(contract, bill, lines);
  const Date next = plus_days(bill.accepted_on, 1);
  const auto number = invoice(contract, amount, next);
  compare(contract, bill, lines);
  const RequestContent content{line(contract.line),
                               "scheduled",
                               contract.party,
                               amount,
                               fmt::format("{}（{}）", contract.title, period_name(bill.period)),
                               bill.indicator,
                               contract.number,
                               bill.paid_on,
                               {{"contract", contract.number, ""},
                                {"acceptance", "验收书 " + iso(bill.accepted_on), ""},
                                {"invoice", number, ""},
                                {"list", "台账清单 " + period_name(bill.period), ""}}};
  const auto request = sample_must(make_request(books_, as("li", plus_days(next, 1)), rules_, content)).no;
  approve(request, "zhao", plus_days(next, 2));
  if (bill.waits) return;
  if (needs_director(amount, "scheduled")) approve(request, "chen", plus_days(next, 3));
  pay(request, bill.paid_on);
}

}  // namespace hallbook::app
