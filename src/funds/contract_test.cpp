#include "funds/contract.h"

#include <gtest/gtest.h>

#include "base/money_math.h"

namespace hallbook::funds {
namespace {

Contract mailing_contract() {
  Contract contract;
  contract.number = "C-2026-0001";
  contract.title = "结果物免费邮寄服务";
  contract.party = "示例寄递有限公司";
  contract.project = "2026-1";
  contract.line = "1";
  contract.category = "30207";
  contract.subject = Subject::mailing;
  contract.prices = {{"单程", "件", Money::from_fen(1'250), Quantity{1'200, 0}},
                     {"双程", "件", Money::from_fen(2'300), Quantity{1005, 1}}};
  contract.schedule = {{make_date(2026, 7, 10), Money::from_fen(1'000'000), "上半年验收合格后"},
                       {make_date(2026, 12, 20), Money::from_fen(731'150), "全年验收合格后"}};
  contract.files = {{"合同.pdf", Digest{}}};
  contract.signed_on = make_date(2026, 1, 10);
  contract.starts_on = make_date(2026, 1, 15);
  contract.ends_on = make_date(2026, 12, 31);
  contract.terms = {.small_firm = true, .days = 45};
  contract.buyer = "wang";
  return contract;
}

// R-CTR-02, R-CTR-03
TEST(Contract, IsWholeOrRefused) {
  const auto good = checked_contract(mailing_contract());
  ASSERT_TRUE(good.has_value()) << good.error().message.en;
  EXPECT_EQ(good->amount.fen(), 1'731'150);
  const std::pair<const char*, std::function<void(Contract&)>> cases[] = {
      {"title", [](Contract& c) { c.title = " "; }},
      {"party", [](Contract& c) { c.party.clear(); }},
      {"party", [](Contract& c) { c.party = "甲\xE2\x80\xAE公司"; }},
      {"party_id", [](Contract& c) { c.party_id = "91530000MA6K00000X"; }},
      {"line", [](Contract& c) { c.line.clear(); }},
      {"category", [](Contract& c) { c.category.clear(); }},
      {"buyer", [](Contract& c) { c.buyer.clear(); }},
      {"signed_on", [](Contract& c) { c.signed_on = {}; }},
      {"ends_on", [](Contract& c) { c.ends_on = make_date(2026, 1, 14); }},
      {"ends_on", [](Contract& c) { c.starts_on = make_date(2025, 1, 1), c.ends_on = make_date(2026, 1, 9); }},
      {"pay_days", [](Contract& c) { c.terms.days = 61; }},
      {"amount", [](Contract& c) { c.amount = Money::from_fen(1'731'151); }},
      {"amount", [](Contract& c) { c.prices.clear(); }},
      {"prices", [](Contract& c) { c.prices[0].price = {}; }},
      {"prices", [](Contract& c) { c.prices[0].expected = {}; }},
      {"prices", [](Contract& c) { c.prices[1].key = "单程"; }},
      {"schedule", [](Contract& c) { c.schedule[0].amount = Money::from_fen(1); }},
      {"schedule", [](Contract& c) { c.schedule[0].due_on = make_date(2026, 1, 9); }},
      {"schedule", [](Contract& c) { c.schedule[0].amount = {}; }},
  };
  for (const auto& [field, change] : cases) {
    auto broken = mailing_contract();
    change(broken);
    const auto checked = checked_contract(broken);
    ASSERT_FALSE(checked.has_value()) << field;
    EXPECT_EQ(checked.error().field, field) << checked.error().message.en;
  }
}

// R-CTR-04
TEST(Contract, SupplementsStayWithinTenPercent) {
  auto contract = *checked_contract(mailing_contract());
  const auto supplement = [](std::int64_t fen, Date on = make_date(2026, 6, 1)) {
    return Supplement{1, on, Money::from_fen(fen), "件数增加"};
  };
  EXPECT_TRUE(check_supplement(contract, supplement(173'115)).has_value());
  EXPECT_EQ(check_supplement(contract, supplement(173'116)).error().code, RefusalCode::over_limit);
  contract.supplements = {supplement(100'000)};
  EXPECT_EQ(contract.whole().fen(), 1'831'150);
  EXPECT_TRUE(check_supplement(contract, supplement(73'115)).has_value());
  EXPECT_NE(check_supplement(contract, supplement(73'116)).error().message.en.find("731.15 yuan are left"),
            std::string::npos);
  EXPECT_EQ(check_supplement(contract, supplement(0)).error().field, "amount");
  EXPECT_EQ(check_supplement(contract, supplement(1, make_date(2026, 1, 9))).error().field, "signed_on");
  EXPECT_EQ(check_supplement(contract, supplement(1, make_date(2027, 1, 1))).error().field, "signed_on");
  EXPECT_EQ(check_supplement(contract, {1, make_date(2026, 6, 1), Money::from_fen(1), ""}).error().field, "reason");
}

// R-CTR-05
TEST(Contract, OpenFromItsSigningToItsClosing) {
  auto contract = mailing_contract();
  EXPECT_TRUE(check_open(contract, make_date(2027, 1, 20)).has_value());  // the last quarter is billed after the end
  EXPECT_TRUE(check_running(contract, make_date(2026, 12, 31)).has_value());
  EXPECT_EQ(check_running(contract, make_date(2027, 1, 1)).error().field, "contract");
  EXPECT_FALSE(check_running(contract, make_date(2026, 1, 9)).has_value());
  EXPECT_FALSE(check_open(contract, make_date(2026, 1, 9)).has_value());
  contract.closed_on = make_date(2027, 1, 10);
  EXPECT_EQ(check_open(contract, make_date(2027, 1, 20)).error().code, RefusalCode::wrong_state);
}

// R-CTR-02: what the journal keeps is what replay gives, byte for byte.
TEST(Contract, JsonRoundTrip) {
  const auto contract = *checked_contract(mailing_contract());
  const auto body = contract_json(contract).canonical();
  EXPECT_EQ(contract_json(contract_from_json(*Json::parse(body))).canonical(), body);
  EXPECT_EQ(price_of(contract, "双程")->fen(), 2'300);
  EXPECT_EQ(price_of(contract, ""), std::nullopt);
}

}  // namespace
}  // namespace hallbook::funds
