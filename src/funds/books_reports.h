#pragma once
// What the books show: trial balance (科目余额表), account ledger (明细账), execution by line and source (执行情况表). Each figure
// opens into postings that add up to it. Source: docs/rules/books.md, R-BOK-12, R-BOK-13.
#include "base/json.h"
#include "funds/posting.h"
#include "platform/db/db.h"

namespace hallbook::funds {

/// Whole months, both included, as 202603.
struct Months {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
/// "2026-03", "2026", "2026-Q1" → months. Refuses what is no period of whole months.
Result<Months> parse_months(std::string_view text);
std::string month_name(std::int64_t month);  // "2026-03"
std::string voucher_name(std::int64_t series, std::int64_t number);  // "202603-0001"
/// "202603-0001": series and number; nullopt for anything else.
std::optional<std::pair<std::int64_t, std::int64_t>> parse_voucher_name(std::string_view name);

struct TrialRow {
  const BookAccount* account = nullptr;  // of the rules that were given
  Money before;  // balance at the beginning, debit > 0
  Money debit, credit;  // turnover, both ≥ 0
  Money after() const { return before + debit - credit; }
  std::int64_t postings = 0;  // of the turnover
};
struct TrialBalance {
  Months months;
  std::vector<TrialRow> rows;  // by code
  /// Of one side: before and after add up to zero, debit = credit (R-BOK-12).
  TrialRow total(BookSide side) const;
};
/// ensure: each side balances. `rules` must outlive the answer.
TrialBalance trial_balance(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months);

struct LedgerRow {
  std::string voucher;  // "202603-0001"
  Date booked_on, fact_on;
  std::string kind, document, payee, summary;
  Posting posting;
  Money balance;  // after this row
};
struct AccountLedger {
  const BookAccount* account = nullptr;
  Months months;
  Money before, debit, credit, after;  // of the whole period, also when the rows are a page of it
  std::int64_t postings = 0;
  std::vector<LedgerRow> rows;
};
/// R-BOK-13: the rows of all pages add up to the trial balance's cell. Refuses an account outside the chart.
Result<AccountLedger> account_ledger(db::ReadTx& tx, UnitId unit, const BookRules& rules, std::string_view account,
                                     const Months& months, std::int64_t limit, std::int64_t skip);

struct ExecutionRow {
  std::string project, line, source;
  Money executed;  // budget outlay, returns taken off, without the year's end
  std::int64_t postings = 0;
};
std::vector<ExecutionRow> execution_table(db::ReadTx& tx, UnitId unit, const BookRules& rules, const Months& months);

Json to_json(const TrialBalance& balance, Lang lang);
Json to_json(const AccountLedger& ledger, Lang lang);
Json to_json(const std::vector<ExecutionRow>& rows);

}  // namespace hallbook::funds
