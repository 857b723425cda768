// Rounds and matters over HTTP: every answer fits its schema, a resend changes nothing, each step is its person's.
// R-SRV-06, R-SRV-10, R-SRV-14.
#include <gtest/gtest.h>

#include "app/schema_check.h"
#include "app/service_fixture.h"

namespace hallbook::app {
namespace {

class RoundsRoutes : public testing::Test {
 protected:
  void SetUp() override {
    const auto schemas = Json::parse(embedded_files("src/app/api_schemas.json").front().text);
    ASSERT_TRUE(schemas.has_value());
    schemas_ = *schemas;
    list_ = good(house.get("inspector", "/service/checklist"), "Checklist");
  }
  /// The body of an answer that must be good and fit the schema.
  Json good(const http::Response& answer, const std::string& schema) {
    EXPECT_LT(answer.status, 300) << answer.body;
    const Json body = TestHouse::body_of(answer);
    if (answer.status < 300)
      for (const auto& problem : SchemaCheck{schemas_}.problems(body, schema)) ADD_FAILURE() << problem;
    return body;
  }
  Json round(char id) const {
    Json windows = Json::Array{}, kinds = Json::Array{}, answers = Json::Array{};
    windows.push_back("B04");
    kinds.push_back("private");
    answers.push_back(Json::Object{
        {"item", "desk_things"}, {"result", "fail"}, {"windows", std::move(windows)}, {"kinds", std::move(kinds)}});
    answers.push_back(Json::Object{{"item", "words"}, {"result", "pass"}});
    return Json::Object{{"id", std::string(32, id)}, {"checklist", "daily"},   {"checklist_digest", list_.at("digest")},
                        {"turn", "morning"},         {"day", list_.at("day")}, {"answers", std::move(answers)}};
  }
  Json step(const std::string& name, const std::string& to = "", const std::string& note = "") const {
    return Json::Object{{"step", name}, {"to", to}, {"note", note}};
  }
  std::string next_of(const Json& matter) const {
    std::string found;
    for (const Json& one : matter.at("next").array()) found += one.string() + " ";
    return found;
  }
  TestHouse house;
  Json schemas_, list_;
};

TEST_F(RoundsRoutes, ARoundIsStoredOnce) {
  const auto first = house.post("inspector", "/service/rounds", round('a'));
  EXPECT_EQ(first.status, 201);
  const Json kept = good(first, "Round");
  EXPECT_EQ(kept.at("score").string(), "99");
  EXPECT_EQ(kept.at("matters").array().size(), 1U);
  const auto second = house.post("inspector", "/service/rounds", round('a'));
  EXPECT_EQ(second.status, 200);
  EXPECT_TRUE(good(second, "Round").at("again").boolean());
  Json other = round('a');
  other["turn"] = "morning";
  other["answers"] = Json::Array{};
  EXPECT_EQ(house.post("inspector", "/service/rounds", other).status, 409);
  const Json rounds = good(house.get("auditor", "/service/rounds"), "RoundList");
  EXPECT_EQ(rounds.at("items").array().size(), 1U);
  good(house.get("clerk", "/service/rounds/1"), "Round");
  EXPECT_EQ(house.get("clerk", "/service/rounds/9").status, 404);
  EXPECT_EQ(house.post("director", "/service/rounds", round('b')).status, 403);
  EXPECT_EQ(house.get("administrator", "/service/rounds").status, 403);
  Json unknown = round('b');
  unknown["photo"] = "x";
  EXPECT_EQ(house.post("inspector", "/service/rounds", unknown).status, 422);
}

TEST_F(RoundsRoutes, AMatterGoesFromHandToHand) {
  good(house.post("inspector", "/service/rounds", round('a')), "Round");
  const Json found = good(house.get("director", "/service/matters/1"), "Matter");
  EXPECT_EQ(next_of(found), "assign ");
  EXPECT_FALSE(found.at("people").array().empty());
  EXPECT_EQ(next_of(good(house.get("clerk", "/service/matters/1"), "Matter")), "");
  EXPECT_EQ(house.post("clerk", "/service/matters/1/steps", step("assign", "clerk")).status, 403);
  EXPECT_EQ(house.post("director", "/service/matters/1/steps", step("assign", "auditor")).status, 422);
  EXPECT_EQ(house.post("director", "/service/matters/1/steps", step("fix")).status, 422);
  good(house.post("director", "/service/matters/1/steps", step("assign", "clerk")), "Matter");
  EXPECT_EQ(next_of(good(house.get("clerk", "/service/matters/1"), "Matter")), "fix ");
  EXPECT_EQ(house.post("staff", "/service/matters/1/fix", Json::Object{}).status, 403);  // not the holder
  good(house.post("clerk", "/service/matters/1/fix", Json::Object{{"note", "已收走"}}), "Matter");
  const Json list = good(house.get("staff", "/service/matters?tab=verify"), "MatterList");
  EXPECT_EQ(list.at("items").array().size(), 1U);
  EXPECT_EQ(list.at("counts").at("fixed").integer(), 1);
  EXPECT_EQ(list.at("counts").at("closed").integer(), 0);
  good(house.post("staff", "/service/matters/1/steps", step("verify")), "Matter");
  EXPECT_EQ(house.post("director", "/service/matters/1/steps", step("verify")).status, 409);
  good(house.post("director", "/service/matters/1/steps", step("close")), "Matter");
  EXPECT_EQ(house.post("director", "/service/matters/1/steps", step("reopen")).status, 422);
  const Json again = good(house.post("director", "/service/matters/1/steps", step("reopen", "", "又出现")), "Matter");
  EXPECT_EQ(again.at("reopened").integer(), 1);
  EXPECT_EQ(again.at("steps").array().size(), 6U);
  EXPECT_EQ(house.get("clerk", "/service/matters?tab=nothing").status, 422);
}

TEST_F(RoundsRoutes, ListsGoOnByNumber) {
  for (const char id : {'a', 'b', 'c'}) good(house.post("inspector", "/service/rounds", round(id)), "Round");
  const Json page = good(house.get("inspector", "/service/matters?tab=found&limit=2"), "MatterList");
  EXPECT_EQ(page.at("items").array().size(), 2U);
  EXPECT_EQ(page.at("next").integer(), 2);
  const Json rest = good(house.get("inspector", "/service/matters?tab=found&limit=2&after=2"), "MatterList");
  ASSERT_EQ(rest.at("items").array().size(), 1U);
  EXPECT_EQ(rest.at("items").array()[0].at("number").integer(), 1);
  EXPECT_TRUE(rest.at("next").is_null());
  const Json repeats = good(house.get("inspector", "/service/checklist"), "Checklist").at("repeats");
  ASSERT_EQ(repeats.array().size(), 1U);
  EXPECT_EQ(repeats.array()[0].at("times").integer(), 3);
}

}  // namespace
}  // namespace hallbook::app
