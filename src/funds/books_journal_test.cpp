#include "funds/books_journal.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace hallbook::funds {
namespace {

struct AmountCase {
  const char* text;
  std::optional<std::int64_t> fen;
};

TEST(BooksJournal, AmountsAreExactOrNone) {  // R-BOK-11
  constexpr AmountCase cases[] = {
      {"1", 100},
      {"1.5", 150},
      {"-1.05", -105},
      {"0.00", 0},
      {"1.234", {}},
      {"1.", {}},
      {".5", {}},
      {"-", {}},
      {"", {}},
      {"1,000", {}},
      {"1e3", {}},
      {"--1", {}},
      {"+1", {}},
      {"１", {}},
      {"1.2.3", {}},
      {"92233720368547758.07", INT64_MAX},
      {"92233720368547758.08", {}},
      {"99999999999999999999", {}},
  };
  for (const auto& c : cases) {
    const auto amount = journal_amount(c.text);
    EXPECT_EQ(amount ? std::optional{amount->fen()} : std::nullopt, c.fen) << c.text;
  }
}

/// "" when the text is taken, else the field of the refusal and its line.
std::string judge_text(const std::string& text, std::vector<Voucher>* taken = nullptr) {
  JournalReader reader{shipped_book_rules(), [&](const Voucher& voucher) {
                         if (taken) taken->push_back(voucher);
                       }};
  for (const auto& line : split(text, '\n'))
    if (auto done = reader.line(line); !done) return done.error().field + " " + done.error().where;
  if (auto done = reader.finish(); !done) return done.error().field + " " + done.error().where;
  return "";
}

TEST(BooksJournal, ReadsVouchersWithTheirTags) {  // R-BOK-11
  std::vector<Voucher> taken;
  EXPECT_EQ(
      judge_text("\xEF\xBB\xBF; a remark\ncommodity CNY\n    format 1000.00 CNY\naccount X\n\n"
                 "2026-03-05 ! (A-1) 邮政 ; remark\n"
                 "    ; document: P-1\n    ; summary: 寄证\n    ; kind: payment\n    ; just talk\n"
                 "\tExpenses:Financial:5001-业务活动费用\t12.5 CNY ; line:2, project:F, source:other, class:30207\n"
                 "  4001  -12.50\r\n2026-03-06 -\n  5001  1 CNY\n  4001  -1 CNY",
                 &taken),
      "");
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[0].payee, "邮政");
  EXPECT_EQ(taken[0].document, "P-1");
  EXPECT_EQ(taken[0].summary, "寄证");
  EXPECT_EQ(taken[0].kind, "payment");
  ASSERT_EQ(taken[0].postings.size(), 2u);
  EXPECT_EQ(taken[0].postings[0], (Posting{"5001", Money::from_fen(1250), {"F", "2", "other", "30207"}}));
  EXPECT_EQ(taken[1].payee, "");
  EXPECT_EQ(taken[1].kind, "imported");
}

struct BadJournal {
  const char* name;
  const char* text;
  const char* want;
};
class BadJournalTable : public testing::TestWithParam<BadJournal> {};
TEST_P(BadJournalTable, IsRefusedWithItsLine) {  // R-BOK-11
  EXPECT_EQ(judge_text(GetParam().text), GetParam().want);
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadJournalTable, testing::Values(
    BadJournal{"no_date", "\nhello", "line 2"},
    BadJournal{"bad_date", "2026-02-30 x", "date 1"},
    BadJournal{"glued_date", "2026-02-03x", "date 1"},
    BadJournal{"open_code", "2026-02-03 (A", "code 1"},
    BadJournal{"lost_posting", "  5001  1 CNY", "line 1"},
    BadJournal{"unknown_account", "2026-02-03 x\n  9999  1 CNY", "account 2"},
    BadJournal{"no_amount", "2026-02-03 x\n  5001", "amount 2"},
    BadJournal{"three_decimals", "2026-02-03 x\n  5001  1.005 CNY", "amount 2"},
    BadJournal{"foreign_money", "2026-02-03 x\n  5001  1 USD", "amount 2"},
    BadJournal{"priced", "2026-02-03 x\n  5001  1 CNY @ 2 CNY", "amount 2"},
    BadJournal{"off_by_a_fen", "; r\n2026-02-03 x\n  5001  1 CNY\n  4001  -0.99 CNY\n", "postings 2"},
    BadJournal{"off_at_the_end", "2026-02-03 x\n  5001  1 CNY\n  4001  -0.99 CNY", "postings 1"},
    BadJournal{"across_the_sides", "2026-02-03 x\n  5001  1 CNY\n  6001  -1 CNY", "postings 1"},
    BadJournal{"one_posting", "2026-02-03 x\n  5001  1 CNY\n", "postings 1"},
    BadJournal{"tab_in_a_payee", "2026-02-03 a\tb\n", "payee 1"},
    BadJournal{"control", "2026-02-03 x\x01", "line 1"},
    BadJournal{"turned_text", "2026-02-03 \xE2\x80\xAE x", "line 1"}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(BooksJournal, HasLimits) {  // R-BOK-11
  EXPECT_EQ(judge_text("2026-02-03 " + std::string(longest_journal_line, 'x')), "line 1");
  EXPECT_EQ(judge_text("2026-02-03 " + std::string(201, 'x')), "payee 1");
  std::string many = "2026-02-03 x\n";
  for (int i = 0; i < 1002; ++i) many += i % 2 == 0 ? "  5001  1 CNY\n" : "  4001  -1 CNY\n";
  EXPECT_EQ(judge_text(many), "postings 1");
}

}  // namespace
}  // namespace hallbook::funds
