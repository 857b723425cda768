#include "funds/books_ops.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/rng.h"
#include "funds/books_export.h"
#include "funds/books_fixture.h"
#include "funds/books_reports.h"
#include "funds/voucher_store.h"
#include "journal/verify.h"

namespace hallbook::funds {
namespace {

struct BooksDesk : TestBooks {
  Acting acting() const { return {UnitId{1}, {"cli:wang"}, at, ""}; }
  Result<MonthClosed> close(std::int64_t month) {
    return data->write([&](journal::Books& books) { return close_month(books, acting(), month); });
  }
  Result<YearEnded> end(int year) {
    return data->write([&](journal::Books& books) { return end_year(books, acting(), year); });
  }
  TrialBalance balance(std::int64_t first, std::int64_t last) {
    auto tx = data->read();
    return trial_balance(tx, UnitId{1}, shipped_book_rules(), {first, last});
  }
  std::filesystem::path file(const std::string& text) const {
    const auto name = path / "books.journal";
    std::ofstream{name, std::ios::binary} << text;
    return name;
  }
  Result<ImportedBooks> import(const std::string& text) { return import_books(*data, acting(), file(text)); }
  /// "" when a replay of the journal gives the same tables.
  std::string rebuilt_problems() {
    auto scratch = *db::Database::open({":memory:"}, journal::migrations());
    auto kinds = books_event_kinds();
    kinds.push_back(journal::event_kind<FactBooked>({"记账", "booked"}));
    journal::Report report;
    auto tx = data->read();
    journal::replay(tx, *scratch, data->evidence(), kinds, {}, report);
    auto truth = scratch->read();
    const std::vector<std::string> tables{"book_voucher", "book_posting", "book_month", "book_close", "book_import"};
    journal::compare_tables(truth, tx, tables, {}, report);
    std::string problems;
    for (const auto& problem : report.problems) problems += problem.where + ": " + problem.message.en + "\n";
    for (const auto& fault : voucher_store::faults(tx, UnitId{1}, 5)) problems += fault.where + "\n";
    return problems;
  }
};

std::int64_t files_in(const std::filesystem::path& folder) {
  return std::ranges::count_if(std::filesystem::recursive_directory_iterator{folder},
                               [](const auto& entry) { return entry.is_regular_file(); });
}

Money balance_of(const TrialBalance& balance, std::string_view code) {
  for (const auto& row : balance.rows)
    if (row.account->code == code) return row.after();
  return {};
}

TEST(BooksClose, LaterFactsGoToTheNextOpenMonthAndSaySo) {  // R-BOK-09
  BooksDesk desk;
  desk.pay(make_date(2026, 3, 5), 100);
  desk.pay(make_date(2026, 4, 5), 200);
  const auto closed = desk.close(202603);
  ASSERT_TRUE(closed) << closed.error().message.en;
  EXPECT_EQ(closed->vouchers, 1);
  EXPECT_EQ(closed->financial.fen(), 100);
  EXPECT_EQ(closed->budget.fen(), 100);
  EXPECT_EQ(desk.pay(make_date(2026, 3, 31), 300), "202604-2");
  auto tx = desk.data->read();
  const auto rows = voucher_store::account_postings(tx, UnitId{1}, "5001", 202604, 202604, 10, 0);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(iso(rows[1].booked_on), "2026-04-01");
  EXPECT_EQ(iso(rows[1].fact_on), "2026-03-31");
  EXPECT_EQ(desk.balance(202603, 202603).rows.at(0).credit.fen(), 100);
  EXPECT_EQ(desk.rebuilt_problems(), "");
}

TEST(BooksClose, RefusesWhatCannotBeClosed) {  // R-BOK-09
  BooksDesk desk;  // the day is 2026-09-10
  EXPECT_EQ(desk.close(202609).error().code, RefusalCode::wrong_state);
  EXPECT_EQ(desk.close(202613).error().code, RefusalCode::invalid);
  ASSERT_TRUE(desk.close(202608));
  EXPECT_EQ(desk.close(202608).error().code, RefusalCode::conflict);
  EXPECT_EQ(desk.close(202607).error().code, RefusalCode::conflict);
}

TEST(BooksClose, OverTheYearsEndTheNextYearCarriesIt) {  // R-BOK-09
  EXPECT_EQ(voucher_store::month_after(202612), 202701);
  EXPECT_EQ(iso(voucher_store::booking_day(make_date(2026, 12, 30), 202612)), "2027-01-01");
  EXPECT_EQ(iso(voucher_store::booking_day(make_date(2027, 1, 9), 202612)), "2027-01-09");
}

TEST(BooksYearEnd, MovesIncomeAndExpenseToTheBalances) {  // R-BOK-10
  BooksDesk desk;
  desk.pay(make_date(2026, 3, 5), 1000);
  auto other = desk.payment(make_date(2026, 4, 5), 300);
  other.source = "other";
  desk.book_fact(other);
  auto accepted = desk.payment(make_date(2026, 5, 5), 50);
  accepted.kind = "acceptance";
  desk.book_fact(accepted);
  EXPECT_EQ(desk.end(2026).error().code, RefusalCode::wrong_state);
  desk.at = journal::at_ms(1'799'000'000'000);  // 2027-01-03
  const auto ended = desk.end(2026);
  ASSERT_TRUE(ended) << ended.error().message.en;
  const auto balance = desk.balance(202601, 202612);
  for (const auto* code : {"4001", "5001", "3301", "3302", "6001", "7101"})
    EXPECT_EQ(balance_of(balance, code), Money{}) << code;
  EXPECT_EQ(balance_of(balance, "3001").fen(), 350);  // spent beyond income: other money and the payable
  EXPECT_EQ(balance_of(balance, "2302").fen(), -50);
  EXPECT_EQ(balance_of(balance, "8101").fen(), 0);
  EXPECT_EQ(balance_of(balance, "8201").fen(), 300);
  EXPECT_EQ(desk.end(2026).error().code, RefusalCode::conflict);
  EXPECT_EQ(desk.pay(make_date(2026, 12, 31), 5), "202701-1");
  auto tx = desk.data->read();
  const auto executed = execution_table(tx, UnitId{1}, shipped_book_rules(), {202601, 202612});
  ASSERT_EQ(executed.size(), 2u);  // the year's end takes nothing off
  EXPECT_EQ(executed[0].executed.fen(), 1000);
  EXPECT_EQ(executed[1].source, "other");
  EXPECT_EQ(executed[1].executed.fen(), 300);
  EXPECT_EQ(desk.rebuilt_problems(), "");
}

TEST(BooksReports, ACellOpensIntoPostingsThatAddUp) {  // R-BOK-12, R-BOK-13
  BooksDesk desk;
  Rng rng{11};
  for (int i = 0; i < 60; ++i) {
    auto fact =
        desk.payment(make_date(2026, 1 + static_cast<unsigned>(rng.below(6)), 1 + static_cast<unsigned>(rng.below(28))),
                     static_cast<std::int64_t>(rng.below(1'000'000)) + 1);
    fact.kind = rng.below(3) == 0 ? "acceptance" : rng.below(4) == 0 ? "returned" : "payment";
    fact.source = rng.below(3) == 0 ? "carried_over" : "appropriation";
    desk.book_fact(fact);
  }
  const auto balance = desk.balance(202603, 202604);
  auto tx = desk.data->read();
  for (const auto& row : balance.rows) {
    Money debit, credit, last = row.before;
    std::int64_t count = 0;
    for (std::int64_t skip = 0; skip < row.postings; skip += 7) {
      const auto page =
          account_ledger(tx, UnitId{1}, shipped_book_rules(), row.account->code, {202603, 202604}, 7, skip);
      ASSERT_TRUE(page);
      for (const auto& posted : page->rows) {
        (posted.posting.amount > Money{} ? debit : credit) =
            (posted.posting.amount > Money{} ? debit : credit) + posted.posting.amount;
        EXPECT_EQ(posted.balance, last + posted.posting.amount);
        last = posted.balance;
        ++count;
      }
    }
    EXPECT_EQ(debit, row.debit) << row.account->code;
    EXPECT_EQ(Money{} - credit, row.credit);
    EXPECT_EQ(last, row.after());
    EXPECT_EQ(count, row.postings);
  }
  EXPECT_EQ(account_ledger(tx, UnitId{1}, shipped_book_rules(), "9999", {202603, 202604}, 7, 0).error().field,
            "account");
  EXPECT_EQ(parse_months("2026-03-05").error().field, "period");
  EXPECT_EQ(parse_months("2026-Q1")->last, 202603);
}

TEST(BooksImport, TakesWhatExportWrote) {  // R-BOK-11
  BooksDesk desk;
  desk.pay(make_date(2026, 3, 5), 123'456);
  desk.pay(make_date(2026, 4, 5), 1);
  std::string text;
  {
    auto tx = desk.data->read();
    write_journal(tx, UnitId{1}, shipped_book_rules(), {0, 999912}, JournalFormat::ledger,
                  [&](std::string_view piece) { text += piece; });
  }
  ASSERT_TRUE(desk.close(202603));
  const auto imported = desk.import(text);
  ASSERT_TRUE(imported) << imported.error().message.en;
  EXPECT_EQ(imported->vouchers, 2);
  EXPECT_EQ(imported->postings, 8);
  EXPECT_EQ(imported->moved, 1);
  const auto balance = desk.balance(202603, 202604);
  EXPECT_EQ(balance_of(balance, "5001").fen(), 2 * 123'457);
  auto tx = desk.data->read();
  const auto rows = voucher_store::account_postings(tx, UnitId{1}, "7101", 202604, 202604, 10, 0);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].posting.dimensions.economic_class, "30207");
  EXPECT_EQ(rows[1].posting.dimensions.project, "FUND-2026");
  EXPECT_EQ(rows[1].document, "P-2026-0001");
  EXPECT_EQ(rows[1].kind, "payment");
  EXPECT_EQ(desk.import(text).error().code, RefusalCode::conflict);  // the same bytes
  EXPECT_EQ(desk.rebuilt_problems(), "");
}

TEST(BooksImport, OneBadLineRefusesTheFileAndLeavesNothing) {  // R-BOK-11
  BooksDesk desk;
  const auto before = files_in(desk.folder() / "evidence");
  const auto refused = desk.import("2026-03-05 * (1) a\n  5001  1.00 CNY\n  4001  -1.00 CNY\n\nwhat is this\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "5");
  EXPECT_TRUE(desk.balance(0, 999912).rows.empty());
  EXPECT_EQ(files_in(desk.folder() / "evidence"), before);
  EXPECT_EQ(desk.import("; nothing\n").error().field, "file");
}

}  // namespace
}  // namespace hallbook::funds
