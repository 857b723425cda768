// A target adjusted through the interface: who may, what is refused, the new version, and the old answer that stays.
#include <gtest/gtest.h>

#include "app/service_fixture.h"
#include "indicators/evaluation.h"

namespace hallbook::app {
namespace {

const std::string address = "/projects/2026-window-service-fund";

class Targets : public testing::Test {
 protected:
  static Json wanted(std::string op, std::string value, std::string reason = "呈财预〔2026〕18号") {
    return Json::Object{
        {"no", 1}, {"operator", std::move(op)}, {"value", std::move(value)}, {"reason", std::move(reason)}};
  }
  static Json asked(std::string op, std::string value) {
    return Json::Object{{"no", 1}, {"operator", std::move(op)}, {"value", std::move(value)}};
  }
  http::Response adjust(const Json& body, std::string_view tag = "\"1\"", std::string_view who = "staff") {
    auto made = TestHouse::request(http::Method::post, address + "/targets", body);
    if (!tag.empty()) made.headers["if-match"] = tag;
    return house.send(who, made);
  }
  Json get(const std::string& where) {
    const auto answer = house.get("staff", where);
    EXPECT_EQ(answer.status, 200) << where << " " << answer.body;
    return TestHouse::body_of(answer);
  }
  static std::string tag_of(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "etag") return value;
    return "";
  }
  void freeze(std::string as_of) {
    const auto frozen = house.post("director", "/freezes", Json::Object{{"project", ""}, {"as_of", std::move(as_of)}});
    ASSERT_EQ(frozen.status, 201) << frozen.body;
  }
  std::string refused_field(const http::Response& answer, int status = 422) {
    EXPECT_EQ(answer.status, status) << answer.body;
    const auto body = TestHouse::body_of(answer);
    const Json* field = body.find("field");
    return field != nullptr && field->is_string() ? field->string() : "";
  }
  void SetUp() override {
    house.record("cases", {{"accepted_on", "2026-03-05"},
                           {"finished_on", "2026-03-05"},
                           {"source", "政务平台"},
                           {"zone", "B区"},
                           {"handled", "195000"}});
  }
  TestHouse house;
};

TEST_F(Targets, OnlyWhoMayEditTheProjectMay) {
  for (const auto* who : {"clerk", "finance", "director", "inspector", "auditor", "it", "administrator"}) {
    EXPECT_EQ(adjust(wanted("", "≥20万件"), "\"1\"", who).status, 403) << who;
    EXPECT_EQ(house.post(who, address + "/targets/check", asked("", "≥20万件")).status, 403) << who;
  }
  EXPECT_EQ(get(address).at("version").integer(), 1);
}

TEST_F(Targets, RefusalsNameTheFieldAndMakeNoVersion) {  // R-DOS-46, R-DOS-47
  EXPECT_EQ(refused_field(adjust(wanted("≈", "20万件"))), "operator");
  EXPECT_EQ(refused_field(adjust(wanted(">=", "很多"))), "value");
  EXPECT_EQ(refused_field(adjust(wanted(">=", "20万张"))), "value");
  EXPECT_EQ(refused_field(adjust(wanted(">=", "-1"))), "value");
  EXPECT_EQ(refused_field(adjust(wanted(">=", "19万"))), "value");
  EXPECT_EQ(refused_field(adjust(wanted(">=", "20万件", " 　"))), "reason");
  EXPECT_EQ(refused_field(house.post("staff", address + "/targets/check", asked(">=", "19万件"))), "value");
  EXPECT_EQ(adjust(wanted("", "≥20万件"), "").status, 412);
  EXPECT_EQ(adjust(wanted("", "≥20万件"), "\"0\"").status, 412);
  EXPECT_EQ(get(address).at("version").integer(), 1);
}

TEST_F(Targets, BothSidesAreShownAndNothingIsKept) {  // R-DOS-48
  const auto answer = house.post("staff", address + "/targets/check", asked("", "≥20万件"));
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto check = TestHouse::body_of(answer);
  const auto &before = check.at("before"), &after = check.at("after");
  EXPECT_EQ(before.at("cells").string(), ">=19万件");
  EXPECT_EQ(after.at("cells").string(), ">=20万件");
  EXPECT_EQ(after.at("printed").string(), "≥200,000件");
  EXPECT_EQ(before.at("figure").string(), "195,000件");
  EXPECT_EQ(after.at("figure"), before.at("figure"));
  EXPECT_EQ(before.at("met"), Json{true});
  EXPECT_EQ(after.at("met"), Json{false});
  EXPECT_NE(before.at("score").string(), after.at("score").string());
  EXPECT_FALSE(after.at("pace").is_null());
  EXPECT_EQ(get(address).at("version").integer(), 1);
  EXPECT_EQ(get("/evaluation").at("indicators").array()[0].at("target").string(), "190000");
}

TEST_F(Targets, AnAdjustmentIsTheNextVersionAndTheOldAnswerStays) {  // R-DOS-47, R-DOS-49
  freeze("2026-06-30");
  const auto tag = tag_of(house.get("staff", address));
  EXPECT_EQ(tag, "\"1\"");
  const auto saved = adjust(wanted(">=", "２０万件"), tag);
  ASSERT_EQ(saved.status, 201) << saved.body;
  EXPECT_EQ(tag_of(saved), "\"2\"");
  EXPECT_EQ(adjust(wanted(">=", "21万件"), tag).status, 412);  // seen before the other saved

  const auto row = get(address).at("indicators").array()[0];
  EXPECT_EQ(row.at("value_cell").string(), "20万件");
  EXPECT_EQ(row.at("operator_cell").string(), ">=");
  EXPECT_EQ(row.at("adjusted").at("was").string(), ">=19万件");
  EXPECT_EQ(row.at("adjusted").at("by").string(), "staff 某");
  const auto now = get("/evaluation").at("indicators").array()[0];
  EXPECT_EQ(now.at("target").string(), "200000");
  EXPECT_EQ(now.at("met"), Json{false});

  EXPECT_EQ(get(address + "?version=1").at("indicators").array()[0].at("value_cell").string(), "19万件");
  EXPECT_EQ(get("/freezes/1").at("indicators").array()[0].at("target").string(), "190000");
  EXPECT_EQ(get("/freezes/1/holds").at("holds"), Json{true});  // computed again with its own version

  const auto versions = get(address + "/versions").at("items").array();
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].at("reason").string(), "1 政务服务大厅办件量：>=19万件 → >=20万件；呈财预〔2026〕18号");
  EXPECT_EQ(versions[1].at("reason").string(), "");
  const auto changed = get(address + "/compare?a=1&b=2").at("targets").array();
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(changed[0].at("before").string(), ">=19万件");
  EXPECT_EQ(changed[0].at("after").string(), ">=20万件");
}

TEST_F(Targets, AFrozenYearKeepsItsTargets) {  // R-DOS-48
  freeze("2026-12-31");
  EXPECT_EQ(refused_field(adjust(wanted("", "≥20万件")), 409), "version");
  EXPECT_EQ(refused_field(house.post("staff", address + "/targets/check", asked("", "≥20万件")), 409), "version");
  EXPECT_EQ(get(address).at("version").integer(), 1);
}

TEST_F(Targets, ASignThatADecisionSettledIsChangedThere) {  // R-DOS-48
  ASSERT_EQ(house
                .post("director", address + "/decisions",
                      Json::Object{{"finding", "cap_on_service"},
                                   {"indicator", 4},
                                   {"chosen", "as_floor"},
                                   {"reason", "本意是保障服务"}})
                .status,
            200);
  auto stricter = wanted("<", "220"), floor = wanted(">=", "220"), value = wanted("<=", "230");
  for (auto* body : {&stricter, &floor, &value}) (*body)["no"] = 4;
  EXPECT_EQ(refused_field(adjust(stricter), 409), "operator");
  EXPECT_EQ(adjust(value).status, 201) << "the sign stays as printed, the decision with it";
  EXPECT_EQ(get("/evaluation").at("indicators").array()[3].at("operator").string(), ">=");
  EXPECT_EQ(adjust(floor, "\"2\"").status, 201) << "there is no cap any more, so no doubt about it";
  const auto now = get("/evaluation").at("indicators").array()[3];
  EXPECT_EQ(now.at("operator").string(), ">=");
  EXPECT_EQ(now.at("rule").string(), "ratio-up");
}

}  // namespace
}  // namespace hallbook::app
