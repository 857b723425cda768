// The import wizard, rows given back and exports through the interface: R-API-18 to R-API-21.
#include <gtest/gtest.h>

#include <fstream>

#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

constexpr std::string_view mailing_file =
    "寄出日期,结果物,收件人,联系电话,收件地址,运单号,邮费,备注\n"
    "2026-03-02,证照原件,王五,13700000001,某路 1 号,SF100,12.00,a\n"
    "2026-03-03,证照原件,赵六,13700000002,某路 2 号,SF101,十二元,b\n"
    "2026-03-04,证照原件,钱七,13700000003,某路 3 号,SF102,十五元,c\n"
    "2026-03-05,证照原件,孙八,,某路 4 号,SF103,15.00,d\n";

class Imports : public testing::Test {
 protected:
  http::Response upload(std::string_view text, std::string name = "九月.csv") {
    auto made = TestHouse::request(http::Method::put, "/uploads?name=" + name);
    made.upload = house.path / "body";
    std::ofstream{made.upload, std::ios::binary} << text;
    made.upload_bytes = text.size();
    made.headers["content-type"] = "text/csv";
    return house.send("staff", made);
  }
  std::string uploaded(std::string_view text) {
    const auto answer = upload(text);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return TestHouse::body_of(answer).at("upload").string();
  }
  Json import(Json body, int status = 200) {
    const auto answer = house.post("staff", "/imports", std::move(body));
    EXPECT_EQ(answer.status, status) << answer.body;
    return TestHouse::body_of(answer);
  }
  std::int64_t rows() {
    return TestHouse::body_of(house.get("staff", "/registers/mailing/entries")).at("total").at("rows").integer();
  }
  TestHouse house;
};

TEST_F(Imports, AFileFindsItsRegister) {  // R-API-18
  const auto id = uploaded(mailing_file);
  const auto seen = import(Json::Object{{"register", ""}, {"upload", id}, {"dry_run", true}});
  EXPECT_EQ(seen.at("register").string(), "mailing");
  EXPECT_EQ(seen.at("candidates").array()[0].at("matched").integer(), 7);
  EXPECT_EQ(seen.at("unused").array()[0].string(), "备注");
  EXPECT_EQ(seen.at("preview").array()[1].array()[0].string(), "2026-03-02");
  EXPECT_EQ(seen.at("rows").integer(), 4);
  EXPECT_EQ(seen.at("refused").integer(), 3);
  const auto strange = import(Json::Object{{"register", ""}, {"upload", uploaded("a,b\n1,2\n")}, {"dry_run", true}});
  EXPECT_EQ(strange.at("register").string(), "");
  EXPECT_EQ(rows(), 3);
}

TEST_F(Imports, ProblemsComeInGroupsWithRemedies) {  // R-API-20
  const auto seen =
      import(Json::Object{{"register", "mailing"}, {"upload", uploaded(mailing_file)}, {"dry_run", true}});
  const auto groups = seen.at("groups").array();
  ASSERT_EQ(groups.size(), 2U) << seen.pretty();
  EXPECT_EQ(groups[0].at("count").integer(), 2);
  EXPECT_EQ(groups[0].at("column").string(), "邮费");
  EXPECT_EQ(groups[0].at("examples").array()[1].at("value").string(), "十五元");
  EXPECT_FALSE(groups[0].at("remedy").string().empty());
}

TEST_F(Imports, CellsAreMendedInPlace) {  // R-API-19
  const auto id = uploaded(mailing_file);
  const auto edit = [](int row, std::string column, std::string value) {
    return Json::Object{{"row", row}, {"column", std::move(column)}, {"value", std::move(value)}};
  };
  Json body = Json::Object{{"register", "mailing"}, {"upload", id}, {"dry_run", true}};
  body["edits"] = Json::Array{edit(3, "邮费", "12.00"), edit(4, "邮费", "15.00")};
  EXPECT_EQ(import(body).at("refused").integer(), 1);
  body["edits"] = Json::Array{edit(3, "邮费", "12.00"), edit(4, "邮费", "15.00"), edit(5, "联系电话", "13700000004")};
  body["dry_run"] = false;
  const auto stored = import(body);
  EXPECT_EQ(stored.at("stored").integer(), 4) << stored.pretty();
  EXPECT_GT(stored.at("seq").integer(), 0);
  EXPECT_EQ(rows(), 7);
  import(body, 409);  // the same bytes again
  body["edits"] = Json::Array{edit(99, "邮费", "1")};
  import(body, 422);
  body["edits"] = Json::Array{edit(3, "没有这列", "1")};
  import(body, 422);
}

TEST_F(Imports, GoodRowsGoInAndTheRestComesBack) {  // R-API-21
  const auto stored = import(Json::Object{
      {"register", "mailing"}, {"upload", uploaded(mailing_file)}, {"dry_run", false}, {"accept_good", true}});
  EXPECT_EQ(stored.at("stored").integer(), 1);
  const auto rest = house.get("staff", "/imports/rest/" + stored.at("rest").string());
  ASSERT_EQ(rest.status, 200) << rest.body;
  std::ifstream in{rest.file};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_NE(text.find("十五元"), std::string::npos);
  EXPECT_EQ(text.find("SF100"), std::string::npos);
  EXPECT_EQ(house.get("staff", "/imports/rest/..").status, 404);
  EXPECT_EQ(house.get("clerk", "/imports/rest/" + stored.at("rest").string()).status, 403);
  EXPECT_EQ(TestHouse::body_of(house.get("staff", "/imports")).at("items").array().size(), 1U);
}

TEST_F(Imports, WhatIsNoTableIsRefusedAtTheDoor) {  // R-API-18
  EXPECT_EQ(upload("\x89PNG\r\n\x1a\n000000000000").status, 422);
  EXPECT_EQ(upload("").status, 422);
  import(Json::Object{{"register", "mailing"}, {"upload", "../../etc"}, {"dry_run", true}}, 404);
  import(Json::Object{{"register", "nothing"}, {"upload", uploaded(mailing_file)}, {"dry_run", true}}, 404);
}

TEST_F(Imports, AnExportHasTheFilteredRowsMasked) {  // R-API-21
  const auto answer = house.get("staff", "/registers/mailing/export?format=csv&from=2026-02-01&sort=sent_on");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_TRUE(answer.delete_file);
  std::ifstream in{answer.file};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(std::ranges::count(text, '\n'), 3);
  EXPECT_NE(text.find("138****5678"), std::string::npos);
  EXPECT_EQ(text.find("13812345678"), std::string::npos);
  EXPECT_LT(text.find("2026-02-03"), text.find("2026-02-04"));
  std::filesystem::remove(answer.file);
  EXPECT_EQ(house.get("staff", "/registers/mailing/export?format=exe").status, 422);
  EXPECT_EQ(house.get("clerk", "/registers/mailing/export").status, 403);
}

TEST_F(Imports, AnUploadTellsItsSheets) {  // R-IMP-17
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/tests/files/fixtures/openpyxl.xlsx", std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  const auto answer = upload(bytes, "book.xlsx");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const Json uploaded = TestHouse::body_of(answer);
  EXPECT_EQ(uploaded.at("sheets").canonical(),
            "[{\"hidden\":true,\"name\":\"参数\"},{\"hidden\":false,\"name\":\"登记\"}]");
  const auto hidden = import(
      Json::Object{{"register", ""}, {"upload", uploaded.at("upload").string()}, {"sheet", "参数"}, {"dry_run", true}});
  EXPECT_EQ(hidden.at("register").string(), "");
  EXPECT_EQ(hidden.at("sheets").array().size(), 2U);
  const auto missing =
      import(Json::Object{{"register", ""}, {"upload", uploaded.at("upload").string()}, {"sheet", "x"}}, 404);
  EXPECT_EQ(missing.at("field").string(), "sheet");
  EXPECT_NE(missing.at("message").string().find("book.xlsx has no sheet named x"), std::string::npos);
  EXPECT_EQ(missing.canonical().find(house.folder().string()), std::string::npos) << missing.canonical();
  const auto odd = upload("no table at all \xFF\xFE\x00", "odd.csv");
  EXPECT_EQ(odd.body.find(house.path.string()), std::string::npos) << odd.body;
}

TEST_F(Imports, OneIsTakenBack) {  // R-IMP-16
  const std::string fine = std::string{mailing_file.substr(0, mailing_file.find("2026-03-03"))};
  const auto stored =
      import(Json::Object{{"register", "mailing"}, {"upload", uploaded(fine)}, {"dry_run", false}}).at("seq").integer();
  EXPECT_EQ(rows(), 4);
  const std::string address = "/imports/" + std::to_string(stored) + "/withdraw";
  EXPECT_EQ(house.post("clerk", address, Json::Object{{"reason", "导错了"}}).status, 403);
  EXPECT_EQ(house.post("staff", address, Json::Object{{"reason", ""}}).status, 422);
  EXPECT_EQ(house.post("staff", "/imports/1/withdraw", Json::Object{{"reason", "导错了"}}).status, 404);
  const auto answer = house.post("staff", address, Json::Object{{"reason", "导错了"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(TestHouse::body_of(answer).at("rows").integer(), 1);
  EXPECT_EQ(rows(), 3);
  const Json seen = TestHouse::body_of(house.get("staff", "/imports?register=mailing")).at("items").array().front();
  EXPECT_EQ(seen.at("withdrawn_seq").integer(), TestHouse::body_of(answer).at("seq").integer());
  EXPECT_EQ(house.post("staff", address, Json::Object{{"reason", "导错了"}}).status, 409);
  EXPECT_EQ(import(Json::Object{{"register", "mailing"}, {"upload", uploaded(fine)}, {"dry_run", false}})
                .at("stored")
                .integer(),
            1);
}

TEST_F(Imports, ALostAnswerIsHadAgain) {  // R-IDN-47
  Json body = Json::Object{
      {"register", "mailing"}, {"upload", uploaded(mailing_file)}, {"dry_run", false}, {"accept_good", true}};
  const auto send = [&](const Json& sent, std::string key) {
    auto made = TestHouse::request(http::Method::post, "/imports", sent);
    made.headers["idempotency-key"] = std::move(key);
    return house.send("staff", made);
  };
  const auto first = send(body, "import-1");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(TestHouse::body_of(first).at("stored").integer(), 1);
  EXPECT_EQ(rows(), 4);
  const auto again = send(body, "import-1");
  ASSERT_EQ(again.status, 200) << again.body;
  for (const auto* part : {"seq", "stored", "refused", "rest", "groups"})
    EXPECT_EQ(TestHouse::body_of(again).at(part), TestHouse::body_of(first).at(part)) << part;
  EXPECT_EQ(again.body.find("13700000001"), std::string::npos) << "no phone number is kept with an answer";
  EXPECT_EQ(rows(), 4);
  EXPECT_EQ(house.get("staff", "/imports/rest/" + TestHouse::body_of(again).at("rest").string()).status, 200);
  EXPECT_EQ(send(body, "import-2").status, 409) << "another key is another request: the file is in already";
  body["accept_good"] = false;
  const auto other = send(body, "import-1");
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(TestHouse::body_of(other).at("field").string(), "idempotency-key");
}

TEST_F(Imports, AKeyOfAnotherWriteLetsNothingIn) {  // R-IDN-47
  const auto id = uploaded(mailing_file);
  auto note = TestHouse::request(http::Method::post, "/registers/mailing/entries/1/void",
                                 Json::Object{{"reason", "重复了"}, {"version", 1}});
  note.headers["idempotency-key"] = "one-key";
  ASSERT_LT(house.send("staff", note).status, 300);
  const auto before = rows();
  auto made = TestHouse::request(
      http::Method::post, "/imports",
      Json::Object{{"register", "mailing"}, {"upload", id}, {"dry_run", false}, {"accept_good", true}});
  made.headers["idempotency-key"] = "one-key";
  EXPECT_EQ(house.send("staff", made).status, 409);
  EXPECT_EQ(rows(), before);
}

}  // namespace
}  // namespace hallbook::app
