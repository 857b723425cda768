// R-IDN-43, R-IDN-47, R-IDN-56 to R-IDN-58: units one may see and work in, roles given in a unit below.
#include <gtest/gtest.h>

#include "identity/identity_fixture.h"
#include "identity/unit_reach.h"

namespace hallbook::identity {

TEST(UnitReach, GoesDownTheTreeOnly) {  // R-IDN-57
  const std::vector<Unit> tree{{UnitId{1}, {}, "CITY", "", false},
                               {UnitId{2}, UnitId{1}, "EAST", "", false},
                               {UnitId{3}, UnitId{2}, "ROOM", "", false},
                               {UnitId{4}, UnitId{1}, "WEST", "", false}};
  const auto reached = [&](std::int64_t top, std::string_view code) {
    const auto found = unit_below(tree, UnitId{top}, code, "unit");
    return found ? found->id.value : 0;
  };
  EXPECT_EQ(reached(2, ""), 2);
  EXPECT_EQ(reached(2, "EAST"), 2);
  EXPECT_EQ(reached(2, "ROOM"), 3);
  EXPECT_EQ(reached(1, "ROOM"), 3);
  EXPECT_EQ(reached(2, "CITY"), 0);
  EXPECT_EQ(reached(2, "WEST"), 0);
  const auto foreign = unit_below(tree, UnitId{2}, "WEST", "parent");
  const auto unknown = unit_below(tree, UnitId{2}, "NOWHERE", "parent");
  EXPECT_EQ(foreign.error().code, RefusalCode::not_found);
  EXPECT_EQ(foreign.error().field, "parent");
  EXPECT_EQ(foreign.error().message.en, "there is no unit “WEST”");
  EXPECT_EQ(unknown.error().message.en, "there is no unit “NOWHERE”");
}

TEST(Units, CodesFitAnAddress) {  // R-IDN-56
  TestGate hall;
  const auto refused = [&](const std::string& code) {
    const auto made = hall.data->write([&](journal::Books& books) {
      return found_unit(books, {"cli:test"}, hall.clock.now(), {{}, {}, code, "某单位", false});
    });
    return made ? "" : made.error().field;
  };
  for (const char* bad : {"", "a b", "a/b", "..", "a.b", "a?b", "a%2f", "a&b", "a#b", "a\nb", "HALL"})
    EXPECT_EQ(refused(bad), "code") << bad;
  for (const char* good : {"11530121MB198972XH", "street-1", "S_2", "街道一"}) EXPECT_EQ(refused(good), "") << good;
}

class UnitsOfAPerson : public testing::Test {
 protected:
  UnitsOfAPerson() {
    hall.add("below", hall.branch.id, {Role::administrator});
    hall.add("apart", hall.other.id, {Role::clerk});
  }
  Browser signed_in(std::string_view name) {
    Browser browser{hall.gate};
    EXPECT_EQ(browser.sign_in(name).status, 200) << name;
    return browser;
  }
  static std::string told(const Json& items) {
    std::string words;
    for (const Json& unit : items.array())
      words += unit.at("code").string() + "<" + (unit.at("parent").is_null() ? "" : unit.at("parent").string()) + " ";
    return words;
  }
  std::string units_told(Browser& browser, const char* path = "/session") {
    const Json body = body_of(browser.get(path));
    return told(body.at(std::string_view{path} == "/session" ? "units" : "items"));
  }
  /// Puts roles, and says the status and the field of a refusal.
  static std::string put(Browser& browser, const std::string& path, Json body) {
    const auto answer = browser.post(path, body);
    const Json said = body_of(answer);
    const Json* field = said.find("field");
    return std::to_string(answer.status) + (field != nullptr && !field->string().empty() ? " " + field->string() : "");
  }
  static Json roles(const char* role, const char* unit) {
    return Json::Object{{"roles", Json::Array{role}}, {"unit", unit}};
  }
  static GateSettings settings() {
    GateSettings made = test_settings();
    made.administrators_need_second_factor = false;  // gateway_test's matter
    return made;
  }
  TestGate hall{settings()};
};

TEST_F(UnitsOfAPerson, AreThoseWithARoleAndNotWhatIsAbove) {  // R-IDN-43, R-IDN-58
  auto director = signed_in("director"), below = signed_in("below");
  for (const char* path : {"/session", "/units"}) {
    EXPECT_EQ(units_told(director, path), "HALL< BRANCH<HALL ");
    EXPECT_EQ(units_told(below, path), "BRANCH< ");  // not even that there is one above
  }
  hall.grant("apart", hall.branch.id, {Role::staff});
  auto apart = signed_in("apart");
  EXPECT_EQ(units_told(apart), "BRANCH< OTHER< ");
}

TEST_F(UnitsOfAPerson, TheSessionIsThatOfTheUnitInTheAddress) {  // R-IDN-58
  hall.grant("apart", hall.branch.id, {Role::staff});
  Browser browser{hall.gate};
  const auto unit_of = [](const http::Response& answer) {
    return body_of(answer).at("user").at("unit").at("code").string();
  };
  const auto sign_in = [&](const std::string& path) {
    return browser.post(path, Json::Object{{"name", "apart"}, {"password", test_password}});
  };
  EXPECT_EQ(unit_of(sign_in("/session?unit=BRANCH")), "BRANCH");
  EXPECT_EQ(unit_of(browser.get("/session")), "OTHER");
  EXPECT_EQ(unit_of(browser.get("/session?unit=BRANCH")), "BRANCH");
  EXPECT_EQ(browser.get("/session?unit=HALL").status, 404);
  EXPECT_EQ(unit_of(sign_in("/session?unit=HALL")), "OTHER");  // signing in opens one's own instead
  EXPECT_EQ(unit_of(sign_in("/session?unit=NOWHERE")), "OTHER");
}

TEST_F(UnitsOfAPerson, RolesAreGivenInAUnitBelow) {  // R-IDN-57
  auto administrator = signed_in("administrator");
  EXPECT_EQ(put(administrator, "/users/clerk/roles", roles("staff", "BRANCH")), "200");
  EXPECT_EQ(hall.events("RolesGranted", hall.branch.id).back().at("name").string(), "clerk");
  const Json person = body_of(administrator.get("/users/clerk")).at("user");
  EXPECT_EQ(person.at("granted").canonical(),
            R"([{"roles":["clerk"],"unit":{"code":"HALL","name":"市大厅","sample":false}},)"
            R"({"roles":["staff"],"unit":{"code":"BRANCH","name":"分厅","sample":false}}])");
  auto clerk = signed_in("clerk");
  EXPECT_EQ(body_of(clerk.get("/session?unit=BRANCH")).at("user").at("roles").canonical(), R"(["clerk","staff"])");
  EXPECT_EQ(body_of(clerk.get("/session")).at("user").at("roles").canonical(), R"(["clerk"])");

  EXPECT_EQ(put(administrator, "/users/clerk/roles", roles("staff", "OTHER")), "404 unit");
  EXPECT_EQ(put(administrator, "/users/clerk/roles", roles("staff", "NOWHERE")), "404 unit");
  auto below = signed_in("below");
  EXPECT_EQ(put(below, "/users/clerk/roles", roles("staff", "HALL")), "404 unit");
  EXPECT_EQ(put(below, "/users/below/roles", roles("staff", "BRANCH")), "403");
  EXPECT_TRUE(hall.events("RolesGranted", hall.other.id).size() == 1U);  // that of `apart`
}

TEST_F(UnitsOfAPerson, RolesElsewhereAreNotTold) {  // R-IDN-57, B18
  hall.grant("apart", hall.branch.id, {Role::staff});
  auto below = signed_in("below");
  const Json person = body_of(below.get("/users/apart")).at("user");
  EXPECT_EQ(person.at("granted").array().size(), 1U) << person.canonical();
  EXPECT_EQ(person.at("granted").array()[0].at("unit").at("code").string(), "BRANCH");
}

TEST_F(UnitsOfAPerson, APersonIsAddedToAUnitBelow) {  // R-IDN-57
  auto administrator = signed_in("administrator");
  const auto add = [&](const char* name, const char* unit) {
    return put(administrator, "/users",
               Json::Object{{"name", name}, {"display_name", "新人"}, {"roles", Json::Array{"clerk"}}, {"unit", unit}});
  };
  EXPECT_EQ(add("newling", "BRANCH"), "201");
  EXPECT_EQ(body_of(administrator.get("/users/newling")).at("user").at("unit").at("code").string(), "BRANCH");
  EXPECT_EQ(hall.events("UserAdded", hall.branch.id).size(), 2U);
  EXPECT_EQ(add("stray", "OTHER"), "404 unit");
  EXPECT_EQ(administrator.get("/users/stray").status, 404);
}

}  // namespace hallbook::identity
