// The books follow what was accepted under a contract, in whatever order goods, money and returns come.
#include "funds/accrual.h"

#include <gtest/gtest.h>

namespace hallbook::funds {
namespace {

Money fen(std::int64_t amount) { return Money::from_fen(amount); }
std::string said(const std::vector<AccrualPart>& parts) {
  std::string text;
  for (const auto& part : parts) text += std::string{part.kind} + " " + std::to_string(part.amount.fen()) + ";";
  return text;
}

TEST(Accrual, APaymentPaysWhatIsOwedFirst) {  // R-BOK-15
  EXPECT_EQ(said(parts_of_payment({fen(100), fen(0)}, fen(100))), "payment_of_payable 100;");
  EXPECT_EQ(said(parts_of_payment({fen(100), fen(30)}, fen(90))), "payment_of_payable 70;advance 20;");
  EXPECT_EQ(said(parts_of_payment({fen(0), fen(30)}, fen(5))), "advance 5;");
}

TEST(Accrual, AnAcceptanceUsesUpTheAdvanceFirst) {  // R-BOK-15
  EXPECT_EQ(said(parts_of_acceptance({fen(0), fen(0)}, fen(100))), "acceptance 100;");
  EXPECT_EQ(said(parts_of_acceptance({fen(10), fen(40)}, fen(50))), "advance_settled 30;acceptance 20;");
  EXPECT_EQ(said(parts_of_acceptance({fen(10), fen(90)}, fen(50))), "advance_settled 50;");
}

TEST(Accrual, AReturnTakesBackTheAdvanceFirst) {  // R-BOK-15
  EXPECT_EQ(said(parts_of_return({fen(100), fen(100)}, fen(10))), "returned_payable 10;");
  EXPECT_EQ(said(parts_of_return({fen(100), fen(130)}, fen(50))), "returned_advance 30;returned_payable 20;");
}

/// Cost = accepted, owed = accepted − paid, advance = paid − accepted after every step of any sequence.
TEST(Accrual, TheThreeAccountsFollowAnySequence) {  // R-BOK-15
  std::uint64_t state = 7;
  const auto draw = [&](std::int64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::int64_t>((state >> 33) % static_cast<std::uint64_t>(below));
  };
  ContractStanding standing;
  std::map<std::string, std::int64_t, std::less<>> account;
  const auto post = [&](const std::vector<AccrualPart>& parts, std::int64_t whole) {
    std::int64_t sum = 0;
    for (const auto& [kind, amount] : parts) {
      const std::int64_t n = amount.fen();
      sum += n;
      if (kind == "payment_of_payable") account["owed"] -= n;
      if (kind == "advance") account["advance"] += n;
      if (kind == "advance_settled") account["advance"] -= n, account["cost"] += n;
      if (kind == "acceptance") account["owed"] += n, account["cost"] += n;
      if (kind == "returned_advance") account["advance"] -= n;
      if (kind == "returned_payable") account["owed"] += n;
    }
    ASSERT_EQ(sum, whole);
  };
  for (int step = 0; step < 2'000; ++step) {
    const std::int64_t amount = 1 + draw(50);
    const auto act = draw(3);
    if (act == 0) {
      post(parts_of_payment(standing, fen(amount)), amount);
      standing.paid = standing.paid + fen(amount);
    } else if (act == 1) {
      post(parts_of_acceptance(standing, fen(amount)), amount);
      standing.accepted = standing.accepted + fen(amount);
    } else if (standing.paid >= fen(amount)) {
      post(parts_of_return(standing, fen(amount)), amount);
      standing.paid = standing.paid - fen(amount);
    }
    const std::int64_t apart = (standing.accepted - standing.paid).fen();
    ASSERT_EQ(account["cost"], standing.accepted.fen());
    ASSERT_EQ(account["owed"], std::max<std::int64_t>(apart, 0));
    ASSERT_EQ(account["advance"], std::max<std::int64_t>(-apart, 0));
  }
}

TEST(Accrual, WithoutAContractAPaymentStaysOneFact) {  // R-BOK-15
  Fact fact;
  fact.kind = "payment";
  fact.amount = fen(7);
  EXPECT_EQ(facts_of_payment(fact, "", {fen(5), fen(0)}).front().kind, "payment");
  const auto facts = facts_of_payment(fact, "C-2026-0001", {fen(5), fen(0)});
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[1].kind, "advance");
  EXPECT_EQ(facts[1].amount, fen(2));
}

}  // namespace
}  // namespace hallbook::funds
