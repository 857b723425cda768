// The head that leaves the house and comes back, and who reads a verification: R-API-50, R-API-68 to R-API-70, R-API-71, R-API-72.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/deposited_head.h"
#include "app/openapi.h"
#include "app/routes.h"
#include "app/schema_check.h"
#include "app/service_fixture.h"
#include "app/verification_wait.h"

namespace hallbook::app {
namespace {

class HeadRoutes : public testing::Test {
 protected:
  http::Response check(std::string_view who, const std::string& text) {
    return house.post(who, "/journal/head/check", Json::Object{{"head", text}});
  }
  Json checked(const std::string& text) {
    const auto answer = check("auditor", text);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const Json body = TestHouse::body_of(answer);
    const Json schemas = openapi(all_routes()).at("components").at("schemas");
    for (const auto& problem : SchemaCheck{schemas}.problems(body, "HeadChecked")) ADD_FAILURE() << problem;
    return body;
  }
  std::string deposited() { return house.get("auditor", "/journal/head/file").body; }
  journal::Head head() {
    auto tx = house.data->read();
    return journal::head(tx, house.unit.id);
  }
  void go_on() {
    house.record("supplies",
                 {{"moved_on", "2026-03-05"}, {"item", "笔"}, {"unit", "支"}, {"action", "入库"}, {"amount", "1"}});
  }
  /// The file with one member changed, and its own digest made anew: what a forger would send.
  static std::string forged(const std::string& file, const std::string& member, Json value) {
    auto given = read_deposited(file).value();
    identity::Unit unit{{}, {}, given.unit_code, "x", true};
    journal::Head head{given.seq, *given.digest, given.root, {}};
    if (member == "seq") head.seq = value.integer();
    if (member == "root") head.root = Digest::from_hex(value.string()).value();
    if (member == "digest") head.digest = Digest::from_hex(value.string()).value();
    if (member == "unit") unit.code = value.string();
    return deposited_text(unit, head);
  }
  TestHouse house;
};

TEST_F(HeadRoutes, ADepositedHeadStandsOnTheChainWhileTheJournalGoesOn) {  // R-API-68, R-API-69
  const auto file = house.get("auditor", "/journal/head/file");
  ASSERT_EQ(file.status, 200);
  const auto at_deposit = head();
  const auto given = read_deposited(file.body);
  ASSERT_TRUE(given) << given.error().message.en;
  EXPECT_EQ(given->seq, at_deposit.seq);
  EXPECT_EQ(given->root, at_deposit.root);
  EXPECT_EQ(given->unit_code, house.unit.code);
  go_on();
  go_on();
  const std::string root = at_deposit.root.hex();
  std::string shouted = root;
  for (char& c : shouted) c = static_cast<char>(std::toupper(c));
  for (const auto& text :
       {file.body, fmt::format("{}:{}", at_deposit.seq, root), fmt::format("  #{} {}\n", at_deposit.seq, shouted),
        fmt::format("{} {} {}", at_deposit.seq, root, iso(at_deposit.at))}) {
    const auto answer = checked(text);
    EXPECT_EQ(answer.at("holds"), Json{true}) << text << answer.pretty();
    EXPECT_EQ(answer.at("standing"), Json{"on_chain"});
    EXPECT_EQ(answer.at("head").integer(), at_deposit.seq + 2);
    EXPECT_NE(answer.at("message").string().find("2 lines came since"), std::string::npos) << answer.pretty();
  }
}

TEST_F(HeadRoutes, SaysWhatDiffers) {  // R-API-70
  const auto file = deposited();
  const auto now_at = head();
  const auto rewritten = checked(fmt::format("{}:{}", now_at.seq, std::string(64, 'a')));
  EXPECT_EQ(rewritten.at("holds"), Json{false});
  EXPECT_EQ(rewritten.at("standing"), Json{"other"});
  ASSERT_EQ(rewritten.at("differences").array().size(), 1U);
  EXPECT_EQ(rewritten.at("differences").array()[0].at("what"), Json{"root"});
  EXPECT_EQ(rewritten.at("differences").array()[0].at("ours"), Json{now_at.root.hex()});
  // The root of one line under the number of another.
  EXPECT_EQ(checked(fmt::format("{}:{}", now_at.seq - 1, now_at.root.hex())).at("standing"), Json{"other"});
  const auto time = checked(fmt::format("{} {} 2026-01-01T00:00:00.000+08:00", now_at.seq, now_at.root.hex()));
  EXPECT_EQ(time.at("differences").array()[0].at("what"), Json{"at"});
  const auto line = checked(forged(file, "digest", std::string(64, 'b')));
  EXPECT_EQ(line.at("differences").array()[0].at("what"), Json{"digest"});
  // A journal that was cut off, or put back from an old copy.
  const auto ahead = checked(fmt::format("{}:{}", now_at.seq + 1, now_at.root.hex()));
  EXPECT_EQ(ahead.at("standing"), Json{"ahead"});
  EXPECT_EQ(ahead.at("holds"), Json{false});
  EXPECT_NE(ahead.at("message").string().find(fmt::format("ends at line {}", now_at.seq)), std::string::npos);
}

TEST_F(HeadRoutes, RefusesWhatIsNoHeadOfThisUnit) {  // R-API-69, R-API-70
  const auto file = deposited();
  const auto now_at = head();
  const std::string root = now_at.root.hex();
  std::string edited = file;
  edited.replace(edited.find(root), 1, root[0] == '0' ? "1" : "0");  // not taken for a rewritten journal
  for (const auto& text : std::vector<std::string>{
           "",
           "   ",
           "x",
           root,
           "0:" + root,
           "-1:" + root,
           "99999999999999999999:" + root,
           fmt::format("{}:{}", now_at.seq, root.substr(1)),
           fmt::format("{}:{}zz", now_at.seq, root),
           "{",
           "{}",
           "[1]",
           file.substr(0, file.size() / 2),
           edited,
           R"({"hallbook_head":1})",
           R"({"hallbook_head":1,"seq":"1","root":2,"digest":[],"unit":{},"at":null})",
           std::string("\0 7:", 4),
       }) {
    const auto answer = check("auditor", text);
    EXPECT_EQ(answer.status, 422) << text << answer.body;
    EXPECT_EQ(TestHouse::body_of(answer).at("field"), Json{"head"}) << answer.body;
  }
  const auto other = check("auditor", forged(file, "unit", "OTHER"));
  EXPECT_EQ(other.status, 422);
  EXPECT_NE(other.body.find("another unit"), std::string::npos) << other.body;
  const auto large = check("auditor", file + std::string(largest_deposited_head, ' '));
  EXPECT_EQ(large.status, 409);
  EXPECT_EQ(TestHouse::body_of(large).at("code"), Json{"over_limit"});
  EXPECT_EQ(house.post("auditor", "/journal/head/check", Json::Object{{"head", 1}}).status, 422);
  EXPECT_EQ(house.post("auditor", "/journal/head/check", Json::Object{}).status, 422);
  EXPECT_EQ(check("clerk", file).status, 403);
  EXPECT_EQ(house.get("clerk", "/journal/head/file").status, 403);
}

TEST_F(HeadRoutes, AVerificationIsReadInItsUnitOnly) {  // R-API-50, R-API-71, R-API-72
  const auto other = house.found("11530121MB198972YY", "别的大厅", false);
  const auto added = house.data->write([&](journal::Books& books) {
    const auto phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(fixture_password).value();
    return identity::add_user(books, {other.id, {"cli:test"}, house.clock.now(), {}},
                              {"stranger", "别人", {identity::Role::auditor}}, phc, false);
  });
  ASSERT_TRUE(added) << added.error().message.en;
  house.cookie_of("stranger");
  house.cookie_of("auditor");
  house.data->write([](journal::Books& books) {  // somebody was at the database
    books.tx.script("UPDATE entry_supplies SET item = '钢笔'");
  });
  VerificationEnd end{*house.service};
  const auto started = house.post("auditor", "/verifications", Json::Object{{"rebuild", false}});
  ASSERT_EQ(started.status, 202) << started.body;
  const std::string id = TestHouse::body_of(started).at("id").string();
  end.wait();
  EXPECT_EQ(end.topics(), std::set<std::string>{house.unit.code});  // no page of another unit hears of it
  const auto own = TestHouse::body_of(house.get("auditor", "/verifications/" + id));
  EXPECT_EQ(own.at("sound"), Json{false});
  EXPECT_FALSE(own.at("problems").array().empty());
  EXPECT_EQ(own.at("elsewhere"), Json{0}) << own.pretty();
  EXPECT_EQ(house.get("stranger", "/verifications/" + id).status, 404);
  EXPECT_EQ(house.get("stranger", "/verifications/" + id + "?unit=" + house.unit.code).status, 404);
  end.again();
  const auto theirs = house.post("stranger", "/verifications", Json::Object{{"rebuild", false}});
  ASSERT_EQ(theirs.status, 202) << theirs.body;
  end.wait();
  const auto found =
      TestHouse::body_of(house.get("stranger", "/verifications/" + TestHouse::body_of(theirs).at("id").string()));
  EXPECT_EQ(found.at("sound"), Json{false});  // the house is not sound, they are told
  EXPECT_TRUE(found.at("problems").array().empty()) << found.pretty();  // but not what stands in other books
  EXPECT_GT(found.at("elsewhere").integer(), 0);
  EXPECT_EQ(found.canonical().find("钢笔"), std::string::npos);
}

}  // namespace
}  // namespace hallbook::app
