// POST /units, and that nobody reads or writes in a unit without a role there: R-IDN-43, R-IDN-56, R-API-61.
#include <gtest/gtest.h>

#include "app/routes.h"
#include "app/service_fixture.h"
#include "identity/user.h"
#include "journal/lines.h"

namespace hallbook::app {
namespace {

using http::Method;

class UnitsTest : public testing::Test {
 protected:
  http::Response add(std::string_view who, const char* code, const char* parent, const std::string& query = "",
                     const std::string& key = "") {
    auto request =
        TestHouse::request(Method::post, "/units" + query,
                           Json::Object{{"code", code}, {"name", std::string{"分厅"} + code}, {"parent", parent}});
    if (!key.empty()) request.headers["idempotency-key"] = key;
    return house.send(who, std::move(request));
  }
  std::string refused(std::string_view who, const char* code, const char* parent, const std::string& query = "") {
    const auto answer = add(who, code, parent, query);
    const Json body = TestHouse::body_of(answer);
    return std::to_string(answer.status) + " " + (body.find("field") != nullptr ? body.at("field").string() : "");
  }
  std::vector<identity::Unit> all() {
    auto tx = house.data->read();
    return identity::units(tx);
  }
  void add_person(UnitId unit, const std::string& name, identity::Role role) {
    static const std::string phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(fixture_password).value();
    const auto added = house.data->write([&](journal::Books& books) {
      return identity::add_user(books, {unit, {"cli:test"}, house.clock.now(), {}}, {name, name + " 某", {role}}, phc,
                                false);
    });
    ASSERT_TRUE(added) << added.error().message.en;
  }
  /// Lines of the unit's journal that are no notes of what was denied or who signed in.
  std::size_t facts(UnitId unit) {
    std::size_t count = 0;
    auto tx = house.data->read();
    journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
      count += line.kind == "AccessDenied" || line.kind.starts_with("Session") ? 0 : 1;
    });
    return count;
  }
  TestHouse house;
};

TEST_F(UnitsTest, AnAdministratorAddsOneBelow) {  // R-IDN-56
  const auto made = add("administrator", "STREET1", "");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(TestHouse::body_of(made).at("parent").string(), house.unit.code);
  ASSERT_EQ(add("administrator", "ROOM1", "STREET1").status, 201);
  const auto units = all();
  ASSERT_EQ(units.size(), 3U);
  EXPECT_EQ(units[1].parent, house.unit.id);
  EXPECT_EQ(units[2].parent, units[1].id);
  EXPECT_TRUE(units[2].sample);  // below sample data nothing is real
  auto tx = house.data->read();
  const auto first = journal::line_at(tx, units[1].id, 1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kind, "UnitFounded");
  EXPECT_EQ(first->meta.actor, "user:administrator");
  // Roles hold below, and everything begins empty: nothing of the hall above shows.
  const auto entries = house.get("staff", "/registers/mailing/entries?unit=ROOM1");
  EXPECT_EQ(entries.status, 200) << entries.body;
  EXPECT_EQ(TestHouse::body_of(entries).at("items").array().size(), 0U);
  EXPECT_EQ(TestHouse::body_of(house.get("staff", "/registers/mailing/entries")).at("items").array().size(), 3U);
}

TEST_F(UnitsTest, TheSameRequestTwiceIsOneUnit) {  // R-IDN-47
  const auto made = add("administrator", "STREET1", "", "", "key-1");
  const auto again = add("administrator", "STREET1", "", "", "key-1");
  const auto named = add("administrator", "STREET1", "", "?unit=" + house.unit.code, "key-1");
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(named.status, 201) << named.body;  // the unit by default or by name: one request
  EXPECT_EQ(all().size(), 2U);
  EXPECT_EQ(add("administrator", "STREET2", "", "?unit=STREET1", "key-1").status, 409);
}

TEST_F(UnitsTest, WhatIsRefusedSaysWhere) {  // R-IDN-56, B18
  house.found("OTHER", "别的大厅", false);
  ASSERT_EQ(add("administrator", "STREET1", "").status, 201);
  EXPECT_EQ(refused("administrator", "STREET2", "OTHER"), "404 parent");
  EXPECT_EQ(refused("administrator", "STREET2", "NOWHERE"), "404 parent");
  EXPECT_EQ(refused("administrator", "STREET2", house.unit.code.c_str(), "?unit=STREET1"), "404 parent");
  EXPECT_EQ(refused("administrator", "STREET1", ""), "409 code");
  EXPECT_EQ(refused("administrator", "11530121MB198972XX", ""), "422 code");
  EXPECT_EQ(refused("administrator", "a/b", ""), "422 code");
  EXPECT_EQ(refused("administrator", " ", ""), "422 code");
  EXPECT_NE(add("administrator", "STREET1", "").body.find("分厅STREET1"), std::string::npos);
  const auto taken = add("administrator", "OTHER", "");
  EXPECT_EQ(taken.status, 409);
  EXPECT_EQ(taken.body.find("别的大厅"), std::string::npos) << taken.body;  // taken, not by whom
  EXPECT_EQ(all().size(), 3U);
}

TEST_F(UnitsTest, NobodyReadsOrWritesWithoutARoleThere) {  // R-IDN-43, R-API-61, B18
  ASSERT_EQ(add("administrator", "STREET1", "").status, 201);
  const UnitId branch = all().back().id;
  const std::size_t before = facts(house.unit.id);
  for (int i = 0; i < identity::role_count; ++i) {
    const auto role = static_cast<identity::Role>(i);
    const std::string who = std::string{identity::role_name(role)} + ".b";
    add_person(branch, who, role);
    for (const auto& route : all_routes()) {
      if (route.permission == identity::Permission::anyone) continue;
      std::string address{route.path};
      for (const auto& [name, value] : {std::pair{"{kind}", "register"},
                                        {"{name}", address.starts_with("/users") ? "clerk" : "mailing"},
                                        {"{code}", "2026-window-service-fund"}})
        if (const auto at = address.find(name); at != std::string::npos)
          address.replace(at, std::string_view{name}.size(), value);
      while (address.contains('{')) address.replace(address.find('{'), address.find('}') - address.find('{') + 1, "1");
      const Json body = Json::Object{{"reason", "x"}, {"version", 1}, {"roles", Json::Array{}}};
      const auto named = house.send(who, TestHouse::request(route.method, address + "?unit=" + house.unit.code, body));
      EXPECT_EQ(named.status, 404) << who << " " << address << " " << named.body;
      EXPECT_NE(named.body.find("\"field\":\"unit\""), std::string::npos) << named.body;
    }
  }
  EXPECT_EQ(facts(house.unit.id), before);
}

TEST_F(UnitsTest, ItsOwnUnitHasNothingOfTheOthers) {  // R-IDN-44, B18
  ASSERT_EQ(add("administrator", "STREET1", "").status, 201);
  add_person(all().back().id, "staff.b", identity::Role::staff);
  add_person(all().back().id, "director.b", identity::Role::director);
  const std::size_t before = facts(house.unit.id);
  for (const char* thing : {"/registers/mailing/entries/1", "/registers/mailing/entries/1/reveal", "/users/clerk",
                            "/projects/2026-window-service-fund", "/evaluation", "/evaluation/receipts/1"}) {
    const bool person = std::string_view{thing}.starts_with("/users");
    const std::string who = person ? "director" : "staff";
    if (!std::string_view{thing}.ends_with("reveal")) {
      EXPECT_EQ(house.get(who, thing).status, 200) << thing;
      EXPECT_EQ(house.get(who + ".b", thing).status, 404) << thing;
    } else {
      EXPECT_EQ(house.post("staff.b", thing, Json::Object{{"field", "phone"}, {"reason", "核对电话"}}).status, 404);
    }
  }
  const Json void_body = Json::Object{{"reason", "记错了"}, {"version", 1}};
  EXPECT_EQ(house.post("staff.b", "/registers/mailing/entries/1/void", void_body).status, 404);
  const Json entry = Json::Object{{"values", Json::Object{{"sent_on", "2026-03-01"},
                                                          {"document", "证照原件"},
                                                          {"recipient", "李四"},
                                                          {"phone", "13812345679"},
                                                          {"address", "呈贡区某路 2 号"},
                                                          {"waybill", "SF2026-03-01"},
                                                          {"fee", "12.00"}}}};
  const auto made = house.post("staff.b", "/registers/mailing/entries", entry);
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(TestHouse::body_of(house.get("staff.b", "/registers/mailing/entries")).at("items").array().size(), 1U);
  EXPECT_EQ(facts(house.unit.id), before);
}

}  // namespace
}  // namespace hallbook::app
