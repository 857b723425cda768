// Contracts, acceptance, execution and the books over HTTP: every answer fits its schema and says the same money.
// R-BOK-15, R-EVA-14, R-TRE-10, R-CTR-09.
#include <gtest/gtest.h>

#include <fstream>

#include "app/schema_check.h"
#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

constexpr const char* yearly_fund = "2026-window-service-fund";

class BooksRoutes : public testing::Test {
 protected:
  void SetUp() override {
    const auto schemas = Json::parse(embedded_files("src/app/api_schemas.json").front().text);
    ASSERT_TRUE(schemas.has_value());
    schemas_ = *schemas;
    Json lines = Json::Array{};
    lines.push_back(Json::Object{{"line", "1"},
                                 {"purpose", "办公用品"},
                                 {"economic_class", "30201"},
                                 {"source", "appropriation"},
                                 {"amount", "5000"}});
    fits(house.post("finance", "/funds/budget",
                    Json::Object{{"project", yearly_fund},
                                 {"paper", Json::Object{{"document", "财预1号"},
                                                        {"dated_on", "2026-01-06"},
                                                        {"reason", "年初"},
                                                        {"approved_by", "财政局"}}},
                                 {"lines", std::move(lines)}}),
         "FundsOverview");
  }
  Json fits(const http::Response& answer, const std::string& schema) {
    EXPECT_LT(answer.status, 300) << answer.body;
    const Json body = TestHouse::body_of(answer);
    if (answer.status < 300)
      for (const auto& problem : SchemaCheck{schemas_}.problems(body, schema)) ADD_FAILURE() << problem;
    return body;
  }
  std::string sign() {
    return fits(house.post("finance", "/funds/contracts",
                           Json::Object{{"title", "文具"},
                                        {"party", "示例文具商行"},
                                        {"project", yearly_fund},
                                        {"line", "1"},
                                        {"category", "30201"},
                                        {"amount", "1000"},
                                        {"signed_on", "2026-03-01"},
                                        {"ends_on", "2026-12-31"},
                                        {"buyer", "finance"}}),
                "Contract")
        .at("number")
        .string();
  }
  std::string accept(const std::string& contract, const std::string& role) {
    Json lines = Json::Array{};
    lines.push_back(Json::Object{{"key", ""}, {"count", "1"}, {"amount", "400"}});
    return fits(house.post(role, "/funds/acceptances",
                           Json::Object{{"contract", contract},
                                        {"accepted_on", "2026-03-05"},
                                        {"finding", "合格"},
                                        {"lines", std::move(lines)}}),
                "Acceptance")
        .at("number")
        .string();
  }

  TestHouse house;
  Json schemas_;
};

TEST_F(BooksRoutes, GoodsUnderAContractStandOnItsBoardAndInTheBooks) {
  const auto contract = sign();
  const auto acceptance = accept(contract, "staff");
  const auto waiting = fits(house.get("clerk", "/funds/acceptances/waiting"), "AcceptanceList");
  ASSERT_EQ(waiting.at("items").array().size(), 1U);
  EXPECT_EQ(waiting.at("items").array()[0].at("title").string(), "文具");
  fits(house.post("clerk", "/funds/acceptances/" + acceptance + "/signatures", Json::Object{}), "Acceptance");
  EXPECT_TRUE(fits(house.get("clerk", "/funds/acceptances/waiting"), "AcceptanceList").at("items").array().empty());
  const auto board = fits(house.get("finance", "/funds/contracts/" + contract), "Contract");
  EXPECT_EQ(board.at("accepted").string(), "400.00");
  EXPECT_EQ(board.at("committed").string(), "1000.00");
  EXPECT_EQ(board.at("may_add").string(), "100.00");
  fits(house.get("finance", "/funds/contracts"), "ContractList");
  fits(house.get("auditor", "/funds/acceptances"), "AcceptanceList");

  const auto balance = fits(house.get("finance", "/funds/books/trial-balance?period=2026"), "TrialBalance");
  EXPECT_EQ(balance.at("totals").at("financial").at("debit").string(), "400.00");
  const auto ledger = fits(house.get("finance", "/funds/books/ledger/2302?period=2026"), "AccountLedger");
  EXPECT_EQ(ledger.at("after").string(), "-400.00");
  const auto vouchers = fits(house.get("finance", "/funds/books/vouchers?document=" + acceptance), "VoucherList");
  ASSERT_EQ(vouchers.at("all").integer(), 1);
  const auto name = vouchers.at("items").array()[0].at("name").string();
  EXPECT_EQ(fits(house.get("finance", "/funds/books/vouchers/" + name), "Voucher").at("postings").array().size(), 2U);
  EXPECT_EQ(house.get("finance", "/funds/books/vouchers/202603-9999").status, 404);
  EXPECT_EQ(house.get("finance", "/funds/books/vouchers/x").status, 404);
  fits(house.get("finance", "/funds/books/execution?period=2026"), "BookExecution");
  EXPECT_EQ(house.get("finance", "/funds/books/trial-balance?period=2026-13").status, 422);
}

TEST_F(BooksRoutes, MonthsAreClosedByWhoKeepsTheBooks) {
  EXPECT_TRUE(fits(house.get("finance", "/funds/books/closings"), "ClosingList").at("closed_until").string().empty());
  EXPECT_EQ(house.post("director", "/funds/books/closings", Json::Object{{"period", "2026-01"}}).status, 403);
  const auto closed =
      fits(house.post("finance", "/funds/books/closings", Json::Object{{"period", "2026-01"}}), "ClosingList");
  EXPECT_EQ(closed.at("closed_until").string(), "2026-01");
  EXPECT_EQ(house.post("finance", "/funds/books/closings", Json::Object{{"period", "2026-01"}}).status, 409);
  EXPECT_EQ(house.post("finance", "/funds/books/closings", Json::Object{{"period", "2026-Q1"}}).status, 422);
  EXPECT_EQ(house.get("finance", "/funds/books/export?format=pdf").status, 422);
}

TEST_F(BooksRoutes, TheExecutionRowOpensAndATreasuryRowNeedsItsPayment) {
  const auto receipt = fits(house.get("director", "/evaluation/execution"), "ExecutionReceipt");
  EXPECT_EQ(receipt.at("execution").at("adjusted").integer(), 500'000);
  EXPECT_EQ(receipt.at("execution").at("executed").integer(), 0);
  EXPECT_TRUE(receipt.at("execution").at("receipt").at("adds_up").boolean());
  EXPECT_EQ(receipt.at("papers").array().size(), 1U);
  fits(house.get("director", "/evaluation"), "Evaluation");
  EXPECT_EQ(house.post("finance", "/funds/treasury/payments", Json::Object{{"voucher", "V1"}}).status, 404);
  EXPECT_EQ(house.post("staff", "/funds/treasury/payments", Json::Object{{"voucher", "V1"}}).status, 403);
  EXPECT_EQ(house.post("finance", "/funds/treasury/imports", Json::Object{{"upload", "../x"}}).status, 404);
  fits(house.get("finance", "/funds/settlements"), "SettlementList");
  fits(house.get("finance", "/funds/due"), "DueList");
}

TEST_F(BooksRoutes, ALostAnswerOfATreasuryImportIsHadAgain) {  // R-IDN-47
  auto file = TestHouse::request(http::Method::put, "/funds/uploads?name=t.csv");
  const std::string_view rows = "支付凭证号,支付日期,收款人,支付金额,用途\n001,2026-03-01,甲公司,12.00,邮寄\n";
  file.upload = house.path / "body";
  std::ofstream{file.upload, std::ios::binary} << rows;
  file.upload_bytes = rows.size();
  file.headers["content-type"] = "application/octet-stream";
  const Json upload = fits(house.send("finance", file), "FundUpload").at("upload");
  auto asked = TestHouse::request(http::Method::post, "/funds/treasury/imports", Json::Object{{"upload", upload}});
  asked.headers["idempotency-key"] = "treasury-1";
  const auto first = fits(house.send("finance", asked), "TreasuryImportResult");
  EXPECT_EQ(first.at("new").integer(), 1);
  EXPECT_EQ(fits(house.send("finance", asked), "TreasuryImportResult"), first);
  asked.headers["idempotency-key"] = "treasury-2";
  EXPECT_EQ(house.send("finance", asked).status, 409) << "another key is another request: the file is in already";
}

}  // namespace
}  // namespace hallbook::app
