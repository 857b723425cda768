// R-FND-60 to R-FND-64: what pages of the money read.
#include "funds/overview.h"

#include <gtest/gtest.h>

#include "funds/funds_fixture.h"
#include "funds/funds_view.h"

namespace hallbook::funds {
namespace {

struct Overviews : testing::Test {
  TestFunds funds;
  void SetUp() override {
    funds.budget({1000, 500});
    funds.plan("1");
    funds.plan("2");
  }
  Overview overview() {
    auto tx = funds.data->read();
    return must(overview_of(tx, funds.unit, "", make_date(2026, 6, 30), {}));
  }
};

// R-FND-60
TEST_F(Overviews, AddUpAndNameWhoHasTheMoney) {
  const auto paid = funds.approved(300);
  must(funds.pay(paid, 200, "V-1"));
  must(funds.ask(funds.content(50, "2")));
  auto other = funds.content(100);
  other.payee = "另一家";
  must(funds.ask(other));
  const auto seen = overview();
  EXPECT_EQ(seen.project, funds.project);
  EXPECT_TRUE(seen.adds_up);
  EXPECT_EQ(seen.total.approved.fen(), 150'000);
  EXPECT_EQ(seen.total.free.fen(), 105'000);
  EXPECT_EQ(seen.total.held.fen(), 15'000);
  EXPECT_EQ(seen.total.committed.fen(), 10'000);
  EXPECT_EQ(seen.total.executed.fen(), 20'000);
  ASSERT_EQ(seen.lines.size(), 2u);
  EXPECT_EQ(seen.lines[0].holds.size(), 2u);
  EXPECT_TRUE(seen.lines[0].plan.has_value());
  // Payees by line, the largest first; together they are what the line does not have free.
  ASSERT_EQ(seen.payees.size(), 3u);
  EXPECT_EQ(seen.payees[0].payee, "某文具店");
  EXPECT_EQ(seen.payees[0].executed.fen(), 20'000);
  EXPECT_EQ(seen.payees[1].payee, "另一家");
  Money sum;
  for (const PayeeSum& one : seen.payees) sum = sum + one.held + one.committed + one.executed;
  EXPECT_EQ(sum, seen.total.approved - seen.total.free);
}

TEST_F(Overviews, RefuseAProjectWithoutABudget) {
  auto tx = funds.data->read();
  const auto none = overview_of(tx, funds.unit, "nothing", make_date(2026, 6, 30), {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, RefusalCode::not_found);
}

// R-FND-61
TEST_F(Overviews, BalancesOpenIntoTheirMovesPageByPage) {
  for (int i = 1; i <= 7; ++i) must(funds.ask(funds.content(i)));
  must(funds.write([&](auto& books) { return cancel_request(books, funds.as("li"), "Q-2026-0003", "不买了"); }));
  auto tx = funds.data->read();
  MoveFilter filter{funds.project, "1", "", "", 0, 3};
  std::vector<MoveRow> all;
  for (;;) {
    const auto page = moves_page(tx, funds.unit, filter);
    all.insert(all.end(), page.rows.begin(), page.rows.end());
    if (!page.next) break;
    filter.before = *page.next;
  }
  ASSERT_EQ(all.size(), 9u);  // approved, seven asked, one given back
  EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater{}, &MoveRow::seq));
  Money held;
  filter = {funds.project, "1", "held", "", 0, 50};
  for (const MoveRow& row : moves_page(tx, funds.unit, filter).rows)
    held = row.to == Account::held ? held + row.amount : held - row.amount;
  EXPECT_EQ(held, find_line(tx, funds.unit, funds.key("1"))->held);
  filter = {funds.project, "1", "", "Q-2026-0003", 0, 50};
  EXPECT_EQ(moves_page(tx, funds.unit, filter).rows.size(), 2u);
}

// R-FND-61: the two rows of one change are never parted.
TEST_F(Overviews, RowsOfOneEventStayOnOnePage) {
  const auto no = must(funds.ask(funds.content(10))).no;
  must(funds.write([&](auto& books) {
    return change_request(books, funds.as("li"), funds.rules, no, funds.content(20), "数量加倍");
  }));
  auto tx = funds.data->read();
  const auto page = moves_page(tx, funds.unit, {funds.project, "1", "", "", 0, 3});
  ASSERT_EQ(page.rows.size(), 3u);
  const auto cut = moves_page(tx, funds.unit, {funds.project, "1", "", "", 0, 1});
  EXPECT_TRUE(cut.next.has_value());
}

// R-FND-62
TEST_F(Overviews, TheRateIsExactAndNullOfNothing) {
  must(funds.pay(funds.approved(300), 300, "V-1"));
  const Json view = overview_view(overview());
  EXPECT_EQ(view.at("total").at("rate").string(), "20.00");
  EXPECT_EQ(view.at("lines").array()[0].at("rate").string(), "30.00");
  EXPECT_TRUE(line_view(Line{}).at("rate").is_null());
}

// R-FND-63
TEST_F(Overviews, ARequestShowsItsStepsItsPastAndWhatOneMayDo) {
  const auto no = must(funds.ask(funds.content(300))).no;
  const auto detail = [&](const std::string& person) {
    auto tx = funds.data->read();
    return request_detail(tx, funds.as(person), funds.rules, *load_request(tx, funds.unit, no), Lang::zh);
  };
  EXPECT_TRUE(detail("zhao").at("may").at("approve").at("ok").boolean());
  EXPECT_FALSE(detail("li").at("may").at("approve").at("ok").boolean());
  EXPECT_FALSE(detail("chen").at("may").at("approve").at("ok").boolean());  // finance comes first
  must(funds.write([&](auto& books) {
    auto other = funds.content(280);
    other.purpose = "文件夹";
    return change_request(books, funds.as("li"), funds.rules, no, other, "降价");
  }));
  const Json changed = detail("zhao");
  ASSERT_EQ(changed.at("changes").array().size(), 2u);
  EXPECT_EQ(changed.at("changes").array()[0].at("before").string(), "300.00");
  EXPECT_EQ(changed.at("changes").array()[0].at("after").string(), "280.00");
  must(funds.approve(no, "zhao"));
  EXPECT_EQ(detail("qin").at("missing_to_pay").array().size(), 2u);
  EXPECT_FALSE(detail("qin").at("may").at("pay").at("ok").boolean());
  funds.file_papers(no);
  EXPECT_TRUE(detail("qin").at("may").at("pay").at("ok").boolean());
  EXPECT_FALSE(detail("zhao").at("may").at("pay").at("ok").boolean());  // who approved does not pay
  const auto paid = must(funds.pay(no, 280, "V-1")).no;
  must(funds.write([&](auto& books) {
    return return_payment(books, funds.as("qin"),
                          {paid, Money::from_fen(1'000), make_date(2026, 3, 25), Rest::release, "退回", ""});
  }));
  const Json end = detail("wu");
  std::string kinds;
  for (const Json& row : end.at("history").array()) kinds += row.at("kind").string() + " ";
  EXPECT_EQ(kinds, "RequestMade RequestChanged RequestApproved PapersAdded PaymentRecorded PaymentReturned ");
  EXPECT_EQ(end.at("steps").array()[0].at("state").string(), "done");
  EXPECT_EQ(end.at("payments").array()[0].at("returns").array()[0].at("amount").string(), "10.00");
}

// R-FND-64
TEST_F(Overviews, ListsGoFromTheNewestByNumber) {
  for (int i = 1; i <= 5; ++i) must(funds.ask(funds.content(i)));
  must(funds.write([&](auto& books) { return cancel_request(books, funds.as("li"), "Q-2026-0004", "不买了"); }));
  auto tx = funds.data->read();
  DocumentFilter filter;
  filter.state = "asked";
  filter.limit = 2;
  auto page = newest_requests(tx, funds.unit, filter);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].no, "Q-2026-0005");
  EXPECT_EQ(page[1].no, "Q-2026-0003");
  filter.before = page[1].no;
  page = newest_requests(tx, funds.unit, filter);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].no, "Q-2026-0002");
  EXPECT_EQ(waiting_requests(tx, funds.unit, 10).size(), 4u);
}

}  // namespace
}  // namespace hallbook::funds
