// Ticket files as machines write them, and mapping files with their mistakes.
#include <gtest/gtest.h>

#include <fstream>

#include "hall/ticket_reading.h"
#include "tests/files/temp_folder.h"
#include "tests/hall/synthetic.h"

namespace hallbook::hall {
namespace {

Result<RawTickets> read(std::string_view text, const TicketMap& map = {}) {
  const tests::TempFolder folder;
  const auto file = folder.path() / "t.csv";
  std::ofstream{file, std::ios::binary} << text;
  return read_ticket_file(file, map);
}

struct TimeCase {
  const char* name;
  const char* cell;
  files::CellKind kind;
  TimeForm form;
  std::int32_t seconds;  // no_time = not a time
  std::int32_t day = no_day;
};
class TimeTest : public testing::TestWithParam<TimeCase> {};

TEST_P(TimeTest, IsRead) {  // R-QUE-61
  TimeReader reader{GetParam().form};
  const auto read = reader.time({GetParam().kind, GetParam().cell});
  ASSERT_EQ(read.has_value(), GetParam().seconds != no_time);
  if (!read) return;
  EXPECT_EQ(read->seconds, GetParam().seconds);
  EXPECT_EQ(read->day, GetParam().day);
}

constexpr auto text = files::CellKind::text;
constexpr auto number = files::CellKind::number;
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, TimeTest, testing::Values(
    TimeCase{"clock", "09:05:07", text, TimeForm::automatic, 32707},
    TimeCase{"short_clock", "9:05", text, TimeForm::automatic, 32700},
    TimeCase{"past_midnight", "24:10:00", text, TimeForm::automatic, 87000},
    TimeCase{"stamp", "2026-03-09 09:05:07", text, TimeForm::automatic, 32707, 20521},
    TimeCase{"iso_stamp", "2026-03-09T09:05", text, TimeForm::automatic, 32700, 20521},
    TimeCase{"slash_stamp", "2026/3/9 9:05", text, TimeForm::automatic, 32700, 20521},
    TimeCase{"xlsx_stamp", "2026-03-09 09:05:00", files::CellKind::date, TimeForm::automatic, 32700, 20521},
    TimeCase{"xlsx_time", "09:05:00", files::CellKind::date, TimeForm::automatic, 32700},
    TimeCase{"fraction", "0.375", number, TimeForm::automatic, 32400},
    TimeCase{"serial", "46090.375", number, TimeForm::automatic, 32400, 20521},
    TimeCase{"seconds", "32400", text, TimeForm::automatic, 32400},
    TimeCase{"seconds_said", "1030", text, TimeForm::seconds, 1030},
    TimeCase{"digits", "083015", text, TimeForm::automatic, 30615},
    TimeCase{"four_digits", "0830", text, TimeForm::automatic, 30600},
    TimeCase{"five_digits_said", "83015", number, TimeForm::clock, 30615},
    TimeCase{"chinese", "上午8时30分", text, TimeForm::automatic, 30600},
    TimeCase{"full_width", "０９：３０", text, TimeForm::automatic, 34200},
    TimeCase{"enormous", "1e300", text, TimeForm::automatic, no_time},
    TimeCase{"enormous_digits", "99999999999999999999", text, TimeForm::automatic, no_time},
    TimeCase{"minute_sixty", "09:60", text, TimeForm::automatic, no_time},
    TimeCase{"negative", "-5", text, TimeForm::automatic, no_time},
    TimeCase{"word", "刚才", text, TimeForm::automatic, no_time},
    TimeCase{"error", "#REF!", files::CellKind::error, TimeForm::automatic, no_time}),
  [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

TEST(TicketReading, KnowsEnglishHeadingsAndStamps) {  // R-QUE-60, R-QUE-61
  const auto tickets = read(
      "ticket,arrival,service_start,service_end,queue,counter,status\n"
      "7,2026-03-09 09:00:00,2026-03-09 09:04:00,2026-03-09 09:10:30,tax,W1,served\n"
      "8,2026-03-09 23:59:00,2026-03-10 00:01:00,2026-03-10 00:05:00,tax,W1,served\n");
  ASSERT_TRUE(tickets) << tickets.error().message.en;
  ASSERT_EQ(tickets->rows.size(), 2u);
  EXPECT_EQ(tickets->rows[0].day, 20521);
  EXPECT_EQ(tickets->rows[0].time(Moment::started), 9 * 3600 + 240);
  EXPECT_EQ(tickets->rows[1].time(Moment::started), 86'400 + 60);
  EXPECT_EQ(tickets->rows[1].outcome, Outcome::served);
  EXPECT_EQ(tickets->items.all(), std::vector<std::string>{"tax"});
}

TEST(TicketReading, TheMappingFileNamesHeadingsAndCodes) {  // R-QUE-60
  const auto map = read_ticket_map(R"(
[columns]
"到厅" = "taken"
"编码" = "outcome"
"备注" = "-"
[values.outcome]
"5" = "served"
"6" = "离开"
)");
  ASSERT_TRUE(map) << map.error().message.en;
  const auto tickets = read("日期,到厅,叫号时间,编码,备注\n2026-03-09,09:00,09:05,5,x\n2026-03-09,09:01,,6,\n", *map);
  ASSERT_TRUE(tickets) << tickets.error().message.en;
  EXPECT_EQ(tickets->rows[0].time(Moment::taken), 32400);
  EXPECT_EQ(tickets->rows[0].outcome, Outcome::served);
  EXPECT_EQ(tickets->rows[1].outcome, Outcome::abandoned);
}

struct WrongFile {
  const char* name;
  const char* text;
  const char* says;
};
class WrongFileTest : public testing::TestWithParam<WrongFile> {};
TEST_P(WrongFileTest, IsRefused) {  // R-QUE-60
  const auto tickets = read(GetParam().text);
  ASSERT_FALSE(tickets);
  EXPECT_NE(tickets.error().message.en.find(GetParam().says), std::string::npos) << tickets.error().message.en;
  EXPECT_FALSE(tickets.error().message.zh.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Table, WrongFileTest,
    testing::Values(WrongFile{"empty", "", "empty"},
                    WrongFile{"unknown_columns", "a,b,c\n1,2,3\n", "no row of headings"},
                    WrongFile{"no_day", "票号,叫号时间\n1,09:00\n", "no day"},
                    WrongFile{"no_ticket_times", "日期,叫号时间\n2026-03-09,09:00\n", "no ticket times"},
                    WrongFile{"no_calls", "日期,取号时间\n2026-03-09,09:00\n", "no times of call"},
                    WrongFile{"no_rows", "日期,取号时间,叫号时间\n", "no row under the headings"},
                    WrongFile{"no_days", "日期,取号时间,叫号时间\nx,09:00,09:01\ny,09:00,09:01\n", "no readable day"}),
    [](const auto& one) { return std::string{one.param.name}; });

class WrongMapTest : public testing::TestWithParam<WrongFile> {};
TEST_P(WrongMapTest, IsRefusedNamingTheKey) {  // R-QUE-60
  const auto map = read_ticket_map(GetParam().text);
  ASSERT_FALSE(map);
  EXPECT_NE(map.error().message.en.find(GetParam().says), std::string::npos) << map.error().message.en;
}
INSTANTIATE_TEST_SUITE_P(
    Table, WrongMapTest,
    testing::Values(
        WrongFile{"unknown_part", "[colums]\n", "\"colums\" is no known key"},
        WrongFile{"unknown_key", "[hall]\nhour = \"09:00-17:00\"\n", "\"hall.hour\" is no known key"},
        WrongFile{"unknown_window_key", "[windows.3]\nzoen = \"A\"\n", "\"windows.3.zoen\" is no known key"},
        WrongFile{"enormous_cap", "[hall]\nservice_cap_min = 1000000000\n", "1 to 1440"},
        WrongFile{"backwards", "[hall]\nhours = \"17:00-09:00\"\n", "hall.hours"},
        WrongFile{"lunch_outside", "[hall]\nhours = \"09:00-11:00\"\nlunch = \"12:00-13:00\"\n", "hall.lunch"},
        WrongFile{"kind", "[windows.3]\nkind = \"best\"\n", "specialised or comprehensive"},
        WrongFile{"type", "[columns]\na = 5\n", "columns.a"}, WrongFile{"broken", "[columns\n", "line 1"},
        WrongFile{"json", R"({"hall": {"nmae": "x"}})", "\"hall.nmae\" is no known key"}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST(TicketReading, RefusesAMappingThatDoesNotFit) {  // R-QUE-60
  TicketMap map;
  map.columns["没有的列"] = "taken";
  EXPECT_FALSE(read("日期,取号时间,叫号时间\n2026-03-09,09:00,09:01\n", map));
  map.columns = {{"取号时间", "takn"}};
  EXPECT_FALSE(read("日期,取号时间,叫号时间\n2026-03-09,09:00,09:01\n", map));
}

}  // namespace
}  // namespace hallbook::hall
