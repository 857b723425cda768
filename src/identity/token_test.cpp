// R-IDN-60 to R-IDN-67: tokens of programs.
#include "identity/token.h"

#include <gtest/gtest.h>

#include "identity/identity_fixture.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {
namespace {

using std::chrono::days;

http::Request asks_with(std::string_view authorization) {
  http::Request request = Browser::request(http::Method::get, "/units");
  request.headers["authorization"] = authorization;
  return request;
}

struct IssuedNow {
  std::string id, secret;
};
IssuedNow issue(Browser& browser, int for_days = 30, std::string_view title = "大屏取数") {
  const auto made = browser.post(
      "/tokens", Json::Object{{"title", title}, {"days", for_days}, {"password", std::string{test_password}}});
  ensure(made.status == 201, made.body);
  const Json body = body_of(made);
  return {body.at("token").at("id").string(), body.at("secret").string()};
}

/// A program: no cookie, no origin, only the header.
struct Program {
  Gate& gate;
  std::string secret;
  http::Response send(http::Method method, const std::string& path, const Json& body = {}) const {
    Browser bare{gate};
    bare.remote = "10.9.9.9";
    http::Request request = Browser::request(method, path, body);
    request.headers.erase("origin");
    request.headers["authorization"] = "Bearer " + secret;
    return bare.send(request);
  }
  int status(const std::string& path = "/units") const { return send(http::Method::get, path).status; }
};

GateSettings token_settings() {
  GateSettings settings = test_settings();
  settings.administrators_need_second_factor = false;
  return settings;
}

/// A clerk who signed in and has a token.
struct TokenTest : testing::Test {
  TokenTest() {
    EXPECT_EQ(browser.sign_in("clerk").status, 200);
    made = issue(browser);
  }
  Program program() { return {hall.gate, made.secret}; }
  Json listed(Browser& by) { return body_of(by.get("/tokens")).at("items"); }
  TestGate hall{token_settings()};
  Browser browser{hall.gate};
  IssuedNow made;
};

}  // namespace

TEST(TokenRules, SecretsAreFoundByTheirPrefixAndAreNeverTheSame) {  // R-IDN-60
  const std::string one = new_token_secret();
  EXPECT_EQ(one.size(), 51u);
  EXPECT_TRUE(one.starts_with("hb_"));
  EXPECT_NE(one, new_token_secret());
  EXPECT_EQ(bearer_secret(asks_with("Bearer " + one)), one);
}

struct HeaderCase {
  const char* name;
  std::string header;
  std::optional<std::string> secret;
};
class HeaderTest : public testing::TestWithParam<HeaderCase> {};
TEST_P(HeaderTest, IsReadStrictly) {  // R-IDN-62
  EXPECT_EQ(bearer_secret(asks_with(GetParam().header)), GetParam().secret);
}
const std::string good_secret = "hb_" + std::string(48, 'a');
// clang-format off
INSTANTIATE_TEST_SUITE_P(Tokens, HeaderTest, testing::Values(
    HeaderCase{"none",          "", std::nullopt},
    HeaderCase{"basic",         "Basic d2FuZzp4", std::nullopt},
    HeaderCase{"basic_like",    "Bearers " + good_secret, std::nullopt},
    HeaderCase{"right",         "Bearer " + good_secret, good_secret},
    HeaderCase{"lower_case",    "bearer " + good_secret, good_secret},
    HeaderCase{"no_secret",     "Bearer", ""},
    HeaderCase{"blank_secret",  "Bearer ", ""},
    HeaderCase{"two_blanks",    "Bearer  " + good_secret, ""},
    HeaderCase{"no_prefix",     "Bearer " + std::string(51, 'a'), ""},
    HeaderCase{"too_short",     "Bearer hb_" + std::string(47, 'a'), ""},
    HeaderCase{"too_long",      "Bearer " + good_secret + "a", ""},
    HeaderCase{"overlong",      "Bearer hb_" + std::string(16'000, 'a'), ""},
    HeaderCase{"upper_digits",  "Bearer hb_" + std::string(48, 'A'), ""},
    HeaderCase{"two_in_one",    "Bearer " + good_secret + ", Bearer " + good_secret, ""},
    HeaderCase{"chinese",       "Bearer hb_令牌" + std::string(42, 'a'), ""},
    HeaderCase{"nul",           "Bearer hb_" + std::string(47, 'a') + std::string(1, '\0'), ""}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST_F(TokenTest, OpensWithoutCookieAndIsJournaledWithoutItsSecret) {  // R-IDN-60, R-IDN-61
  EXPECT_EQ(program().status(), 200);
  const auto lines = hall.events("TokenIssued", hall.root.id);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].at("name").string(), "clerk");
  EXPECT_EQ(lines[0].at("digest").string(), crypto::sm3(made.secret).hex());
  EXPECT_EQ(lines[0].at("ends_on").string(), "2026-10-10");
  auto tx = hall.data->read();
  journal::each_line(tx, hall.root.id, 1, [&](const journal::Line& line) {
    EXPECT_EQ(line.body.find(made.secret.substr(3)), std::string::npos) << line.kind;
  });
}

TEST_F(TokenTest, NeedsThePasswordOnceMore) {  // R-IDN-61
  const auto asked = [&](std::string_view password) {
    return browser.post("/tokens", Json::Object{{"title", "x"}, {"days", 30}, {"password", std::string{password}}});
  };
  const auto wrong = asked("Falsch-falsch-9");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(code_of(wrong), "wrong_password");
  for (int i = 0; i < 5; ++i) asked("Falsch-falsch-9");
  EXPECT_EQ(asked(test_password).status, 429);  // guesses count as at the door
  EXPECT_EQ(hall.events("TokenIssued", hall.root.id).size(), 1u);
}

struct NewTokenCase {
  const char* name;
  std::string title;
  Json days;
  const char* field;
  int status = 422;
};
class NewTokenTest : public testing::TestWithParam<NewTokenCase> {};
TEST_P(NewTokenTest, IsRefusedByItsField) {
  TestGate hall;
  Browser browser{hall.gate};
  browser.sign_in("clerk");
  const auto answer = browser.post(
      "/tokens",
      Json::Object{{"title", GetParam().title}, {"days", GetParam().days}, {"password", std::string{test_password}}});
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  EXPECT_EQ(body_of(answer).at("field").string(), GetParam().field);
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Tokens, NewTokenTest, testing::Values(
    NewTokenCase{"no_title",    "", 30, "title"},
    NewTokenCase{"blank_title", "　 ", 30, "title"},
    NewTokenCase{"long_title",  std::string(41, 'x'), 30, "title", 409},
    NewTokenCase{"line_break",  "a\nb", 30, "title"},
    NewTokenCase{"no_day",      "x", 0, "days"},
    NewTokenCase{"negative",    "x", -1, "days"},
    NewTokenCase{"over_a_year", "x", 366, "days"},
    NewTokenCase{"text",        "x", "30", "days"},
    NewTokenCase{"huge",        "x", std::int64_t{4'294'967'326}, "days"}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST_F(TokenTest, TenAreEnough) {
  for (int i = 1; i < 10; ++i) issue(browser);
  const auto more =
      browser.post("/tokens", Json::Object{{"title", "x"}, {"days", 30}, {"password", std::string{test_password}}});
  EXPECT_EQ(more.status, 409) << more.body;
  hall.pass(days{31});  // those that are over count no more
  browser.sign_in("clerk");
  issue(browser);
}

TEST_F(TokenTest, HoldsToTheEndOfItsLastDayWhateverIsDone) {  // R-IDN-62
  hall.pass(days{30});
  EXPECT_EQ(program().status(), 200);  // no idle end, no ten hours
  hall.pass(days{1});
  const auto over = program().send(http::Method::get, "/units");
  EXPECT_EQ(over.status, 401);
  EXPECT_EQ(code_of(over), "token_not_valid");
  EXPECT_TRUE(std::ranges::any_of(over.headers, [](const auto& header) {
    return header.first == "www-authenticate" && header.second.starts_with("Bearer");
  }));
  browser.sign_in("clerk");
  EXPECT_EQ(listed(browser).array()[0].at("state").string(), "expired");
  hall.pass(days{31});
  browser.sign_in("clerk");
  EXPECT_TRUE(listed(browser).array().empty());
}

TEST_F(TokenTest, TheLastDayOfUseIsWrittenOnceADay) {
  EXPECT_TRUE(listed(browser).array()[0].at("used_on").is_null());
  for (int i = 0; i < 3; ++i) program().status();
  EXPECT_EQ(listed(browser).array()[0].at("used_on").string(), "2026-09-10");
  const auto lines = [&] {
    auto tx = hall.data->read();
    return journal::head(tx, hall.root.id).seq;
  };
  const auto before = lines();
  hall.pass(days{1});
  program().status();
  EXPECT_EQ(lines(), before);  // no journal line for a request
  browser.sign_in("clerk");
  EXPECT_EQ(listed(browser).array()[0].at("used_on").string(), "2026-09-11");
}

TEST_F(TokenTest, WrongOnesAreRefusedOnEveryRouteAndJournaledAsStrangers) {  // R-IDN-64
  const Program wrong{hall.gate, new_token_secret()};
  EXPECT_EQ(wrong.status(), 401);
  EXPECT_EQ(wrong.send(http::Method::post, "/session", Json::Object{}).status, 401);  // not even where nobody is asked
  const auto lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 1u);  // the second one of the minute is counted
  EXPECT_EQ(lines[0].at("reason").string(), "token");
  EXPECT_EQ(lines[0].at("name").string(), "");
}

TEST_F(TokenTest, GoesBeforeTheCookie) {  // R-IDN-62
  Browser director{hall.gate};
  director.sign_in("director");
  http::Request both = Browser::request(http::Method::get, "/users");
  both.headers["authorization"] = "Bearer " + made.secret;
  EXPECT_EQ(director.send(both).status, 403);  // a clerk sees no people
  both.headers["authorization"] = "Bearer " + new_token_secret();
  EXPECT_EQ(director.send(both).status, 401);  // a good cookie does not make a bad token good
  both.headers["authorization"] = "Basic d2FuZzp4";
  EXPECT_EQ(director.send(both).status, 200);  // meant for a proxy
}

TEST_F(TokenTest, DoesWhatItsPersonMayToday) {  // R-IDN-65
  EXPECT_EQ(program().status("/users"), 403);
  hall.grant("clerk", hall.root.id, {Role::director});
  EXPECT_EQ(program().status("/users"), 200);
  hall.grant("clerk", hall.root.id, {});
  EXPECT_EQ(program().status("/users"), 403);
}

TEST_F(TokenTest, DoesNothingAtTheDoorAndMakesNoTokens) {  // R-IDN-65
  const auto refused = [&](http::Method method, const std::string& path, const Json& body = {}) {
    const auto answer = program().send(method, path, body);
    EXPECT_EQ(answer.status, 403) << path << answer.body;
  };
  const Json password = Json::Object{{"old", std::string{test_password}}, {"new", "Qiu-tian-2026"}};
  const Json token = Json::Object{{"title", "x"}, {"days", 30}, {"password", std::string{test_password}}};
  refused(http::Method::post, "/session/password", password);
  refused(http::Method::post, "/tokens", token);
  refused(http::Method::get, "/tokens");
  refused(http::Method::del, "/tokens/" + made.id);
  refused(http::Method::get, "/session");
  refused(http::Method::get, "/sessions");
  refused(http::Method::post, "/session", Json::Object{{"name", "clerk"}, {"password", std::string{test_password}}});
  EXPECT_EQ(program().status(), 200);
}

TEST_F(TokenTest, OfAnAdministratorManagesNobody) {  // R-IDN-65
  Browser administrator{hall.gate};
  administrator.sign_in("administrator");
  const Program program{hall.gate, issue(administrator).secret};
  EXPECT_EQ(program.status("/users"), 200);
  EXPECT_EQ(program.send(http::Method::post, "/users/clerk/reset-password", Json::Object{}).status, 403);
  EXPECT_EQ(program.send(http::Method::post, "/users/clerk/roles", Json::Object{{"roles", Json::Array{}}}).status, 403);
}

TEST(TokenRules, WhatAPersonAnswersForByNameIsNotForPrograms) {  // R-IDN-65
  std::set<std::string_view> not_for_programs;
  for (const Permission permission : all_permissions())
    if (!may_by_token(permission)) not_for_programs.insert(permission_name(permission));
  EXPECT_EQ(not_for_programs, (std::set<std::string_view>{"user.manage", "funds.approve", "funds.exception",
                                                          "project.decide", "evaluation.freeze"}));
}

TEST_F(TokenTest, IsEndedByItsPerson) {  // R-IDN-66
  EXPECT_EQ(browser.del("/tokens/" + made.id).status, 204);
  EXPECT_EQ(program().status(), 401);
  EXPECT_EQ(browser.del("/tokens/" + made.id).status, 404);
  EXPECT_EQ(listed(browser).array()[0].at("state").string(), "ended");
  ASSERT_EQ(hall.events("TokensEnded", hall.root.id).size(), 1u);
  EXPECT_EQ(hall.events("TokensEnded", hall.root.id)[0].at("reason").string(), "ended");
}

TEST_F(TokenTest, EndsWithThePasswordTheAccountAndTheSecondFactor) {  // R-IDN-66, C18
  const Json change = Json::Object{{"old", std::string{test_password}}, {"new", "Qiu-tian-2026"}};
  EXPECT_EQ(browser.post("/session/password", change).status, 204);
  EXPECT_EQ(program().status(), 401);
  EXPECT_EQ(hall.events("TokensEnded", hall.root.id).back().at("reason").string(), "password");

  Browser staff{hall.gate};
  staff.sign_in("staff");
  const Program of_staff{hall.gate, issue(staff).secret};
  ASSERT_EQ(of_staff.status(), 200);
  const auto closed = hall.data->write(
      [&](journal::Books& books) { return close_user(books, hall.acting(hall.root.id), "staff", "调走"); });
  EXPECT_TRUE(closed);
  EXPECT_EQ(of_staff.status(), 401);
  EXPECT_EQ(hall.events("TokensEnded", hall.root.id).back().at("reason").string(), "closed");

  Browser finance{hall.gate};
  finance.sign_in("finance");
  const Program of_finance{hall.gate, issue(finance).secret};
  const auto reset = hall.data->write([&](journal::Books& books) -> Result<> {
    const auto found = find_user(books.tx, "finance");
    journal::append(books, hall.root.id, {"cli:test"}, hall.clock.now(),
                    SecondFactorSet{"finance", crypto::sm3("sealed")});
    return reset_second_factor(books, hall.acting(hall.root.id), "finance");
  });
  EXPECT_TRUE(reset);
  EXPECT_EQ(of_finance.status(), 401);
  EXPECT_EQ(hall.events("TokensEnded", hall.root.id).back().at("reason").string(), "second_factor");
}

TEST_F(TokenTest, IsSeenByWhoSeesPeopleAndEndedByTheirAdministrator) {  // R-IDN-67
  Browser director{hall.gate}, administrator{hall.gate}, staff{hall.gate}, elsewhere{hall.gate};
  hall.add("far", hall.other.id, {Role::administrator});
  director.sign_in("director");
  administrator.sign_in("administrator");
  staff.sign_in("staff");
  elsewhere.sign_in("far");
  ASSERT_EQ(listed(director).array().size(), 1u);
  EXPECT_EQ(listed(director).array()[0].at("user").string(), "clerk");
  EXPECT_FALSE(listed(director).array()[0].at("mine").boolean());
  EXPECT_TRUE(listed(staff).array().empty());
  EXPECT_TRUE(listed(elsewhere).array().empty());
  for (Browser* other : {&director, &staff, &elsewhere}) EXPECT_EQ(other->del("/tokens/" + made.id).status, 404);
  EXPECT_EQ(program().status(), 200);
  EXPECT_EQ(administrator.del("/tokens/" + made.id).status, 204);
  EXPECT_EQ(program().status(), 401);
}

TEST_F(TokenTest, AnAdministratorOfABranchEndsNoneOfSomebodyWithRolesAbove) {  // R-IDN-67
  hall.add("local", hall.branch.id, {Role::administrator});
  hall.grant("clerk", hall.branch.id, {Role::clerk});
  Browser local{hall.gate};
  local.sign_in("local");
  EXPECT_EQ(local.del("/tokens/" + made.id).status, 403);
  EXPECT_EQ(program().status(), 200);
}

TEST_F(TokenTest, ListsByThePage) {
  for (int i = 0; i < 4; ++i) issue(browser);
  std::set<std::string> seen;
  std::string after;
  for (int page = 0; page < 3; ++page) {
    http::Request request = Browser::request(http::Method::get, "/tokens");
    request.query["limit"] = "2";
    request.query["after"] = after;
    const Json answer = body_of(browser.send(request));
    for (const Json& item : answer.at("items").array()) seen.insert(item.at("id").string());
    EXPECT_EQ(answer.at("next").is_null(), page == 2);
    if (page < 2) after = answer.at("next").string();
  }
  EXPECT_EQ(seen.size(), 5u);
  http::Request none = Browser::request(http::Method::get, "/tokens");
  none.query["limit"] = "0";
  EXPECT_EQ(browser.send(none).status, 422);
}

TEST_F(TokenTest, ARowWrittenPastTheJournalOpensNothing) {  // R-IDN-63
  const std::string forged = new_token_secret();
  hall.data->write([&](journal::Books& books) {
    books.tx.exec("UPDATE account_token SET token_digest = $2, account = 'director' WHERE token_id = $1", made.id,
                  token_digest(forged));
    books.tx.exec("UPDATE people_state SET changes = changes + 1");
  });
  EXPECT_EQ((Program{hall.gate, forged}).status(), 401);
  EXPECT_EQ(program().status(), 401);
}

TEST_F(TokenTest, AnEndTakenBackPastTheJournalOpensNothing) {  // R-IDN-63
  ASSERT_EQ(browser.del("/tokens/" + made.id).status, 204);
  hall.data->write([&](journal::Books& books) {
    books.tx.exec("UPDATE account_token SET ended_at_ms = NULL, end_reason = '' WHERE token_id = $1", made.id);
    books.tx.exec("UPDATE people_state SET changes = changes + 1");
  });
  EXPECT_EQ(program().status(), 401);
}

TEST_F(TokenTest, ALongerEndWrittenPastTheJournalOpensNothing) {  // R-IDN-63
  hall.data->write([&](journal::Books& books) {
    books.tx.exec("UPDATE account_token SET ends_on = '2036-01-01' WHERE token_id = $1", made.id);
    books.tx.exec("UPDATE people_state SET changes = changes + 1");
  });
  EXPECT_EQ(program().status(), 401);
}

TEST_F(TokenTest, TheSecretIsInNoAnswerThatIsKept) {  // R-IDN-61
  http::Request request =
      Browser::request(http::Method::post, "/tokens",
                       Json::Object{{"title", "x"}, {"days", 30}, {"password", std::string{test_password}}});
  request.headers["idempotency-key"] = "same";
  const auto first = browser.send(request), second = browser.send(request);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_NE(body_of(first).at("secret"), body_of(second).at("secret"));
}

}  // namespace hallbook::identity
