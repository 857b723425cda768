#include "base/work_calendar.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/text.h"

namespace hallbook {
namespace {

std::string shipped(int year) {
  std::ifstream file{HALLBOOK_SOURCE "/definitions/calendars/" + std::to_string(year) + ".json"};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

WorkCalendar loaded() {
  WorkCalendar calendar;
  for (const int year : {2024, 2025, 2026}) EXPECT_TRUE(calendar.load(shipped(year))) << year;
  return calendar;
}

Date day(std::string_view text) { return parse_iso_date(text).value(); }

TEST(WorkCalendar, WorkingDaysOfTheShippedYears) {  // R-CAL-01
  const WorkCalendar calendar = loaded();
  EXPECT_EQ(calendar.count_workdays(year_of(2024)).value(), 251);
  EXPECT_EQ(calendar.count_workdays(year_of(2025)).value(), 248);
  EXPECT_EQ(calendar.count_workdays(year_of(2026)).value(), 248);
}

TEST(WorkCalendar, SingleDays) {  // R-CAL-01
  const WorkCalendar calendar = loaded();
  const std::pair<std::string_view, bool> days[] = {
      {"2026-01-04", true},  {"2026-01-03", false}, {"2026-02-14", true}, {"2026-02-23", false}, {"2026-02-28", true},
      {"2026-03-07", false}, {"2026-03-09", true},  {"2026-10-08", true}, {"2026-10-10", true},  {"2025-01-26", true},
      {"2025-01-28", false}, {"2025-10-08", false}, {"2024-02-18", true}, {"2024-06-10", false}, {"2024-10-12", true}};
  for (const auto& [text, worked] : days) EXPECT_EQ(calendar.is_workday(day(text)).value(), worked) << text;
}

TEST(WorkCalendar, EveryRowOfTheCases) {  // R-CAL-02
  const WorkCalendar calendar = loaded();
  std::ifstream file{HALLBOOK_SOURCE "/tests/cases/workdays.csv"};
  std::string line;
  std::getline(file, line);
  int rows = 0;
  for (; std::getline(file, line); ++rows) {
    const auto cells = split(trim(line), ',');
    const auto due = calendar.plus_workdays(day(cells.at(0)), std::stoi(cells.at(1)));
    ASSERT_EQ(due.has_value(), !cells.at(2).empty()) << line;
    if (due) {
      EXPECT_EQ(iso(*due), cells.at(2)) << line;
    } else {
      EXPECT_EQ(due.error().code, RefusalCode::unavailable);
    }
  }
  EXPECT_EQ(rows, 7);
}

TEST(WorkCalendar, DueDaysCrossYears) {  // R-CAL-02
  const WorkCalendar calendar = loaded();
  EXPECT_EQ(calendar.plus_workdays(day("2025-12-31"), 1).value(), day("2026-01-04"));
  EXPECT_EQ(calendar.plus_workdays(day("2026-02-15"), 0).value(), day("2026-02-15"));
  EXPECT_EQ(calendar.count_workdays({day("2025-12-31"), day("2026-01-05")}).value(), 3);
}

TEST(WorkCalendar, BeyondTheLoadedYearsIsARefusal) {  // R-CAL-03
  const WorkCalendar calendar = loaded();
  const auto missing = calendar.is_workday(day("2027-01-04"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, RefusalCode::unavailable);
  for (const auto& text : {missing.error().message.zh, missing.error().message.en})
    EXPECT_TRUE(text.contains("2027") && text.contains("2024, 2025, 2026")) << text;
  EXPECT_FALSE(calendar.count_workdays({day("2026-12-30"), day("2027-01-01")}));
  EXPECT_TRUE(WorkCalendar{}.is_workday(day("2026-01-05")).error().message.en.contains("none"));
}

TEST(WorkCalendar, BadFilesAreRefusedAndChangeNothing) {
  for (const std::string_view file :
       {"", "[]", "{}", R"({"year":"2026","off":[],"worked":[]})", R"({"year":2026})", R"({"year":2026,"off":[]})",
        R"({"year":2026,"off":["2025-12-31"],"worked":[]})",
        R"({"year":2026,"off":["2026-12-31..2027-01-01"],"worked":[]})",
        R"({"year":2026,"off":["2026-02-30"],"worked":[]})", R"({"year":2026,"off":[1],"worked":[]})",
        R"({"year":2026,"off":["2026-05-01"],"worked":["2026-05-01"]})", R"({"year":1,"off":[],"worked":[]})",
        R"({"year":2026,"off":{},"worked":[]})", R"({"year":2026,"off":["1900-01-01..2199-12-31"],"worked":[]})"}) {
    WorkCalendar calendar;
    const auto result = calendar.load(file);
    ASSERT_FALSE(result) << file;
    EXPECT_EQ(result.error().code, RefusalCode::invalid);
    EXPECT_FALSE(calendar.has(2026)) << file;
  }
}

}  // namespace
}  // namespace hallbook
