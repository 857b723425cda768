// Every defect class, put into a clean log in a known number, is found in that number and repaired.
#include <gtest/gtest.h>

#include "hall/records.h"
#include "hall/ticket_reading.h"
#include "tests/files/temp_folder.h"
#include "tests/hall/synthetic.h"

namespace hallbook::hall {
namespace {

using synthetic::Row;
const Date today = make_date(2026, 11, 24);

Result<Records> repaired(const std::vector<Row>& rows, const TicketMap& map = {}) {
  const tests::TempFolder folder;
  const auto file = folder.path() / "tickets.csv";
  synthetic::write_csv(file.string(), rows);
  auto raw = read_ticket_file(file, map);
  if (!raw) return std::unexpected{raw.error()};
  return repair(std::move(*raw), map, today);
}

const synthetic::Log& small_log() {
  static const synthetic::Hall hall = [] {
    auto made = synthetic::twelve_items({2, 1, 1, 2, 1, 1}, 3);
    made.tickets_per_day = 190;
    return made;
  }();
  static const synthetic::Log log = synthetic::simulate(hall, 20, 11);
  return log;
}

std::uint64_t left_out(const RepairReport& report) {
  std::uint64_t rows = 0;
  for (std::size_t at = 0; at < defects; ++at)
    if (leaves_out(static_cast<Defect>(at))) rows += report.found[at].rows;
  return rows;
}

/// Served rows, far from each other, in which to put a defect.
std::vector<std::size_t> places(const std::vector<Row>& rows, std::size_t count) {
  std::vector<std::size_t> found;
  for (std::size_t at = 40; at < rows.size() && found.size() < count; at += 37)
    if (rows[at].outcome == "办理" && rows[at].called < "16:00" && rows[at].taken > "09:30") found.push_back(at);
  EXPECT_EQ(found.size(), count);
  return found;
}

std::string shifted(const std::string& time, int seconds) {
  return synthetic::clock(std::stoi(time.substr(0, 2)) * 3600 + std::stoi(time.substr(3, 2)) * 60 +
                          std::stoi(time.substr(6, 2)) + seconds);
}

struct Injection {
  const char* name;
  Defect defect;
  void (*spoil)(Row& row, std::vector<Row>& extra);
};

class DefectTest : public testing::TestWithParam<Injection> {};

TEST_P(DefectTest, IsCountedAndNothingIsLost) {  // R-QUE-62 to R-QUE-68
  auto rows = synthetic::rows_of(small_log());
  const auto clean = repaired(rows);
  ASSERT_TRUE(clean) << clean.error().message.en;
  std::vector<Row> extra;
  for (const std::size_t at : places(rows, 17)) GetParam().spoil(rows[at], extra);
  rows.insert(rows.end(), extra.begin(), extra.end());
  TicketMap map;
  if (GetParam().defect == Defect::outside_period)
    map.first_on = make_date(2026, 1, 1), map.last_on = make_date(2026, 1, 31);
  const auto records = repaired(rows, map);
  ASSERT_TRUE(records) << records.error().message.en;
  const RepairReport& report = records->report;
  const std::uint64_t before = clean->report.of(GetParam().defect).rows;
  EXPECT_EQ(report.of(GetParam().defect).rows - before, 17u);
  EXPECT_GE(report.of(GetParam().defect).examples.size(), 5u);
  EXPECT_EQ(report.rows_read, rows.size());
  EXPECT_EQ(report.rows_read, report.rows_used + left_out(report));
  EXPECT_EQ(report.rows_used, records->tickets.size());
  for (const Ticket& ticket : records->tickets) {
    EXPECT_FALSE(ticket.wait_known && ticket.wait() < 0) << "row " << ticket.row;
    EXPECT_FALSE(ticket.handling_known && !(ticket.handling() > 0)) << "row " << ticket.row;
    EXPECT_FALSE(ticket.outcome == Outcome::served && ticket.ended < ticket.started) << "row " << ticket.row;
  }
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, DefectTest, testing::Values(
    Injection{"unreadable_day", Defect::unreadable_day, [](Row& r, std::vector<Row>&) { r.date = "2026-02-31"; }},
    Injection{"no_times", Defect::no_times, [](Row& r, std::vector<Row>&) { r.taken = r.called = r.started = r.ended = ""; }},
    Injection{"outside", Defect::outside_period, [](Row& r, std::vector<Row>&) { r.date = "2025-12-20"; }},
    Injection{"future", Defect::future, [](Row& r, std::vector<Row>&) { r.date = "2026-12-01"; }},
    Injection{"clock_reset", Defect::other_year, [](Row& r, std::vector<Row>&) { r.date = "2000-01-01"; }},
    Injection{"duplicate", Defect::duplicate, [](Row& r, std::vector<Row>& extra) { extra.push_back(r); }},
    Injection{"other_number", Defect::duplicate, [](Row& r, std::vector<Row>& extra) { extra.push_back(r); extra.back().number += "X"; }},
    Injection{"void", Defect::invalid, [](Row& r, std::vector<Row>&) { r.outcome = "作废"; }},
    Injection{"midnight", Defect::midnight, [](Row& r, std::vector<Row>&) { r.taken = "23:50:00"; r.called = r.started = "23:58:00"; r.ended = "00:04:00"; }},
    Injection{"call_first", Defect::call_before_ticket, [](Row& r, std::vector<Row>&) { r.taken = shifted(r.called, 2); }},
    Injection{"call_long_first", Defect::call_before_ticket, [](Row& r, std::vector<Row>&) { r.taken = shifted(r.called, 900); }},
    Injection{"negative", Defect::negative_service, [](Row& r, std::vector<Row>&) { r.ended = shifted(r.started, -30); }},
    Injection{"zero", Defect::zero_service, [](Row& r, std::vector<Row>&) { r.ended = r.started; }},
    Injection{"no_end", Defect::missing_end, [](Row& r, std::vector<Row>&) { r.ended = ""; }},
    Injection{"forgotten", Defect::forgotten_click, [](Row& r, std::vector<Row>&) { r.ended = "23:30:00"; }},
    Injection{"no_ticket", Defect::missing_ticket_time, [](Row& r, std::vector<Row>&) { r.taken = ""; }},
    Injection{"leg", Defect::joined_leg, [](Row& r, std::vector<Row>& extra) { extra.push_back(r); extra.back().called = extra.back().started = shifted(r.ended, 600); extra.back().ended = shifted(r.ended, 900); extra.back().window = "9"; }},
    Injection{"next_leg", Defect::joined_leg, [](Row& r, std::vector<Row>& extra) { r.next = r.number + "B"; Row leg = r; leg.number = r.next; leg.next = ""; leg.taken = r.ended; leg.called = leg.started = shifted(r.ended, 300); leg.ended = shifted(r.ended, 500); extra.push_back(leg); }},
    Injection{"cell", Defect::unreadable_cell, [](Row& r, std::vector<Row>&) { r.ended = "?"; }},
    Injection{"enormous", Defect::unreadable_cell, [](Row& r, std::vector<Row>&) { r.called = "1e300"; }},
    Injection{"item", Defect::unknown_item, [](Row& r, std::vector<Row>&) { r.item = ""; }},
    Injection{"window", Defect::served_without_window, [](Row& r, std::vector<Row>&) { r.window = ""; }},
    Injection{"no_call", Defect::served_without_call, [](Row& r, std::vector<Row>&) { r.called = r.started = r.ended = ""; }},
    Injection{"early", Defect::before_opening, [](Row& r, std::vector<Row>&) { r.taken = "08:40:00"; }},
    Injection{"late", Defect::after_closing, [](Row& r, std::vector<Row>&) { r.taken = "17:20:" + r.taken.substr(6); r.called = r.started = shifted(r.taken, 60); r.ended = shifted(r.taken, 300); }},
    Injection{"passed", Defect::no_show, [](Row& r, std::vector<Row>&) { r.outcome = "过号"; r.started = r.ended = ""; }}),
  [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

TEST(Repair, UnknownNamesOfTheMappingAreNamed) {  // R-QUE-65
  const auto rows = synthetic::rows_of(small_log());
  TicketMap map;
  for (int window = 2; window <= 11; ++window) map.windows[std::to_string(window)] = {};
  for (int item = 2; item <= 12; ++item) map.items[fmt::format("事项{:02}", item)] = {};
  const auto records = repaired(rows, map);
  ASSERT_TRUE(records);
  const auto with = [&](auto member, const char* text) {
    return static_cast<std::uint64_t>(std::ranges::count(rows, text, member));
  };
  EXPECT_EQ(records->report.of(Defect::unknown_window).rows, with(&Row::window, "1"));
  EXPECT_EQ(records->report.of(Defect::unknown_item).rows, with(&Row::item, "事项01"));
  EXPECT_EQ(records->report.rows_used, rows.size());
}

TEST(Repair, RoundedTimesKeepTheMeans) {  // R-QUE-63
  const auto exact = repaired(synthetic::rows_of(small_log()));
  const auto rounded = repaired(synthetic::rows_of(small_log(), 60));
  ASSERT_TRUE(exact && rounded);
  EXPECT_EQ(rounded->report.unit_s, (std::array<std::int32_t, moments>{60, 60, 60, 60}));
  EXPECT_EQ(exact->report.unit_s, (std::array<std::int32_t, moments>{1, 1, 1, 1}));
  EXPECT_EQ(rounded->report.of(Defect::rounded).rows, rounded->report.rows_used);
  const auto means = [](const Records& records) {
    double wait = 0, handling = 0;
    std::uint64_t waits = 0, handled = 0;
    for (const Ticket& ticket : records.tickets) {
      if (ticket.wait_known) wait += ticket.wait(), ++waits;
      if (ticket.handling_known) handling += ticket.handling(), ++handled;
    }
    return std::pair{wait / static_cast<double>(waits), handling / static_cast<double>(handled)};
  };
  const auto [wait, handling] = means(*exact);
  const auto [rounded_wait, rounded_handling] = means(*rounded);
  EXPECT_NEAR(rounded_wait, wait, 1.5);  // seconds; 3,800 rows, cutting adds ± 0.4
  EXPECT_NEAR(rounded_handling, handling, 0.01 * handling);
  std::array<int, 6> second{};  // the un-rounded seconds are spread over the minute
  for (const Ticket& ticket : rounded->tickets) ++second[static_cast<std::size_t>(std::fmod(ticket.taken, 60) / 10)];
  for (const int count : second) EXPECT_NEAR(count, static_cast<double>(rounded->tickets.size()) / 6, 120);
}

TEST(Repair, AMissingEndIsTheNextCallMinusTheGap) {  // R-QUE-66
  auto rows = synthetic::rows_of(small_log());
  const auto spoiled = places(rows, 60);
  std::map<std::uint32_t, double> truth;
  for (const std::size_t at : spoiled) {
    truth[static_cast<std::uint32_t>(at + 2)] = std::stoi(rows[at].ended.substr(0, 2)) * 3600.0 +
                                                std::stoi(rows[at].ended.substr(3, 2)) * 60 +
                                                std::stoi(rows[at].ended.substr(6, 2));
    rows[at].ended = "";
  }
  const auto records = repaired(rows);
  ASSERT_TRUE(records);
  EXPECT_NEAR(records->report.usual_gap_s, 8, 1);
  std::size_t close = 0;
  for (const Ticket& ticket : records->tickets)
    if (const auto known = truth.find(ticket.row); known != truth.end()) {
      EXPECT_TRUE(ticket.has(Defect::missing_end));
      EXPECT_FALSE(ticket.handling_known);
      close += std::abs(ticket.ended - known->second) < 3;
    }
  EXPECT_GT(close, 25u);  // those after whom somebody waited; the others get the item's usual time
}

TEST(Repair, PastMidnightTimesGoOn) {  // R-QUE-64
  auto rows = synthetic::rows_of(small_log());
  Row& row = rows[places(rows, 1).front()];
  row.taken = "23:50:00", row.called = row.started = "23:58:00", row.ended = "00:04:00";
  const auto records = repaired(rows);
  ASSERT_TRUE(records);
  const auto found =
      std::ranges::find_if(records->tickets, [](const Ticket& one) { return one.has(Defect::midnight); });
  ASSERT_NE(found, records->tickets.end());
  EXPECT_NEAR(found->wait(), 480, 1);
  EXPECT_TRUE(found->handling_known);
  EXPECT_NEAR(found->handling(), 360, 1);
}

TEST(Repair, HoursAreLearned) {  // R-QUE-68
  const auto records = repaired(synthetic::rows_of(small_log()));
  ASSERT_TRUE(records);
  EXPECT_TRUE(records->hours_learned);
  EXPECT_EQ(records->hours.from, 9 * 3600);
  EXPECT_EQ(records->hours.to, 17 * 3600);
  EXPECT_EQ(records->days.size(), 20u);
}

TEST(Repair, RefusesWhatHoldsNothing) {
  std::vector<Row> rows = synthetic::rows_of(small_log());
  for (Row& row : rows) row.outcome = "作废";
  const auto none = repaired(rows);
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.en.find("none of the"), std::string::npos);
}

}  // namespace
}  // namespace hallbook::hall
