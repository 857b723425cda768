// R-SRV-01 to R-SRV-05, R-SRV-07: the checklist's text, the judge of a round, its score, and rounds nobody did.
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "service/round.h"

namespace hallbook::service {
namespace {

std::string shipped_text() { return std::string{embedded_files("definitions/checklists/daily.toml").front().text}; }

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Checklist daily() { return read_checklist(shipped_text()).value(); }

constexpr std::string_view small =
    "name = \"small\"\ntitle = { zh = \"小\", en = \"small\" }\nbase = 10\nfloor = 0\nlimit_workdays = 2\n"
    "windows = [\"A\", \"B\"]\n[[turn]]\nname = \"noon\"\ntitle = { zh = \"午\", en = \"noon\" }\nfrom = \"12:00\"\n"
    "until = \"13:00\"\n[[group]]\nname = \"g\"\ntitle = { zh = \"组\", en = \"group\" }\n"
    "[[item]]\ngroup = \"g\"\nname = \"one\"\ntitle = { zh = \"甲\", en = \"one\" }\nrule = { zh = \"规\", en = \"r\" "
    "}\n"
    "level = \"minor\"\npoints = \"2.5\"\nkinds = [{ name = \"k\", zh = \"种\", en = \"kind\" }]\n"
    "[[item]]\ngroup = \"g\"\nname = \"two\"\ntitle = { zh = \"乙\", en = \"two\" }\nrule = { zh = \"规\", en = \"r\" "
    "}\n"
    "level = \"grave\"\npoints = \"5\"\nlimit_workdays = 1\nwindows = false\n";

// R-SRV-01
TEST(Checklist, TheShippedOneHasTwentyItemsInThreeGroups) {
  const auto read = read_checklist(shipped_text());
  ASSERT_TRUE(read) << read.error().message.en;
  ASSERT_EQ(read->groups.size(), 3U);
  EXPECT_EQ(read->groups[0].title.zh, "窗口台面整洁度");
  EXPECT_EQ(read->groups[1].title.zh, "人员服务规范和工作纪律");
  EXPECT_EQ(read->groups[2].title.zh, "安全和卫生");
  EXPECT_EQ(read->items.size(), 20U);
  EXPECT_EQ(read->base, 1000);
  EXPECT_EQ(read->floor, 0);
  EXPECT_EQ(read->item("exits")->points, 50);
  EXPECT_EQ(read->item("exits")->limit_workdays, 1);
  EXPECT_EQ(read->item("dress")->points, 5);
  EXPECT_EQ(read->item("dress")->limit_workdays, 3);
  EXPECT_EQ(clock_text(read->turns.at(0).from), "09:30");
}

// R-SRV-01, R-SRV-02
TEST(Checklist, IsReadStrictly) {
  struct Case {
    std::string_view from, to, said;
  };
  for (const auto& [from, to, said] : {
           Case{"base = 10", "base = 10\nbonus = 1", "bonus"},
           {"level = \"minor\"", "level = \"minor\"\nphoto = true", "photo"},
           {"zh = \"种\"", "zh = \"种\", x = \"y\"", "no such key"},
           {"points = \"2.5\"", "points = \"2.3\"", "half points"},
           {"points = \"2.5\"", "points = \"5.5\"", "half points"},
           {"points = \"2.5\"", "points = \"0\"", "half points"},
           {"points = \"2.5\"", "points = 2.5", "another type"},
           {"level = \"minor\"", "level = \"huge\"", "minor, serious or grave"},
           {"name = \"two\"", "name = \"one\"", "stands twice"},
           {"group = \"g\"\nname = \"one\"", "group = \"h\"\nname = \"one\"", "no such group"},
           {"windows = [\"A\", \"B\"]", "windows = [\"A\", \"A\"]", "each once"},
           {"windows = [\"A\", \"B\"]", "windows = [\"A\", \"B\"]\nspare = [\"C\"]", "one of the windows"},
           {"until = \"13:00\"", "until = \"11:00\"", "later than from"},
           {"until = \"13:00\"", "until = \"soon\"", "09:30"},
           {"floor = 0", "floor = 10", "less than base"},
           {"limit_workdays = 2", "limit_workdays = 0", "between 1 and 60"},
           {"title = { zh = \"午\", en = \"noon\" }", "title = { zh = \"午\" }", "missing"},
           {"name = \"small\"", "name = \"Small\"", "lower-case"},
           {"base = 10", "base = ", "no TOML"},
       }) {
    const auto read = read_checklist(with(std::string{small}, from, to));
    ASSERT_FALSE(read) << to;
    EXPECT_NE(read.error().message.en.find(said), std::string::npos) << to << ": " << read.error().message.en;
    EXPECT_NE(read.error().message.en.find("line "), std::string::npos) << read.error().message.en;
  }
  EXPECT_TRUE(read_checklist(small));
}

RoundContent round_of(std::vector<Answer> answers) {
  return {std::string(32, 'a'), "small", {}, "noon", make_date(2026, 9, 18), std::move(answers)};
}

// R-SRV-05
TEST(Round, IsJudgedByItsChecklist) {
  const auto list = read_checklist(small).value();
  const Answer fine{"one", Verdict::pass, {}, {}, false};
  EXPECT_TRUE(judge_round(list, round_of({fine, {"two", Verdict::fail, {}, {}, true}})));
  EXPECT_TRUE(judge_round(list, round_of({{"one", Verdict::fail, {"A", "B"}, {"k"}, false}})));
  struct Case {
    std::vector<Answer> answers;
    std::string_view said;
  };
  for (const auto& [answers, said] : {
           Case{{}, "nothing was looked at"},
           {{{"three", Verdict::pass, {}, {}, false}}, "no item"},
           {{fine, fine}, "answered twice"},
           {{{"one", Verdict::fail, {"C"}, {}, false}}, "no window"},
           {{{"one", Verdict::fail, {"A", "A"}, {}, false}}, "stands twice"},
           {{{"one", Verdict::fail, {}, {"z"}, false}}, "no kind"},
           {{{"two", Verdict::fail, {"A"}, {}, false}}, "no window"},
           {{{"one", Verdict::pass, {"A"}, {}, false}}, "did not fail"},
           {{{"one", Verdict::not_applicable, {}, {}, true}}, "did not fail"},
       }) {
    const auto judged = judge_round(list, round_of(answers));
    ASSERT_FALSE(judged) << said;
    EXPECT_NE(judged.error().message.en.find(said), std::string::npos) << judged.error().message.en;
  }
  auto other = round_of({fine});
  other.turn = "night";
  EXPECT_FALSE(judge_round(list, other));
  other = round_of({fine});
  other.id = "A" + other.id.substr(1);
  EXPECT_FALSE(judge_round(list, other));
}

// R-SRV-03
TEST(Round, IsScoredExactly) {
  const auto list = read_checklist(small).value();
  struct Case {
    std::vector<Answer> answers;
    int score;
  };
  for (const auto& [answers, score] : {
           Case{{{"one", Verdict::pass, {}, {}, false}, {"two", Verdict::not_applicable, {}, {}, false}}, 100},
           {{{"one", Verdict::fail, {}, {}, false}}, 75},
           {{{"one", Verdict::fail, {"A", "B"}, {}, false}}, 50},
           {{{"one", Verdict::fail, {"A", "B"}, {}, true}}, 50},  // without a word a corrected one costs as well
           {{{"one", Verdict::fail, {"A", "B"}, {}, false}, {"two", Verdict::fail, {}, {}, false}}, 0},
       })
    EXPECT_EQ(score_round(list, answers).score, score);
  const std::vector<Answer> three{{"one", Verdict::fail, {"A", "B"}, {}, false}, {"two", Verdict::fail, {}, {}, false}};
  const auto deep = read_checklist(with(with(std::string{small}, "floor = 0\n", ""), "base = 10", "base = 8")).value();
  EXPECT_EQ(score_round(deep, three).score, -20);
  EXPECT_EQ(points_text(-20), "-2");
  EXPECT_EQ(points_text(985), "98.5");
  const auto whole = daily();
  const std::vector<Answer> kind_one{{"dress", Verdict::fail, {"B04"}, {}, true}};
  EXPECT_EQ(score_round(whole, kind_one).score, 1000);
  EXPECT_EQ(score_round(whole, kind_one).corrected, 1);
}

// R-SRV-07
TEST(Round, ThatNobodyDidIsToldForWorkingDaysOnly) {
  WorkCalendar calendar;
  for (const auto& file : embedded_files("definitions/calendars/")) ASSERT_TRUE(calendar.load(file.text));
  const auto list = read_checklist(small).value();
  // 25 to 27 September 2026 are off, Sunday the 20th is worked.
  const std::vector<MissedRound> done{{make_date(2026, 9, 21), "noon"}, {make_date(2026, 9, 23), "noon"}};
  const auto missed = missed_rounds(list, calendar, make_date(2026, 9, 19), make_date(2026, 9, 28), done);
  ASSERT_TRUE(missed);
  const std::vector<MissedRound> expected{
      {make_date(2026, 9, 24), "noon"}, {make_date(2026, 9, 22), "noon"}, {make_date(2026, 9, 20), "noon"}};
  EXPECT_EQ(*missed, expected);
  EXPECT_TRUE(missed_rounds(list, calendar, make_date(2026, 9, 28), make_date(2026, 9, 28), {})->empty());
  EXPECT_FALSE(missed_rounds(list, calendar, make_date(2030, 1, 1), make_date(2030, 1, 5), {}));
}

}  // namespace
}  // namespace hallbook::service
