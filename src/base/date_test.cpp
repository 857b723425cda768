#include "base/date.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace hallbook {
namespace {

TEST(Date, ReadsWhatPeopleWrite) {
  for (const std::string_view text : {"2026-3-9",
                                      "2026-03-09",
                                      "2026/03/09",
                                      "2026/3/9",
                                      "2026.3.9",
                                      "20260309",
                                      "2026年3月9日",
                                      "2026年03月09日",
                                      "2026 年 3 月 9 日",
                                      "２０２６－０３－０９",
                                      "２０２６年３月９日",
                                      "  2026-03-09\t",
                                      "\u30002026-03-09",
                                      "2026-03-09 08:30",
                                      "2026-03-09T08:30:00.000+08:00",
                                      "2026/3/9 0:00:00",
                                      "2026年3月9日8时30分",
                                      "2026年3月9日 8时",
                                      "20260309083000",
                                      "2026-03-09T08:30:00Z",
                                      "2026年3月9号",
                                      "2026/3/9 上午 8:30",
                                      "2026/3/9 8:30:00 AM"})
    EXPECT_EQ(parse_date(text), make_date(2026, 3, 9)) << text;
}

TEST(Date, NeverGuesses) {
  for (const std::string_view text : {"",
                                      "2026",
                                      "2026-03",
                                      "26-3-9",
                                      "2026-13-01",
                                      "2026-02-29",
                                      "2026-02-30",
                                      "2026-00-10",
                                      "2026-01-00",
                                      "2026-3/9",
                                      "3/9/2026",
                                      "9.3.2026",
                                      "2026-03-09x",
                                      "2026-03-09 25:00",
                                      "2026-03-09 8:61",
                                      "1899-12-31",
                                      "2200-01-01",
                                      "46090",
                                      "2026年3月9",
                                      "2026年3-9",
                                      "2026-03-009",
                                      "02026-03-09",
                                      "2026-03-",
                                      "08:30",
                                      "20261301",
                                      "2026-03-09 - 2026-03-10",
                                      "2026-03-09 PM",
                                      "\xff",
                                      "-2026-03-09"})
    EXPECT_FALSE(parse_date(text)) << text;
  EXPECT_EQ(parse_date("2024-2-29"), make_date(2024, 2, 29));
  EXPECT_FALSE(parse_date("2100-02-29"));
  EXPECT_EQ(parse_date("2000/2/29"), make_date(2000, 2, 29));
}

TEST(Date, IsoIsStrict) {
  EXPECT_EQ(parse_iso_date("2026-03-09"), make_date(2026, 3, 9));
  for (const std::string_view text :
       {"2026-3-9", "2026-03-09 ", "2026/03/09", "2026-02-30", "1899-12-31", "2200-01-01", "2026-0３-09"})
    EXPECT_FALSE(parse_iso_date(text)) << text;
  EXPECT_EQ(iso(make_date(1900, 1, 1)), "1900-01-01");
  EXPECT_THROW((void)iso(make_date(2026, 2, 30)), BrokenInvariant);
}

TEST(Date, TimeOfDay) {
  struct Case {
    std::string_view text;
    std::int32_t seconds;
  };
  for (const auto& c : {Case{"08:30", 30'600}, Case{"8:30:15", 30'615}, Case{"2026-03-09 23:59:59", 86'399},
                        Case{"0:00", 0}, Case{"2026/3/9 下午 1:05", 47'100}, Case{"12:00 AM", 0},
                        Case{"12:00 PM", 43'200}, Case{"8时30分", 30'600}, Case{"8时30分15秒", 30'615},
                        Case{"20260309083000", 30'600}, Case{"０８：３０", 30'600}, Case{"08:30:00.123", 30'600}})
    EXPECT_EQ(parse_time_of_day(c.text), c.seconds) << c.text;
  for (const std::string_view text : {"", "2026-03-09", "24:00", "8", "8:3", "08:60", "08:30:60", "13:00 PM", "x"})
    EXPECT_FALSE(parse_time_of_day(text)) << text;
}

TEST(Date, HallTimeIsEightHoursAhead) {
  const Instant evening = std::chrono::sys_days{make_date(2026, 12, 31)} + std::chrono::hours{16};
  EXPECT_EQ(hall_date(evening), make_date(2027, 1, 1));
  EXPECT_EQ(hall_date(evening - std::chrono::milliseconds{1}), make_date(2026, 12, 31));
  EXPECT_EQ(iso(evening + std::chrono::milliseconds{7}), "2027-01-01T00:00:00.007+08:00");
  EXPECT_EQ(days_between(make_date(2026, 1, 1), make_date(2026, 12, 31)), 364);
  EXPECT_EQ(plus_days(make_date(2026, 2, 28), 1), make_date(2026, 3, 1));
}

}  // namespace
}  // namespace hallbook
