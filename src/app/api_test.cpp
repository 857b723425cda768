// Every route of the table, called as every role: rules R-API-01 to R-API-04, R-API-61.
#include <gtest/gtest.h>

#include "app/openapi.h"
#include "app/routes.h"
#include "app/schema_check.h"
#include "app/service_fixture.h"
#include "identity/token.h"
#include "tests/golden.h"

namespace hallbook::app {
namespace {

using http::Method;
using identity::Permission;
using identity::Role;

TEST(Routes, EveryRowIsComplete) {  // R-API-01, R-API-02
  const auto routes = all_routes();
  EXPECT_GE(routes.size(), 70U);
  EXPECT_EQ(route_problems(routes), std::vector<std::string>{});
}

TEST(Routes, ARowWithoutWordsOrSchemaIsFound) {  // R-API-02
  auto routes = all_routes();
  routes[0].summary.en.clear();
  routes[1].gives = "Nowhere";
  routes[2] = routes[3];
  EXPECT_GE(route_problems(routes).size(), 4U);
}

TEST(Routes, DocumentAndMatrixAreAsReviewed) {  // R-API-03, R-API-04
  const auto routes = all_routes();
  testing::expect_golden("web/src/api/openapi.json", openapi(routes).pretty());
  testing::expect_golden("docs/guide/permissions.md",
                         "# Who may call what\n\nPrinted by `hallbook openapi --matrix`; a test compares it.\n\n" +
                             permission_matrix(routes));
  testing::expect_golden("docs/guide/api.md", api_reference(routes));
}

/// An address of the route with its {names} filled in.
std::string address_of(const identity::Route& route) {
  std::string address{route.path};
  const auto fill = [&](std::string_view name, std::string_view value) {
    if (const auto at = address.find(name); at != std::string::npos) address.replace(at, name.size(), value);
  };
  fill("{kind}", "register");
  const bool person = address.starts_with("/users");
  fill("{name}", person ? "clerk" : "mailing");
  fill("{code}", "2026-window-service-fund");
  fill("{no}", "1");
  fill("{number}", "C-2026-0001");
  fill("{version}", "1");
  fill("{seq}", "1");
  fill("{id}", "1");
  return address;
}

bool is_granted(Role role, Permission permission) {
  return permission == Permission::anyone || permission == Permission::signed_in || identity::grants(role, permission);
}

class EveryRole : public ::testing::TestWithParam<int> {};

TEST_P(EveryRole, GetsWhatTheMatrixSaysAndNothingElse) {  // R-API-61
  const Role role = static_cast<Role>(GetParam());
  const std::string who{identity::role_name(role)};
  TestHouse house;
  std::size_t denied = 0;
  for (const auto& route : all_routes()) {
    if (route.path.starts_with("/session")) continue;  // signing in and out is identity's test
    const auto answer = house.send(who, TestHouse::request(route.method, address_of(route), Json{Json::Object{}}));
    const std::string row = fmt::format("{} {} {}: {} {}", who, http::method_name(route.method), route.path,
                                        answer.status, answer.body.substr(0, 200));
    if (is_granted(role, route.permission)) {
      EXPECT_NE(answer.status, 401) << row;
      EXPECT_NE(answer.status, 403) << row;
      EXPECT_NE(answer.status, 500) << row;
    } else {
      EXPECT_EQ(answer.status, 403) << row;
      ++denied;
    }
  }
  house.service->gate().denials.flush(house.clock.now(), house.service->gate().tick(), true);
  std::size_t journaled = 0;
  auto tx = house.data->read();
  journal::each_line(tx, house.unit.id, 1,
                     [&](const journal::Line& line) { journaled += line.kind == "AccessDenied" ? 1 : 0; });
  EXPECT_EQ(journaled > 0, denied > 0);
}
INSTANTIATE_TEST_SUITE_P(Roles, EveryRole, ::testing::Range(0, identity::role_count), [](const auto& row) {
  return std::string{identity::role_name(static_cast<Role>(row.param))};
});

/// R-IDN-65 over the whole table: what the person may, but for what a program may not.
class EveryToken : public ::testing::TestWithParam<Role> {};
TEST_P(EveryToken, GetsWhatItsPersonMayButForWhatIsDoneByName) {
  const std::string who{identity::role_name(GetParam())};
  TestHouse house;
  const auto made = house.post(who, "/tokens",
                               Json::Object{{"title", "x"}, {"days", 30}, {"password", std::string{fixture_password}}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string header = "Bearer " + TestHouse::body_of(made).at("secret").string();
  for (const auto& route : all_routes()) {
    auto request = TestHouse::request(route.method, address_of(route), Json{Json::Object{}});
    request.headers["authorization"] = header;
    request.headers.erase("origin");
    const auto answer = house.send("", request);
    const std::string row = fmt::format("{} {} {}: {} {}", who, http::method_name(route.method), route.path,
                                        answer.status, answer.body.substr(0, 200));
    const bool of_the_door = route.path.starts_with("/session") || route.path.starts_with("/tokens");
    if (is_granted(GetParam(), route.permission) && identity::may_by_token(route.permission) && !of_the_door) {
      EXPECT_NE(answer.status, 401) << row;
      EXPECT_NE(answer.status, 403) << row;
      EXPECT_NE(answer.status, 500) << row;
    } else {
      EXPECT_EQ(answer.status, 403) << row;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Roles, EveryToken, ::testing::Values(Role::staff, Role::director, Role::administrator),
                         [](const auto& row) { return std::string{identity::role_name(row.param)}; });

TEST(Routes, NobodyGetsNothing) {  // R-API-61
  TestHouse house;
  for (const auto& route : all_routes()) {
    if (route.permission == Permission::anyone) continue;
    const auto answer = house.send("", TestHouse::request(route.method, address_of(route), Json{Json::Object{}}));
    EXPECT_EQ(answer.status, 401) << route.path;
  }
}

TEST(Routes, AnswersFitTheirSchemas) {  // R-API-03
  TestHouse house;
  const Json schemas = openapi(all_routes()).at("components").at("schemas");
  SchemaCheck check{schemas};
  for (const auto& route : all_routes()) {
    if (route.method != Method::get || route.gives.empty() || route.gives == "File" || route.gives == "EventStream")
      continue;
    for (const std::string who : {"staff", "it", "administrator"}) {
      std::string address = address_of(route);
      if (route.path == "/journal/{seq}") address = "/journal/20";
      if (route.path.ends_with("/totals")) address += "?by=dimension:trip";
      if (route.path.ends_with("/suggest")) address += "?field=document";
      if (route.path == "/search") address += "?q=yj";
      const auto answer = house.get(who, address);
      if (answer.status != 200) continue;
      for (const auto& problem : check.problems(TestHouse::body_of(answer), std::string{route.gives}))
        ADD_FAILURE() << route.path << ": " << problem;
    }
  }
}

}  // namespace
}  // namespace hallbook::app
