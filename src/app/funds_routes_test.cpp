// The money over HTTP, from the budget to a returned payment: every answer fits its schema. R-FND-65, and R-FND-04 once more.
#include <gtest/gtest.h>

#include "app/schema_check.h"
#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

constexpr const char* fund = "2026-window-service-fund";

class FundsRoutes : public testing::Test {
 protected:
  void SetUp() override {
    const auto schemas = Json::parse(embedded_files("src/app/api_schemas.json").front().text);
    ASSERT_TRUE(schemas.has_value());
    schemas_ = *schemas;
    const auto added = house.data->write([&](journal::Books& books) {
      const auto phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(fixture_password).value();
      return identity::add_user(books, {house.unit.id, {"cli:test"}, house.clock.now(), {}},
                                {"cashier", "出纳", {identity::Role::finance}}, phc, false);
    });
    ASSERT_TRUE(added.has_value());
  }
  Json paper(const std::string& document) const {
    return Json::Object{
        {"document", document}, {"dated_on", "2026-01-06"}, {"reason", "年初"}, {"approved_by", "财政局"}};
  }
  /// The body of an answer that must be good and fit the schema.
  Json good(const http::Response& answer, const std::string& schema) {
    EXPECT_LT(answer.status, 300) << answer.body;
    const Json body = TestHouse::body_of(answer);
    if (answer.status < 300)
      for (const auto& problem : SchemaCheck{schemas_}.problems(body, schema)) ADD_FAILURE() << problem;
    return body;
  }
  std::string field(const http::Response& answer) {
    EXPECT_GE(answer.status, 400) << answer.body;
    const Json body = TestHouse::body_of(answer);
    return body.find("field") != nullptr && body.at("field").is_string() ? body.at("field").string() : "";
  }
  void budget() {
    Json lines = Json::Array{};
    lines.push_back(Json::Object{{"line", "1"},
                                 {"purpose", "打印复印耗材"},
                                 {"economic_class", "30218"},
                                 {"source", "appropriation"},
                                 {"amount", "20,000.00"}});
    lines.push_back(Json::Object{{"line", "2"},
                                 {"purpose", "办公用品"},
                                 {"economic_class", "30201"},
                                 {"source", "当年财政拨款"},
                                 {"amount", "5000"}});
    good(house.post("finance", "/funds/budget",
                    Json::Object{{"project", fund}, {"paper", paper("财预1号")}, {"lines", std::move(lines)}}),
         "FundsOverview");
    for (const auto* no : {"1", "2"}) {
      Json parts = Json::Array{};
      parts.push_back(Json::Object{{"period", "2026"}, {"amount", *no == '1' ? "20000" : "5000"}});
      good(house.post("finance", std::string{"/funds/lines/"} + no + "/plan",
                      Json::Object{{"project", fund}, {"kind", "on_demand"}, {"parts", std::move(parts)}}),
           "FundsOverview");
    }
  }
  Json wish(const std::string& amount) const {
    Json papers = Json::Array{};
    papers.push_back(Json::Object{{"kind", "quotation"}, {"name", "报价单 1"}});
    return Json::Object{{"project", fund},
                        {"line", "1"},
                        {"type", "purchase"},
                        {"payee", "示例文具商行"},
                        {"amount", amount},
                        {"purpose", "硒鼓"},
                        {"indicator", 2},
                        {"pay_on", "2026-09-20"},
                        {"papers", std::move(papers)}};
  }
  std::string asked(const std::string& amount) {
    return good(house.post("staff", "/funds/requests", wish(amount)), "FundRequest").at("number").string();
  }
  Json request(const std::string& no, const std::string& who = "staff") {
    return good(house.get(who, "/funds/requests/" + no), "FundRequest");
  }
  http::Response approve(const std::string& no, const std::string& who) {
    return house.post(who, "/funds/requests/" + no + "/approval",
                      Json::Object{{"seen", request(no, who).at("digest").string()}, {"note", "同意"}});
  }
  TestHouse house;
  Json schemas_;
};

TEST_F(FundsRoutes, FromTheBudgetToAReturnedPayment) {
  budget();
  const auto no = asked("6000.00");
  EXPECT_EQ(field(approve(no, "director")), "by");  // finance comes first
  good(approve(no, "finance"), "FundRequest");
  EXPECT_EQ(field(approve(no, "finance")), "by");
  EXPECT_EQ(good(approve(no, "director"), "FundRequest").at("state").string(), "approved");
  const auto pay = [&](const std::string& who) {
    return house.post(who, "/funds/payments",
                      Json::Object{{"request", no}, {"voucher", "ZF-1"}, {"paid_on", "2026-09-10"}});
  };
  EXPECT_EQ(field(pay("cashier")), "papers");
  Json papers = Json::Array{};
  for (const auto* kind : {"acceptance", "invoice"}) papers.push_back(Json::Object{{"kind", kind}, {"name", "一份"}});
  good(house.post("staff", "/funds/requests/" + no + "/papers", Json::Object{{"papers", std::move(papers)}}),
       "FundRequest");
  EXPECT_EQ(field(pay("finance")), "by");  // approved it
  const auto paid = good(pay("cashier"), "Payment").at("number").string();
  const auto overview = good(house.get("director", std::string{"/funds/overview?project="} + fund), "FundsOverview");
  EXPECT_EQ(overview.at("total").at("executed").string(), "6000.00");
  EXPECT_TRUE(overview.at("adds_up").boolean());
  good(house.post("cashier", "/funds/payments/" + paid + "/returns",
                  Json::Object{{"amount", "6000"}, {"returned_on", "2026-09-10"}, {"reason", "账号有误"}}),
       "Payment");
  EXPECT_EQ(request(no).at("hold").at("committed").string(), "6000.00");
  good(house.get("auditor", "/funds/payments"), "PaymentList");
  good(house.get("auditor", "/funds/rules"), "FundsRules");
  good(house.get("auditor", std::string{"/funds/budget?project="} + fund), "BudgetPapers");
  const auto moves =
      good(house.get("auditor", std::string{"/funds/lines/1/moves?account=held&project="} + fund), "LineMoves");
  EXPECT_EQ(moves.at("items").array().size(), 2U);
}

TEST_F(FundsRoutes, AmountsAreTakenAsTheIssueWants) {  // R-FND-04
  budget();
  for (const auto* amount : {"", "1.2万", "１２０４", "0", "-5", "1.005", "12,34", "一百", "20000.01"})
    EXPECT_EQ(field(house.post("staff", "/funds/requests", wish(amount))), "amount") << amount;
  asked("1,204.50");
}

TEST_F(FundsRoutes, WhatChangedMeanwhileIsNotApproved) {  // R-FND-65
  budget();
  const auto no = asked("300");
  const auto seen = request(no, "finance").at("digest").string();
  Json other = wish("400");
  other["reason"] = "涨价";
  good(house.post("staff", "/funds/requests/" + no + "/changes", other), "FundRequest");
  const auto late = house.post("finance", "/funds/requests/" + no + "/approval", Json::Object{{"seen", seen}});
  EXPECT_EQ(field(late), "seen");
  EXPECT_EQ(field(house.post("finance", "/funds/requests/" + no + "/refusal",
                             Json::Object{{"seen", seen}, {"reason", "不买"}})),
            "seen");
  EXPECT_EQ(request(no).at("changes").array().size(), 1U);
  good(approve(no, "finance"), "FundRequest");
}

TEST_F(FundsRoutes, WhatWaitsForMyApprovalStandsOnMyHome) {  // R-FND-66
  budget();
  const auto no = asked("6000");
  const auto waits = [&](const std::string& who) {
    const auto body = good(house.get(who, "/home"), "Home");
    const auto& list = body.at("waiting").array();
    return !list.empty() && list.front().at("path").string() == "/requests/" + no;
  };
  EXPECT_TRUE(waits("finance"));
  EXPECT_FALSE(waits("director"));
  EXPECT_FALSE(waits("staff"));
  good(approve(no, "finance"), "FundRequest");
  EXPECT_FALSE(waits("finance"));
  EXPECT_TRUE(waits("director"));
}

TEST_F(FundsRoutes, BudgetActsAndTheirPeople) {
  budget();
  const auto change = [&](const std::string& who, const std::string& act, Json body) {
    body["project"] = fund;
    return house.post(who, "/funds/lines/1/" + act, body);
  };
  EXPECT_EQ(change("staff", "adjustments", Json::Object{{"amount", "-100"}, {"paper", paper("调1")}}).status, 403);
  good(change("finance", "adjustments", Json::Object{{"amount", "-100.00"}, {"paper", paper("调1")}}), "FundsOverview");
  good(change("finance", "transfers", Json::Object{{"amount", "900"}, {"to", "2"}, {"paper", paper("调2")}}),
       "FundsOverview");
  good(change("finance", "releases", Json::Object{{"amount", "19000"}, {"paper", paper("拨1")}}), "FundsOverview");
  EXPECT_EQ(field(change("finance", "releases", Json::Object{{"amount", "0.01"}, {"paper", paper("拨2")}})), "amount");
  const auto closed = good(change("finance", "closing", Json::Object{{"reason", "年终"}}), "FundsOverview");
  EXPECT_EQ(closed.at("lines").array()[0].at("state").string(), "closed");
  EXPECT_EQ(closed.at("lines").array()[1].at("approved").string(), "5900.00");
}

TEST_F(FundsRoutes, RequestsAreTakenBackRefusedAndListed) {
  budget();
  const auto one = asked("100"), two = asked("200"), three = asked("300");
  good(house.post("staff", "/funds/requests/" + one + "/cancellation", Json::Object{{"reason", "不买了"}}),
       "FundRequest");
  good(house.post("finance", "/funds/requests/" + two + "/refusal",
                  Json::Object{{"seen", request(two).at("digest").string()}, {"reason", "报价单看不清"}}),
       "FundRequest");
  const auto page = good(house.get("staff", "/funds/requests?limit=2"), "FundRequestList");
  EXPECT_EQ(page.at("items").array()[0].at("number").string(), three);
  const auto rest =
      good(house.get("staff", "/funds/requests?limit=2&after=" + page.at("next").string()), "FundRequestList");
  EXPECT_EQ(rest.at("items").array().size(), 1U);
  EXPECT_TRUE(rest.at("next").is_null());
  EXPECT_EQ(good(house.get("staff", "/funds/requests?state=refused"), "FundRequestList").at("items").array().size(),
            1U);
  EXPECT_EQ(house.get("clerk", "/funds/requests").status, 403);
}

TEST_F(FundsRoutes, ExceptionsOfDutyAreAllowedByTheDirector) {  // R-FND-31
  Json acts = Json::Array{};
  acts.push_back("approve");
  acts.push_back("pay");
  const Json asked = Json::Object{{"chain", "*"},
                                  {"acts", std::move(acts)},
                                  {"person", "finance"},
                                  {"reason", "出纳休假"},
                                  {"until", "2026-12-31"}};
  EXPECT_EQ(house.post("finance", "/funds/exceptions", asked).status, 403);
  good(house.post("director", "/funds/exceptions", asked), "DutyException");
  EXPECT_EQ(good(house.get("auditor", "/funds/exceptions"), "DutyExceptions").at("items").array().size(), 1U);
}

}  // namespace
}  // namespace hallbook::app
