// A citizen rates at a window: R-SRV-20 to R-SRV-24.
#include <gtest/gtest.h>

#include <fstream>

#include "base/embedded.h"
#include "journal/journal_fixture.h"
#include "registers/registers.h"
#include "service/rating_code.h"
#include "service/rating_desk.h"

namespace hallbook::service {
namespace {

struct SteppedClock : Clock {
  Instant now() const override { return at; }
  Instant at = journal::at_ms(1'789'689'600'000);  // 2026-09-18 in the hall
};

struct RatingTest : testing::Test, journal::TestHall {
  std::unique_ptr<journal::DataDir> data = open();
  SteppedClock clock;
  UnitId unit;
  std::string key, token;
  std::unique_ptr<RatingDesk> desk;

  void SetUp() override {
    const auto founded = data->write([&](journal::Books& books) -> Result<identity::Unit> {
      auto made = identity::found_unit(books, {"cli:test"}, clock.at, {{}, {}, "HALL", "测试<大厅>", false});
      if (!made) return made;
      const registers::Acting acting{made->id, {"cli:test"}, clock.at, &data->keys()};
      const auto text = embedded_files("definitions/registers/ratings.toml").front().text;
      if (auto adopted = registers::adopt_register(books, acting, text); !adopted)
        return std::unexpected{adopted.error()};
      return made;
    });
    ASSERT_TRUE(founded);
    unit = founded->id;
    key = rating_key(data->keys()).value();
    token = rating_token(key, {unit, "B04"});
    desk = std::make_unique<RatingDesk>(
        *data, clock, [](const identity::Unit&, Instant at) { return hall_date(at); },
        RatingLimit{3, std::chrono::minutes{10}, 100});
  }
  http::Response get(const std::string& address) const {
    http::Request request;
    request.path = address;
    return desk->answer(request);
  }
  http::Response post(const std::string& body, const std::string& remote = "127.0.0.1",
                      const std::string& site = "same-origin") const {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/rate/" + token;
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}, {"sec-fetch-site", site}};
    request.body = body;
    request.remote = remote;
    return desk->answer(request);
  }
  std::string seal() const { return form_seal(key, token, clock.at); }
  std::vector<registers::Values> stored() const {
    auto tx = data->read();
    const auto definition = registers::find_register(tx, unit, "ratings").value();
    std::vector<registers::Values> all;
    for (std::int64_t id = 1; id < 20; ++id)
      if (auto values =
              registers::clear_values(tx, {unit, {"cli:test"}, clock.at, &data->keys()}, definition, EntryId{id}))
        all.push_back(*std::move(values));
    return all;
  }
  std::string value(const registers::Values& values, std::string_view name) const {
    auto tx = data->read();
    const auto definition = registers::find_register(tx, unit, "ratings").value();
    return registers::print_value(*definition.field(name), values[definition.index(name)]);
  }
};

TEST_F(RatingTest, ACodeIsOfOneWindowAndNobodyMakesOneUp) {  // R-SRV-20
  EXPECT_EQ(read_rating_token(key, token)->window, "B04");
  EXPECT_EQ(read_rating_token(key, rating_token(key, {unit, "一号-综合"}))->window, "一号-综合");
  EXPECT_FALSE(read_rating_token("another key", token));
  std::string other = token;
  other.replace(other.find("B04"), 3, "B05");
  EXPECT_FALSE(read_rating_token(key, other));
  for (const std::string& text :
       std::vector<std::string>{"", "-", "1-B04", "1--", "x-B04-" + std::string(32, '0'), token + "0"})
    EXPECT_FALSE(read_rating_token(key, text)) << text;
  EXPECT_EQ(get("/rate/" + other).status, 404);
  EXPECT_FALSE(check_window("B 04"));
  EXPECT_FALSE(check_window("<b>"));
  EXPECT_FALSE(check_window(std::string(21, 'B')));
}

TEST_F(RatingTest, ThePageIsSmallAndHasNoScript) {  // R-SRV-21
  for (const auto* lang : {"zh", "en"}) {
    http::Request request;
    request.path = "/rate/" + token;
    request.query = {{"lang", lang}, {"big", "1"}};
    const auto page = desk->answer(request);
    EXPECT_EQ(page.status, 200);
    EXPECT_LT(page.body.size() + get("/rate/style.css").body.size(), 30'000U);
    EXPECT_EQ(page.body.find("<script"), std::string::npos);
    EXPECT_EQ(page.body.find("http"), std::string::npos);  // nothing from outside
    EXPECT_NE(page.body.find("测试&lt;大厅&gt;"), std::string::npos);
    EXPECT_EQ(page.body.find(" checked"), std::string::npos);  // nothing is preselected
  }
}

TEST_F(RatingTest, AGoodRatingBecomesARowOfTheRegister) {  // R-SRV-22
  const auto once = seal();
  const auto done = post("once=" + once + "&level=1");
  EXPECT_EQ(done.status, 200);
  EXPECT_NE(done.body.find("已收到，谢谢"), std::string::npos);
  EXPECT_EQ(post("once=" + once + "&level=1").status, 200);  // sent twice, stored once
  const auto rows = stored();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(value(rows[0], "level"), "非常满意");
  EXPECT_EQ(value(rows[0], "channel"), "3");
  EXPECT_EQ(value(rows[0], "window"), "B04");
  EXPECT_EQ(value(rows[0], "round"), "首评");
  EXPECT_EQ(value(rows[0], "rated_on"), "2026-09-18");
}

TEST_F(RatingTest, AFormIsOfThisPageAndOfToday) {  // R-SRV-22
  const auto once = seal();
  EXPECT_EQ(post("once=" + once + "&level=1", "127.0.0.1", "cross-site").status, 400);
  EXPECT_EQ(post("level=1").status, 422);
  EXPECT_EQ(post("once=" + form_seal(key, "another token", clock.at) + "&level=1").status, 422);
  clock.at += std::chrono::hours{25};
  EXPECT_EQ(post("once=" + once + "&level=1").status, 422);
  EXPECT_EQ(post("once=" + seal() + "&level=1&level=2").status, 400);
  EXPECT_TRUE(stored().empty());
}

TEST_F(RatingTest, ABadRatingSaysWhyAndItsWordsAreSealed) {  // R-SRV-24
  EXPECT_EQ(post("once=" + seal()).status, 422);
  const auto bare = post("once=" + seal() + "&level=4");
  EXPECT_EQ(bare.status, 422);
  EXPECT_NE(bare.body.find("请选一项原因"), std::string::npos);
  EXPECT_NE(bare.body.find("value=\"4\" required checked"), std::string::npos);  // what was chosen stays
  EXPECT_EQ(post("once=" + seal() + "&level=5&r1=1&r4=1&text=%3Cscript%3Ealert(1)%3C%2Fscript%3E+%E7%8E%8B").status,
            200);
  const auto rows = stored();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(value(rows[0], "reasons"), "等得太久、态度不好");
  EXPECT_EQ(value(rows[0], "text"), "<script>alert(1)</script> 王");
  auto tx = data->read();
  journal::each_line(tx, unit, 1, [](const journal::Line& line) {
    EXPECT_EQ(line.body.find("alert(1)"), std::string::npos);  // the citizen's words stand nowhere in clear
  });
}

TEST_F(RatingTest, HostileTextIsRefusedAndShownAsText) {  // R-SRV-24
  const auto turned = post("once=" + seal() + "&level=4&text=%E2%80%AE%3Cimg+src%3Dx%3E");
  EXPECT_EQ(turned.status, 422);  // a direction mark
  EXPECT_NE(turned.body.find("&lt;img src=x&gt;"), std::string::npos);
  EXPECT_EQ(turned.body.find("<img"), std::string::npos);
  std::string longest;
  for (int i = 0; i < 501; ++i) longest += "a";
  EXPECT_EQ(post("once=" + seal() + "&level=4&text=" + longest).status, 422);
  EXPECT_EQ(post("once=" + seal() + "&level=4&text=%FF").status, 400);  // no UTF-8
  EXPECT_TRUE(stored().empty());
}

TEST_F(RatingTest, OneNetworkSendsOnlySoMany) {  // R-SRV-23
  for (int i = 0; i < 3; ++i) EXPECT_EQ(post("once=" + seal() + "&level=1", "10.0.0.7").status, 200);
  EXPECT_EQ(post("once=" + seal() + "&level=1", "10.0.0.7").status, 429);
  EXPECT_EQ(post("once=" + seal() + "&level=1", "10.0.0.8").status, 200);
  clock.at += std::chrono::minutes{11};
  EXPECT_EQ(post("once=" + seal() + "&level=1", "10.0.0.7").status, 200);
  EXPECT_EQ(stored().size(), 5U);
}

}  // namespace
}  // namespace hallbook::service
