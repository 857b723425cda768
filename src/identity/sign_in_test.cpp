// R-IDN-15, R-IDN-17, R-IDN-20 to R-IDN-27, R-IDN-49: at the door.
#include <gtest/gtest.h>

#include <thread>

#include "identity/identity_fixture.h"
#include "identity/people_check.h"
#include "platform/crypto/totp.h"

namespace hallbook::identity {
namespace {

std::string from_base32(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char letter : text) {
    held = (held << 5) | static_cast<std::uint32_t>(letters.find(letter));
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((held >> bits) & 0xFF);
    }
  }
  return bytes;
}

}  // namespace

struct SignInTest : testing::Test {
  TestGate hall;
  Browser browser{hall.gate};

  std::string code_now(std::string_view secret, int steps = 0) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(hall.clock.at_.time_since_epoch()).count();
    return crypto::totp_code(secret, crypto::totp_step(seconds) + steps);
  }
  /// Sets a second factor up for whoever is signed in; returns its secret.
  std::string set_factor() {
    const auto started = browser.post("/session/second-factor", Json::Object{{"step", "start"}});
    EXPECT_EQ(started.status, 200) << started.body;
    const std::string secret = from_base32(body_of(started).at("secret").string());
    const auto done =
        browser.post("/session/second-factor", Json::Object{{"step", "confirm"}, {"code", code_now(secret)}});
    EXPECT_EQ(done.status, 204) << done.body;
    return secret;
  }
};

TEST_F(SignInTest, CountsTheTriesDownAndThenTheSeconds) {
  for (int left = 4; left >= 1; --left) {
    const auto refused = browser.sign_in("clerk", "wrong");
    ASSERT_EQ(refused.status, 401);
    EXPECT_EQ(code_of(refused), "wrong_password");
    EXPECT_EQ(body_of(refused).at("left").integer(), left);
    EXPECT_EQ(body_of(refused).at("wait_s").integer(), 0);
  }
  EXPECT_EQ(body_of(browser.sign_in("clerk", "wrong")).at("wait_s").integer(), 5);
  const auto waiting = browser.sign_in("clerk");
  EXPECT_EQ(waiting.status, 429);
  EXPECT_EQ(code_of(waiting), "too_many");
  EXPECT_EQ(body_of(waiting).at("wait_s").integer(), 5);
  hall.pass(std::chrono::seconds{5});
  EXPECT_EQ(browser.sign_in("clerk").status, 200);
  EXPECT_EQ(browser.sign_in("clerk", "wrong").status, 401);  // forgiven: the count began anew
}

TEST_F(SignInTest, SaysTheSameOfUnknownAndClosedNames) {  // R-IDN-23
  const auto done = hall.data->write(
      [&](journal::Books& books) { return close_user(books, hall.acting(hall.root.id), "finance", "调离"); });
  ASSERT_TRUE(done);
  auto known = body_of(browser.sign_in("clerk", "wrong"));
  auto closed = body_of(browser.sign_in("finance"));
  auto unknown = body_of(browser.sign_in("nobody", "wrong"));
  for (Json* body : {&known, &closed, &unknown}) (*body)["request"] = 0;
  EXPECT_EQ(known.canonical(), unknown.canonical());
  EXPECT_EQ(known.canonical(), closed.canonical());
}

TEST_F(SignInTest, JournalsWhenAWaitBeginsAndNeverAnUnknownName) {  // R-IDN-24
  for (int i = 0; i < 5; ++i) browser.sign_in("clerk", "wrong");
  browser.remote = "10.0.0.8";
  for (int i = 0; i < 5; ++i) browser.sign_in("My-Password-1", "wrong");
  const auto refused = hall.events("SignInRefused", hall.root.id);
  ASSERT_EQ(refused.size(), 4u);  // the first of each, and when a wait began
  EXPECT_EQ(refused[0].at("name").string(), "clerk");
  EXPECT_EQ(refused[0].at("times").integer(), 1);
  EXPECT_EQ(refused[1].at("remote").string(), "10.0.0.7");
  EXPECT_EQ(refused[1].at("times").integer(), 5);
  EXPECT_EQ(refused[1].at("wait_s").integer(), 5);
  EXPECT_EQ(refused[2].at("name").string(), "");
  EXPECT_EQ(refused[3].at("name").string(), "");
  hall.pass(std::chrono::minutes{20});
  browser.sign_in("clerk", "wrong");
  ASSERT_EQ(browser.sign_in("Clerk ").status, 200);  // as phones write names
  const auto opened = hall.events("SessionOpened", hall.root.id);
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].at("refused_before").integer(), 1);
}

TEST_F(SignInTest, FailuresOfAMinuteAreALineAndACount) {  // R-IDN-24
  browser.remote = "10.0.0.40";
  browser.sign_in("clerk", "wrong");
  browser.sign_in("staff", "wrong");
  browser.sign_in("My-Password-1", "wrong");
  browser.sign_in("staff", "wrong");
  auto lines = hall.events("SignInRefused", hall.root.id);
  ASSERT_EQ(lines.size(), 1u) << "whoever is named: else the time of an answer told who there is";
  hall.pass(std::chrono::minutes{1});
  browser.remote = "10.0.0.41";
  browser.sign_in("clerk", "wrong");
  lines = hall.events("SignInRefused", hall.root.id);
  std::map<std::string, std::int64_t> told;
  for (const Json& line : lines)
    told[line.at("name").string() + "@" + line.at("remote").string()] = line.at("times").integer();
  const std::map<std::string, std::int64_t> wanted{
      {"clerk@10.0.0.40", 1}, {"staff@10.0.0.40", 2}, {"@10.0.0.40", 1}, {"clerk@10.0.0.41", 1}};
  EXPECT_EQ(told, wanted);
  for (const Json& line : lines) EXPECT_EQ(line.canonical().find("Password"), std::string::npos);
}

TEST_F(SignInTest, WhoTriesWhileWaitingIsCounted) {  // R-IDN-24
  for (int i = 0; i < 5; ++i) browser.sign_in("clerk", "wrong");
  for (int i = 0; i < 7; ++i) EXPECT_EQ(browser.sign_in("clerk").status, 429);
  hall.gate.denials.flush(hall.clock.now(), hall.ticks, true);
  const auto lines = hall.events("SignInRefused", hall.root.id);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1].at("times").integer(), 5);
  EXPECT_EQ(lines[2].at("times").integer(), 7);
}

TEST_F(SignInTest, ThirtyGuessesAtOnceAreNotThirtyTries) {  // R-IDN-22
  std::atomic<int> judged{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 30; ++i)
      threads.emplace_back([&, i] {
        Browser guesser{hall.gate};
        guesser.remote = "10.0.1." + std::to_string(i);
        if (guesser.sign_in("clerk", "guess" + std::to_string(i)).status == 401) ++judged;
      });
  }
  EXPECT_LE(judged, 5);
}

TEST_F(SignInTest, AFirstPasswordIsChangedBeforeAnythingElse) {  // R-IDN-15, R-IDN-45
  hall.add("newling", hall.root.id, {Role::director}, true);
  ASSERT_EQ(browser.sign_in("newling").status, 200);
  EXPECT_TRUE(body_of(browser.get("/session")).at("user").at("must_change_password").boolean());
  EXPECT_EQ(code_of(browser.get("/users")), "password_change_needed");
  const auto change = [&](std::string_view old, std::string_view fresh) {
    return browser.post("/session/password", Json::Object{{"old", old}, {"new", fresh}});
  };
  EXPECT_EQ(change("wrong", "Neu-Wort-88x").status, 401);
  EXPECT_EQ(change(test_password, "Password1!").status, 422);
  EXPECT_EQ(change(test_password, test_password).status, 422);
  ASSERT_EQ(change(test_password, "Neu-Wort-88x").status, 204);
  EXPECT_EQ(browser.get("/users").status, 200);
  EXPECT_EQ(Browser{hall.gate}.sign_in("newling").status, 401);
  EXPECT_EQ(Browser{hall.gate}.sign_in("newling", "Neu-Wort-88x").status, 200);
}

TEST_F(SignInTest, APasswordGrowsOldAfterNinetyDays) {  // R-IDN-17
  ASSERT_EQ(browser.sign_in("director").status, 200);
  hall.pass(std::chrono::days{90} - std::chrono::seconds{1});
  ASSERT_EQ(browser.sign_in("director").status, 200);
  EXPECT_EQ(browser.get("/users").status, 200);
  hall.pass(std::chrono::seconds{1});
  EXPECT_EQ(code_of(browser.get("/users")), "password_change_needed");
}

TEST_F(SignInTest, AnAdministratorWithoutASecondFactorMayOnlySetItUp) {  // R-IDN-26
  ASSERT_EQ(browser.sign_in("administrator").status, 200);
  EXPECT_EQ(body_of(browser.get("/session")).at("user").at("second_factor").string(), "required");
  EXPECT_EQ(code_of(browser.get("/users")), "second_factor_needed");
  const std::string secret = set_factor();
  EXPECT_EQ(browser.get("/users").status, 200);
  EXPECT_EQ(body_of(browser.get("/session")).at("user").at("second_factor").string(), "on");
  EXPECT_EQ(browser.post("/session/second-factor", Json::Object{{"step", "start"}}).status, 409);

  Browser phone{hall.gate};
  EXPECT_EQ(code_of(phone.sign_in("administrator")), "second_factor_needed");
  EXPECT_EQ(code_of(phone.sign_in("administrator", test_password, "000000")), "wrong_code");
  EXPECT_EQ(code_of(phone.sign_in("administrator", test_password, code_now(secret))), "wrong_code");  // used: confirm
  hall.pass(std::chrono::seconds{30});
  const std::string code = code_now(secret);
  EXPECT_EQ(phone.sign_in("administrator", test_password, code).status, 200);
  EXPECT_EQ(code_of(phone.sign_in("administrator", test_password, code)), "wrong_code");  // R-IDN-25: once
}

TEST_F(SignInTest, AWrongCodeCountsLikeAWrongPassword) {
  browser.sign_in("administrator");
  set_factor();
  Browser thief{hall.gate};
  for (int i = 0; i < 5; ++i) thief.sign_in("administrator", test_password, "000000");
  EXPECT_EQ(thief.sign_in("administrator", test_password, "000000").status, 429);
}

TEST_F(SignInTest, SecondFactorsAreSealedAndResetByAnotherAdministrator) {  // R-IDN-27
  browser.sign_in("administrator");
  const std::string secret = set_factor();
  hall.data->read().each(
      "SELECT second_factor FROM credential WHERE account = 'administrator'",
      [&](const db::Row& row) { EXPECT_EQ(std::string{row.blob(0)}.find(secret), std::string::npos); });
  EXPECT_EQ(browser.post("/users/administrator/reset-second-factor").status, 403);
  const auto done = hall.data->write(
      [&](journal::Books& books) { return reset_second_factor(books, hall.acting(hall.root.id), "administrator"); });
  ASSERT_TRUE(done);
  EXPECT_EQ(browser.get("/session").status, 401);
  EXPECT_EQ(browser.sign_in("administrator").status, 200);
  EXPECT_EQ(hall.events("SecondFactorSet", hall.root.id).size(), 2u);
}

TEST_F(SignInTest, SampleUnitsAskForNothingButSayIt) {  // R-IDN-49
  const Unit sample = hall.found("SAMPLE", "示例厅", {}, true);
  hall.add("qian", sample.id, {Role::administrator}, true);
  ASSERT_EQ(browser.sign_in("qian").status, 200);
  const auto session = body_of(browser.get("/session"));
  EXPECT_TRUE(session.at("user").at("unit").at("sample").boolean());
  EXPECT_FALSE(session.at("user").at("must_change_password").boolean());
  EXPECT_EQ(session.at("user").at("second_factor").string(), "advised");
  EXPECT_EQ(browser.get("/users").status, 200);
}

TEST_F(SignInTest, RefusesBodiesThatAreNoSignIn) {
  EXPECT_EQ(browser.post("/session", Json::Object{{"name", "clerk"}}).status, 422);
  EXPECT_EQ(browser.post("/session", Json::Object{{"name", 7}, {"password", "x"}}).status, 422);
  EXPECT_EQ(browser.post("/session", Json::Object{{"name", "clerk"}, {"password", std::string(1'001, 'x')}}).status,
            422);
  auto broken = Browser::request(http::Method::post, "/session");
  broken.body = "{";
  EXPECT_EQ(browser.send(broken).status, 422);
}

TEST(SignIn, RolesWrittenPastTheJournalLetNobodyIn) {  // R-IDN-07, B5
  TestGate hall;
  Browser clerk{hall.gate};
  ASSERT_EQ(clerk.sign_in("clerk").status, 200);
  const auto tampered = [&](const std::string& sql) {
    hall.data->write([&](journal::Books& books) {
      books.tx.exec(sql);
      books.tx.exec("UPDATE people_state SET changes = changes + 1");  // so that the server reads it
    });
  };
  const auto findings = [&] {
    journal::Report report;
    auto tx = hall.data->read();
    verify_credentials(tx, report);
    std::string found;
    for (const auto& problem : report.problems) found += problem.where + ";";
    return found;
  };
  EXPECT_EQ(findings(), "");
  tampered("UPDATE account_role SET role = 'director' WHERE account = 'clerk'");
  EXPECT_EQ(clerk.get("/session").status, 401);  // the open session ends
  EXPECT_EQ(clerk.sign_in("clerk").status, 401);
  EXPECT_EQ(findings(), "account_role clerk;");
  Browser other{hall.gate};
  EXPECT_EQ(other.sign_in("staff").status, 200);  // nobody else is hindered
  tampered("DELETE FROM account_role WHERE account = 'staff'");
  EXPECT_EQ(other.sign_in("staff").status, 401);
  hall.grant("clerk", hall.root.id, {Role::director});  // what the row says already: now the journal says so
  EXPECT_EQ(clerk.sign_in("clerk").status, 200);
  EXPECT_EQ(findings(), "account_role staff;");
}

}  // namespace hallbook::identity
