// R-IDN-40 to R-IDN-48: what the guard lets through.
#include <gtest/gtest.h>

#include "identity/identity_fixture.h"

namespace hallbook::identity {
namespace {

GateSettings without_factor() {
  GateSettings settings = test_settings();
  settings.administrators_need_second_factor = false;
  return settings;
}

Result<http::Response> answer_unit(const http::Request&, Context& context) {
  return http::ok(Json::Object{{"unit", context.unit.code}, {"may", context.may(Permission::register_record)}});
}
Result<http::Response> full_disk(const http::Request&, Context&) {
  throw db::Fault{db::Fault::Kind::disk_full, "no space in /secret/path"};
}
Result<http::Response> broken_disk(const http::Request&, Context&) {
  throw db::Fault{db::Fault::Kind::io, "read error in /secret/path"};
}
Result<http::Response> corrupt(const http::Request&, Context&) {
  throw db::Fault{db::Fault::Kind::corrupt, "malformed /secret/path"};
}
Result<http::Response> mistake(const http::Request&, Context&) { throw std::logic_error{"at /secret/path"}; }
Result<http::Response> own_rule(const http::Request&, Context&) {
  return refuse(RefusalCode::not_allowed, {"不行", "not you"});
}

const Route test_routes[] = {
    {http::Method::post, "/session", Permission::anyone, identity_routes()[0].handler, {"", ""}},
    {http::Method::get, "/unit", Permission::register_read, answer_unit, {"看", "look"}},
    {http::Method::post, "/record", Permission::register_record, answer_unit, {"记", "record"}},
    {http::Method::put, "/upload", Permission::register_record, answer_unit, {"传", "upload"}, "", "", "", 1'000},
    {http::Method::del, "/record", Permission::register_record, answer_unit, {"删", "delete"}},
    {http::Method::get, "/open", Permission::anyone, answer_unit, {"", ""}},
    {http::Method::get, "/stream", Permission::signed_in, answer_unit, {"", ""}, "", "EventStream"},
    {http::Method::get, "/passive", Permission::signed_in, answer_unit, {"", ""}, "", "", "", 0, true},
    {http::Method::get, "/full", Permission::signed_in, full_disk, {"", ""}},
    {http::Method::get, "/io", Permission::signed_in, broken_disk, {"", ""}},
    {http::Method::get, "/corrupt", Permission::signed_in, corrupt, {"", ""}},
    {http::Method::get, "/mistake", Permission::signed_in, mistake, {"", ""}},
    {http::Method::get, "/rule", Permission::signed_in, own_rule, {"", ""}},
};

}  // namespace

TEST(Gateway, SignsInAndOut) {
  TestGate hall;
  Browser browser{hall.gate};
  EXPECT_EQ(browser.get("/session").status, 401);
  const auto in = browser.sign_in("clerk");
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(body_of(in).at("user").at("name").string(), "clerk");
  EXPECT_EQ(body_of(in).at("user").at("unit").at("code").string(), "HALL");
  EXPECT_EQ(body_of(in).at("today").string(), "2026-09-10");
  EXPECT_EQ(browser.get("/session").status, 200);
  EXPECT_EQ(browser.del("/session").status, 204);
  EXPECT_EQ(browser.get("/session").status, 401);
}

// R-IDN-44: every role calls every route of this folder; what comes back follows from the table alone.
TEST(Gateway, EveryRoleOnEveryRoute) {
  TestGate hall{without_factor()};
  for (int i = 0; i < role_count; ++i) {
    const Role role = static_cast<Role>(i);
    for (const Route& route : identity_routes()) {
      if (route.path.starts_with("/session") && route.method != http::Method::get) continue;  // these end the session
      Browser browser{hall.gate};
      browser.remote = "127.0.0.1";
      ASSERT_EQ(browser.sign_in(role_name(role)).status, 200);
      std::string path{route.path};
      if (const auto at = path.find("{name}"); at != std::string::npos) path.replace(at, 6, "nobody");
      const auto response = browser.send(Browser::request(route.method, path, Json::Object{}));
      const bool let_in = response.status != 401 && response.status != 403;
      EXPECT_EQ(let_in, may({role}, route.permission)) << role_name(role) << " " << path << " " << response.body;
    }
  }
  for (const Route& route : identity_routes()) {
    std::string path{route.path};
    if (const auto at = path.find('{'); at != std::string::npos) path.replace(at, path.find('}') - at + 1, "nobody");
    Browser stranger{hall.gate};
    const auto status = stranger.send(Browser::request(route.method, path, Json::Object{})).status;
    EXPECT_EQ(status == 401, route.permission != Permission::anyone) << path;
  }
}

struct OriginCase {
  const char* name;
  http::Method method;
  const char* path;
  std::map<std::string, std::string> headers;
  int status;
};
class OriginTest : public testing::TestWithParam<OriginCase> {};
TEST_P(OriginTest, OnlyOurOwnPagesMayWrite) {  // R-IDN-41, R-IDN-42
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  browser.sign_in("clerk");
  http::Request request;
  request.method = GetParam().method;
  request.path = GetParam().path;
  request.headers["host"] = "hall.test";
  if (request.method == http::Method::post) request.body = "{}";
  for (const auto& [name, value] : GetParam().headers) request.headers[name] = value;
  EXPECT_EQ(browser.send(request).status, GetParam().status);
  EXPECT_EQ(hall.events("AccessDenied", hall.root.id).size(), GetParam().status == 403 ? 1u : 0u);
}
// clang-format off
using enum http::Method;
const char* const json_type = "application/json";
INSTANTIATE_TEST_SUITE_P(Table, OriginTest, testing::Values(
    OriginCase{"own_origin",       post, "/record", {{"origin", "http://hall.test"}, {"content-type", json_type}}, 200},
    OriginCase{"own_site",         post, "/record", {{"sec-fetch-site", "same-origin"}, {"content-type", json_type}}, 200},
    OriginCase{"no_browser",       post, "/record", {{"content-type", json_type}}, 200},
    OriginCase{"charset",          post, "/record", {{"content-type", "application/json; charset=utf-8"}}, 200},
    OriginCase{"other_origin",     post, "/record", {{"origin", "http://evil.test"}, {"content-type", json_type}}, 403},
    OriginCase{"null_origin",      post, "/record", {{"origin", "null"}, {"content-type", json_type}}, 403},
    OriginCase{"cross_site",       post, "/record", {{"sec-fetch-site", "cross-site"}, {"content-type", json_type}}, 403},
    OriginCase{"same_site",        post, "/record", {{"sec-fetch-site", "same-site"}, {"content-type", json_type}}, 403},
    OriginCase{"lying_origin",     post, "/record", {{"origin", "http://hall.test"}, {"sec-fetch-site", "cross-site"}, {"content-type", json_type}}, 403},
    OriginCase{"form",             post, "/record", {{"origin", "http://hall.test"}, {"content-type", "application/x-www-form-urlencoded"}}, 415},
    OriginCase{"plain",            post, "/record", {{"content-type", "text/plain"}}, 415},
    OriginCase{"no_type",          post, "/record", {}, 415},
    OriginCase{"longer_type",      post, "/record", {{"content-type", "application/jsonx"}}, 415},
    OriginCase{"raw_upload",       put,  "/upload", {{"origin", "http://hall.test"}, {"content-type", "text/csv"}}, 200},
    OriginCase{"foreign_upload",   put,  "/upload", {{"origin", "http://evil.test"}}, 403},
    OriginCase{"delete",           del,  "/record", {{"origin", "http://hall.test"}}, 200},
    OriginCase{"foreign_delete",   del,  "/record", {{"origin", "http://evil.test"}}, 403},
    OriginCase{"reading_is_free",  get,  "/unit",   {{"origin", "http://evil.test"}, {"sec-fetch-site", "cross-site"}}, 200}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(Gateway, PicksTheUnitAndKeepsForeignOnesUnknown) {  // R-IDN-43
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  browser.sign_in("clerk");
  const auto unit_of = [&](const char* path) { return body_of(browser.get(path)).at("unit").string(); };
  EXPECT_EQ(unit_of("/unit"), "HALL");
  EXPECT_EQ(unit_of("/unit?unit=BRANCH"), "BRANCH");  // inherited
  const auto foreign = browser.get("/unit?unit=OTHER");
  const auto unknown = browser.get("/unit?unit=NOWHERE");
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(body_of(foreign).at("message").string(), "there is no unit “OTHER”");
  EXPECT_EQ(hall.events("AccessDenied", hall.root.id).size(), 1u);  // the second of a minute is counted
  EXPECT_TRUE(hall.events("AccessDenied", hall.other.id).empty());

  hall.add("branchling", hall.branch.id, {Role::auditor});
  Browser below{hall.gate, test_routes};
  below.sign_in("branchling");
  EXPECT_EQ(body_of(below.get("/unit")).at("unit").string(), "BRANCH");
  EXPECT_FALSE(body_of(below.get("/unit")).at("may").boolean());
  EXPECT_EQ(below.get("/unit?unit=HALL").status, 404);

  hall.grant("branchling", hall.branch.id, {});
  hall.grant("branchling", hall.other.id, {Role::clerk});
  below.sign_in("branchling");
  EXPECT_EQ(body_of(below.get("/unit")).at("unit").string(), "OTHER");  // none at home: where there is one
}

TEST(Gateway, AnyoneNeedsNoSessionAndKnowsNobody) {
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  const auto response = browser.get("/open");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(body_of(response).at("unit").string(), "");
  EXPECT_FALSE(body_of(response).at("may").boolean());
}

TEST(Gateway, AFloodOfDenialsIsAFewLines) {  // R-IDN-46
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  browser.sign_in("auditor");
  for (int i = 0; i < 100; ++i) EXPECT_EQ(browser.post("/record").status, 403);
  auto lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].at("name").string(), "auditor");
  EXPECT_EQ(lines[0].at("method").string(), "POST");
  EXPECT_EQ(lines[0].at("path").string(), "/record");
  EXPECT_EQ(lines[0].at("permission").string(), "register.record");
  EXPECT_EQ(lines[0].at("remote").string(), "10.0.0.7");
  hall.pass(std::chrono::minutes{1});
  browser.post("/record");
  browser.post("/record");
  lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1].at("times").integer(), 100);
  hall.gate.denials.flush(hall.clock.now(), hall.ticks, true);
  lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[2].at("times").integer(), 1);
}

TEST(Gateway, StrangersAreALineAMinuteAndNetwork) {  // R-IDN-51
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  Browser ours{hall.gate};
  EXPECT_EQ(ours.get("/session").status, 401);  // every page begins so: nothing is denied
  EXPECT_EQ(hall.events("AccessDenied", hall.root.id).size(), 0u);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(browser.post("/record").status, 401);
  EXPECT_EQ(ours.get("/users/My-Password-1").status, 401);
  ours.remote = "10.9.9.9";
  EXPECT_EQ(ours.get("/users/My-Password-1").status, 401);
  hall.pass(std::chrono::minutes{1});
  EXPECT_EQ(browser.post("/record").status, 401);
  const auto lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 3u);
  for (const Json& line : lines) {
    EXPECT_EQ(line.at("name").string(), "");
    EXPECT_EQ(line.at("reason").string(), "no_session");
    EXPECT_EQ(line.canonical().find("Password"), std::string::npos);
  }
  EXPECT_EQ(lines[0].at("times").integer(), 1);
  EXPECT_EQ(lines[1].at("remote").string(), "10.9.9.9");
  EXPECT_EQ(lines[2].at("times").integer(), 51);
}

TEST(Gateway, StrangersFromEverywhereShareALine) {  // R-IDN-51
  TestGate hall;
  for (int i = 0; i < 600; ++i)
    hall.gate.denials.stranger(hall.root.id,
                               {.name = "",
                                .method = "GET",
                                .path = "/x",
                                .called = "",
                                .permission = "",
                                .reason = "no_session",
                                .remote = "fd00:0:0:" + std::to_string(i) + "::1",
                                .times = 1},
                               hall.clock.now(), hall.ticks);
  EXPECT_EQ(hall.events("AccessDenied", hall.root.id).size(), 501u);
}

TEST(Gateway, TwentyMissesInAnHourAreAnAlarm) {  // R-IDN-50, B18
  TestGate hall{without_factor()};
  Browser guesser{hall.gate};
  ASSERT_EQ(guesser.sign_in("administrator").status, 200);
  const auto alarms = [&] {
    std::size_t found = 0;
    for (const Json& line : hall.events("AccessDenied", hall.root.id)) found += line.at("reason").string() == "misses";
    return found;
  };
  const auto miss = [&](int times) {
    for (int i = 0; i < times; ++i) EXPECT_EQ(guesser.get("/users/nobody" + std::to_string(i)).status, 404);
  };
  miss(19);
  hall.pass(std::chrono::minutes{61});  // an hour is over: those are forgotten
  ASSERT_EQ(guesser.sign_in("administrator").status, 200);
  miss(19);
  EXPECT_EQ(alarms(), 0U);
  miss(1);
  EXPECT_EQ(alarms(), 1U);
  for (const Json& line : hall.events("AccessDenied", hall.root.id)) {
    EXPECT_EQ(line.at("name").string(), "administrator");
    EXPECT_EQ(line.at("times").integer(), 20);
    EXPECT_EQ(line.at("remote").string(), "10.0.0.7");
  }
  miss(19);
  EXPECT_EQ(alarms(), 1U);  // the count began anew
}

TEST(Gateway, WhatAHandlersRuleDeniesIsJournaledToo) {
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  browser.sign_in("clerk");
  EXPECT_EQ(browser.get("/rule").status, 403);
  const auto lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].at("reason").string(), "rule");
}

struct FaultCase {
  const char* path;
  int status;
  const char* code;
};
class FaultTest : public testing::TestWithParam<FaultCase> {};
TEST_P(FaultTest, BecomesAProblemThatTellsNothing) {  // R-IDN-48
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  browser.sign_in("clerk");
  const auto response = browser.get(GetParam().path);
  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_EQ(code_of(response), GetParam().code);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  EXPECT_EQ(body_of(response).at("request").integer(), 2);
}
INSTANTIATE_TEST_SUITE_P(Table, FaultTest,
                         testing::Values(FaultCase{"/full", 507, "unavailable"}, FaultCase{"/io", 503, "unavailable"},
                                         FaultCase{"/corrupt", 500, "internal"},
                                         FaultCase{"/mistake", 500, "internal"}),
                         [](const auto& test) { return std::string{test.param.path + 1}; });

TEST(Gateway, AStreamThatComesBackIsNoActivity) {  // R-IDN-32
  for (const char* path : {"/stream", "/passive"}) {
    TestGate hall;
    Browser browser{hall.gate, test_routes};
    browser.sign_in("clerk");
    for (int i = 0; i < 14; ++i) {
      hall.pass(std::chrono::minutes{1});
      ASSERT_EQ(browser.get(path).status, 200);
    }
    hall.pass(std::chrono::minutes{1});
    EXPECT_EQ(browser.get("/unit").status, 401);
  }
}

TEST(Gateway, AnswersAreNotStored) {  // R-IDN-40
  TestGate hall;
  Browser browser{hall.gate, test_routes};
  browser.sign_in("clerk");
  const auto response = browser.get("/unit");
  EXPECT_TRUE(std::ranges::any_of(response.headers,
                                  [](const auto& h) { return h.first == "cache-control" && h.second == "no-store"; }));
}

TEST(Users, AreLookedAfterByAnAdministrator) {
  TestGate hall{without_factor()};
  Browser browser{hall.gate};
  browser.sign_in("administrator");
  const auto added = browser.post(
      "/users", Json::Object{{"name", "newling"}, {"display_name", "新人"}, {"roles", Json::Array{"clerk", "staff"}}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(Browser{hall.gate}.sign_in("newling", body_of(added).at("first_password").string()).status, 200);
  EXPECT_EQ(browser.post("/users/newling/roles", Json::Object{{"roles", Json::Array{"boss"}}}).status, 422);
  const auto roles = browser.post("/users/newling/roles", Json::Object{{"roles", Json::Array{"finance"}}});
  ASSERT_EQ(roles.status, 200) << roles.body;
  EXPECT_EQ(body_of(roles).at("user").at("roles").array().at(0).string(), "finance");
  const auto again = browser.post("/users/newling/reset-password");
  ASSERT_EQ(again.status, 200);
  Browser person{hall.gate};
  EXPECT_EQ(person.sign_in("newling", body_of(again).at("first_password").string()).status, 200);
  EXPECT_EQ(body_of(browser.get("/users/newling/sessions")).at("items").array().size(), 1u);
  EXPECT_EQ(browser.del("/users/newling/sessions").status, 204);
  EXPECT_EQ(person.get("/session").status, 401);
  for (int i = 0; i < 5; ++i) person.sign_in("newling", "wrong");
  EXPECT_GT(body_of(browser.get("/users/newling")).at("user").at("wait_s").integer(), 0);
  EXPECT_EQ(browser.post("/users/newling/unlock").status, 200);
  EXPECT_EQ(body_of(browser.get("/users/newling")).at("user").at("wait_s").integer(), 0);
  EXPECT_EQ(browser.post("/users/newling/close", Json::Object{{"reason", "调离"}}).status, 200);
  EXPECT_EQ(browser.post("/users/administrator/close", Json::Object{{"reason", "x"}}).status, 403);
  EXPECT_EQ(browser.get("/users/nobody").status, 404);
}

TEST(Users, AreListedInPages) {
  TestGate hall{without_factor()};
  Browser browser{hall.gate};
  browser.sign_in("administrator");
  std::string after;
  std::vector<std::string> names;
  do {
    auto request = Browser::request(http::Method::get, "/users");
    request.query = {{"limit", "3"}, {"after", after}};
    const Json page = body_of(browser.send(request));
    for (const Json& item : page.at("items").array()) names.push_back(item.at("name").string());
    after = page.at("next").is_null() ? "" : page.at("next").string();
  } while (!after.empty());
  EXPECT_EQ(names.size(), 8u);
  EXPECT_TRUE(std::ranges::is_sorted(names));
  for (const char* bad : {"0", "501", "x", "-1", "3 "}) {
    auto request = Browser::request(http::Method::get, "/users");
    request.query = {{"limit", bad}};
    EXPECT_EQ(browser.send(request).status, 422) << bad;
  }
}

}  // namespace hallbook::identity
