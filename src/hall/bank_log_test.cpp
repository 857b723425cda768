// A real record: the February 1999 calls of a bank (33,344 rows), read where it lies and never copied. The folder of
// data is not part of the project: HALLBOOK_QUEUE_LOG names the file, else it is looked for beside the source tree.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "hall/estimate.h"
#include "hall/ticket_reading.h"
#include "queueing/evaluate.h"

namespace hallbook::hall {
namespace {

/// One file, or none: then the tests of this file do not exist.
std::vector<std::string> bank_logs() {
  const char* const named = std::getenv("HALLBOOK_QUEUE_LOG");
  const std::string file = named != nullptr ? named : HALLBOOK_SOURCE "/../shared/data/queue/bank_feb1999_tickets.csv";
  std::error_code ec;
  return std::filesystem::is_regular_file(file, ec) ? std::vector{file} : std::vector<std::string>{};
}

class BankLog : public testing::TestWithParam<std::string> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BankLog);
INSTANTIATE_TEST_SUITE_P(Real, BankLog, testing::ValuesIn(bank_logs()), [](const auto&) { return "February"; });

TicketReport read_log(const std::string& file, const TicketMap& map) {
  auto raw = read_ticket_file(file, map);
  if (!raw) throw std::runtime_error{raw.error().message.en};
  auto report = report_tickets(std::move(*raw), map, make_date(2026, 1, 1));
  if (!report) throw std::runtime_error{report.error().message.en};
  return std::move(*report);
}

TEST_P(BankLog, EveryRowIsAccountedFor) {  // R-QUE-62 to R-QUE-66, R-QUE-73
  const TicketReport report = read_log(GetParam(), {});
  const RepairReport& repair = report.records.report;
  EXPECT_EQ(repair.rows_read, 33'344u);
  EXPECT_EQ(repair.of(Defect::invalid).rows, 278u);
  EXPECT_EQ(repair.rows_used, 33'344u - 278u);
  EXPECT_EQ(repair.of(Defect::call_before_ticket).rows, 9'994u);  // up to 2 s, by rounding
  EXPECT_EQ(repair.of(Defect::missing_end).rows, 85u);
  EXPECT_EQ(repair.of(Defect::served_without_window).rows, 491u);
  EXPECT_EQ(repair.of(Defect::midnight).rows, 20u);
  EXPECT_EQ(report.waits.served, 27'162u);
  EXPECT_EQ(report.waits.abandoned, 5'904u);
  EXPECT_NEAR(report.waits.variants.front().mean_min, 40.8 / 60, 0.02);
  std::size_t windows = report.waits.windows.size();
  EXPECT_EQ(windows, 24u);
}

TEST_P(BankLog, BecomesAScenarioThatWaitsAsRecorded) {  // R-QUE-83, R-QUE-89
  for (const char* hours : {"", "07:00-24:00"}) {
    TicketMap map;
    if (*hours != 0) map.hours = parse_clock_span(hours);
    const TicketReport report = read_log(GetParam(), map);
    const auto estimation = estimate(report, map);
    ASSERT_TRUE(estimation) << estimation.error().message.en;
    EXPECT_EQ(estimation->arrivals.items.size(), 6u);
    EXPECT_EQ(estimation->arrivals.model, ArrivalModel::gamma_days);
    EXPECT_NEAR(estimation->arrivals.day_factor_cv, 0.14, 0.03);  // 14.6 % over its Sunday-to-Thursday days
    EXPECT_NEAR(estimation->error.mean_handling_min.value, 177.0 / 60, 0.05);
    EXPECT_NEAR(estimation->simulated.mean_wait_min.value, estimation->error.mean_wait_min.value, 0.4) << hours;
    EXPECT_NEAR(estimation->simulated.share_within_15.value, estimation->error.share_within_15.value, 0.01) << hours;
    EXPECT_NEAR(estimation->simulated.abandoned_share.value, estimation->error.abandoned_share.value, 0.1) << hours;
  }
}

}  // namespace
}  // namespace hallbook::hall
