#include "funds/posting.h"

#include <gtest/gtest.h>

#include "base/embedded.h"
#include "base/rng.h"

namespace hallbook::funds {
namespace {

Fact a_fact(std::string kind, std::string source = "appropriation", std::string economic_class = "30207") {
  return {std::move(kind),
          make_date(2026, 3, 5),
          "P-2026-0001",
          "FUND-2026",
          "2",
          std::move(economic_class),
          std::move(source),
          "邮政公司",
          Money::from_fen(123'456)};
}

/// "5001 +123456, 4001 -123456".
std::string postings_of(const Voucher& voucher) {
  std::string text;
  for (const auto& posting : voucher.postings)
    text += (text.empty() ? "" : ", ") + posting.account + (posting.amount > Money{} ? " +" : " ") +
            std::to_string(posting.amount.fen());
  return text;
}

struct PostingCase {
  const char* name;
  const char* kind;
  const char* source;
  const char* economic_class;
  const char* want;
};
class PostingTable : public testing::TestWithParam<PostingCase> {};

TEST_P(PostingTable, EachFactHasItsPostings) {  // R-BOK-03, R-BOK-04
  const auto& c = GetParam();
  const auto voucher = draft_voucher(shipped_book_rules(), a_fact(c.kind, c.source, c.economic_class));
  ASSERT_TRUE(voucher) << voucher.error().message.en;
  EXPECT_EQ(postings_of(*voucher), c.want);
  EXPECT_TRUE(check_voucher(shipped_book_rules(), *voucher));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, PostingTable, testing::Values(
    PostingCase{"mailing", "payment", "appropriation", "30207", "5001 +123456, 4001 -123456, 7101 +123456, 6001 -123456"},
    PostingCase{"carried_over", "payment", "carried_over", "30207", "5001 +123456, 1201 -123456, 7101 +123456, 8001 -123456"},
    PostingCase{"other_money", "payment", "other", "30299", "5001 +123456, 1002 -123456, 7101 +123456, 8001 -123456"},
    PostingCase{"equipment", "payment", "appropriation", "31002", "1601 +123456, 4001 -123456, 7101 +123456, 6001 -123456"},
    PostingCase{"software", "payment", "appropriation", "31007", "1701 +123456, 4001 -123456, 7101 +123456, 6001 -123456"},
    PostingCase{"accepted", "acceptance", "appropriation", "30202", "5001 +123456, 2302 -123456"},
    PostingCase{"payable", "payment_of_payable", "appropriation", "30202", "2302 +123456, 4001 -123456, 7101 +123456, 6001 -123456"},
    PostingCase{"advance", "advance", "appropriation", "30202", "1214 +123456, 4001 -123456, 7101 +123456, 6001 -123456"},
    PostingCase{"settled", "advance_settled", "appropriation", "31002", "1601 +123456, 1214 -123456"},
    PostingCase{"issue", "issue", "appropriation", "30218", "5001 +123456, 1302 -123456"},
    PostingCase{"returned", "returned", "appropriation", "30207", "4001 +123456, 5001 -123456, 6001 +123456, 7101 -123456"},
    PostingCase{"unused", "unused_appropriation", "appropriation", "", "1201 +123456, 4001 -123456, 8001 +123456, 6001 -123456"}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(Posting, TreatmentOfTheFactGoesBeforeItsClass) {  // R-BOK-04
  auto fact = a_fact("payment");
  fact.treatment = "stock";
  EXPECT_EQ(postings_of(draft_voucher(shipped_book_rules(), fact).value()).substr(0, 4), "1302");
  fact.treatment = "gift";
  const auto refused = draft_voucher(shipped_book_rules(), fact);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "treatment");
}

TEST(Posting, RefusesWhatHasNoRule) {  // R-BOK-03
  EXPECT_EQ(draft_voucher(shipped_book_rules(), a_fact("gift")).error().field, "kind");
  EXPECT_EQ(draft_voucher(shipped_book_rules(), a_fact("payment", "lottery")).error().field, "source");
  auto fact = a_fact("payment");
  for (const std::int64_t fen : {0, -1}) {
    fact.amount = Money::from_fen(fen);
    EXPECT_EQ(draft_voucher(shipped_book_rules(), fact).error().field, "amount");
  }
}

TEST(Posting, EachSideBalancesToTheFenOrIsRefused) {  // R-BOK-05
  auto voucher = draft_voucher(shipped_book_rules(), a_fact("payment")).value();
  // One fen moved from one side to the other: the whole still adds up to zero, neither side does.
  voucher.postings[0].amount = voucher.postings[0].amount + Money::from_fen(1);
  voucher.postings[2].amount = voucher.postings[2].amount - Money::from_fen(1);
  const auto refused = check_voucher(shipped_book_rules(), voucher);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.zh.find("财务会计借贷不平，借方多 0.01 元"), std::string::npos);
  voucher.postings.clear();
  EXPECT_EQ(check_voucher(shipped_book_rules(), voucher).error().field, "postings");
  voucher.postings = {{"5001", Money{}}, {"4001", Money{}}};
  EXPECT_EQ(check_voucher(shipped_book_rules(), voucher).error().field, "amount");
  voucher.postings = {{"9999", Money::from_fen(1)}, {"4001", Money::from_fen(-1)}};
  EXPECT_EQ(check_voucher(shipped_book_rules(), voucher).error().field, "account");
  const auto most = Money::from_fen(INT64_MAX);
  voucher.postings = {{"5001", most}, {"5001", most}};
  EXPECT_EQ(check_voucher(shipped_book_rules(), voucher).error().code, RefusalCode::over_limit);
}

TEST(Posting, EveryRuleBalancesForEverySourceAndTreatment) {  // R-BOK-01
  const auto& rules = shipped_book_rules();
  Rng rng{7};
  for (const auto& [kind, rule] : rules.rules)
    for (const auto* source : {"appropriation", "carried_over", "other"})
      for (const auto* treatment : {"expense", "stock", "fixed_asset", "intangible"}) {
        auto fact = a_fact(kind, source);
        fact.treatment = treatment;
        fact.amount = Money::from_fen(static_cast<std::int64_t>(rng.below(INT64_MAX / 2)) + 1);
        const auto voucher = draft_voucher(rules, fact);
        ASSERT_TRUE(voucher) << kind << voucher.error().message.en;
        std::map<bool, Money> sums;
        for (const auto& posting : voucher->postings) {
          auto& sum = sums[posting.account.front() >= '6'];
          sum = sum + posting.amount;
        }
        for (const auto& [budget, sum] : sums) EXPECT_EQ(sum, Money{}) << kind;
      }
}

struct BadRules {
  const char* name;
  const char* from;
  const char* to;
  const char* field;
};
class BadRulesTable : public testing::TestWithParam<BadRules> {};

TEST_P(BadRulesTable, AreRefusedWithTheirLine) {  // R-BOK-01
  std::string text{embedded_files("definitions/books/government.toml").front().text};
  ASSERT_TRUE(parse_book_rules(text));
  const auto at = text.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, std::string_view{GetParam().from}.size(), GetParam().to);
  const auto refused = parse_book_rules(text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, GetParam().field);
  EXPECT_FALSE(refused.error().where.empty());
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadRulesTable, testing::Values(
    BadRules{"does_not_pair_off", R"(["debit 5001", "credit 1302"])", R"(["debit 5001", "debit 1302"])", "financial"},
    BadRules{"one_leg", R"(["debit 5001", "credit 1302"])", R"(["debit 5001"])", "financial"},
    BadRules{"wrong_side", R"(["debit 5001", "credit 1302"])", R"(["debit 5001", "credit 6001"])", "financial"},
    BadRules{"unknown_account", R"(["debit 5001", "credit 1302"])", R"(["debit 5001", "credit 1399"])", "financial"},
    BadRules{"no_side_word", R"(["debit 5001", "credit 1302"])", R"(["5001", "1302"])", "financial"},
    BadRules{"account_twice", R"(code = "1002")", R"(code = "1001")", "code"},
    BadRules{"budget_code", R"(code = "7901")", R"(code = "5902")", "code"},
    BadRules{"code_letters", R"(code = "1001")", R"(code = "10a1")", "code"},
    BadRules{"unknown_kind", R"(kind = "liability")", R"(kind = "debt")", "kind"},
    BadRules{"unknown_key", R"(numbering = "month")", "numbering = \"month\"\ncolour = 1", "colour"},
    BadRules{"numbering", R"(numbering = "month")", R"(numbering = "week")", "numbering"},
    BadRules{"source_missing", "other = \"1002\"\n", "", "name"},
    BadRules{"role_mixed", R"(other = "1002")", R"(other = "8001")", "other"},
    BadRules{"treatment_without_account", "[[treatment]]\nclass = \"310\"\nis = \"fixed_asset\"", "[[treatment]]\nclass = \"310\"\nis = \"gift\"", "treatment"},
    BadRules{"year_end_side", "from = \"income\"\nto = \"3301\"", "from = \"income\"\nto = \"8101\"", "to"},
    BadRules{"year_end_role", "from = \"income\"\nto = \"3301\"", "from = \"income\"\nto = \"cost\"", "to"}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

}  // namespace
}  // namespace hallbook::funds
