// R-SRV-04, R-SRV-06, R-SRV-08, R-SRV-10, R-SRV-12, R-SRV-14: rounds and matters in the journal and the tables.
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "identity/adoption.h"
#include "identity/person.h"
#include "journal/journal_fixture.h"
#include "journal/verify.h"
#include "service/matters.h"
#include "service/rounds.h"

namespace hallbook::service {
namespace {

template <class T>
T taken(Result<T> result, std::source_location at = std::source_location::current()) {
  if (!result) broken_invariant(result.error().message.en, at);
  return std::move(*result);
}

struct Rounds : testing::Test, journal::TestHall {
  std::unique_ptr<journal::DataDir> data = open();
  Instant at = journal::at_ms(1'789'689'600'000);  // 2026-09-18 in the hall, a Friday
  UnitId unit;
  Checklist list;

  void SetUp() override {
    unit = taken(data->write([&](journal::Books& books) {
             return identity::found_unit(books, {"cli:test"}, at, {{}, {}, "HALL", "测试大厅", true});
           })).id;
    using identity::Role;
    for (const auto& [name, role] : {std::pair{"sun", Role::inspector},
                                     {"tang", Role::inspector},
                                     {"zhang", Role::clerk},
                                     {"li", Role::staff},
                                     {"chen", Role::director},
                                     {"wu", Role::auditor}})
      taken(data->write([&](journal::Books& books) {
        return identity::add_user(books, as(""), {name, name, {role}}, "no password", false);
      }));
    data->write([&](journal::Books& books) {
      for (const auto& file : embedded_files("definitions/calendars/"))
        journal::append(books, unit, {"cli:test"}, at,
                        identity::DefinitionAdopted{"calendar", std::string{file.path}, std::string{file.text}});
      return 0;
    });
    auto tx = data->read();
    list = checklist_in_force(tx, unit);
  }
  Acting as(std::string name) const { return {unit, {"user:" + name}, at, std::move(name)}; }
  RoundContent content(char id, std::vector<Answer> answers) const {
    return {std::string(32, id), list.name, list.digest, "morning", make_date(2026, 9, 18), std::move(answers)};
  }
  Result<RoundTaken> send(const RoundContent& sent, const std::string& by = "sun") {
    return data->write([&](journal::Books& books) { return send_round(books, as(by), sent); });
  }
  Result<Matter> step(std::int64_t number, Step what, const std::string& by, const std::string& to = "",
                      const std::string& note = "") {
    return data->write([&](journal::Books& books) { return step_matter(books, as(by), number, {what, "", to, note}); });
  }
  std::size_t lines() const {
    auto tx = data->read();
    return static_cast<std::size_t>(journal::head(tx, unit).seq);
  }
  std::string counted(const std::string& person, bool may_verify, Date today = make_date(2026, 9, 18)) const {
    auto tx = data->read();
    std::string found;
    const MatterAsker asker{person, may_verify, today};
    const auto counts = count_matters(tx, unit, asker);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      // The list behind a count has as many rows.
      EXPECT_EQ(list_matters(tx, unit, matter_tabs[i], asker, 0, 100).size(), static_cast<std::size_t>(counts[i]))
          << matter_tabs[i];
      found += std::to_string(counts[i]) + " ";
    }
    return found;
  }
};

const std::vector<Answer>& two_findings() {
  static const std::vector<Answer> answers{{"desk_things", Verdict::fail, {"B04"}, {"private"}, false},
                                           {"exits", Verdict::fail, {}, {"blocked"}, false},
                                           {"dress", Verdict::fail, {"B01"}, {}, true},
                                           {"words", Verdict::pass, {}, {}, false},
                                           {"guides", Verdict::not_applicable, {}, {}, false}};
  return answers;
}

// R-SRV-06
TEST_F(Rounds, SentTwiceAreStoredOnce) {
  const auto first = taken(send(content('a', two_findings())));
  EXPECT_FALSE(first.again);
  EXPECT_EQ(first.round.number, 1);
  EXPECT_EQ(first.round.score.score, 940);  // 1 and 5 points; what was put right at once costs nothing
  EXPECT_EQ(first.round.score.looked, 5);
  const auto kept = lines();
  const auto second = taken(send(content('a', two_findings())));
  EXPECT_TRUE(second.again);
  EXPECT_EQ(second.round.number, 1);
  EXPECT_EQ(lines(), kept);
  auto other = two_findings();
  other.pop_back();
  EXPECT_EQ(send(content('a', other)).error().code, RefusalCode::conflict);
  EXPECT_EQ(send(content('a', two_findings()), "tang").error().code, RefusalCode::conflict);
  EXPECT_EQ(lines(), kept);
  EXPECT_EQ(send(content('b', two_findings()), "zhang").error().code, RefusalCode::not_allowed);
  auto old = content('c', two_findings());
  old.day = make_date(2026, 9, 10);
  EXPECT_FALSE(send(old));
  old.day = make_date(2026, 9, 19);
  EXPECT_FALSE(send(old));
}

// R-SRV-08
TEST_F(Rounds, OpenOneMatterForEachFailedItem) {
  taken(send(content('a', two_findings())));
  auto tx = data->read();
  const auto matters = matters_of_round(tx, unit, 1);
  ASSERT_EQ(matters.size(), 2U);
  EXPECT_EQ(matters[0].item, "desk_things");
  EXPECT_EQ(matters[0].windows, std::vector<std::string>{"B04"});
  EXPECT_EQ(matters[0].due_on, make_date(2026, 9, 22));  // Sunday the 20th is worked
  EXPECT_EQ(matters[1].due_on, make_date(2026, 9, 20));
  EXPECT_EQ(matters[1].points, 50);
  EXPECT_EQ(steps_of(tx, unit, 1).size(), 1U);
  EXPECT_EQ(times_found(tx, unit, matters[0]), 1);
}

TEST_F(Rounds, CountRepeatsAtAWindow) {
  taken(send(content('a', {{"desk_things", Verdict::fail, {"B04"}, {}, false}})));
  taken(send(content('b', {{"desk_things", Verdict::fail, {"B05"}, {}, false}})));
  taken(send(content('c', {{"desk_things", Verdict::fail, {"B03", "B04"}, {}, false}})));
  auto tx = data->read();
  EXPECT_EQ(times_found(tx, unit, find_matter(tx, unit, 1).value()), 1);
  EXPECT_EQ(times_found(tx, unit, find_matter(tx, unit, 2).value()), 1);
  EXPECT_EQ(times_found(tx, unit, find_matter(tx, unit, 3).value()), 2);
}

// R-SRV-04
TEST_F(Rounds, AreScoredWithTheirOwnChecklist) {
  taken(send(content('a', {{"exits", Verdict::fail, {}, {}, false}})));
  std::string text{embedded_files("definitions/checklists/daily.toml").front().text};
  const auto at_points = text.find("points = \"5\"");
  text.replace(at_points, 12, "points = \"4\"");
  data->write([&](journal::Books& books) {
    journal::append(books, unit, {"cli:test"}, at, identity::DefinitionAdopted{"checklist", "daily", text});
    return 0;
  });
  {
    auto tx = data->read();
    EXPECT_EQ(checklist_in_force(tx, unit).item("exits")->points, 40);
    const auto round = find_round(tx, unit, 1).value();
    const auto own = checklist_of(tx, unit, round.content.checklist, round.content.checklist_digest).value();
    EXPECT_EQ(score_round(own, round.content.answers).score, round.score.score);
    EXPECT_EQ(round.score.score, 950);
  }
  // A phone that still has the old list is welcome, one with a list that the unit never had is not.
  EXPECT_EQ(taken(send(content('b', {{"exits", Verdict::fail, {}, {}, false}}))).round.score.score, 950);
  auto foreign = content('c', {{"exits", Verdict::pass, {}, {}, false}});
  foreign.checklist_digest = Digest{};
  EXPECT_EQ(send(foreign).error().code, RefusalCode::conflict);
}

// R-SRV-10, R-SRV-12, R-SRV-14
TEST_F(Rounds, GoTheWholeWayAndEveryCountIsItsOwn) {
  taken(send(content('a', two_findings())));
  EXPECT_EQ(counted("chen", true), "2 0 0 0 0 0 0 2 ");
  EXPECT_EQ(counted("sun", false), "0 0 0 0 0 0 2 2 ");
  EXPECT_FALSE(step(1, Step::assign, "sun", "zhang"));  // no duty of an inspector
  EXPECT_FALSE(step(1, Step::assign, "chen", "wu"));    // an auditor fixes nothing
  EXPECT_FALSE(step(9, Step::assign, "chen", "zhang"));
  taken(step(1, Step::assign, "chen", "zhang"));
  taken(step(2, Step::assign, "chen", "li"));
  EXPECT_EQ(counted("zhang", false), "1 0 0 0 0 0 0 2 ");
  EXPECT_EQ(counted("zhang", false, make_date(2026, 9, 21)), "1 1 0 0 0 0 0 2 ");
  taken(step(1, Step::fix, "zhang"));
  taken(step(2, Step::fix, "li", "", "已清走"));
  EXPECT_EQ(counted("li", true), "1 0 2 2 0 0 0 2 ");  // the one she fixed waits for others
  EXPECT_EQ(step(2, Step::verify, "li").error().code, RefusalCode::not_allowed);
  taken(step(1, Step::verify, "li"));
  EXPECT_EQ(counted("chen", true), "2 0 1 2 0 0 0 2 ");
  taken(step(1, Step::close, "chen"));
  EXPECT_EQ(counted("chen", true), "1 0 1 1 1 0 0 2 ");
  EXPECT_EQ(taken(step(2, Step::send_back, "chen", "", "还堆着")).returned, 1);
  const auto again = taken(step(1, Step::reopen, "chen", "", "又出现"));
  EXPECT_EQ(again.reopened, 1);
  EXPECT_EQ(again.due_on, make_date(2026, 9, 22));
  EXPECT_EQ(counted("zhang", false), "1 0 0 0 0 1 0 2 ");
  auto tx = data->read();
  EXPECT_EQ(steps_of(tx, unit, 1).size(), 6U);
  EXPECT_EQ(find_matter(tx, unit, 1)->fixers, std::set<std::string>{"zhang"});
}

// R-SRV-11, R-IDN-08
TEST_F(Rounds, ASecondAccountIsTheSamePerson) {
  taken(send(content('a', two_findings())));
  taken(step(1, Step::assign, "chen", "li"));
  taken(step(1, Step::fix, "li"));
  const auto mark = taken(identity::person_mark(data->keys(), "530112199006064562"));
  const auto name = [&](const std::string& account) {
    taken(data->write([&](journal::Books& books) -> Result<bool> {
      if (auto done = identity::name_person(books, as(""), account, mark); !done) return std::unexpected{done.error()};
      return true;
    }));
  };
  name("li");
  taken(data->write([&](journal::Books& books) -> Result<bool> {
    if (auto done = identity::close_user(books, as(""), "li", "换岗"); !done) return std::unexpected{done.error()};
    return true;
  }));
  taken(data->write([&](journal::Books& books) {
    return identity::add_user(books, as(""), {"li2", "li2", {identity::Role::staff}}, "no password", false);
  }));
  name("li2");
  EXPECT_EQ(step(1, Step::verify, "li2").error().code, RefusalCode::not_allowed);
  taken(step(1, Step::verify, "chen"));
}

// R-SRV-07
TEST_F(Rounds, MissingOnesBeginWithTheFirst) {
  auto tx_of_now = [&] { return data->read(); };
  {
    auto tx = tx_of_now();
    EXPECT_TRUE(missed_lately(tx, unit, list, make_date(2026, 9, 24)).empty());
  }
  taken(send(content('a', {{"words", Verdict::pass, {}, {}, false}})));
  auto tx = tx_of_now();
  EXPECT_TRUE(missed_lately(tx, unit, list, make_date(2026, 9, 19)).empty());
  const auto missed = missed_lately(tx, unit, list, make_date(2026, 9, 23));
  ASSERT_EQ(missed.size(), 3U);  // 20, 21, 22 September
  EXPECT_EQ(missed.front().day, make_date(2026, 9, 22));
}

TEST_F(Rounds, ReplayGivesTheSameTables) {
  taken(send(content('a', two_findings())));
  taken(step(1, Step::assign, "chen", "zhang"));
  taken(step(1, Step::fix, "zhang"));
  taken(step(1, Step::verify, "chen"));
  auto scratch = taken(db::Database::open({":memory:"}, journal::migrations()));
  auto kinds = event_kinds();
  const auto more = identity::event_kinds();
  kinds.insert(kinds.end(), more.begin(), more.end());
  journal::Report report;
  auto truth = data->read();
  journal::replay(truth, *scratch, data->evidence(), kinds, {}, report);
  auto found = scratch->read();
  const std::vector<std::string> not_replayed{"credential"};
  journal::compare_tables(found, truth, {}, not_replayed, report);
  EXPECT_TRUE(report.sound()) << report.problems.front().where << report.problems.front().message.en;
}

}  // namespace
}  // namespace hallbook::service
