// R-IDN-47: one key, one write.
#include <gtest/gtest.h>

#include <thread>

#include "identity/adoption.h"
#include "identity/identity_fixture.h"

namespace hallbook::identity {
namespace {

/// Adopts a definition: a write that would leave one more version each time.
Result<http::Response> post_note(const http::Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  return context.write(request, [&](journal::Books& books) -> Result<http::Response> {
    const auto meta = journal::append(books, context.unit.id, context.actor(), context.at,
                                      DefinitionAdopted{"note", "n", body->at("text").string()});
    if (body->at("text").string() == "refuse") return refuse(RefusalCode::wrong_state, {"不行", "no"});
    if (body->at("text").string() == "status") return http::json_response(409, Json::Object{{"own", true}});
    http::Response response = http::created(Json::Object{{"seq", meta.seq}});
    response.headers.emplace_back("etag", "\"7\"");
    return response;
  });
}

const Route note_routes[] = {
    {http::Method::post, "/session", Permission::anyone, identity_routes()[0].handler, {"", ""}},
    {http::Method::post, "/notes", Permission::register_record, post_note, {"记", "note"}},
};

}  // namespace

struct IdempotencyTest : testing::Test {
  TestGate hall;
  Browser browser{hall.gate, note_routes};
  void SetUp() override { ASSERT_EQ(browser.sign_in("clerk").status, 200); }

  http::Response note(std::string_view text, std::string_view key, const std::string& path = "/notes") {
    auto request = Browser::request(http::Method::post, path, Json::Object{{"text", text}});
    if (!key.empty()) request.headers["idempotency-key"] = key;
    return browser.send(request);
  }
  std::size_t written(const Unit& unit) { return hall.events("DefinitionAdopted", unit.id).size(); }
};

TEST_F(IdempotencyTest, TheSameRequestGivesTheSameAnswerAndWritesOnce) {
  const auto first = note("a", "key-1");
  const auto again = note("a", "key-1");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.body, again.body);
  const auto has = [&](const char* name) {
    return std::ranges::any_of(again.headers, [&](const auto& h) { return h.first == name; });
  };
  EXPECT_TRUE(has("etag"));
  EXPECT_TRUE(has("idempotency-replayed"));
  EXPECT_EQ(written(hall.root), 1u);
}

TEST_F(IdempotencyTest, WithoutAKeyEachRequestWrites) {
  note("a", "");
  note("a", "");
  EXPECT_EQ(written(hall.root), 2u);
}

TEST_F(IdempotencyTest, AnotherRequestUnderTheKeyIsRefused) {
  note("a", "key-1");
  const auto other = note("b", "key-1");
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(body_of(other).at("field").string(), "idempotency-key");
  EXPECT_EQ(note("a", "key-1", "/notes?unit=BRANCH").status, 409);
  EXPECT_EQ(written(hall.root), 1u);
  EXPECT_EQ(written(hall.branch), 0u);
}

TEST_F(IdempotencyTest, TheKeyBelongsToThePerson) {
  const auto mine = note("a", "key-1");
  Browser other{hall.gate, note_routes};
  other.sign_in("staff");
  auto request = Browser::request(http::Method::post, "/notes", Json::Object{{"text", "a"}});
  request.headers["idempotency-key"] = "key-1";
  const auto theirs = other.send(request);
  EXPECT_EQ(theirs.status, 201);
  EXPECT_NE(mine.body, theirs.body);
  EXPECT_EQ(written(hall.root), 2u);
}

TEST_F(IdempotencyTest, WhatWasRefusedLeavesNothingAndMayBeTriedAgain) {
  EXPECT_EQ(note("refuse", "key-1").status, 409);
  const auto own = note("status", "key-1");
  EXPECT_EQ(own.status, 409);
  EXPECT_TRUE(body_of(own).at("own").boolean());
  EXPECT_EQ(written(hall.root), 0u);
  EXPECT_EQ(note("a", "key-1").status, 201);
}

TEST_F(IdempotencyTest, AnswersAreKeptForAWeekAndMore) {
  note("a", "key-1");
  hall.pass(std::chrono::days{7} + std::chrono::hours{1});
  browser.sign_in("clerk");
  note("other", "key-2");  // clears old answers
  note("a", "key-1");
  EXPECT_EQ(written(hall.root), 2u);
  hall.pass(std::chrono::days{9});
  browser.sign_in("clerk");
  note("third", "key-3");
  EXPECT_EQ(hall.data->read().one_int64("SELECT COUNT(*) FROM idempotency"), 1);
}

TEST_F(IdempotencyTest, SixtyFourThreadsOnOneKeyAreOneWrite) {
  std::mutex mutex;
  std::set<std::string> bodies;
  int created = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 64; ++i)
      threads.emplace_back([&] {
        Browser one{hall.gate, note_routes};
        one.cookie = browser.cookie;
        auto request = Browser::request(http::Method::post, "/notes", Json::Object{{"text", "a"}});
        request.headers["idempotency-key"] = "key-1";
        const auto response = one.send(request);
        const std::lock_guard lock{mutex};
        bodies.insert(response.body);
        created += response.status == 201;
      });
  }
  EXPECT_EQ(created, 64);
  EXPECT_EQ(bodies.size(), 1u);
  EXPECT_EQ(written(hall.root), 1u);
}

TEST_F(IdempotencyTest, OddKeysAreRefused) {
  for (const std::string& key : {std::string(129, 'k'), std::string{"a b"}, std::string{"键"}})
    EXPECT_EQ(body_of(note("a", key)).at("field").string(), "idempotency-key") << key;
  EXPECT_EQ(note("a", std::string(128, 'k')).status, 201);
}

TEST(Idempotency, AFirstPasswordIsKeptNowhere) {  // R-IDN-15
  GateSettings settings = test_settings();
  settings.administrators_need_second_factor = false;
  TestGate hall{settings};
  Browser browser{hall.gate};
  browser.sign_in("administrator");
  auto request = Browser::request(http::Method::post, "/users",
                                  Json::Object{{"name", "newling"}, {"display_name", "新"}, {"roles", Json::Array{}}});
  request.headers["idempotency-key"] = "key-1";
  const auto added = browser.send(request);
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(browser.post("/users/newling/reset-password").status, 200);
  EXPECT_EQ(hall.data->read().one_int64("SELECT COUNT(*) FROM idempotency"), 0);
  EXPECT_EQ(Browser{hall.gate}.sign_in("newling", body_of(added).at("first_password").string()).status, 401);
}

}  // namespace hallbook::identity
