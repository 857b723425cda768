// Contracts, acceptances and invoices with the money of a line.
#include "funds/contract_ops.h"

#include <gtest/gtest.h>

#include "funds/acceptance.h"
#include "funds/due_list.h"
#include "funds/funds_fixture.h"
#include "funds/invoice_register.h"

namespace hallbook::funds {
namespace {

struct ContractHall : TestFunds {
  ContractHall() { budget({10'000, 5'000}); }

  Contract draft(std::int64_t yuan, std::string party = "示例寄递有限公司") const {
    Contract contract;
    contract.title = "邮寄服务";
    contract.party = std::move(party);
    contract.project = project;
    contract.line = "1";
    contract.category = "30207";
    contract.amount = Money::from_fen(yuan * 100);
    contract.signed_on = make_date(2026, 1, 10);
    contract.starts_on = make_date(2026, 1, 10);
    contract.ends_on = make_date(2026, 12, 31);
    contract.terms.small_firm = true;
    contract.buyer = "wang";
    return contract;
  }
  Result<Contract> sign(Contract contract) {
    return write([&](journal::Books& books) { return sign_contract(books, as("wang"), std::move(contract)); });
  }
  Acceptance delivered(std::int64_t yuan, Date on = make_date(2026, 2, 1)) const {
    Acceptance acceptance;
    acceptance.contract = "C-2026-0001";
    acceptance.accepted_on = on;
    acceptance.lines = {{"", Quantity{1, 0}, Money::from_fen(yuan * 100)}};
    acceptance.finding = "合格";
    return acceptance;
  }
  Result<Acceptance> accept(const std::string& who, Acceptance acceptance) {
    return write([&](journal::Books& books) { return record_acceptance(books, as(who), std::move(acceptance)); });
  }
  Result<Acceptance> sign_too(const std::string& who, const std::string& number = "A-2026-0001") {
    return write([&](journal::Books& books) { return sign_acceptance(books, as(who), number); });
  }
  Result<Invoice> bill(std::string number, std::int64_t yuan, std::string seller = "示例寄递有限公司",
                       Date on = make_date(2026, 2, 10)) {
    Invoice invoice;
    invoice.text.number = std::move(number);
    invoice.text.seller = std::move(seller);
    invoice.text.issued_on = on;
    invoice.text.total = Money::from_fen(yuan * 100);
    invoice.text.source = "typed";
    invoice.contract = "C-2026-0001";
    warnings.clear();
    return write([&](journal::Books& books) { return record_invoice(books, as("li"), invoice, warnings); });
  }
  std::vector<Text> warnings;
};

// R-CTR-06, R-CTR-08
TEST(ContractOps, TakesAndGivesBackToTheFen) {
  ContractHall hall;
  ASSERT_EQ(must(hall.sign(hall.draft(6'000))).number, "C-2026-0001");
  EXPECT_EQ(hall.balances(), "4000 0 6000 0");
  const auto above = hall.sign(hall.draft(4'001));
  ASSERT_FALSE(above.has_value());
  EXPECT_NE(above.error().message.en.find("4000.00"), std::string::npos) << above.error().message.en;
  EXPECT_NE(above.error().message.en.find("C-2026-0001"), std::string::npos) << above.error().message.en;
  EXPECT_EQ(must(hall.sign(hall.draft(4'000))).number, "C-2026-0002");
  EXPECT_EQ(hall.balances(), "0 0 10000 0");
  const auto close = [&](const std::string& number) {
    return hall.write([&](journal::Books& books) {
      return close_contract(books, hall.as("wang"), number, make_date(2026, 3, 1), "履约完毕");
    });
  };
  EXPECT_TRUE(close("C-2026-0002").has_value());
  EXPECT_EQ(hall.balances(), "4000 0 6000 0");
  EXPECT_EQ(close("C-2026-0002").error().code, RefusalCode::wrong_state);
  EXPECT_EQ(close("C-2026-0009").error().code, RefusalCode::not_found);
  EXPECT_EQ(hall.unbalanced(), "");
  EXPECT_EQ(hall.replayed(), "");
}

// R-CTR-06, R-FND-06
TEST(ContractOps, RefusesWhatHasNoMoneyBehindIt) {
  ContractHall hall;
  auto contract = hall.draft(1);
  contract.line = "9";
  EXPECT_EQ(hall.sign(contract).error().code, RefusalCode::not_found);
  contract = hall.draft(1);
  contract.request = "Q-2026-0001";
  EXPECT_EQ(hall.sign(contract).error().field, "request");
  contract = hall.draft(1);
  contract.starts_on = make_date(2027, 1, 1);
  contract.ends_on = make_date(2027, 12, 31);
  EXPECT_EQ(hall.sign(contract).error().field, "starts_on");
  EXPECT_EQ(hall.balances(), "10000 0 0 0");
}

// R-CTR-04, R-CTR-07
TEST(ContractOps, SupplementAndPublication) {
  ContractHall hall;
  must(hall.sign(hall.draft(6'000)));
  const auto supplement = [&](std::int64_t yuan) {
    return hall.write([&](journal::Books& books) {
      return supplement_contract(books, hall.as("wang"), "C-2026-0001",
                                 {0, make_date(2026, 2, 1), Money::from_fen(yuan * 100), "件数增加"});
    });
  };
  EXPECT_EQ(must(supplement(400)).whole().fen(), 640'000);
  EXPECT_EQ(supplement(201).error().code, RefusalCode::over_limit);
  EXPECT_EQ(must(supplement(200)).supplements.back().no, 2);
  EXPECT_EQ(hall.balances(), "3400 0 6600 0");
  const auto publish = [&](Date on) {
    return hall.write(
        [&](journal::Books& books) { return publish_contract(books, hall.as("wang"), "C-2026-0001", on, "官网"); });
  };
  EXPECT_EQ(publish(make_date(2026, 1, 9)).error().field, "on");
  EXPECT_EQ(publish(make_date(2026, 3, 3)).error().field, "on");
  EXPECT_EQ(must(publish(make_date(2026, 1, 12))).published_on, make_date(2026, 1, 12));
  EXPECT_EQ(publish(make_date(2026, 1, 13)).error().code, RefusalCode::wrong_state);
  EXPECT_EQ(hall.replayed(), "");
}

// R-ACC-01 to R-ACC-04
TEST(AcceptanceOps, MoreThanOneSignerAndNotTheBuyer) {
  ContractHall hall;
  must(hall.sign(hall.draft(6'000)));
  EXPECT_EQ(hall.accept("wang", hall.delivered(1'000)).error().code, RefusalCode::not_allowed);
  const auto first = must(hall.accept("li", hall.delivered(1'000)));
  EXPECT_EQ(first.number, "A-2026-0001");
  EXPECT_FALSE(first.complete_on.has_value());
  EXPECT_EQ(hall.sign_too("li").error().code, RefusalCode::conflict);
  EXPECT_EQ(hall.sign_too("wang").error().code, RefusalCode::not_allowed);
  const auto both = must(hall.sign_too("sun"));
  EXPECT_EQ(both.complete_on, make_date(2026, 3, 2));
  EXPECT_EQ(both.signers, (std::vector<std::string>{"li", "sun"}));
  EXPECT_EQ(hall.sign_too("li").error().code, RefusalCode::wrong_state);
  EXPECT_EQ(hall.accept("li", hall.delivered(5'001)).error().code, RefusalCode::over_limit);
  EXPECT_EQ(hall.accept("li", hall.delivered(0)).error().field, "lines");
  EXPECT_EQ(hall.accept("li", hall.delivered(1, make_date(2026, 3, 3))).error().field, "accepted_on");
  EXPECT_EQ(hall.accept("li", hall.delivered(1, make_date(2026, 1, 9))).error().code, RefusalCode::wrong_state);
  EXPECT_EQ(hall.replayed(), "");
}

// R-ACC-01
TEST(AcceptanceOps, CountsTimesPrices) {
  auto contract = Contract{};
  contract.signed_on = make_date(2026, 1, 1);
  contract.ends_on = make_date(2026, 12, 31);
  contract.amount = Money::from_fen(100'000);
  contract.prices = {{"单程", "件", Money::from_fen(1'250), Quantity{80, 0}}};
  Acceptance acceptance;
  acceptance.accepted_on = make_date(2026, 4, 1);
  acceptance.finding = "合格";
  acceptance.lines = {{"单程", Quantity{40, 0}, {}}};
  EXPECT_EQ(must(checked_acceptance(contract, acceptance, {})).amount.fen(), 50'000);
  acceptance.lines[0].amount = Money::from_fen(50'001);
  EXPECT_EQ(checked_acceptance(contract, acceptance, {}).error().field, "lines");
  acceptance.lines[0] = {"双程", Quantity{1, 0}, {}};
  EXPECT_EQ(checked_acceptance(contract, acceptance, {}).error().field, "lines");
  acceptance.lines = {{"单程", Quantity{40, 0}, {}}};
  EXPECT_FALSE(checked_acceptance(contract, acceptance, Money::from_fen(50'001)).has_value());
  acceptance.finding = " ";
  EXPECT_EQ(checked_acceptance(contract, acceptance, {}).error().field, "finding");
}

// R-INV-06 to R-INV-09
TEST(InvoiceOps, EachOnceAndWithinWhatWasAccepted) {
  const std::string number = "26532000000000000001";
  ContractHall hall;
  must(hall.sign(hall.draft(6'000)));
  EXPECT_EQ(hall.bill(number, 1'000).error().code, RefusalCode::over_limit);
  must(hall.accept("li", hall.delivered(2'500)));
  EXPECT_EQ(hall.bill(number, 1'000).error().code, RefusalCode::over_limit) << "one signature is no acceptance";
  must(hall.sign_too("sun"));
  EXPECT_EQ(hall.bill(number, 1'000, "别的公司").error().field, "seller");
  EXPECT_EQ(hall.bill(number, 1'000, "示例寄递有限公司", make_date(2026, 3, 3)).error().field, "issued_on");
  EXPECT_EQ(hall.bill(number, -1'000).error().field, "total");
  EXPECT_EQ(hall.bill("123", 1'000).error().field, "number");
  EXPECT_TRUE(hall.bill(number, 1'000).has_value());
  EXPECT_TRUE(hall.warnings.empty());
  const auto again = hall.bill(number, 1'000);
  EXPECT_EQ(again.error().code, RefusalCode::conflict);
  EXPECT_TRUE(hall.bill("26532000000000000002", 1'000, "示例寄递 有限公司").has_value());
  ASSERT_EQ(hall.warnings.size(), 1u);
  EXPECT_NE(hall.warnings[0].en.find(number), std::string::npos);
  EXPECT_EQ(hall.bill("26532000000000000003", 501).error().code, RefusalCode::over_limit);
  const auto voided = [&](std::string_view reason) {
    return hall.write([&](journal::Books& books) { return void_invoice(books, hall.as("li"), number, reason); });
  };
  EXPECT_EQ(voided("").error().field, "reason");
  EXPECT_TRUE(must(voided("开错抬头，已重开")).voided);
  EXPECT_EQ(voided("再来").error().code, RefusalCode::wrong_state);
  EXPECT_TRUE(hall.bill(number, 1'500).has_value());
  EXPECT_EQ(hall.replayed(), "");
}

// R-DUE-06, R-DUE-01, R-DUE-04, R-DUE-05
TEST(DueList, WhatMustNotBeForgotten) {
  ContractHall hall;
  must(hall.sign(hall.draft(6'000)));
  must(hall.accept("li", hall.delivered(1'000)));
  const auto told_due = [&](Date today) {
    WorkCalendar none;
    auto tx = hall.data->read();
    std::string text;
    for (const auto& item :
         due_items(tx, hall.unit, today, none, {{"30207", {"比价", "quotes"}, Money::from_fen(10'000'000)}})) {
      EXPECT_FALSE(due_title(item.kind).zh.empty());
      text += item.kind + " " + item.document + " " + (item.due_on ? iso(*item.due_on) : "-") + " " +
              std::to_string(item.late) + "; ";
    }
    return text;
  };
  EXPECT_EQ(told_due(make_date(2026, 2, 20)), "publish C-2026-0001 - 0; sign_acceptance A-2026-0001 - 0; ");
  must(hall.sign_too("sun"));
  EXPECT_EQ(told_due(make_date(2026, 2, 20)), "pay A-2026-0001 2026-03-03 0; publish C-2026-0001 - 0; ");
  EXPECT_EQ(told_due(make_date(2026, 3, 13)), "pay A-2026-0001 2026-03-03 10; publish C-2026-0001 - 0; ");
  EXPECT_EQ(told_due(make_date(2026, 12, 1)),
            "pay A-2026-0001 2026-03-03 273; contract_ends C-2026-0001 2026-12-31 0; publish C-2026-0001 - 0; ");
  EXPECT_EQ(told_due(make_date(2027, 1, 2)),
            "pay A-2026-0001 2026-03-03 305; contract_ended C-2026-0001 2026-12-31 2; overdue_report 2026 2027-03-31 "
            "0; publish C-2026-0001 - 0; ");
  auto tx = hall.data->read();
  EXPECT_EQ(overdue_of_year(tx, hall.unit, 2026).unpaid.fen(), 100'000);
  EXPECT_EQ(overdue_of_year(tx, hall.unit, 2025).contracts, 0);
  const auto rows = due_rows(claims_on(tx, hall.unit, make_date(2026, 3, 13)), make_date(2026, 3, 13));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].interest.fen(), 500);  // 1,000 yuan, 10 days
}

}  // namespace
}  // namespace hallbook::funds
