#include "funds/treasury_match.h"

#include <gtest/gtest.h>

namespace hallbook::funds {
namespace {

TreasuryRow paid_row(std::string voucher, std::string payee, std::int64_t fen, std::string purpose = "") {
  return {2, std::move(voucher), make_date(2026, 4, 1), std::move(payee), Money::from_fen(fen), "", std::move(purpose)};
}
OpenRequest open_request(std::string number, std::string payee, std::int64_t fen,
                         Date approved_on = make_date(2026, 3, 1)) {
  return {std::move(number), std::move(payee), Money::from_fen(fen), approved_on};
}
/// "exact Q-1" for each row.
std::string told_matches(const std::vector<TreasuryRow>& rows, const std::vector<OpenRequest>& requests,
                         const std::vector<std::string>& used = {}) {
  std::string text;
  for (const auto& match : match_treasury(rows, requests, used)) {
    text += (text.empty() ? "" : "; ") + std::string{match_name(match.kind)};
    for (const auto& number : match.requests) text += " " + number;
    EXPECT_FALSE(match.reason.zh.empty() || match.reason.en.empty());
  }
  return text;
}

// R-TRE-03
TEST(TreasuryMatch, PayeesAreComparedAsPeopleReadThem) {
  EXPECT_EQ(payee_key("示例（昆明）寄递 有限公司"), payee_key("示例(昆明)寄递有限公司"));
  EXPECT_EQ(payee_key("ＡＢＣ公司"), payee_key("abc公司"));
  EXPECT_NE(payee_key("示例一公司"), payee_key("示例二公司"));
}

// R-TRE-03 to R-TRE-05
TEST(TreasuryMatch, ExactThenProposed) {
  const auto one = open_request("Q-1", "甲公司", 10'000);
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'000)}, {one}), "exact Q-1");
  EXPECT_EQ(told_matches({paid_row("1", "甲 公司", 10'000)}, {one}), "exact Q-1");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 4'000)}, {one}), "proposed Q-1");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司昆明分公司", 10'000)}, {one}), "proposed Q-1");
  EXPECT_EQ(told_matches({paid_row("1", "乙公司", 10'000)}, {one}), "unknown");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'001)}, {one}), "unknown");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", -10'000)}, {one}), "returned");
  EXPECT_EQ(
      told_matches({paid_row("1", "甲公司", 10'000)}, {open_request("Q-1", "甲公司", 10'000, make_date(2026, 4, 2))}),
      "proposed Q-1");
}

// R-TRE-04: the number in the purpose decides, and is not believed blindly.
TEST(TreasuryMatch, NumberInThePurpose) {
  const std::vector twins{open_request("Q-2026-0001", "甲公司", 10'000), open_request("Q-2026-0002", "甲公司", 10'000)};
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'000, "付Q-2026-0002邮寄费")}, twins), "exact Q-2026-0002");
  EXPECT_EQ(told_matches({paid_row("1", "乙公司", 10'000, "Q-2026-0002")}, twins), "proposed Q-2026-0002");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'001, "Q-2026-0002")}, twins), "refused Q-2026-0002");
}

// R-TRE-05
TEST(TreasuryMatch, TwoThatFitAreRefused) {
  const std::vector twins{open_request("Q-1", "甲公司", 10'000), open_request("Q-2", "甲公司", 10'000)};
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'000)}, twins), "refused Q-1 Q-2");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 5'000)}, twins), "refused Q-1 Q-2");
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'000), paid_row("2", "甲公司", 10'000)}, {twins[0]}),
            "refused Q-1; refused Q-1");
  // One that fits to the fen goes before one that would be a part.
  EXPECT_EQ(told_matches({paid_row("1", "甲公司", 10'000)}, {twins[0], open_request("Q-3", "甲公司", 20'000)}),
            "exact Q-1");
}

// R-TRE-06
TEST(TreasuryMatch, AVoucherNumberCountsOnce) {
  const std::vector requests{open_request("Q-1", "甲公司", 10'000), open_request("Q-2", "乙公司", 20'000)};
  EXPECT_EQ(told_matches({paid_row("7", "甲公司", 10'000), paid_row("7", "乙公司", 20'000)}, requests),
            "refused; refused");
  EXPECT_EQ(told_matches({paid_row("7", "甲公司", 10'000), paid_row("8", "乙公司", 20'000)}, requests, {"7"}),
            "refused; exact Q-2");
}

}  // namespace
}  // namespace hallbook::funds
