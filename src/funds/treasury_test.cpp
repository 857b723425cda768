#include "funds/treasury.h"

#include <gtest/gtest.h>

#include <fstream>

#include "funds/funds_fixture.h"

namespace hallbook::funds {
namespace {

const std::string export_head = "支付凭证号,支付日期,收款人,支付金额,用途\n";

struct TreasuryHall : TestFunds {
  Result<TreasuryImport> import_rows(const std::string& rows, bool dry_run = false) {
    std::ofstream{path / "t.csv", std::ios::binary} << export_head << rows;
    return import_treasury(*data, as("qin"), path / "t.csv", dry_run);
  }
  Result<> aside(const std::string& voucher, const std::string& reason) {
    return write([&](journal::Books& books) { return set_treasury_row_aside(books, as("qin"), voucher, reason); });
  }
  std::size_t waiting() {
    auto tx = data->read();
    return waiting_rows(tx, unit).size();
  }
};

// R-TRE-07
TEST(Treasury, AFileComesInOnceAndAVoucherToo) {
  TreasuryHall hall;
  const std::string first = "001,2026-03-01,甲公司,12.00,邮寄\n";
  EXPECT_EQ(must(hall.import_rows(first, true)).stored, 1u);
  EXPECT_EQ(hall.waiting(), 0u) << "a dry run keeps nothing";
  const auto stored = must(hall.import_rows(first));
  EXPECT_GT(stored.seq, 0);
  ASSERT_EQ(stored.matches.size(), 1u);
  EXPECT_EQ(stored.matches[0].kind, MatchKind::unknown);
  EXPECT_EQ(hall.import_rows(first).error().field, "file");
  // Next month's export begins with the same rows.
  const auto more = must(hall.import_rows(first + "002,2026-04-01,乙公司,5,\n"));
  EXPECT_EQ(more.known, 1u);
  EXPECT_EQ(more.stored, 1u);
  EXPECT_EQ(hall.import_rows("001,2026-03-01,甲公司,12.01,邮寄\n").error().field, "voucher");
  EXPECT_EQ(hall.import_rows("003,2026-03-01,甲公司,1,\n003,2026-03-01,甲公司,1,\n").error().where, "第 3 行");
  EXPECT_EQ(hall.waiting(), 2u);
  EXPECT_EQ(hall.replayed(), "");
}

// R-TRE-08, R-TRE-09
TEST(Treasury, ARowIsSettledOnce) {
  TreasuryHall hall;
  must(hall.import_rows("001,2026-03-01,甲公司,12.00,邮寄\n"));
  EXPECT_EQ(hall.aside("009", "别的项目").error().code, RefusalCode::not_found);
  EXPECT_EQ(hall.aside("001", " ").error().field, "reason");
  const auto settled = hall.write(
      [&](journal::Books& books) { return settle_treasury_row(books, hall.as("qin"), "001", "P-2026-0001"); });
  EXPECT_EQ(settled.error().field, "payment");
  EXPECT_TRUE(hall.aside("001", "别的项目").has_value());
  EXPECT_EQ(hall.aside("001", "再来").error().code, RefusalCode::wrong_state);
  EXPECT_EQ(hall.waiting(), 0u);
  auto tx = hall.data->read();
  EXPECT_EQ(must(find_treasury_row(tx, hall.unit, "001")).reason, "别的项目");
  EXPECT_EQ(hall.replayed(), "");
}

struct PayingHall : TreasuryHall {
  PayingHall() {
    budget({1'000});
    plan();
  }
  std::vector<PaidRow> pay_all(const std::string& by = "qin") {
    return write([&](journal::Books& books) { return pay_exact_rows(books, as(by), rules); });
  }
  Result<PaidRow> pay_one(const std::string& voucher, const std::string& request = {}) {
    return write([&](journal::Books& books) { return pay_treasury_row(books, as("qin"), rules, voucher, request); });
  }
};

// R-TRE-10
TEST(TreasuryPaying, ARowThatFitsExactlyIsPaidOnce) {
  PayingHall hall;
  const auto request = hall.approved(300);
  must(hall.import_rows("V1,2026-03-20,某文具店,300.00,办公用品\n"));
  const auto paid = hall.pay_all();
  ASSERT_EQ(paid.size(), 1U);
  EXPECT_FALSE(paid[0].refused) << paid[0].refused->message.en;
  EXPECT_EQ(paid[0].payment, "P-2026-0001");
  EXPECT_EQ(hall.balances(), "700 0 0 300");
  EXPECT_EQ(hall.waiting(), 0U);
  EXPECT_TRUE(hall.pay_all().empty());
  auto tx = hall.data->read();
  EXPECT_EQ(must(find_treasury_row(tx, hall.unit, "V1")).settled_by, "P-2026-0001");
  EXPECT_EQ(load_payment(tx, hall.unit, "P-2026-0001")->voucher, "V1");
  EXPECT_EQ(hall.replayed(), "");
}

// R-TRE-10: the payment's own rules hold; what they refuse waits, and the others are paid.
TEST(TreasuryPaying, WhatARuleRefusesWaits) {
  PayingHall hall;
  const auto without_papers = must(hall.ask(hall.content(100))).no;
  must(hall.approve(without_papers, "zhao"));
  hall.approved(200);
  must(hall.import_rows("V1,2026-03-20,某文具店,100.00,\nV2,2026-03-20,某文具店,200.00,\n"));
  const auto by_approver = hall.pay_all("zhao");
  ASSERT_EQ(by_approver.size(), 2U);
  EXPECT_TRUE(by_approver[1].refused) << "who approved does not pay";
  const auto paid = hall.pay_all();
  ASSERT_EQ(paid.size(), 2U);
  ASSERT_TRUE(paid[0].refused);
  EXPECT_TRUE(paid[0].payment.empty());
  EXPECT_FALSE(paid[1].refused);
  EXPECT_EQ(hall.balances(), "700 0 100 200");
  EXPECT_EQ(hall.waiting(), 1U);
  EXPECT_EQ(hall.unbalanced(), "");
}

// R-TRE-10
TEST(TreasuryPaying, AProposedRowNeedsTheRequestNamed) {
  PayingHall hall;
  const auto request = hall.approved(300);
  must(hall.import_rows("V1,2026-03-20,某文具店,120.00,\n"));
  EXPECT_TRUE(hall.pay_all().empty());
  EXPECT_EQ(hall.pay_one("V1").error().field, "request");
  EXPECT_EQ(hall.pay_one("V1", "Q-2026-0009").error().field, "request");
  EXPECT_EQ(hall.pay_one("V9").error().code, RefusalCode::not_found);
  EXPECT_EQ(must(hall.pay_one("V1", request)).payment, "P-2026-0001");
  EXPECT_EQ(hall.balances(), "700 0 180 120") << "the rest stays committed";
  EXPECT_EQ(hall.pay_one("V1", request).error().code, RefusalCode::wrong_state);
}

}  // namespace
}  // namespace hallbook::funds
