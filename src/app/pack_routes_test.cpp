// Packs that come up, and replays beside the live books: R-API-50, R-API-73 to R-API-75.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>

#include "app/house_api.h"
#include "app/openapi.h"
#include "app/routes.h"
#include "app/schema_check.h"
#include "app/service_fixture.h"
#include "app/verification_wait.h"
#include "journal/pack.h"

namespace hallbook::app {
namespace {

namespace fs = std::filesystem;

class PackRoutes : public testing::Test {
 protected:
  PackRoutes() { house.cookie_of("auditor"); }
  http::Response put(std::string_view who, const std::string& name, std::string_view bytes) {
    auto made = TestHouse::request(http::Method::put, "/verifications/packs?name=" + name);
    made.upload = house.path / "body";
    std::ofstream{made.upload, std::ios::binary} << bytes;
    made.upload_bytes = bytes.size();
    made.headers["content-type"] = "application/octet-stream";
    return house.send(who, made);
  }
  Json checked(std::string_view bytes, const std::string& name = "a.pack") {
    VerificationEnd end{*house.service};
    const auto started = put("auditor", name, bytes);
    EXPECT_EQ(started.status, 202) << started.body;
    end.wait();
    return result(TestHouse::body_of(started).at("id").string());
  }
  Json result(const std::string& id) {
    const auto answer = house.get("auditor", "/verifications/" + id);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body.find(house.path.string()), std::string::npos) << answer.body;  // no path of this machine
    Json body = TestHouse::body_of(answer);
    const Json schemas = openapi(all_routes()).at("components").at("schemas");
    for (const auto& problem : SchemaCheck{schemas}.problems(body, "Verification")) ADD_FAILURE() << problem;
    return body;
  }
  std::string pack() {
    const auto answer = house.get("auditor", "/evidence-pack?indicator=4");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }
  /// The pack with each of its lines changed by `change`, and an end that fits: what a forger would send.
  std::string forged(const std::string& bytes, const std::function<void(Json&)>& change) {
    const fs::path from = house.path / "from.pack", to = house.path / "to.pack";
    std::ofstream{from, std::ios::binary} << bytes;
    journal::PackWriter writer{to};
    const auto read = journal::read_pack(from, [&](const Json& line) -> Result<> {
      Json changed = line;
      change(changed);
      writer.add(changed);
      return {};
    });
    EXPECT_TRUE(read);
    writer.finish();
    std::ifstream in{to, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  std::size_t files_left(const fs::path& folder) const {
    if (!fs::exists(folder)) return 0;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) count += entry.is_regular_file() ? 1 : 0;
    return count;
  }
  std::size_t scratch_left() const {
    return files_left(house.folder() / "scratch") + files_left(house.folder() / "uploads");
  }
  TestHouse house;
};

TEST_F(PackRoutes, OneIsCheckedOnItsOwn) {  // R-API-73, R-EVA-32
  const auto bytes = pack();
  const auto found = checked(bytes, "指标4.pack");
  EXPECT_EQ(found.at("sound"), Json{true}) << found.pretty();
  EXPECT_EQ(found.at("file"), Json{"指标4.pack"});
  EXPECT_EQ(found.at("pack").at("indicator"), Json{4});
  EXPECT_EQ(found.at("pack").at("unit"), Json{house.unit.name});
  EXPECT_EQ(found.at("pack").at("origin"), Json{"ours"});
  EXPECT_FALSE(found.at("pack").at("value_printed").string().empty());
  EXPECT_EQ(scratch_left(), 0U);
  // The books go on; the pack stays one of ours.
  house.record("supplies",
               {{"moved_on", "2026-03-05"}, {"item", "笔"}, {"unit", "支"}, {"action", "入库"}, {"amount", "1"}});
  EXPECT_EQ(checked(bytes).at("pack").at("origin"), Json{"ours"});
}

TEST_F(PackRoutes, SaysWhoseItIs) {  // R-API-73
  const auto bytes = pack();
  const auto other = checked(forged(bytes, [](Json& line) {
    if (line.find("about") != nullptr) line["unit"]["code"] = "OTHER";
  }));
  EXPECT_EQ(other.at("pack").at("origin"), Json{"elsewhere"}) << other.pretty();
  // Made from books of our name that are not ours: everything in it holds, our journal has another head there.
  house.data->write([](journal::Books& books) {
    books.tx.script("UPDATE journal SET digest = prev WHERE seq = 3");  // ours is not the one of the pack any more
  });
  EXPECT_EQ(checked(bytes).at("pack").at("origin"), Json{"differs"});
}

TEST_F(PackRoutes, SaysWhatFails) {  // R-API-73, R-EVA-33
  const auto bytes = pack();
  const auto problem_of = [&](const Json& found) {
    EXPECT_EQ(found.at("sound"), Json{false}) << found.pretty();
    const auto& problems = found.at("problems").array();
    return problems.empty() ? std::string{}
                            : problems.front().at("code").string() + " " + problems.front().at("where").string() + " " +
                                  problems.front().at("message").string();
  };
  int seen = 0;
  const auto line = problem_of(checked(forged(bytes, [&](Json& json) {
    if (json.find("line") != nullptr && ++seen == 5) json["line"]["actor"] = "cli:somebody";
  })));
  EXPECT_NE(line.find("seq 5"), std::string::npos) << line;
  const auto figure = problem_of(checked(forged(bytes, [](Json& json) {
    if (json.find("figures") != nullptr) json["figures"]["value_printed"] = "100";
  })));
  EXPECT_NE(figure.find("figures value_printed"), std::string::npos) << figure;
  std::string touched = bytes;
  touched[touched.size() / 2] ^= 1;
  EXPECT_NE(problem_of(checked(touched)).find("its content was changed"), std::string::npos);
  EXPECT_NE(problem_of(checked(bytes.substr(0, bytes.size() / 2), "半个.pack")).find("半个.pack"), std::string::npos);
  for (const auto& no_pack : std::vector<std::string>{"PK\x03\x04 a zip, cut o", "x", "{\"hallbook_pack\":1}\n",
                                                      std::string(100'000, '['), std::string(1000, '\0')}) {
    const auto said = problem_of(checked(no_pack));
    EXPECT_TRUE(said.starts_with("invalid a.pack")) << said;
  }
  EXPECT_EQ(scratch_left(), 0U);
}

TEST_F(PackRoutes, RefusesWhatItDoesNotTake) {  // R-API-73, R-API-61
  EXPECT_EQ(put("auditor", "a.pack", "").status, 422);
  EXPECT_EQ(put("clerk", "a.pack", "x").status, 403);
  auto large = TestHouse::request(http::Method::put, "/verifications/packs?name=a.pack");
  large.upload = house.path / "body";
  std::ofstream{large.upload} << "x";
  large.upload_bytes = largest_checked_pack + 1;
  large.headers["content-type"] = "application/octet-stream";
  const auto refused = house.send("auditor", large);
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find("64 MB"), std::string::npos) << refused.body;
  EXPECT_EQ(house.service->plan(large).max_bytes, largest_checked_pack);
  EXPECT_TRUE(house.service->plan(large).to_file);
  EXPECT_EQ(scratch_left(), 0U);
}

TEST_F(PackRoutes, AReplayRebuildsBesideAndComparesEveryTable) {  // R-API-74
  VerificationEnd end{*house.service};
  const auto replay = [&] {
    end.again();
    const auto started = house.post("it", "/verifications", Json::Object{{"rebuild", true}});
    EXPECT_EQ(started.status, 202) << started.body;
    end.wait();
    return result(TestHouse::body_of(started).at("id").string());
  };
  const auto sound = replay();
  EXPECT_EQ(sound.at("sound"), Json{true}) << sound.pretty();
  EXPECT_EQ(sound.at("rebuild"), Json{true});
  EXPECT_NE(sound.canonical().find("entry_mailing 3 rows"), std::string::npos) << sound.pretty();
  EXPECT_EQ(scratch_left(), 0U);
  // A table that only a replay compares.
  house.data->write([](journal::Books& books) {
    books.tx.script("INSERT INTO imported_file SELECT * FROM imported_file");
    books.tx.script("UPDATE entry_supplies SET amount = amount + 1");
  });
  const auto changed = replay();
  EXPECT_EQ(changed.at("sound"), Json{false});
  EXPECT_NE(changed.canonical().find("entry_supplies unit"), std::string::npos) << changed.pretty();
  EXPECT_EQ(scratch_left(), 0U);
}

/// Jobs of their own on the house's books: `at_step` is asked once, while the first of them runs.
struct Jobs {
  Jobs(TestHouse& house, std::function<void(VerificationJobs&)> at_step) : options{house.options}, jobs{options} {
    jobs.tell([this, at_step = std::move(at_step)](const VerificationState& state) {
      if (state.running && !asked.exchange(true)) at_step(jobs);
      if (!state.running) ended.set_value();
    });
  }
  Options options;
  std::atomic<bool> asked = false;
  std::promise<void> ended;
  VerificationJobs jobs;
};

VerificationOrder order_of(UnitId unit, bool rebuild, const fs::path& pack = {}) {
  return {unit, "x", "user:wu", {}, 0, rebuild, pack, pack.empty() ? "" : "a.pack"};
}

TEST_F(PackRoutes, OneAtATime) {  // R-API-50
  const UnitId unit = house.unit.id, other{unit.value + 1};
  std::vector<std::string> answers;
  const auto ask = [&](bool runs_rebuild) {
    Jobs one{house, [&](VerificationJobs& jobs) {
               for (const auto& order : {order_of(unit, false), order_of(unit, true), order_of(other, false),
                                         order_of(other, true), order_of(unit, false, house.path / "none.pack")}) {
                 const auto id = jobs.start(order);
                 answers.push_back(id ? *id : std::string{code_name(id.error().code)});
               }
             }};
    ASSERT_TRUE(one.jobs.start(order_of(unit, runs_rebuild)));
    one.ended.get_future().wait();
  };
  ask(true);
  EXPECT_EQ(answers, (std::vector<std::string>{"v1", "v1", "conflict", "conflict", "conflict"}));
  answers.clear();
  ask(false);  // what runs does less than a replay
  EXPECT_EQ(answers, (std::vector<std::string>{"v1", "conflict", "conflict", "conflict", "conflict"}));
}

TEST_F(PackRoutes, NoneOutlivesTheServer) {  // R-API-75
  const UnitId unit = house.unit.id;
  Jobs one{house, [](VerificationJobs& jobs) { jobs.stop(); }};
  const auto id = one.jobs.start(order_of(unit, true));
  ASSERT_TRUE(id);
  one.ended.get_future().wait();
  const auto state = one.jobs.find(unit, *id);
  ASSERT_TRUE(state && state->refused);
  EXPECT_EQ(state->refused->code, RefusalCode::unavailable);
  EXPECT_EQ(scratch_left(), 0U);
  const auto late = one.jobs.start(order_of(unit, true));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, RefusalCode::unavailable);
  house.service->stop();
  EXPECT_EQ(house.post("it", "/verifications", Json::Object{{"rebuild", true}}).status, 503);
  // What a killed server left goes when the next one starts.
  fs::create_directories(house.folder() / "scratch" / "hallbook-dead");
  std::ofstream{house.folder() / "scratch" / "hallbook-dead" / "rebuilt.db"} << "x";
  const VerificationJobs next{house.options};
  EXPECT_EQ(scratch_left(), 0U);
}

}  // namespace
}  // namespace hallbook::app
