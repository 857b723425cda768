#include "base/money_math.h"
#include "funds/books_reports.h"

namespace hallbook::funds {
namespace {

Json trial_row_json(const TrialRow& row) {
  return Json::Object{{"before", to_yuan(row.before)},
                      {"debit", to_yuan(row.debit)},
                      {"credit", to_yuan(row.credit)},
                      {"after", to_yuan(row.after())},
                      {"postings", row.postings}};
}

}  // namespace

Json to_json(const TrialBalance& balance, Lang lang) {
  Json rows = Json::Array{};
  for (const auto& row : balance.rows) {
    Json one = trial_row_json(row);
    one["account"] = row.account->code;
    one["title"] = row.account->title.in(lang);
    one["side"] = side_name(side_of(row.account->kind));
    one["kind"] = account_kind_name(row.account->kind);
    rows.push_back(std::move(one));
  }
  return Json::Object{{"first", month_name(balance.months.first)},
                      {"last", month_name(balance.months.last)},
                      {"accounts", std::move(rows)},
                      {"totals", Json::Object{{"financial", trial_row_json(balance.total(BookSide::financial))},
                                              {"budget", trial_row_json(balance.total(BookSide::budget))}}}};
}

Json to_json(const AccountLedger& ledger, Lang lang) {
  Json rows = Json::Array{};
  for (const auto& row : ledger.rows) {
    const auto& in = row.posting.dimensions;
    rows.push_back(Json::Object{{"voucher", row.voucher},
                                {"booked_on", iso(row.booked_on)},
                                {"fact_on", iso(row.fact_on)},
                                {"kind", row.kind},
                                {"document", row.document},
                                {"payee", row.payee},
                                {"summary", row.summary},
                                {"amount", to_yuan(row.posting.amount)},
                                {"balance", to_yuan(row.balance)},
                                {"project", in.project},
                                {"line", in.line},
                                {"source", in.source},
                                {"economic_class", in.economic_class}});
  }
  return Json::Object{{"account", ledger.account->code},
                      {"title", ledger.account->title.in(lang)},
                      {"first", month_name(ledger.months.first)},
                      {"last", month_name(ledger.months.last)},
                      {"before", to_yuan(ledger.before)},
                      {"debit", to_yuan(ledger.debit)},
                      {"credit", to_yuan(ledger.credit)},
                      {"after", to_yuan(ledger.after)},
                      {"postings", ledger.postings},
                      {"rows", std::move(rows)}};
}

Json to_json(const std::vector<ExecutionRow>& table) {
  Json rows = Json::Array{};
  for (const auto& row : table)
    rows.push_back(Json::Object{{"project", row.project},
                                {"line", row.line},
                                {"source", row.source},
                                {"executed", to_yuan(row.executed)},
                                {"postings", row.postings}});
  return rows;
}

}  // namespace hallbook::funds
