// R-IDN-30 to R-IDN-36: how long a session lives, and what ends it.
#include <gtest/gtest.h>

#include "identity/identity_fixture.h"

namespace hallbook::identity {

using namespace std::chrono_literals;

TEST(SessionCookie, IsBuiltForBrowsersAlone) {  // R-IDN-35
  EXPECT_EQ(set_session_cookie("abc", false), "hallbook_session=abc; Path=/; HttpOnly; SameSite=Strict");
  EXPECT_EQ(set_session_cookie("abc", true), "__Host-hallbook_session=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
  EXPECT_EQ(set_session_cookie("", false), "hallbook_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

struct CookieCase {
  const char* name;
  const char* header;
  bool secure, found;
};
class CookieTest : public testing::TestWithParam<CookieCase> {};
TEST_P(CookieTest, IsRead) {
  http::Request request;
  request.headers["cookie"] = GetParam().header;
  request.secure = GetParam().secure;
  EXPECT_EQ(session_cookie(request).has_value(), GetParam().found);
}
#define TOKEN "0123456789abcdef0123456789abcdef"
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, CookieTest, testing::Values(
    CookieCase{"alone",          "hallbook_session=" TOKEN, false, true},
    CookieCase{"among_others",   "a=b; hallbook_session=" TOKEN "; c=d", false, true},
    CookieCase{"none",           "", false, false},
    CookieCase{"other_name",     "xhallbook_session=" TOKEN, false, false},
    CookieCase{"short",          "hallbook_session=0123", false, false},
    CookieCase{"upper_case",     "hallbook_session=0123456789ABCDEF0123456789ABCDEF", false, false},
    CookieCase{"twice_the_same", "hallbook_session=" TOKEN "; hallbook_session=" TOKEN, false, true},
    CookieCase{"two_different",  "hallbook_session=" TOKEN "; hallbook_session=ffffffffffffffffffffffffffffffff", false, false},
    CookieCase{"secure",         "__Host-hallbook_session=" TOKEN, true, true},
    CookieCase{"plain_over_tls", "hallbook_session=" TOKEN, true, false}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(SessionAge, EndsAtFifteenMinutesIdleAndTenHours) {  // R-IDN-31
  EXPECT_FALSE(is_over({}, 15min - 1ms, 10h - 1ms));
  EXPECT_TRUE(is_over({}, 15min, 0ms));
  EXPECT_TRUE(is_over({}, 0ms, 10h));
}

TEST(SessionToken, HasTheBitsAndIsNotKept) {  // R-IDN-30
  EXPECT_EQ(new_session_token().size(), 32u);
  EXPECT_NE(new_session_token(), new_session_token());
  TestGate hall;
  Browser browser{hall.gate};
  browser.sign_in("clerk");
  const std::string token = browser.cookie.substr(browser.cookie.find('=') + 1);
  hall.data->read().each("SELECT token_digest, session_id FROM session", [&](const db::Row& row) {
    EXPECT_EQ(row.digest(0), token_digest(token));
    EXPECT_EQ(token.find(row.text(1)), std::string::npos);
  });
  for (const Json& event : hall.events("SessionOpened", hall.root.id))
    EXPECT_EQ(event.canonical().find(token), std::string::npos);
}

struct SessionTest : testing::Test {
  bool open() { return browser.get("/session").status == 200; }
  TestGate hall;
  Browser browser{hall.gate};
};

TEST_F(SessionTest, ActivityKeepsItOpenForTenHoursAndNoLonger) {
  browser.sign_in("clerk");
  for (int i = 0; i < 42; ++i) {
    hall.pass(14min);
    ASSERT_TRUE(open()) << i;
  }
  hall.pass(12min);
  EXPECT_FALSE(open());  // 600 minutes
}

TEST_F(SessionTest, GrowsIdleAtFifteenMinutes) {
  browser.sign_in("clerk");
  hall.pass(15min - 1ms);
  ASSERT_TRUE(open());
  hall.pass(15min);
  EXPECT_FALSE(open());
  EXPECT_FALSE(open());
}

TEST_F(SessionTest, APageThatAsksByItselfKeepsNothingOpen) {  // R-IDN-32
  browser.sign_in("clerk");
  for (int i = 0; i < 14; ++i) {
    hall.pass(1min);
    auto request = Browser::request(http::Method::get, "/session");
    request.headers["hallbook-background"] = "1";
    ASSERT_EQ(browser.send(request).status, 200);
  }
  hall.pass(1min);
  EXPECT_FALSE(open());
}

TEST_F(SessionTest, TellsHowLongItStillHolds) {  // R-IDN-36
  auto asked = Browser::request(http::Method::get, "/session");
  asked.headers["hallbook-background"] = "1";
  const auto left = [&](const http::Request& request) {
    return Json::parse(browser.send(request).body)->at("ends_in_s").integer();
  };
  browser.sign_in("clerk");
  EXPECT_EQ(left(asked), 900);
  hall.pass(10min - 1ms);
  EXPECT_EQ(left(asked), 301);
  EXPECT_EQ(left(Browser::request(http::Method::get, "/session")), 900);
  for (int i = 0; i < 41; ++i) {
    hall.pass(14min);
    open();
  }
  hall.pass(12min);  // ten hours are nearer than fifteen minutes
  EXPECT_EQ(left(Browser::request(http::Method::get, "/session")), 241);
}

TEST_F(SessionTest, AClockThatJumpsEndsNothingAndProlongsNothing) {
  browser.sign_in("clerk");
  hall.clock.at_ += 20h;  // the wall clock alone
  EXPECT_TRUE(open());
  hall.clock.at_ -= 40h;
  EXPECT_TRUE(open());
  hall.ticks += 15min;
  EXPECT_FALSE(open());
}

TEST_F(SessionTest, OutlivesTheServer) {
  browser.sign_in("clerk");
  hall.pass(5min);
  ASSERT_TRUE(open());  // stored: more than a minute since the last time
  hall.pass(14min);
  Gate again{*hall.data, hall.clock, test_settings(), {{}, [this] { return hall.ticks; }}};
  Browser later{again};
  later.cookie = browser.cookie;
  EXPECT_EQ(later.get("/session").status, 200);
  hall.pass(15min);
  Gate third{*hall.data, hall.clock, test_settings(), {{}, [this] { return hall.ticks; }}};
  Browser latest{third};
  latest.cookie = browser.cookie;
  EXPECT_EQ(latest.get("/session").status, 401);
}

TEST_F(SessionTest, IsUnknownWhenTheClockWentFarBackWhileNobodyLooked) {
  browser.sign_in("clerk");
  hall.clock.at_ -= 6min;
  Gate again{*hall.data, hall.clock, test_settings(), {{}, [this] { return hall.ticks; }}};
  Browser later{again};
  later.cookie = browser.cookie;
  EXPECT_EQ(later.get("/session").status, 401);
}

TEST_F(SessionTest, TheFourthEndsTheOneSeenLongestAgo) {  // R-IDN-33
  Browser browsers[] = {Browser{hall.gate}, Browser{hall.gate}, Browser{hall.gate}, Browser{hall.gate}};
  for (std::size_t i = 0; i < 3; ++i) {
    browsers[i].sign_in("clerk");
    hall.pass(2min);
  }
  browsers[0].get("/session");  // seen last now, so that the second one goes
  hall.pass(2min);
  browsers[3].sign_in("clerk");
  EXPECT_EQ(browsers[0].get("/session").status, 200);
  EXPECT_EQ(browsers[1].get("/session").status, 401);
  EXPECT_EQ(browsers[2].get("/session").status, 200);
  EXPECT_EQ(browsers[3].get("/session").status, 200);
  EXPECT_EQ(hall.events("SessionOpened", hall.root.id).back().at("ended").array().size(), 1u);
}

TEST_F(SessionTest, SigningInAgainGivesANewIdAndEndsTheOld) {
  browser.sign_in("clerk");
  Browser fixed{hall.gate};
  fixed.cookie = browser.cookie;
  browser.sign_in("clerk");
  EXPECT_NE(browser.cookie, fixed.cookie);
  EXPECT_TRUE(open());
  EXPECT_EQ(fixed.get("/session").status, 401);
}

TEST_F(SessionTest, AreListedAndEndedByTheirOwner) {
  browser.sign_in("clerk");
  Browser phone{hall.gate};
  phone.remote = "10.0.0.9";
  phone.sign_in("clerk");
  const auto list = body_of(browser.get("/sessions")).at("items").array();
  ASSERT_EQ(list.size(), 2u);
  std::string other;
  for (const Json& item : list)
    if (!item.at("current").boolean()) {
      other = item.at("id").string();
      EXPECT_EQ(item.at("remote").string(), "10.0.0.9");
      EXPECT_EQ(item.at("created_at").string(), "2026-09-10T00:26:40.000Z");
    }
  Browser stranger{hall.gate};
  stranger.sign_in("staff");
  EXPECT_EQ(stranger.del("/sessions/" + other).status, 404);
  EXPECT_EQ(phone.get("/session").status, 200);
  EXPECT_EQ(browser.del("/sessions/" + other).status, 204);
  EXPECT_EQ(phone.get("/session").status, 401);
  EXPECT_TRUE(open());
}

struct EndCase {
  const char* name;
  Result<> (*job)(journal::Books&, const Acting&);
};
class EndTest : public testing::TestWithParam<EndCase> {};
TEST_P(EndTest, EndsEverySession) {  // R-IDN-34
  TestGate hall;
  Browser browser{hall.gate};
  browser.sign_in("clerk");
  ASSERT_EQ(browser.get("/session").status, 200);
  const auto done =
      hall.data->write([&](journal::Books& books) { return GetParam().job(books, hall.acting(hall.root.id)); });
  ASSERT_TRUE(done) << done.error().message.en;
  EXPECT_EQ(browser.get("/session").status, 401);
  EXPECT_EQ(hall.events("SessionsEnded", hall.root.id).size(), 1u);
}
INSTANTIATE_TEST_SUITE_P(
    Table, EndTest,
    testing::Values(EndCase{"closed", [](journal::Books& books,
                                         const Acting& acting) { return close_user(books, acting, "clerk", "调离"); }},
                    EndCase{"roles", [](journal::Books& books,
                                        const Acting& acting) { return grant_roles(books, acting, "clerk", {}); }},
                    EndCase{"password",
                            [](journal::Books& books, const Acting& acting) {
                              return set_password(books, acting, "clerk", "$x", true);
                            }}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST_F(SessionTest, AChangedPasswordEndsTheOthersAndRenewsThisOne) {
  browser.sign_in("clerk");
  Browser thief{hall.gate}, copied{hall.gate};
  thief.sign_in("clerk");
  copied.cookie = browser.cookie;
  ASSERT_EQ(browser.post("/session/password", Json::Object{{"old", test_password}, {"new", "Neu-Wort-88x"}}).status,
            204);
  EXPECT_TRUE(open());
  EXPECT_EQ(thief.get("/session").status, 401);
  EXPECT_EQ(copied.get("/session").status, 401);
}

TEST_F(SessionTest, SigningOutClearsTheBrowser) {
  browser.sign_in("clerk");
  const auto out = browser.del("/session");
  EXPECT_EQ(out.status, 204);
  const auto cleared = std::ranges::find_if(out.headers, [](const auto& h) { return h.first == "clear-site-data"; });
  ASSERT_NE(cleared, out.headers.end());
  EXPECT_EQ(Browser{hall.gate}.del("/session").status, 204);  // nobody signed in: fine too
  EXPECT_EQ(hall.events("SessionsEnded", hall.root.id).size(), 1u);
}

struct StolenCase {
  const char* name;
  const char* remote;
  const char* agent;
  bool taken;
};
class StolenTest : public testing::TestWithParam<StolenCase> {};
TEST_P(StolenTest, ACookieHoldsForItsBrowserAndNetwork) {  // R-IDN-37
  const Session session{"", {}, "clerk", {}, {}, "10.20.30.40", "Firefox"};
  EXPECT_EQ(same_client(session, GetParam().remote, GetParam().agent), GetParam().taken);
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, StolenTest, testing::Values(
    StolenCase{"same",           "10.20.30.40",        "Firefox", true},
    StolenCase{"new_lease",      "10.20.30.255",       "Firefox", true},
    StolenCase{"mapped",         "::ffff:10.20.30.41", "Firefox", true},
    StolenCase{"next_network",   "10.20.31.40",        "Firefox", false},
    StolenCase{"six_for_four",   "fd00::40",           "Firefox", false},
    StolenCase{"this_machine",   "127.0.0.1",          "Firefox", false},
    StolenCase{"other_browser",  "10.20.30.40",        "Chrome",  false},
    StolenCase{"no_browser",     "10.20.30.40",        "",        false}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(Stolen, NetworksOfIpv6AndOfTheMachine) {  // R-IDN-37
  const auto same = [](const char* opened, const char* asked) {
    return same_client({"", {}, "", {}, {}, opened, ""}, asked, "");
  };
  EXPECT_TRUE(same("fd00:1:2:3::5", "fd00:1:2:3:aaaa:bbbb:cccc:dddd"));
  EXPECT_FALSE(same("fd00:1:2:3::5", "fd00:1:2:4::5"));
  EXPECT_TRUE(same("127.0.0.1", "::1"));  // "localhost" is either
  EXPECT_TRUE(same("127.0.0.1", "127.9.9.9"));
  const std::string long_name(300, 'x');
  EXPECT_TRUE(same_client({"", {}, "", {}, {}, "::1", kept_agent(long_name)}, "::1", long_name));
  EXPECT_TRUE(same_client({"", {}, "", {}, {}, "::1", kept_agent("\xff")}, "::1", "\xff"));
}

TEST_F(SessionTest, AStolenCookieIsRefusedEndedAndJournaled) {  // R-IDN-37, T12
  browser.sign_in("clerk");
  Browser thief{hall.gate};
  thief.cookie = browser.cookie;
  thief.remote = "10.0.1.7";
  const auto refused = thief.get("/session");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(code_of(refused), "not_signed_in");
  EXPECT_EQ(thief.cookie, "hallbook_session=");  // taken away
  const auto lines = hall.events("AccessDenied", hall.root.id);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].at("reason").string(), "elsewhere");
  EXPECT_EQ(lines[0].at("remote").string(), "10.0.1.7");
  EXPECT_EQ(lines[0].at("name").string(), "clerk");
  const auto ended = hall.events("SessionsEnded", hall.root.id);
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(ended[0].at("reason").string(), "elsewhere");
  EXPECT_FALSE(open()) << "it ended for its owner, too, who is told by having to sign in again";
  EXPECT_EQ(hall.events("AccessDenied", hall.root.id).size(), 1u);
}

TEST_F(SessionTest, AStolenCookieFromAnotherBrowserIsRefusedOnTheSameNetwork) {  // R-IDN-37
  browser.sign_in("clerk");
  auto copied = Browser::request(http::Method::get, "/session");
  copied.headers["user-agent"] = "curl/8";
  EXPECT_EQ(browser.send(copied).status, 401);
}

TEST_F(SessionTest, WhoMovedSignsInAgainWithTheStolenLookingCookie) {  // R-IDN-37
  browser.sign_in("clerk");
  browser.remote = "192.168.5.6";
  EXPECT_EQ(browser.sign_in("clerk").status, 200);
  EXPECT_TRUE(open());
  EXPECT_EQ(hall.events("SessionsEnded", hall.root.id).size(), 1u);
}

}  // namespace hallbook::identity
