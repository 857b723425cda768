// The money over HTTP, from the budget to a returned payment: every answer fits its schema. R-FND-65, and R-FND-04 once more.
#include <gtest/gtest.h>

#include <fstream>

#include "app/schema_check.h"
#include "app/service_fixture.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

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

TEST_F(FundsRoutes, TheOneBoxFindsDocumentsForWhoMaySeeTheMoney) {  // R-API-66
  budget();
  const auto no = asked("600.00");
  const auto found = [&](const std::string& who, const std::string& question) {
    std::string paths;
    const Json answer = good(house.get(who, "/search?q=" + question), "SearchHits");
    for (const auto& hit : answer.at("items").array()) paths += hit.at("path").string() + "\n";
    return paths;
  };
  const std::string request = "/requests/" + no + "\n";
  EXPECT_EQ(found("auditor", no), request);
  EXPECT_EQ(found("staff", "q-2026-00"), request);  // as a person types it
  const std::string payee = "/requests?payee=%E7%A4%BA%E4%BE%8B%E6%96%87%E5%85%B7%E5%95%86%E8%A1%8C\n";
  EXPECT_EQ(found("auditor", "示例文具"), payee);
  // Who may not see the money finds none of it, by number or by name.
  for (const auto* who : {"clerk", "inspector", "it", "administrator"})
    for (const auto& question : {no, std::string{"Q-2026"}, std::string{"示例文具"}})
      EXPECT_EQ(found(who, question), "") << who << " " << question;
}

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

/// A file that goes up for the money; what comes back names it.
http::Response put_fund_file(TestHouse& house, const std::string& name, const std::string& bytes) {
  auto made = TestHouse::request(http::Method::put, "/funds/uploads?name=" + name);
  made.upload = house.path / "body";
  std::ofstream{made.upload, std::ios::binary} << bytes;
  made.upload_bytes = bytes.size();
  made.headers["content-type"] = "application/octet-stream";
  return house.send("staff", made);
}

TEST_F(FundsRoutes, PapersAreFilesOfTheirRequest) {  // R-FND-17
  budget();
  const auto papers_of = [](Json one) {
    Json papers = Json::Array{};
    papers.push_back(std::move(one));
    return papers;
  };
  const auto put = [&](const std::string& name, const std::string& bytes) {
    return good(put_fund_file(house, name, bytes), "FundUpload").at("upload").string();
  };
  const std::string quotation = "%PDF-1.7 three hundred yuan";
  Json asked_with = wish("300");
  asked_with["papers"] = papers_of(Json::Object{{"kind", "quotation"}, {"upload", put("quote.pdf", quotation)}});
  const auto made = good(house.post("staff", "/funds/requests", asked_with), "FundRequest");
  const auto no = made.at("number").string();
  const auto& paper = made.at("papers").array().front();
  EXPECT_EQ(paper.at("name").string(), "quote.pdf");
  const auto digest = paper.at("digest").string();
  EXPECT_EQ(digest, crypto::sm3(quotation).hex());
  const auto path = "/funds/requests/" + no + "/papers/";
  const auto opened = house.get("auditor", path + digest);
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_EQ(*files::read_file(opened.file, 1000), quotation);
  EXPECT_TRUE(opened.delete_file);
  // Sealed: nowhere among the evidence does the text stand.
  for (const auto& entry : std::filesystem::recursive_directory_iterator{house.data->evidence().folder()})
    if (entry.is_regular_file()) {
      EXPECT_EQ(files::read_file(entry.path(), 1u << 24)->find("three hundred yuan"), std::string::npos)
          << entry.path();
    }
  EXPECT_EQ(house.get("clerk", path + digest).status, 403);
  EXPECT_EQ(house.get("auditor", path + crypto::sm3("other").hex()).status, 404);
  EXPECT_EQ(house.get("auditor", path + "..%2f..").status, 404);

  const auto add = [&](Json one) {
    return house.post("staff", "/funds/requests/" + no + "/papers",
                      Json::Object{{"papers", papers_of(std::move(one))}});
  };
  EXPECT_EQ(field(add(Json::Object{{"kind", "invoice"}, {"upload", put("run.exe", "MZ")}})), "papers");
  EXPECT_EQ(field(add(Json::Object{{"kind", "invoice"}, {"upload", put("bill.pdf", "<html>")}})), "papers");
  EXPECT_EQ(field(add(Json::Object{{"kind", "invoice"}, {"upload", "money-00"}})), "upload");
  // A digest that is known from elsewhere opens nothing.
  const auto evidence = house.data->evidence().put("of somebody else");
  EXPECT_EQ(field(add(Json::Object{{"kind", "invoice"}, {"name", "发票"}, {"digest", evidence.hex()}})), "papers");
  const auto later =
      good(add(Json::Object{{"kind", "invoice"}, {"name", "2653"}, {"upload", put("b.xml", "<x/>")}}), "FundRequest");
  const auto& invoice = later.at("later_papers").array().front();
  EXPECT_EQ(invoice.at("name").string(), "2653");
  EXPECT_EQ(house.get("auditor", path + invoice.at("digest").string()).status, 200);
  // A change keeps the file that is there.
  Json changed = wish("200");
  changed["reason"] = "少买";
  changed["papers"] = papers_of(Json::Object{{"kind", "quotation"}, {"name", "quote.pdf"}, {"digest", digest}});
  EXPECT_EQ(good(house.post("staff", "/funds/requests/" + no + "/changes", changed), "FundRequest")
                .at("papers")
                .array()
                .front()
                .at("digest")
                .string(),
            digest);
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

TEST_F(FundsRoutes, FilesOfContractsAndInvoicesOpenFromTheirDocument) {  // R-CTR-12
  budget();
  const auto put = [&](const std::string& name, const std::string& bytes) {
    return good(put_fund_file(house, name, bytes), "FundUpload").at("upload").string();
  };
  const auto shown = [](const http::Response& answer, std::string_view name) {
    for (const auto& [header, value] : answer.headers)
      if (header == name) return value;
    return std::string{};
  };
  const std::string scan = "%PDF-1.7 the signed contract", script = "words before <script>1</script>";
  Json uploads = Json::Array{};
  for (const auto& upload : {put("contract.pdf", scan), put("notes.html", script)}) uploads.push_back(upload);
  const auto contract = good(house.post("finance", "/funds/contracts",
                                        Json::Object{{"title", "文具"},
                                                     {"party", "示例文具商行"},
                                                     {"project", fund},
                                                     {"line", "1"},
                                                     {"category", "30201"},
                                                     {"amount", "1000"},
                                                     {"signed_on", "2026-03-01"},
                                                     {"ends_on", "2026-12-31"},
                                                     {"buyer", "finance"},
                                                     {"uploads", std::move(uploads)}}),
                             "Contract");
  const auto of_contract = "/funds/contracts/" + contract.at("number").string() + "/files/";
  const auto& files = contract.at("files").array();
  ASSERT_EQ(files.size(), 2U);
  const auto opened = house.get("auditor", of_contract + files[0].at("digest").string());
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_EQ(*files::read_file(opened.file, 1000), scan);
  EXPECT_TRUE(opened.delete_file);
  EXPECT_TRUE(shown(opened, "content-disposition").starts_with("inline"));
  const auto saved = house.get("auditor", of_contract + files[1].at("digest").string());
  EXPECT_EQ(shown(saved, "content-type"), "application/octet-stream");
  EXPECT_TRUE(shown(saved, "content-disposition").starts_with("attachment"));
  EXPECT_EQ(house.get("clerk", of_contract + files[0].at("digest").string()).status, 403);

  const std::string xml = "<eInvoice/>";
  const auto no = asked("100");
  const auto invoice = good(house.post("staff", "/funds/invoices",
                                       Json::Object{{"number", "26532000000000000001"},
                                                    {"seller", "示例文具商行"},
                                                    {"issued_on", "2026-03-01"},
                                                    {"total", "100"},
                                                    {"source", "xml"},
                                                    {"request", no},
                                                    {"upload", put("bill.xml", xml)}}),
                            "Invoice");
  const auto of_invoice = "/funds/invoices/26532000000000000001/files/";
  const auto bill = house.get("auditor", of_invoice + invoice.at("file_digest").string());
  ASSERT_EQ(bill.status, 200) << bill.body;
  EXPECT_EQ(*files::read_file(bill.file, 1000), xml);
  EXPECT_EQ(house.get("clerk", of_invoice + invoice.at("file_digest").string()).status, 403);
  // A digest that stands in another document, or in none, opens nothing here.
  EXPECT_EQ(house.get("auditor", of_invoice + files[0].at("digest").string()).status, 404);
  EXPECT_EQ(house.get("auditor", of_contract + invoice.at("file_digest").string()).status, 404);
  EXPECT_EQ(
      house.get("auditor", "/funds/invoices/26532000000000000002/files/" + invoice.at("file_digest").string()).status,
      404);
  EXPECT_EQ(house.get("auditor", of_contract + "..%2f..").status, 404);
}

}  // namespace
}  // namespace hallbook::app
