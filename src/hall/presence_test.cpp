// Inferred staffing against the rosters of simulated halls, and the waiting figures against hand-made tickets.
#include <gtest/gtest.h>

#include "hall/presence.h"
#include "hall/ticket_reading.h"
#include "hall/ticket_report.h"
#include "tests/files/temp_folder.h"
#include "tests/hall/synthetic.h"

namespace hallbook::hall {
namespace {

using synthetic::Open;
constexpr double hour = 3600;

Records records_of(const std::vector<synthetic::Row>& rows, const TicketMap& map = {}) {
  const tests::TempFolder folder;
  const auto file = folder.path() / "tickets.csv";
  synthetic::write_csv(file.string(), rows);
  auto raw = read_ticket_file(file, map);
  if (!raw) throw std::runtime_error{raw.error().message.en};
  auto records = repair(std::move(*raw), map, make_date(2028, 1, 1));
  if (!records) throw std::runtime_error{records.error().message.en};
  return std::move(*records);
}

/// A roster as halls have them: late mornings, early evenings, afternoons off, days of leave.
std::vector<Open> lively_roster(int window, int day) {
  const double lunch = (window % 2 == 0 ? 12 : 12.75) * hour;
  if ((day * 7 + window * 3) % 23 == 0) return {};
  if (window == 16) return {{9 * hour, 12 * hour}, {14 * hour, 16 * hour}};  // closed 37.5 %
  if (window == 5) return {{9 * hour, lunch}};
  const double from = (day + window) % 9 == 0 ? 9.75 * hour : 9 * hour;
  const double to = (day + 2 * window) % 7 == 0 ? 15.5 * hour : 17 * hour;
  return {{from, lunch}, {lunch + 2700, to}};
}

TEST(Presence, StaysWithinThreePercentOfTheRoster) {  // G12; R-QUE-77 to R-QUE-79
  synthetic::Hall hall = synthetic::twelve_items();
  hall.roster = lively_roster;
  constexpr int days = 60;
  const auto log = synthetic::simulate(hall, days, 5);
  const Presence presence = infer_presence(records_of(synthetic::rows_of(log)));
  ASSERT_EQ(presence.windows.size(), hall.windows.size());
  double wrong = 0, all = 0, all_truth = 0;
  for (std::size_t window = 0; window < hall.windows.size(); ++window) {
    double truth = 0;
    for (const double seconds : log.present_s[window]) truth += seconds / (8 * hour) / days;
    EXPECT_NEAR(presence.windows[window].present_share, truth, 0.07) << "window " << window + 1;
    wrong += std::abs(presence.windows[window].present_share - truth) / 40;
    all += presence.windows[window].present_share / 40, all_truth += truth / 40;
  }
  EXPECT_LT(wrong, 0.02);  // a window on average; the rest is lunch, when hardly anybody comes to tell
  EXPECT_NEAR(all, all_truth, 0.03 * all_truth);
  EXPECT_LT(presence.windows[5].present_share, 0.52);  // afternoons off
}

TEST(Presence, KnowsWhatEachWindowServes) {  // R-QUE-77
  synthetic::Hall hall = synthetic::twelve_items({2, 1, 1, 2, 1, 1}, 3);
  hall.tickets_per_day = 190;
  const auto log = synthetic::simulate(hall, 30, 6);
  const Presence presence = infer_presence(records_of(synthetic::rows_of(log)));
  EXPECT_EQ(presence.windows.front().items.size(), 2u);
  EXPECT_EQ(presence.windows.back().items.size(), 12u);
}

TEST(Waits, VariantsAreThoseTheyAreCalled) {  // R-QUE-73 to R-QUE-76
  const auto row = [](const char* taken, const char* called, const char* ended, const char* outcome) {
    static int number = 0;
    synthetic::Row made;
    made.number = std::to_string(++number), made.date = "2026-03-09", made.taken = taken, made.called = called;
    made.item = "x", made.window = "1", made.outcome = outcome, made.ended = ended;
    if (made.outcome == "办理") made.started = called;
    return made;
  };
  TicketMap map;
  map.hours = ClockSpan{9 * 3600, 17 * 3600};
  map.lunch = ClockSpan{12 * 3600, 13 * 3600};
  const auto waits = wait_statistics(
      records_of({row("09:00:00", "09:00:10", "09:05:01", "办理"), row("09:01:00", "09:05:40", "09:08:03", "办理"),
                  row("11:50:00", "13:10:00", "13:15:07", "办理"), row("14:00:00", "14:20:00", "", "过号"),
                  row("15:00:00", "", "", "离开")},
                 map));
  const auto& recorded = waits.variants[0];
  EXPECT_EQ(recorded.waits, 3u);
  EXPECT_NEAR(recorded.mean_min, (10 + 280 + 4800) / 180.0, 1e-6);
  EXPECT_NEAR(recorded.median_min, 280 / 60.0, 1e-6);
  EXPECT_NEAR(recorded.p90_min, 80, 1e-6);
  EXPECT_NEAR(recorded.over_15, 1.0 / 3, 1e-9);
  EXPECT_NEAR(recorded.over_30, 1.0 / 3, 1e-9);
  EXPECT_NEAR(waits.variants[1].mean_min, (1 + 5 + 80) / 3.0, 1e-6);                 // rounded up
  EXPECT_NEAR(waits.variants[2].mean_min, (10 + 280 + 1200) / 180.0, 1e-6);           // lunch subtracted
  EXPECT_NEAR(waits.variants[3].mean_min, (10 + 280 + 4800 + 1200) / 240.0, 1e-6);    // passed tickets
  EXPECT_EQ(waits.variants[5].waits, 3u);  // no row needed a repair
  EXPECT_NEAR(waits.abandoned_share, 0.2, 1e-9);
  EXPECT_NEAR(waits.no_show_share, 0.2, 1e-9);
  EXPECT_EQ(waits.windows.front().served, 3u);
  EXPECT_FALSE(wait_statistics(records_of({row("09:00:00", "09:00:10", "09:05:00", "办理")})).variants[2].available);
}

TEST(Waits, DoubtfulRowsCanBeLeftOut) {  // R-QUE-73, R-QUE-75
  const auto row = [](const char* taken, const char* called, const char* ended) {
    static int number = 0;
    synthetic::Row made;
    made.number = std::to_string(++number), made.date = "2026-03-09", made.taken = taken, made.called = called;
    made.item = "x", made.window = "1", made.outcome = "办理", made.ended = ended, made.started = called;
    return made;
  };
  // The second was called before the ticket was drawn, the third has no end.
  const auto waits =
      wait_statistics(records_of({row("09:00:00", "09:06:00", "09:10:01"), row("09:20:30", "09:20:00", "09:30:03"),
                                  row("09:31:00", "09:34:00", "")}));
  EXPECT_NEAR(waits.variants[0].mean_min, 3, 1e-9);
  EXPECT_EQ(waits.variants[5].variant, WaitVariant::undoubted);
  EXPECT_EQ(waits.variants[5].waits, 1u);
  EXPECT_NEAR(waits.variants[5].mean_min, 6, 1e-9);
}

TEST(TicketReport, SaysTheSameInBothLanguages) {  // R-QUE-62
  synthetic::Hall hall = synthetic::twelve_items({1, 1, 1, 1, 1, 1}, 2);
  hall.tickets_per_day = 120;
  const tests::TempFolder folder;
  const auto file = folder.path() / "tickets.csv";
  synthetic::write_csv(file.string(), synthetic::rows_of(synthetic::simulate(hall, 5, 7)));
  auto raw = read_ticket_file(file, {});
  ASSERT_TRUE(raw);
  const auto report = report_tickets(std::move(*raw), {}, make_date(2026, 12, 31));
  ASSERT_TRUE(report);
  const auto value = to_value(*report, Lang::zh);
  EXPECT_EQ(value.find("repair")->find("rows_read")->integer(),
            static_cast<std::int64_t>(report->records.report.rows_read));
  EXPECT_EQ(value.find("repair")->find("defects")->array().size(), defects);
  EXPECT_EQ(value.find("windows")->array().size(), 8u);
  const std::string zh = to_text(*report, Lang::zh), en = to_text(*report, Lang::en);
  EXPECT_EQ(std::ranges::count(zh, '\n'), std::ranges::count(en, '\n'));
  EXPECT_NE(zh.find("未开"), std::string::npos);
  EXPECT_NE(en.find("of the published hours"), std::string::npos);
}

}  // namespace
}  // namespace hallbook::hall
