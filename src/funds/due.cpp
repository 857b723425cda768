#include "funds/due.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/money_math.h"

namespace hallbook::funds {
namespace {

constexpr int legal_pay_days = 30;              // R-DUE-01
constexpr int longest_small_firm_days = 60; // R-DUE-01
constexpr int longest_pay_days = 365;
constexpr int legal_late_per_100000 = 50;   // R-DUE-02: 0.05 % a day
constexpr int publish_workdays = 2;         // R-DUE-04

}  // namespace

Result<> check_terms(const PaymentTerms& terms) {
  const int longest = terms.small_firm ? longest_small_firm_days : longest_pay_days;
  if (terms.days && (*terms.days < 1 || *terms.days > longest))
    return refuse(RefusalCode::invalid,
                  {fmt::format("付款期限 {} 天不对：{}约定最长 {} 天", *terms.days,
                               terms.small_firm ? "对中小企业" : "", longest),
                   fmt::format("{} days to pay: at most {} may be agreed{}", *terms.days, longest,
                               terms.small_firm ? " with a small firm" : "")},
                  "pay_days");
  if (terms.late_per_100000 && (*terms.late_per_100000 < 0 || *terms.late_per_100000 > 1000))
    return refuse(RefusalCode::invalid, {"逾期利率应在每日 0 到 1% 之间", "late interest should be 0 to 1 % a day"},
                  "late_rate");
  return {};
}

std::optional<Date> pay_by(Date accepted_on, const PaymentTerms& terms) {
  if (terms.days) return plus_days(accepted_on, *terms.days);
  if (terms.small_firm) return plus_days(accepted_on, legal_pay_days);
  return std::nullopt;
}

Money late_interest(Money unpaid, Date due_on, Date on, const PaymentTerms& terms) {
  ensure(unpaid >= Money{}, "late interest on a negative amount");
  const int days = days_between(due_on, on);
  if (days <= 0) return {};
  return share(unpaid, std::int64_t{days} * terms.late_per_100000.value_or(legal_late_per_100000), 100'000,
               Rounding::half_up);
}

Result<Date> publish_by(Date signed_on, const WorkCalendar& calendar) {
  return calendar.plus_workdays(signed_on, publish_workdays);
}

EndAlarm end_alarm(Date ends_on, Date today) {
  const int left = days_between(today, ends_on);
  if (left < 0) return EndAlarm::ended;
  if (left <= 30) return EndAlarm::within_30;
  return left <= end_alarm_days ? EndAlarm::within_90 : EndAlarm::none;
}

std::vector<DueRow> due_rows(const std::vector<Claim>& claims, Date on) {
  std::vector<DueRow> rows;
  for (const auto& claim : claims) {
    DueRow row{claim, claim.accepted - claim.paid, pay_by(claim.accepted_on, claim.terms), 0, {}};
    if (row.unpaid <= Money{}) continue;
    if (row.due_on) {
      row.days_late = std::max(0, days_between(*row.due_on, on));
      row.interest = late_interest(row.unpaid, *row.due_on, on, claim.terms);
    }
    rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, [](const DueRow& a, const DueRow& b) {
    if (a.due_on.has_value() != b.due_on.has_value()) return a.due_on.has_value();
    return a.due_on < b.due_on;
  });
  return rows;
}

Date report_day(int publishing_year) { return make_date(publishing_year, 3, 31); }

OverdueReport overdue_report(const std::vector<Claim>& claims_at_year_end, int year) {
  OverdueReport report{year, report_day(year + 1), 0, {}, {}};
  std::set<std::string> contracts;
  for (auto& row : due_rows(claims_at_year_end, make_date(year, 12, 31))) {
    if (!row.claim.terms.small_firm || row.days_late == 0) continue;
    contracts.insert(row.claim.contract);
    report.unpaid = report.unpaid + row.unpaid;
    report.rows.push_back(std::move(row));
  }
  report.contracts = static_cast<std::int64_t>(contracts.size());
  return report;
}

}  // namespace hallbook::funds
