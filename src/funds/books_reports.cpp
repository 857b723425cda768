#include "funds/books_reports.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/period.h"
#include "base/text.h"
#include "funds/voucher_store.h"

namespace hallbook::funds {

Result<Months> parse_months(std::string_view text) {
  const auto period = parse_period(text);
  if (!period) return std::unexpected{period.error()};
  if (unsigned{period->first.day()} != 1 || unsigned{plus_days(period->last, 1).day()} != 1)
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”不是整月；请写成 2026-03、2026-Q1 或 2026", quote(text)),
                   fmt::format("\"{}\" is not made of whole months; write 2026-03, 2026-Q1 or 2026", quote(text))},
                  "period");
  return Months{voucher_store::month_of(period->first), voucher_store::month_of(period->last)};
}

std::string month_name(std::int64_t month) { return fmt::format("{:04}-{:02}", month / 100, month % 100); }
std::string voucher_name(std::int64_t series, std::int64_t number) { return fmt::format("{}-{:04}", series, number); }

std::optional<std::pair<std::int64_t, std::int64_t>> parse_voucher_name(std::string_view name) {
  const auto dash = name.find('-');
  if (dash == std::string_view::npos || dash > 6 || name.size() - dash > 12) return std::nullopt;
  std::int64_t numbers[2] = {0, 0};
  int part = 0;
  for (const char c : name) {
    if (c == '-' && part == 0) {
      part = 1;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    numbers[part] = numbers[part] * 10 + (c - '0');
  }
  return std::pair{numbers[0], numbers[1]};
}

TrialRow TrialBalance::total(BookSide side) const {
  TrialRow sum;
  for (const auto& row : rows) {
    if (side_of(row.account->kind) != side) continue;
    sum.before = sum.before + row.before;
    sum.debit = sum.debit + row.debit;
    sum.credit = sum.credit + row.credit;
    sum.postings += row.postings;
  }
  return sum;
}

// R-BOK-12
TrialBalance trial_balance(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months) {
  TrialBalance balance{months, {}};
  for (const auto& sum : voucher_store::account_sums(tx, unit, months.first, months.last)) {
    const auto* account = rules.account(sum.account);
    ensure(account != nullptr, "trial_balance: postings on an account outside the chart");
    balance.rows.push_back({account, sum.before, sum.debit, sum.credit, sum.postings});
  }
  for (const auto side : {BookSide::financial, BookSide::budget}) {
    const auto total = balance.total(side);
    ensure(total.before == Money{} && total.debit == total.credit, "trial_balance: a side does not balance");
  }
  return balance;
}

// R-BOK-13
Result<AccountLedger> account_ledger(db::ReadTx& tx, UnitId unit, const BookRules& rules, std::string_view code,
                                     const Months& months, std::int64_t limit, std::int64_t skip) {
  AccountLedger ledger;
  ledger.account = rules.account(code);
  ledger.months = months;
  if (ledger.account == nullptr)
    return refuse(
        RefusalCode::not_found,
        {fmt::format("科目表里没有“{}”", quote(code)), fmt::format("the chart has no account \"{}\"", quote(code))},
        "account");
  for (const auto& sum : voucher_store::account_sums(tx, unit, months.first, months.last)) {
    if (sum.account != code) continue;
    ledger.before = sum.before;
    ledger.debit = sum.debit;
    ledger.credit = sum.credit;
    ledger.postings = sum.postings;
  }
  ledger.after = ledger.before + ledger.debit - ledger.credit;
  auto balance = ledger.before + voucher_store::sum_of_first(tx, unit, code, months.first, months.last, skip);
  for (auto& row : voucher_store::account_postings(tx, unit, code, months.first, months.last, limit, skip)) {
    balance = balance + row.posting.amount;
    ledger.rows.push_back({voucher_name(row.series, row.number), row.booked_on, row.fact_on, std::move(row.kind),
                           std::move(row.document), std::move(row.payee), std::move(row.summary),
                           std::move(row.posting), balance});
  }
  return ledger;
}

std::vector<ExecutionRow> execution_table(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months) {
  std::map<std::array<std::string, 3>, ExecutionRow> rows;
  for (const auto& sum : voucher_store::month_sums(tx, unit, months.first, months.last)) {
    const auto* account = rules.account(sum.account);
    if (sum.closing || account == nullptr || account->kind != AccountKind::budget_expense) continue;
    const auto& in = sum.dimensions;
    auto& row = rows[{in.project, in.line, in.source}];
    row.project = in.project;
    row.line = in.line;
    row.source = in.source;
    row.executed = row.executed + sum.debit - sum.credit;
    row.postings += sum.postings;
  }
  std::vector<ExecutionRow> table;
  for (auto& [key, row] : rows) table.push_back(std::move(row));
  return table;
}

}  // namespace hallbook::funds
