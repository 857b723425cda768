// Journal, verification, definitions, search, home and the server's own addresses: R-API-50 to R-API-58, R-API-60 to R-API-63.
#include <gtest/gtest.h>

#include <fstream>

#include "app/initials.h"
#include "app/service_fixture.h"
#include "app/verification_wait.h"
#include "identity/adoption.h"
#include "identity/user_events.h"

namespace hallbook::app {
namespace {

class HouseTest : public testing::Test {
 protected:
  Json get(std::string_view who, const std::string& address, int status = 200) {
    const auto answer = house.get(who, address);
    EXPECT_EQ(answer.status, status) << address << " " << answer.body;
    return TestHouse::body_of(answer);
  }
  std::vector<std::string> paths(std::string_view who, const std::string& question) {
    std::vector<std::string> found;
    const Json answer = get(who, "/search?q=" + question);
    for (const auto& hit : answer.at("items").array()) found.push_back(hit.at("path").string());
    return found;
  }
  static bool has(const std::vector<std::string>& list, std::string_view path) {
    return std::ranges::find(list, path) != list.end();
  }
  TestHouse house;
};

TEST_F(HouseTest, EveryJournalLineIsASentence) {  // R-API-52, R-API-53
  house.post("clerk", "/registers/mailing/entries/1/corrections",
             Json::Object{{"values", Json::Object{{"fee", "13.00"}}}, {"reason", "抄错了"}, {"version", 1}});
  const auto page = get("auditor", "/journal?kind=EntryCorrected");
  ASSERT_EQ(page.at("items").array().size(), 1U);
  const auto line = page.at("items").array()[0];
  EXPECT_EQ(line.at("summary").at("zh").string(), "更正《结果物邮寄台账》第 1 条：抄错了");
  const auto whole = get("auditor", "/journal/" + std::to_string(line.at("seq").integer()));
  ASSERT_EQ(whole.at("changes").array().size(), 1U);
  EXPECT_EQ(whole.at("changes").array()[0].at("before").string(), "12.00");
  EXPECT_EQ(whole.at("changes").array()[0].at("after").string(), "13.00");
  const Json all = get("auditor", "/journal?limit=500");
  for (const auto& one : all.at("items").array()) {
    EXPECT_FALSE(one.at("summary").at("zh").string().empty());
    EXPECT_NE(one.at("title").at("zh").string(), one.at("kind").string()) << "no title for " << one.at("kind").string();
  }
}

TEST_F(HouseTest, TheJournalIsPagedAndSearched) {  // R-API-53
  const auto first = get("auditor", "/journal?limit=2&register=mailing");
  ASSERT_EQ(first.at("items").array().size(), 2U);
  EXPECT_GT(first.at("items").array()[0].at("seq").integer(), first.at("items").array()[1].at("seq").integer());
  const auto rest = get("auditor", "/journal?limit=50&register=mailing&after=" + first.at("next").string());
  EXPECT_EQ(rest.at("items").array().size(), 1U);
  EXPECT_TRUE(rest.at("next").is_null());
  EXPECT_EQ(get("auditor", "/journal?register=mailing&entry=2").at("items").array().size(), 1U);
  EXPECT_EQ(get("auditor", "/journal?q=SF2026-01-05").at("items").array().size(), 1U);
  EXPECT_EQ(get("auditor", "/journal?to=2026-09-01").at("items").array().size(), 0U);
  EXPECT_EQ(get("auditor", "/journal/99999", 404).at("field").string(), "seq");
  get("clerk", "/journal", 403);
}

TEST_F(HouseTest, WhatAProgramRecordedIsFoundUnderItsPerson) {  // R-IDN-65, R-API-53
  const auto made = house.post("clerk", "/tokens",
                               Json::Object{{"title", "x"}, {"days", 1}, {"password", std::string{fixture_password}}});
  ASSERT_EQ(made.status, 201) << made.body;
  const Json token = TestHouse::body_of(made);
  auto request =
      TestHouse::request(http::Method::post, "/registers/mailing/entries/1/corrections",
                         Json::Object{{"values", Json::Object{{"fee", "21"}}}, {"reason", "x"}, {"version", 1}});
  request.headers["authorization"] = "Bearer " + token.at("secret").string();
  const auto done = house.send("", request);
  ASSERT_EQ(done.status, 200) << done.body;
  const Json lines = get("auditor", "/journal?kind=EntryCorrected&actor=user:clerk").at("items");
  ASSERT_EQ(lines.array().size(), 1U);
  EXPECT_EQ(lines.array()[0].at("actor").string(), "user:clerk token:" + token.at("token").at("id").string());
  EXPECT_TRUE(get("auditor", "/journal?kind=EntryCorrected&actor=user:cler").at("items").array().empty());
}

TEST_F(HouseTest, AVerificationRunsAsideAndTellsItsProgress) {  // R-API-50, R-API-51
  VerificationEnd end{*house.service};
  const auto started = house.post("auditor", "/verifications", Json::Object{{"rebuild", false}});
  ASSERT_EQ(started.status, 202) << started.body;
  const std::string id = TestHouse::body_of(started).at("id").string();
  end.wait();
  const auto result = get("auditor", "/verifications/" + id);
  EXPECT_EQ(result.at("state").string(), "done");
  EXPECT_EQ(result.at("sound"), Json{true}) << result.pretty();
  EXPECT_FALSE(result.at("not_covered").array().empty());
  get("auditor", "/verifications/v99", 404);
  EXPECT_EQ(house.post("clerk", "/verifications", Json::Object{}).status, 403);
}

TEST_F(HouseTest, ADefinitionIsTriedBeforeItIsAdopted) {  // R-API-54, R-API-55
  const auto now = get("it", "/definitions/register/brand");
  std::string text = now.at("text").string();
  const auto send = [&](std::string_view address, Json body) {
    return house.post("it", std::string{address}, std::move(body));
  };
  const auto broken =
      TestHouse::body_of(send("/definitions/preview", Json::Object{{"kind", "register"}, {"text", "name = 1"}}));
  ASSERT_EQ(broken.at("problems").array().size(), 1U);
  EXPECT_GT(broken.at("problems").array()[0].at("line").integer(), 0);
  EXPECT_EQ(
      send("/definitions", Json::Object{{"kind", "register"}, {"name", "brand"}, {"text", text}, {"reason", "没改"}})
          .status,
      422);
  text += "\n[[field]]\nname = \"more\"\ntitle = { zh = \"备注\", en = \"Note\" }\ntype = \"text\"\n";
  const auto tried =
      TestHouse::body_of(send("/definitions/preview", Json::Object{{"kind", "register"}, {"text", text}}));
  EXPECT_EQ(tried.at("problems").array().size(), 0U);
  EXPECT_EQ(tried.at("fields").array().back().at("name").string(), "more");
  EXPECT_EQ(std::ranges::count_if(tried.at("diff").array(),
                                  [](const Json& line) { return line.at("kind") == Json{"removed"}; }),
            0);
  EXPECT_EQ(send("/definitions", Json::Object{{"kind", "register"}, {"name", "brand"}, {"text", text}, {"reason", ""}})
                .status,
            422);
  const auto adopted =
      send("/definitions", Json::Object{{"kind", "register"}, {"name", "brand"}, {"text", text}, {"reason", "加一栏"}});
  ASSERT_EQ(adopted.status, 201) << adopted.body;
  EXPECT_EQ(TestHouse::body_of(adopted).at("version").integer(), 2);
  EXPECT_EQ(get("it", "/definitions/register/brand").at("versions").array().size(), 2U);
  EXPECT_EQ(get("it", "/definitions/register/brand?version=1").at("text").string(), now.at("text").string());
  get("it", "/definitions/register/brand?version=3", 404);
  get("it", "/definitions/nothing/x", 422);
}

TEST(Initials, OfTheCommonPlane) {  // R-API-56
  EXPECT_EQ(initials("登记邮寄"), "djyj");
  EXPECT_EQ(initials("结果物邮寄台账"), "jgwyjtz");
  EXPECT_EQ(initials("A4 纸"), "a4z");
  EXPECT_EQ(initials("啊座"), "az");
}

TEST_F(HouseTest, TheBoxFindsWhatOneMayOpen) {  // R-API-56, R-API-57
  EXPECT_TRUE(has(paths("clerk", "djyj"), "/record/mailing"));
  EXPECT_TRUE(has(paths("clerk", "邮寄"), "/registers/mailing"));
  EXPECT_TRUE(has(paths("clerk", "mailing"), "/registers/mailing"));
  EXPECT_TRUE(has(paths("clerk", "sf2026-02-03"), "/registers/mailing/2"));
  EXPECT_TRUE(has(paths("clerk", "办件量"), "/targets/1"));
  EXPECT_FALSE(has(paths("finance", "djyj"), "/record/mailing"));
  EXPECT_FALSE(has(paths("clerk", "查账"), "/journal"));
  EXPECT_TRUE(has(paths("auditor", "查账"), "/journal"));
  EXPECT_TRUE(paths("administrator", "邮寄").empty());
  EXPECT_EQ(paths("administrator", "mailing"), std::vector<std::string>{"/definitions/register/mailing"});
  EXPECT_TRUE(paths("clerk", "13812345678").empty());
  EXPECT_LE(paths("staff", "j").size(), 8U);
}

TEST_F(HouseTest, TheBoxGoesByNumberAndKnowsWhatToDo) {  // R-API-56, R-API-66
  house.post("director", "/freezes",
             Json::Object{
                 {"project", "2026-window-service-fund"}, {"as_of", "2026-09-10"}, {"reason", "年中看一看，以后再改"}});
  const std::string frozen = "/freezes/1?project=2026-window-service-fund";
  for (const auto* question : {"1", "＃1", "第1版", "v1"}) {
    EXPECT_TRUE(has(paths("clerk", question), frozen)) << question;
    EXPECT_FALSE(has(paths("clerk", question), "/journal/1")) << question;
  }
  EXPECT_TRUE(has(paths("auditor", "1"), "/journal/1"));
  EXPECT_FALSE(has(paths("auditor", "99999"), "/journal/99999"));
  EXPECT_TRUE(has(paths("staff", "新付款申请"), "/requests/new"));
  EXPECT_TRUE(has(paths("staff", "xfksq"), "/requests/new"));
  EXPECT_FALSE(has(paths("clerk", "新付款申请"), "/requests/new"));
  EXPECT_FALSE(has(paths("auditor", "新付款申请"), "/requests/new"));
  EXPECT_TRUE(has(paths("staff", "导入 办件"), "/import/cases"));
  EXPECT_TRUE(has(paths("clerk", "验收"), "/acceptances"));  // one of two permissions is enough
  EXPECT_FALSE(has(paths("clerk", "合同"), "/contracts"));
  EXPECT_TRUE(has(paths("it", "copies"), "/definitions/register/copies"));
  EXPECT_FALSE(has(paths("clerk", "copies"), "/definitions/register/copies"));
  EXPECT_TRUE(has(paths("clerk", "no_weights"), "/project/findings"));
  EXPECT_TRUE(has(paths("clerk", "7K3M9Q2T4XWAC0FE"), "/verify?code=7K3M9Q2T4XWAC0FE"));
  const std::string code =
      "HB2:self-evaluation:2026-window-service-fund:1:9:" + std::string(32, 'a') + ":" + std::string(16, 'b');
  ASSERT_EQ(paths("clerk", code).size(), 1U);  // longer than what a person types
  EXPECT_TRUE(paths("clerk", code).front().starts_with("/verify?code=HB2%3Aself-evaluation%3A"));
  EXPECT_TRUE(paths("administrator", code).empty());
}

TEST_F(HouseTest, HomeShowsEachRoleItsOwn) {  // R-API-58
  const auto director = get("director", "/home");
  EXPECT_FALSE(director.at("brief").is_null());
  EXPECT_EQ(director.at("indicators").array().size(), 7U);
  EXPECT_FALSE(director.at("waiting").array().empty());
  EXPECT_EQ(director.at("today").string(), "2026-12-31");
  const auto administrator = get("administrator", "/home");
  EXPECT_TRUE(administrator.at("brief").is_null());
  EXPECT_TRUE(administrator.at("stale").array().empty());
  EXPECT_TRUE(administrator.at("waiting").array().empty());
  EXPECT_EQ(get("clerk", "/home").at("mine").at("entries_today").integer(), 0);
}

TEST_F(HouseTest, CommitsAreHeardByTheirUnit) {  // R-API-62
  std::vector<std::pair<std::string, std::string>> heard;
  house.cookie_of("clerk");
  house.service->events().connect([&](const std::string& event, const std::string& text, const std::string& topic) {
    if (event == "head") heard.emplace_back(text, topic);
  });
  house.record("supplies",
               {{"moved_on", "2026-03-05"}, {"item", "笔"}, {"unit", "支"}, {"action", "入库"}, {"amount", "1"}});
  ASSERT_EQ(heard.size(), 1U);
  Json told = Json::parse(heard[0].first).value();
  EXPECT_EQ(told.at("kinds").canonical() + told.at("registers").canonical(), "[\"EntryRecorded\"][\"supplies\"]");
  EXPECT_EQ(heard[0].second, house.unit.code);
  // Several lines in one commit: a page that follows only one of their kinds must not miss it.
  const auto several = [&](int entries) {
    heard.clear();
    const auto done = house.data->write([&](journal::Books& books) -> Result<> {
      for (int i = 0; i < entries; ++i)
        journal::append(books, house.unit.id, {"cli:test"}, house.clock.now(),
                        identity::DefinitionAdopted{"calendar", "2031", "", ""});
      journal::append(books, house.unit.id, {"cli:test"}, house.clock.now(),
                      identity::AccessDenied{"clerk", "GET", "/x", "", "", "permission", "", 1});
      return {};
    });
    EXPECT_TRUE(done);
    return heard.size() == 1U ? Json::parse(heard[0].first).value().at("kinds").canonical() : "";
  };
  EXPECT_EQ(several(1), "[\"AccessDenied\",\"DefinitionAdopted\"]");
  EXPECT_EQ(several(64), "[\"*\",\"AccessDenied\",\"DefinitionAdopted\"]");
  house.service->events().disconnect();
  const auto stream = house.get("clerk", "/events");
  EXPECT_TRUE(stream.events);
  EXPECT_EQ(stream.topic, house.unit.code);
}

TEST_F(HouseTest, AnotherUnitsThingsAreNotThere) {  // R-IDN-43, R-IDN-44
  const auto other = house.found("11530121MB198972YY", "别的大厅", false);
  const auto added = house.data->write([&](journal::Books& books) {
    const auto phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(fixture_password).value();
    return identity::add_user(books, {other.id, {"cli:test"}, house.clock.now(), {}},
                              {"stranger", "别人", {identity::Role::staff}}, phc, false);
  });
  ASSERT_TRUE(added) << added.error().message.en;
  const std::vector<std::string> things{"/registers/mailing",
                                        "/registers/mailing/entries",
                                        "/registers/mailing/entries/1",
                                        "/registers/mailing/totals",
                                        "/registers/mailing/suggest?field=document",
                                        "/registers/mailing/export",
                                        "/evaluation",
                                        "/evaluation/receipts/1",
                                        "/evaluation/receipts/1/rows",
                                        "/evaluation/receipts/1/export",
                                        "/projects/2026-window-service-fund",
                                        "/definitions/register/mailing"};
  for (const auto& thing : things) {
    EXPECT_LT(house.get("staff", thing).status, 300) << thing;  // there for who may see it
    EXPECT_EQ(house.get("stranger", thing).status, 404) << thing;
    const std::string named = thing + (thing.contains('?') ? "&" : "?") + "unit=" + house.unit.code;
    EXPECT_EQ(house.get("stranger", named).status, 404) << named;  // naming the unit does not open it
  }
  const Json body = Json::Object{{"reason", "x"}, {"version", 1}};
  EXPECT_EQ(house.post("stranger", "/registers/mailing/entries/1/void", body).status, 404);
  EXPECT_EQ(house.post("stranger", "/imports/3/withdraw", Json::Object{{"reason", "x"}}).status, 404);
  EXPECT_EQ(TestHouse::body_of(house.get("stranger", "/registers")).at("items").array().size(), 0U);
  EXPECT_EQ(TestHouse::body_of(house.get("stranger", "/imports")).at("items").array().size(), 0U);
}

TEST_F(HouseTest, HealthForAllMetricsForTheMachine) {  // R-API-63
  http::Request request;
  request.remote = "10.0.0.7";
  request.path = "/healthz";
  EXPECT_EQ(house.service->answer(request).body, "ok\n");
  request.path = "/metrics";
  EXPECT_EQ(house.service->answer(request).status, 403);
  request.remote = "127.0.0.1";
  EXPECT_NE(house.service->answer(request).body.find("hallbook_journal_seq{unit=\"1\"}"), std::string::npos);
  request.path = "/api/v2/registers";
  EXPECT_EQ(house.service->answer(request).status, 404);
}

TEST(Config, KnowsItsKeysAndRefusesOthers) {  // R-API-60
  journal::TemporaryFolder folder;
  const auto read = [&](std::string_view text, ServeConfig& config) {
    std::ofstream{folder.path / "hallbook.toml"} << text;
    return read_config(folder.path / "hallbook.toml", config);
  };
  ServeConfig config;
  ASSERT_TRUE(read("listen = \"[::1]:9000\"\nhosts = [\"hall.gov.cn\"]\nworkers = 8\n", config));
  EXPECT_EQ(config.server.address, "::1");
  EXPECT_EQ(config.server.port, 9000);
  EXPECT_EQ(config.server.limits.workers, 8U);
  const auto unknown = read("listen = \"127.0.0.1:1\"\nwrokers = 8\n", config);
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.en.find("line 2"), std::string::npos);
  EXPECT_FALSE(read("workers = 0\n", config));
  EXPECT_FALSE(read("workers = \"8\"\n", config));
  EXPECT_FALSE(read("listen = \"8080\"\n", config));
  EXPECT_FALSE(read("listen = ", config));
  ASSERT_TRUE(read("sign_in_free_failures = 3\nsign_in_lock_failures = 6\nsign_in_lock_minutes = 30\n", config));
  EXPECT_EQ(config.sign_in.free_failures, 3);
  EXPECT_EQ(config.sign_in.lock_failures, 6);
  EXPECT_EQ(config.sign_in.lock, std::chrono::minutes{30});
  const auto order = read("sign_in_address_free_failures = 40\nsign_in_address_lock_failures = 40\n", config);
  ASSERT_FALSE(order);
  EXPECT_NE(order.error().message.en.find("sign_in_address_free_failures"), std::string::npos);
  std::ifstream guide{std::string{HALLBOOK_SOURCE} + "/docs/guide/configuration.md"};
  const std::string words{std::istreambuf_iterator<char>{guide}, {}};
  for (const auto& key : settings_of(config))
    EXPECT_NE(words.find("| `" + key.key + "` |"), std::string::npos) << key.key;
}

TEST(Config, PlainHttpBeyondTheMachineNeedsItsWord) {  // R-API-67, C27
  struct Row {
    const char* listen;
    bool certificate, plain, taken;
  };
  for (const Row& row : {Row{"127.0.0.1:8080", false, false, true},
                         {"127.0.0.2:8080", false, false, true},
                         {"[::1]:8080", false, false, true},
                         {"0.0.0.0:8080", false, false, false},
                         {"[::]:8080", false, false, false},
                         {"10.0.0.7:8080", false, false, false},
                         {"10.0.0.7:8080", false, true, true},
                         {"10.0.0.7:8080", true, false, true}}) {
    ServeConfig config;
    ASSERT_TRUE(read_listen(row.listen, config.server));
    if (row.certificate) config.server.certificate = "hall.pem";
    config.plain_http = row.plain;
    const auto checked = check_plain_http(config);
    EXPECT_EQ(checked.has_value(), row.taken) << row.listen;
    if (!checked) {
      EXPECT_NE(checked.error().message.zh.find("plain_http = true"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace hallbook::app
