#include "funds/books_ops.h"

#include <fmt/format.h>

#include "funds/booking.h"
#include "funds/books_totals.h"
#include "funds/books_year_end.h"
#include "funds/voucher_store.h"
#include "identity/adoption.h"

namespace hallbook::funds {
namespace {

std::string month_text(std::int64_t month) { return fmt::format("{:04}-{:02}", month / 100, month % 100); }

Result<> refuse_closed(db::ReadTx& tx, UnitId unit, std::int64_t month) {
  const auto closed = voucher_store::closed_until(tx, unit);
  if (month > closed) return {};
  return refuse(
      RefusalCode::conflict,
      {fmt::format("{} 已经结账（账簿已结至 {}）", month_text(month), month_text(closed)),
       fmt::format("{} is closed already (the books are closed until {})", month_text(month), month_text(closed))},
      "month");
}

}  // namespace

// R-BOK-09
Result<MonthClosed> close_month(journal::Books& books, const Acting& acting, std::int64_t month) {
  if (month < 190001 || month > 219912 || month % 100 < 1 || month % 100 > 12)
    return refuse(RefusalCode::invalid, {"月份须写成 2026-03", "a month looks like 2026-03"}, "month");
  if (month >= voucher_store::month_of(acting.day()))
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("{} 还没有过完，到下月初再结账", month_text(month)),
                   fmt::format("{} has not ended; close it next month", month_text(month))},
                  "month");
  if (auto open = refuse_closed(books.tx, acting.unit, month); !open) return std::unexpected{open.error()};
  const auto totals = totals_to_close(books.tx, acting.unit, month);
  const MonthClosed event{month, totals.vouchers, totals.financial, totals.budget};
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return event;
}

// R-BOK-10
Result<YearEnded> end_year(journal::Books& books, const Acting& acting, int year) {
  if (year < 1900 || year > 2199)
    return refuse(RefusalCode::invalid, {"年份须写成 2026", "a year looks like 2026"}, "year");
  if (acting.day() < make_date(year, 12, 31))
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("{} 年还没有到最后一天，不能年末结转", year),
                   fmt::format("{} has not reached its last day and cannot be ended", year)},
                  "year");
  if (auto open = refuse_closed(books.tx, acting.unit, year * std::int64_t{100} + 12); !open)
    return std::unexpected{open.error()};
  const auto vouchers =
      year_end_vouchers(book_rules(books.tx, acting.unit), year, balances_at_year_end(books.tx, acting.unit, year));
  const YearEnded event{year, static_cast<std::int64_t>(vouchers.size())};
  journal::append(books, acting.unit, acting.actor, acting.at, event);
  return event;
}

Result<std::string> adopt_books(journal::Books& books, const Acting& acting, std::string_view toml,
                                std::string_view reason) {
  auto rules = parse_book_rules(toml);
  if (!rules) return std::unexpected{rules.error()};
  if (rules->name.empty())
    return refuse(RefusalCode::invalid, {"缺少 name（定义的名字）", "the definition needs a name"}, "name");
  for (const auto& sum : voucher_store::account_sums(books.tx, acting.unit, 0, 999912))
    if (rules->account(sum.account) == nullptr)
      return refuse(RefusalCode::conflict,
                    {fmt::format("科目 {} 已有分录，新的科目表不能没有它", sum.account),
                     fmt::format("account {} has postings; the new chart cannot lack it", sum.account)},
                    "account");
  journal::append(books, acting.unit, acting.actor, acting.at,
                  identity::DefinitionAdopted{"books", rules->name, std::string{toml}, std::string{reason}});
  return rules->name;
}

}  // namespace hallbook::funds
