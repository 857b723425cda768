// The shipped registers against bills.
#include "funds/reconcile_registers.h"

#include <gtest/gtest.h>

#include <fstream>

#include "funds/contract_ops.h"
#include "funds/funds_fixture.h"
#include "registers/checks.h"
#include "tests/registers/hall.h"

namespace hallbook::funds {
namespace {

struct RegisterHall : TestFunds {
  RegisterHall() { budget({100'000}); }
  registers::Acting clerk() const { return {unit, {"user:clerk"}, at, &data->keys()}; }

  registers::Definition adopt(const std::string& name) {
    std::ifstream file{HALLBOOK_SOURCE "/definitions/registers/" + name + ".toml"};
    const std::string toml{std::istreambuf_iterator<char>{file}, {}};
    return must(write([&](journal::Books& books) { return registers::adopt_register(books, clerk(), toml); }));
  }
  void record(const registers::Definition& definition, const tests::Cells& cells) {
    const auto values = tests::values_of(definition, cells);
    must(write([&](journal::Books& books) { return registers::record(books, clerk(), definition, values); }));
  }
  void sign(Subject subject, std::vector<PriceLine> prices, std::int64_t fen = 0) {
    Contract contract;
    contract.title = "服务";
    contract.party = "示例公司";
    contract.project = project;
    contract.line = "1";
    contract.category = "30207";
    contract.subject = subject;
    contract.prices = std::move(prices);
    contract.amount = Money::from_fen(fen);
    contract.signed_on = contract.starts_on = make_date(2026, 1, 1);
    contract.ends_on = make_date(2026, 12, 31);
    contract.buyer = "wang";
    must(write([&](journal::Books& books) { return sign_contract(books, as("wang"), contract); }));
  }
  Result<Reconciliation> compare(std::vector<BillLine> bill) {
    auto tx = data->read();
    return compare_with_register(tx, unit, {"C-2026-0001", january, std::move(bill), {}});
  }
  Result<Reconciliation> settle(std::vector<BillLine> bill, SettlementDecision decision, std::string_view reason) {
    return write([&](journal::Books& books) {
      return settle_reconciliation(books, as("li"), {"C-2026-0001", january, std::move(bill), {}}, decision, reason);
    });
  }
  Period january{make_date(2026, 1, 1), make_date(2026, 1, 31)};
};

BillLine bill_line(std::string key, std::int64_t count, std::int64_t fen) {
  return {std::move(key), Quantity{count, 0}, count > 0, Money::from_fen(fen)};
}

// R-REC-06, R-REC-07
TEST(RegisterBills, MailingByTrip) {
  RegisterHall hall;
  hall.sign(Subject::mailing, {{"单程", "件", Money::from_fen(1'250), Quantity{100, 0}},
                               {"双程", "件", Money::from_fen(2'300), Quantity{10, 0}}});
  const auto mailing = hall.adopt("mailing");
  int waybill = 0;
  const auto send = [&](const char* day, const char* trip, const char* status) {
    hall.record(mailing, {{"sent_on", day},
                          {"document", "营业执照"},
                          {"recipient", "张三"},
                          {"phone", "13800000000"},
                          {"address", "示例路 1 号"},
                          {"trip", trip},
                          {"status", status},
                          {"waybill", "W" + std::to_string(++waybill)}});
  };
  send("2026-01-05", "单程", "待揽收");  // not yet collected: nobody bills it
  send("2026-01-06", "单程", "已揽收");
  send("2026-01-07", "单程", "已揽收");
  send("2026-01-31", "双程", "已揽收");
  send("2026-02-01", "单程", "已揽收");  // next month
  EXPECT_TRUE(must(hall.compare({bill_line("单程", 2, 2'500), bill_line("双程", 1, 2'300)})).agrees);
  EXPECT_TRUE(must(hall.compare({bill_line("", 0, 4'800)})).agrees) << "a bill of one sum";
  const auto apart = must(hall.compare({bill_line("单程", 3, 3'750), bill_line("双程", 1, 2'300)}));
  EXPECT_FALSE(apart.agrees);
  EXPECT_EQ(apart.difference.fen(), 1'250);
  EXPECT_EQ(hall.compare({}).error().field, "bill");

  const std::vector more{bill_line("", 0, 4'801)};
  EXPECT_EQ(hall.settle(more, SettlementDecision::agreed, "").error().field, "decision");
  EXPECT_EQ(hall.settle(more, SettlementDecision::supplier_corrects, " ").error().field, "reason");
  EXPECT_TRUE(hall.settle(more, SettlementDecision::supplier_corrects, "多计 1 分，退回重开").has_value());
  const std::vector even{bill_line("", 0, 4'800)};
  EXPECT_EQ(hall.settle(even, SettlementDecision::pay_bill, "按账单").error().field, "decision");
  EXPECT_TRUE(hall.settle(even, SettlementDecision::agreed, "").has_value());
  EXPECT_EQ(hall.settle(even, SettlementDecision::agreed, "").error().field, "period");
  auto tx = hall.data->read();
  const auto settled = settlements(tx, hall.unit, "C-2026-0001");
  ASSERT_EQ(settled.size(), 2u);
  EXPECT_EQ(settled[0].billed.fen() - settled[0].due.fen(), 1);
  EXPECT_EQ(settled[1].decision, "agreed");
}

// R-REC-02, R-REC-06
TEST(RegisterBills, WaterByTicketsAndBarrels) {
  RegisterHall hall;
  hall.sign(Subject::water, {{"", "桶", Money::from_fen(1'500), Quantity{300, 0}}});
  const auto water = hall.adopt("water");
  const auto ticket = [&](const char* day, const char* action, const char* from, const char* to,
                          const char* delivered) {
    hall.record(water, {{"moved_on", day},
                        {"book", "甲"},
                        {"action", action},
                        {"from_no", from},
                        {"to_no", to},
                        {"delivered", delivered}});
  };
  ticket("2026-01-02", "入库", "1", "100", "");
  ticket("2026-01-03", "领用", "1", "30", "");
  ticket("2026-01-10", "核销", "1", "10", "10");
  ticket("2026-01-20", "核销", "11", "18", "7");
  EXPECT_FALSE(must(hall.compare({bill_line("", 17, 25'500)})).agrees) << "18 tickets, 17 barrels";
  ticket("2026-01-31", "核销", "19", "19", "2");
  EXPECT_TRUE(must(hall.compare({bill_line("", 19, 28'500)})).agrees);
  EXPECT_EQ(must(hall.compare({bill_line("", 20, 30'000)})).difference.fen(), 1'500);
}

// R-REC-04, R-REC-06
TEST(RegisterBills, RepairsFinishedAndAccepted) {
  RegisterHall hall;
  hall.sign(Subject::repairs, {}, 1'000'000);
  const auto repairs = hall.adopt("repairs");
  const auto repair = [&](const char* no, const char* finished, const char* accepted_by, const char* cost) {
    hall.record(repairs, {{"repair_no", no},
                          {"device", "打印机"},
                          {"fault", "卡纸"},
                          {"reported_on", "2025-12-30"},
                          {"finished_on", finished},
                          {"accepted_by", accepted_by},
                          {"cost", cost},
                          {"status", "已修复"}});
  };
  repair("R-1", "2026-01-05", "李", "300");
  repair("R-2", "2026-01-06", "", "80");
  repair("R-3", "2026-02-01", "李", "90");
  EXPECT_TRUE(must(hall.compare({bill_line("R-1", 1, 30'000)})).agrees);
  const auto apart = must(hall.compare({bill_line("R-1", 1, 30'000), bill_line("R-2", 1, 8'000)}));
  EXPECT_EQ(apart.difference.fen(), 8'000);
}

// R-REC-01, R-REC-06
TEST(RegisterBills, SuppliesThatCameIn) {
  RegisterHall hall;
  hall.sign(Subject::supplies, {{"硒鼓/388A", "支", Money::from_fen(15'000), Quantity{20, 0}},
                                {"A4 纸", "包", Money::from_fen(2'000), Quantity{100, 0}}});
  const auto supplies = hall.adopt("supplies");
  const auto moved = [&](const char* item, const char* spec, const char* action, const char* amount) {
    hall.record(supplies, {{"moved_on", "2026-01-08"},
                           {"item", item},
                           {"spec", spec},
                           {"unit", "件"},
                           {"action", action},
                           {"amount", amount}});
  };
  moved("硒鼓", "388A", "入库", "4");
  moved("硒鼓", "388A", "领用", "1");
  moved("A4 纸", "", "入库", "30");
  EXPECT_TRUE(must(hall.compare({bill_line("硒鼓/388A", 4, 60'000), bill_line("A4 纸", 30, 60'000)})).agrees);
  const auto apart = must(hall.compare({bill_line("硒鼓/388A", 5, 75'000), bill_line("A4 纸", 30, 60'000)}));
  EXPECT_EQ(apart.difference.fen(), 15'000);
}

}  // namespace
}  // namespace hallbook::funds
