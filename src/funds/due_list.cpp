#include "funds/due_list.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "funds/acceptance_store.h"
#include "funds/contract_ops.h"
#include "funds/contract_store.h"
#include "funds/purchase_sums.h"
#include "funds/treasury.h"
#include "identity/adoption.h"

namespace hallbook::funds {
namespace {

constexpr int days_ahead = 30;  // R-DUE-06

int days_late(std::optional<Date> due_on, Date today) { return due_on ? std::max(0, days_between(*due_on, today)) : 0; }

bool is_near(std::optional<Date> due_on, Date today) { return !due_on || days_between(today, *due_on) <= days_ahead; }

/// What was paid under a contract by the end of a day: the kept sum, unless something was paid later.
Money paid_by(db::ReadTx& tx, UnitId unit, const std::string& contract, Money kept, std::optional<Date> last_paid_on,
              Date on) {
  return last_paid_on && *last_paid_on > on ? load_paid_under(tx, unit, contract, on) : kept;
}

void add_payments(std::vector<DueItem>& items, db::ReadTx& tx, UnitId unit, Date today) {
  for (const auto& row : due_rows(claims_on(tx, unit, today), today)) {
    if (!is_near(row.due_on, today)) continue;
    Text text{fmt::format("应付 {} {} 元（合同 {}）", row.claim.payee, to_yuan(row.unpaid), row.claim.contract),
              fmt::format("{} yuan to {} (contract {})", to_yuan(row.unpaid), row.claim.payee, row.claim.contract)};
    if (row.interest > Money{}) {
      text.zh += fmt::format("，逾期 {} 天，利息 {} 元", row.days_late, to_yuan(row.interest));
      text.en += fmt::format(", {} days late, interest {} yuan", row.days_late, to_yuan(row.interest));
    }
    items.push_back(
        {"pay", row.claim.acceptance, row.due_on, row.days_late, row.unpaid, row.interest, std::move(text)});
  }
}

/// The first instalments that what was paid does not cover.
void add_instalments(std::vector<DueItem>& items, const Contract& contract, Money paid, Date today) {
  for (const auto& part : contract.schedule) {
    const Money covered = std::min(paid, part.amount);
    paid = paid - covered;
    if (covered == part.amount || !is_near(part.due_on, today)) continue;
    const Money open = part.amount - covered;
    items.push_back(
        {"instalment",
         contract.number,
         part.due_on,
         days_late(part.due_on, today),
         open,
         {},
         {fmt::format("合同 {} 本期应付 {} 元：{}", contract.number, to_yuan(open), part.condition),
          fmt::format("instalment of contract {}: {} yuan, {}", contract.number, to_yuan(open), part.condition)}});
  }
}

/// R-DUE-04: without the calendar of the year no day is guessed.
void add_publication(std::vector<DueItem>& items, const Contract& contract, Date today, const WorkCalendar& calendar) {
  if (contract.published_on) return;
  const auto due = publish_by(contract.signed_on, calendar);
  const auto due_on = due ? std::optional{*due} : std::nullopt;
  items.push_back({"publish",
                   contract.number,
                   due_on,
                   days_late(due_on, today),
                   {},
                   {},
                   {fmt::format("合同 {} 未公开：{}", contract.number, contract.title),
                    fmt::format("contract {} is not published: {}", contract.number, contract.title)}});
}

/// R-DUE-05.
void add_end(std::vector<DueItem>& items, const EndingContract& contract, Date today) {
  const auto alarm = end_alarm(contract.ends_on, today);
  if (alarm == EndAlarm::none) return;
  const bool ended = alarm == EndAlarm::ended;
  const int left = days_between(today, contract.ends_on);
  items.push_back({ended ? "contract_ended" : "contract_ends",
                   contract.number,
                   contract.ends_on,
                   ended ? -left : 0,
                   {},
                   {},
                   ended
                       ? Text{fmt::format("合同 {} 已于 {} 到期，请办理结束", contract.number, iso(contract.ends_on)),
                              fmt::format("contract {} ended on {}; close it", contract.number, iso(contract.ends_on))}
                       : Text{fmt::format("合同 {} 还有 {} 天到期", contract.number, left),
                              fmt::format("contract {} ends in {} days", contract.number, left)}});
}

void add_signatures(std::vector<DueItem>& items, db::ReadTx& tx, UnitId unit) {
  for (const auto& acceptance : load_waiting_acceptances(tx, unit))
    items.push_back(
        {"sign_acceptance",
         acceptance.number,
         std::nullopt,
         0,
         acceptance.amount,
         {},
         {fmt::format("验收书 {} 还缺 {} 人签字", acceptance.number, needed_signers - acceptance.signers.size()),
          fmt::format("acceptance {} lacks {} signatures", acceptance.number,
                      needed_signers - acceptance.signers.size())}});
}

Text splitting_words(const PurchaseLimit& limit, const PurchaseSum& found) {
  return {fmt::format("{} 年科目 {} 分 {} 次采购合计 {} 元，达到“{}”标准 {} 元", found.year, limit.category,
                      found.purchases, to_yuan(found.sum), limit.way.zh, to_yuan(limit.from)),
          fmt::format("{}: {} purchases of category {} come to {} yuan; from {} on: {}", found.year, found.purchases,
                      limit.category, to_yuan(found.sum), to_yuan(limit.from), limit.way.en)};
}

/// The kept sums below a limit; one that they are not parted by is added up from the documents.
std::vector<PurchaseSum> sums_of_limit(db::ReadTx& tx, UnitId unit, const PurchaseLimit& limit,
                                       std::optional<int> year = std::nullopt) {
  if (purchase_floor(limit.from) == limit.from) return purchase_sums(tx, unit, limit, year);
  auto sums = sums_below(purchases(tx, unit), limit);
  std::erase_if(sums, [&](const PurchaseSum& sum) { return year && sum.year != *year; });
  return sums;
}

void add_findings(std::vector<DueItem>& items, db::ReadTx& tx, UnitId unit, const std::vector<PurchaseLimit>& limits) {
  for (const auto& limit : limits)
    for (const auto& found : sums_of_limit(tx, unit, limit))
      if (found.sum >= limit.from)
        items.push_back({"splitting", limit.category, std::nullopt, 0, found.sum, {}, splitting_words(limit, found)});
}

/// R-DUE-03: from January to the day itself, and later only when something was overdue.
void add_overdue_report(std::vector<DueItem>& items, db::ReadTx& tx, UnitId unit, Date today) {
  if (today > report_day(static_cast<int>(today.year()))) return;
  const auto report = overdue_of_year(tx, unit, static_cast<int>(today.year()) - 1);
  if (report.contracts == 0 || today > report.publish_by) return;
  items.push_back({"overdue_report",
                   std::to_string(report.year),
                   report.publish_by,
                   0,
                   report.unpaid,
                   {},
                   {fmt::format("3 月 31 日前公开 {} 年逾期未付中小企业款项：{} 份合同 {} 元", report.year,
                                report.contracts, to_yuan(report.unpaid)),
                    fmt::format("publish by 31 March what was overdue to small firms in {}: {} contracts, {} yuan",
                                report.year, report.contracts, to_yuan(report.unpaid))}});
}

}  // namespace

Text due_title(std::string_view kind) {
  const std::map<std::string_view, Text> titles{{"pay", {"付款到期", "Payment due"}},
                                                {"instalment", {"本期应付", "Instalment due"}},
                                                {"publish", {"合同未公开", "Contract not published"}},
                                                {"contract_ends", {"合同将到期", "Contract ends soon"}},
                                                {"contract_ended", {"合同已到期", "Contract has ended"}},
                                                {"sign_acceptance", {"验收待签字", "Acceptance to sign"}},
                                                {"treasury", {"国库付款待处理", "Treasury payment waits"}},
                                                {"splitting", {"同类采购合计超标准", "Purchases add up"}},
                                                {"overdue_report", {"逾期付款公开", "Report of overdue payments"}}};
  return titles.at(kind);
}

std::vector<Claim> claims_on(db::ReadTx& tx, UnitId unit, Date on) {
  std::vector<Claim> claims;
  std::map<std::string, Money> paid;
  for (const auto& owed : load_owed_acceptances(tx, unit, on)) {
    const auto& contract = owed.contract;
    if (!paid.contains(contract.number))
      paid[contract.number] = paid_by(tx, unit, contract.number, owed.paid, owed.last_paid_on, on);
    auto& left = paid[contract.number];
    const Money covered = std::min(left, owed.amount);
    left = left - covered;
    claims.push_back(
        {contract.number, owed.number, contract.party, contract.terms, owed.accepted_on, owed.amount, covered});
  }
  return claims;
}

OverdueReport overdue_of_year(db::ReadTx& tx, UnitId unit, int year) {
  return overdue_report(claims_on(tx, unit, make_date(year, 12, 31)), year);
}

std::vector<Purchase> purchases(db::ReadTx& tx, UnitId unit) {
  std::vector<Purchase> found;
  for (const auto& contract : contracts(tx, unit)) found.push_back(contract_purchase(contract));
  for (auto& request : load_plain_purchases(tx, unit)) found.push_back(std::move(request));
  return found;
}

std::vector<PurchaseLimit> purchase_limits(db::ReadTx& tx, UnitId unit) {
  const auto adopted = identity::find_definition(tx, unit, "funds", "purchasing");
  static const auto shipped = shipped_purchase_limits();
  if (!adopted) return shipped;
  auto limits = read_purchase_limits(adopted->text);
  ensure(limits.has_value(), "adopted purchase limits do not read");
  return std::move(*limits);
}

Purchase purchase_of(const Line& line, const RequestContent& content, std::string no, int year) {
  const auto quotations = std::ranges::count(content.papers, "quotation", &PaperFile::kind);
  return {line.economic_class, year, std::move(no), content.payee, content.amount, quotations >= wanted_quotations};
}

std::vector<Text> splitting_warnings(db::ReadTx& tx, UnitId unit, const Purchase& next) {
  std::vector<Text> warnings;
  for (const auto& limit : purchase_limits(tx, unit)) {
    if (limit.category != next.category || next.by_that_way || next.amount >= limit.from) continue;
    PurchaseSum with_next{next.year, 1, next.amount};
    for (const auto& sum : sums_of_limit(tx, unit, limit, next.year))
      with_next = {next.year, sum.purchases + 1, sum.sum + next.amount};
    if (with_next.sum >= limit.from) warnings.push_back(splitting_words(limit, with_next));
  }
  return warnings;
}

std::vector<DueItem> due_items(db::ReadTx& tx, UnitId unit, Date today, const WorkCalendar& calendar,
                               const std::vector<PurchaseLimit>& limits) {
  std::vector<DueItem> items;
  add_payments(items, tx, unit, today);
  for (const auto& watched : load_contracts_to_watch(tx, unit, today)) {
    const auto& contract = watched.contract;
    add_instalments(items, contract, paid_by(tx, unit, contract.number, watched.paid, watched.last_paid_on, today),
                    today);
    add_publication(items, contract, today, calendar);
  }
  for (const auto& ending : load_ending_contracts(tx, unit, plus_days(today, end_alarm_days)))
    add_end(items, ending, today);
  add_signatures(items, tx, unit);
  for (const auto& waiting : waiting_rows(tx, unit))
    items.push_back({"treasury",
                     waiting.kept.row.voucher,
                     std::nullopt,
                     0,
                     waiting.kept.row.amount,
                     {},
                     {fmt::format("国库付款 {}（{} {} 元）待处理：{}", waiting.kept.row.voucher, waiting.kept.row.payee,
                                  to_yuan(waiting.kept.row.amount), waiting.match.reason.zh),
                      fmt::format("treasury payment {} ({}, {} yuan) waits: {}", waiting.kept.row.voucher,
                                  waiting.kept.row.payee, to_yuan(waiting.kept.row.amount), waiting.match.reason.en)}});
  add_findings(items, tx, unit, limits);
  add_overdue_report(items, tx, unit, today);
  std::ranges::stable_sort(items, [](const DueItem& a, const DueItem& b) {
    if (a.due_on.has_value() != b.due_on.has_value()) return a.due_on.has_value();
    return a.due_on < b.due_on;
  });
  return items;
}

}  // namespace hallbook::funds
