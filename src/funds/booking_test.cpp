#include "funds/booking.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "funds/books_fixture.h"
#include "funds/voucher_store.h"
#include "identity/adoption.h"

namespace hallbook::funds {
namespace {

using voucher_store::account_sums;

TEST(Booking, VouchersCarryNumbersWithoutGapsPerUnitAndMonth) {  // R-BOK-07
  TestBooks books;
  EXPECT_EQ(books.pay(make_date(2026, 3, 31), 100), "202603-1");
  EXPECT_EQ(books.pay(make_date(2026, 4, 1), 200), "202604-1");
  EXPECT_EQ(books.pay(make_date(2026, 3, 2), 300), "202603-2");
  EXPECT_EQ(books.pay(make_date(2026, 3, 2), 50, UnitId{2}), "202603-1");
  // A write that fails after it booked gives its number back.
  EXPECT_THROW(books.data->write([&](journal::Books& write) {
    book(write.tx, {UnitId{1}, 99, books.at, "cli:wang"}, books.payment(make_date(2026, 3, 9), 1));
    throw std::runtime_error{"the disk is full"};
  }),
               std::runtime_error);
  EXPECT_EQ(books.pay(make_date(2026, 3, 9), 400), "202603-3");
  auto tx = books.data->read();
  EXPECT_TRUE(voucher_store::faults(tx, UnitId{1}, 10).empty());
}

TEST(Booking, NumbersRunThroughTheYearWhenTheDefinitionSaysSo) {  // R-BOK-02, R-BOK-07
  TestBooks books;
  std::string text{embedded_files("definitions/books/government.toml").front().text};
  text.replace(text.find("numbering = \"month\""), 19, "numbering = \"year\"");
  books.data->write([&](journal::Books& write) {
    journal::append(write, UnitId{1}, {"cli:wang"}, books.at, identity::DefinitionAdopted{"books", "own", text});
  });
  EXPECT_EQ(books.pay(make_date(2026, 3, 31), 100), "2026-1");
  EXPECT_EQ(books.pay(make_date(2026, 4, 1), 200), "2026-2");
  EXPECT_EQ(books.pay(make_date(2026, 4, 1), 200, UnitId{2}), "202604-1");
}

TEST(Booking, SumsAreThoseOfThePostings) {  // R-BOK-08
  TestBooks books;
  books.pay(make_date(2026, 3, 31), 3'000'000'000'00);  // beyond 32 bit
  books.pay(make_date(2026, 4, 1), 200);
  auto tx = books.data->read();
  const auto sums = account_sums(tx, UnitId{1}, 202604, 202604);
  ASSERT_EQ(sums.size(), 4u);
  EXPECT_EQ(sums[0].account, "4001");
  EXPECT_EQ(sums[0].before.fen(), -3'000'000'000'00);
  EXPECT_EQ(sums[0].credit.fen(), 200);
  EXPECT_EQ(sums[1].account, "5001");
  EXPECT_EQ(sums[1].debit.fen(), 200);
  EXPECT_EQ(sums[1].postings, 1);
  const auto rows = voucher_store::account_postings(tx, UnitId{1}, "5001", 202603, 202604, 10, 0);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].posting.amount.fen(), 3'000'000'000'00);
  EXPECT_EQ(rows[1].payee, "邮政公司");
  EXPECT_EQ(rows[1].posting.dimensions.line, "2");
  EXPECT_EQ(voucher_store::balance_before(tx, UnitId{1}, "5001", 202604).fen(), 3'000'000'000'00);
}

TEST(Booking, PlantedFaultsAreFound) {  // R-BOK-05, R-BOK-07, R-BOK-08
  TestBooks books;
  books.pay(make_date(2026, 3, 31), 100);
  books.pay(make_date(2026, 3, 31), 100);
  const auto found = [&](std::string_view sql) {
    books.data->write([&](journal::Books& write) { write.tx.exec(sql); });
    auto tx = books.data->read();
    std::string names;
    for (const auto& fault : voucher_store::faults(tx, UnitId{1}, 10)) names += std::string{fault.check} + " ";
    return names;
  };
  EXPECT_EQ(found("UPDATE book_month SET debit_fen = debit_fen + 1 WHERE account = '5001'"), "month_sum ");
  EXPECT_EQ(found("UPDATE book_month SET debit_fen = debit_fen - 1 WHERE account = '5001'"), "");
  EXPECT_EQ(found("UPDATE book_posting SET amount_fen = 101 WHERE account = '5001' AND number = 1"),
            "unbalanced month_sum ");
  EXPECT_EQ(found("UPDATE book_posting SET amount_fen = 100 WHERE account = '5001' AND number = 1"), "");
  EXPECT_EQ(found("DELETE FROM book_voucher WHERE number = 1"), "gap ");
}

TEST(Booking, IsRefusedBeforeTheEvent) {
  TestBooks books;
  auto fact = books.payment(make_date(2026, 3, 9), 1);
  auto tx = books.data->read();
  EXPECT_TRUE(check_booking(tx, UnitId{1}, fact));
  fact.source = "lottery";
  EXPECT_EQ(check_booking(tx, UnitId{1}, fact).error().field, "source");
}

}  // namespace
}  // namespace hallbook::funds
