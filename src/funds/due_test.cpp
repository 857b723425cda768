#include "funds/due.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/money_math.h"

namespace hallbook::funds {
namespace {

constexpr PaymentTerms plain_terms{};
constexpr PaymentTerms small_terms{.small_firm = true};

// R-DUE-01
TEST(Due, DaysToPay) {
  const Date accepted = make_date(2026, 3, 2);
  EXPECT_EQ(pay_by(accepted, plain_terms), std::nullopt);
  EXPECT_EQ(pay_by(accepted, small_terms), make_date(2026, 4, 1));
  EXPECT_EQ(pay_by(accepted, {.small_firm = true, .days = 60}), make_date(2026, 5, 1));
  EXPECT_EQ(pay_by(accepted, {.days = 90}), make_date(2026, 5, 31));
  EXPECT_TRUE(check_terms({.small_firm = true, .days = 60}).has_value());
  EXPECT_TRUE(check_terms({.days = 61}).has_value());
  EXPECT_EQ(check_terms({.small_firm = true, .days = 61}).error().field, "pay_days");
  EXPECT_EQ(check_terms({.small_firm = true, .days = 0}).error().field, "pay_days");
  EXPECT_EQ(check_terms({.late_per_100000 = 1001}).error().field, "late_rate");
}

// R-DUE-02
TEST(Due, LateInterestToTheFen) {
  const Date due = make_date(2026, 4, 1);
  struct {
    std::int64_t fen;
    Date on;
    std::optional<int> rate;
    std::int64_t want;
  } const cases[] = {
      {1'000'000, due, {}, 0},
      {1'000'000, make_date(2026, 3, 1), {}, 0},
      {1'000'000, make_date(2026, 4, 2), {}, 500},     // 10,000 yuan a day: 5 yuan
      {1'000'000, make_date(2026, 5, 1), {}, 15'000},
      {999, make_date(2026, 4, 2), {}, 0},              // 0.4995 fen
      {1'000, make_date(2026, 4, 2), {}, 1},            // half a fen is rounded up
      {333'333, make_date(2026, 4, 4), {}, 500},        // 499.9995 once, not three times 166.67
      {1'000'000, make_date(2026, 4, 11), 10, 1'000},
      {1'000'000, make_date(2026, 4, 11), 0, 0},
  };
  for (const auto& each : cases)
    EXPECT_EQ(late_interest(Money::from_fen(each.fen), due, each.on, {.late_per_100000 = each.rate}).fen(), each.want)
        << each.fen << " " << iso(each.on);
}

// R-DUE-04
TEST(Due, PublishedWithinTwoWorkingDays) {
  WorkCalendar calendar;
  std::ifstream file{HALLBOOK_SOURCE "/definitions/calendars/2026.json"};
  ASSERT_TRUE(calendar.load(std::string{std::istreambuf_iterator<char>{file}, {}}).has_value());
  EXPECT_EQ(*publish_by(make_date(2026, 3, 6), calendar), make_date(2026, 3, 10));    // over a weekend
  EXPECT_EQ(*publish_by(make_date(2026, 2, 13), calendar), make_date(2026, 2, 24));   // 14 February is worked
  EXPECT_EQ(publish_by(make_date(2026, 12, 31), calendar).error().code, RefusalCode::unavailable);
}

// R-DUE-05
TEST(Due, EndAlarms) {
  const Date end = make_date(2026, 12, 31);
  EXPECT_EQ(end_alarm(end, make_date(2026, 10, 1)), EndAlarm::none);
  EXPECT_EQ(end_alarm(end, make_date(2026, 10, 2)), EndAlarm::within_90);
  EXPECT_EQ(end_alarm(end, make_date(2026, 11, 30)), EndAlarm::within_90);
  EXPECT_EQ(end_alarm(end, make_date(2026, 12, 1)), EndAlarm::within_30);
  EXPECT_EQ(end_alarm(end, end), EndAlarm::within_30);
  EXPECT_EQ(end_alarm(end, make_date(2027, 1, 1)), EndAlarm::ended);
}

Claim claim_of(std::string contract, Date accepted_on, std::int64_t fen, std::int64_t paid, PaymentTerms terms) {
  return {std::move(contract), "A-2026-0001",        "示例公司",           terms,
          accepted_on,         Money::from_fen(fen), Money::from_fen(paid)};
}

// R-DUE-02, R-DUE-03
TEST(Due, ListAndReportOfMarch) {
  const std::vector<Claim> claims{
      claim_of("C-1", make_date(2026, 11, 20), 100'000, 0, small_terms),         // due 20 December: late
      claim_of("C-1", make_date(2026, 11, 25), 50'000, 20'000, small_terms),     // due 25 December: late
      claim_of("C-2", make_date(2026, 12, 10), 70'000, 0, small_terms),          // not yet due at the year's end
      claim_of("C-3", make_date(2026, 1, 1), 90'000, 90'000, small_terms),       // paid
      claim_of("C-4", make_date(2026, 1, 1), 10'000, 0, {.days = 10}),           // late, no small firm
      claim_of("C-5", make_date(2026, 1, 1), 10'000, 0, plain_terms),            // no limit
      claim_of("C-6", make_date(2026, 12, 1), 10'000, 0, small_terms),  // due on 31 December: not late that day
  };
  const auto rows = due_rows(claims, make_date(2026, 12, 31));
  std::string order;
  for (const auto& row : rows) order += row.claim.contract + ":" + std::to_string(row.days_late) + " ";
  EXPECT_EQ(order, "C-4:354 C-1:11 C-1:6 C-6:0 C-2:0 C-5:0 ");
  EXPECT_EQ(rows[1].interest.fen(), 550);
  EXPECT_EQ(rows[2].unpaid.fen(), 30'000);
  const auto report = overdue_report(claims, 2026);
  EXPECT_EQ(report.publish_by, make_date(2027, 3, 31));
  EXPECT_EQ(report.contracts, 1);
  EXPECT_EQ(report.unpaid.fen(), 130'000);
  EXPECT_EQ(report.rows.size(), 2u);
}

}  // namespace
}  // namespace hallbook::funds
