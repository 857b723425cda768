// The verbs, the live check and showing a personal value through the interface: R-API-15 to R-API-17.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

class Entries : public testing::Test {
 protected:
  Json check(const std::string& name, Json values) {
    const auto answer =
        house.post("clerk", "/registers/" + name + "/check", Json::Object{{"values", std::move(values)}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return TestHouse::body_of(answer);
  }
  http::Response correct(std::int64_t version) {
    return house.post("clerk", "/registers/mailing/entries/1/corrections",
                      Json::Object{{"values", Json::Object{{"fee", std::to_string(20 + version)}}},
                                   {"reason", "抄错了"},
                                   {"version", version}});
  }
  std::int64_t lines() {
    auto tx = house.data->read();
    return journal::head(tx, house.unit.id).seq;
  }
  TestHouse house;
};

TEST_F(Entries, TheCheckStoresNothingAndNamesEveryProblem) {  // R-API-15
  house.cookie_of("clerk");
  const auto before = lines();
  const auto seen = check("mailing", Json::Object{{"sent_on", "2026-01-05"}, {"fee", "abc"}});
  EXPECT_EQ(lines(), before);
  std::set<std::string> fields;
  for (const auto& problem : seen.at("problems").array()) fields.insert(problem.at("field").string());
  EXPECT_EQ(fields, (std::set<std::string>{"address", "document", "fee", "phone", "recipient"}));
}

TEST_F(Entries, TheCheckWarnsOfTwinsAndDaysToCome) {  // R-API-15
  const Json twin =
      Json::Object{{"moved_on", "2026-01-05"}, {"item", "A4纸"}, {"unit", "包"}, {"action", "入库"}, {"amount", "40"}};
  auto seen = check("supplies", twin);
  ASSERT_EQ(seen.at("warnings").array().size(), 1U);
  EXPECT_NE(seen.at("warnings").array()[0].at("message").string().find("entry 1"), std::string::npos);
  EXPECT_EQ(seen.at("effects").array()[0].at("text").string(), "80.00 in stock then");
  Json issue = twin;
  issue["action"] = "领用";
  issue["amount"] = "41";
  seen = check("supplies", issue);
  EXPECT_EQ(seen.at("problems").array().size(), 1U);
  issue["amount"] = "4";
  issue["moved_on"] = "2027-01-05";
  seen = check("supplies", issue);
  EXPECT_EQ(seen.at("warnings").array().size(), 1U);
  EXPECT_EQ(seen.at("derived").at("change").string(), "-4.00");
}

TEST_F(Entries, TheCheckKnowsTheUsualStepOfAMeter) {  // R-API-15
  for (int day = 5; day < 10; ++day)
    house.record("copies", {{"read_on", fmt::format("2026-01-{:02}", day)},
                            {"device", "B-01"},
                            {"zone", "B区"},
                            {"job", "不分类"},
                            {"use", "public"},
                            {"reading", std::to_string(1000 + day * 100)}});
  const auto reading = [&](std::string value) {
    return check("copies", Json::Object{{"read_on", "2026-01-12"},
                                        {"device", "B-01"},
                                        {"zone", "B区"},
                                        {"job", "不分类"},
                                        {"use", "public"},
                                        {"reading", std::move(value)}});
  };
  EXPECT_EQ(reading("2300").at("warnings").array().size(), 0U);
  EXPECT_EQ(reading("2399").at("warnings").array().size(), 0U);
  EXPECT_EQ(reading("2400").at("warnings").array().size(), 1U);  // 500 is five times 100
  EXPECT_EQ(reading("2400").at("derived").at("sheets").string(), "500");
  EXPECT_EQ(reading("1800").at("problems").array().size(), 1U);  // a counter never falls
}

TEST_F(Entries, TheCheckSaysWhatIsLeftOfABook) {  // R-API-15
  house.record("water",
               {{"moved_on", "2026-01-05"}, {"book", "1"}, {"action", "入库"}, {"from_no", "1"}, {"to_no", "100"}});
  const auto seen = check(
      "water",
      Json::Object{{"moved_on", "2026-01-06"}, {"book", "1"}, {"action", "领用"}, {"from_no", "11"}, {"to_no", "20"}});
  ASSERT_EQ(seen.at("effects").array().size(), 1U) << seen.pretty();
  EXPECT_EQ(seen.at("effects").array()[0].at("text").string(), "90 of this book are left then: 1–10, 21–100");
}

TEST_F(Entries, RecordedCorrectedVoided) {  // R-API-16
  const Json entry = Json::Object{{"sent_on", "2026-03-02"}, {"document", "证照原件"}, {"recipient", "李四"},
                                  {"phone", "13912345678"},  {"address", "某路 2 号"}, {"waybill", "SF9"}};
  const auto made = house.post("clerk", "/registers/mailing/entries", Json::Object{{"values", entry}});
  ASSERT_EQ(made.status, 201) << made.body;
  const auto last = TestHouse::body_of(house.get("clerk", "/registers/mailing/last")).at("entry");
  EXPECT_EQ(last.at("id").integer(), 4);
  EXPECT_TRUE(last.at("values").at("phone").is_null());
  EXPECT_TRUE(TestHouse::body_of(house.get("staff", "/registers/mailing/last")).at("entry").is_null());
  EXPECT_EQ(correct(1).status, 200);
  EXPECT_EQ(correct(1).status, 409);  // another version is in force by now
  EXPECT_EQ(correct(2).status, 200);
  const auto voided =
      house.post("clerk", "/registers/mailing/entries/1/void", Json::Object{{"reason", "重复"}, {"version", 2}});
  EXPECT_EQ(voided.status, 409);
  EXPECT_EQ(
      house.post("clerk", "/registers/mailing/entries/1/void", Json::Object{{"reason", "重复"}, {"version", 3}}).status,
      200);
  const auto story = TestHouse::body_of(house.get("staff", "/registers/mailing/entries/1"));
  EXPECT_EQ(story.at("versions").array().size(), 3U);
  EXPECT_EQ(story.at("state").string(), "voided");
  EXPECT_EQ(story.at("versions").array()[1].at("actor").string(), "user:clerk");
}

TEST_F(Entries, APersonalValueIsShownOnlyWithAReasonAndALine) {  // R-API-17
  const auto reveal = [&](std::string_view who, std::string reason) {
    auto made = TestHouse::request(http::Method::post, "/registers/mailing/entries/1/reveal",
                                   Json::Object{{"field", "phone"}, {"reason", std::move(reason)}});
    made.headers["idempotency-key"] = "one";
    return house.send(who, made);
  };
  EXPECT_EQ(reveal("director", "联系当事人").status, 403);
  EXPECT_EQ(reveal("clerk", "看看").status, 422);
  const auto before = lines();
  const auto shown = reveal("clerk", "联系当事人");
  EXPECT_EQ(TestHouse::body_of(shown).at("value").string(), "13812345678");
  EXPECT_EQ(lines(), before + 1);
  auto tx = house.data->read();
  const auto kept = tx.one_int64("SELECT COUNT(*) FROM idempotency WHERE body LIKE '%13812345678%'");
  EXPECT_EQ(kept, 0);
}

TEST_F(Entries, TheSameKeyRecordsOnce) {
  auto made = TestHouse::request(
      http::Method::post, "/registers/supplies/entries",
      Json::Object{
          {"values",
           Json::Object{
               {"moved_on", "2026-02-05"}, {"item", "笔"}, {"unit", "支"}, {"action", "入库"}, {"amount", "10"}}}});
  made.headers["idempotency-key"] = "k1";
  const auto first = house.send("clerk", made), second = house.send("clerk", made);
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(TestHouse::body_of(house.get("staff", "/registers/supplies/entries")).at("items").array().size(), 2U);
}

TEST_F(Entries, AClosedPeriodStaysClosed) {
  EXPECT_EQ(house.post("staff", "/registers/mailing/closings", Json::Object{{"last_day", "2026-01-31"}}).status, 200);
  EXPECT_EQ(house.post("staff", "/registers/mailing/closings", Json::Object{{"last_day", "2026-01-15"}}).status, 409);
  EXPECT_EQ(house.post("clerk", "/registers/mailing/closings", Json::Object{{"last_day", "2026-02-15"}}).status, 403);
  const auto seen = check("mailing", Json::Object{{"sent_on", "2026-01-05"}});
  EXPECT_EQ(seen.at("needs_reason"), Json{true});
}

}  // namespace
}  // namespace hallbook::app
