#pragma once
// When money is due, what lateness costs, and the days of a contract that somebody must not forget.
// Pure. Source: docs/rules/contracts.md, R-DUE-01 to R-DUE-05.
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/result.h"
#include "base/work_calendar.h"

namespace hallbook::funds {

/// What a contract agreed on paying; what it left open is given by the regulation.
struct PaymentTerms {
  bool small_firm = false;             // 中小企业 as declared by the supplier
  std::optional<int> days{};             // agreed days from delivery or acceptance
  std::optional<int> late_per_100000{};  // agreed late interest a day in 1/100,000; 0.05 % = 50
};

/// R-DUE-01. Agreed days fit the regulation: 1…60 for a small firm, 1…365 for others; late interest 0…1000.
Result<> check_terms(const PaymentTerms& terms);

/// R-DUE-01. The last day to pay what was accepted on `accepted_on`; nullopt when nothing sets a limit.
std::optional<Date> pay_by(Date accepted_on, const PaymentTerms& terms);

/// R-DUE-02. What is owed above the amount when it is paid (or looked at) on `on`: whole days after `due_on`, rounded
/// half up to the fen once, at the end. Zero up to and on the day itself. Needs unpaid ≥ 0 (ensure).
Money late_interest(Money unpaid, Date due_on, Date on, const PaymentTerms& terms);

/// R-DUE-04. The last working day on which a contract signed on `signed_on` is published in time.
Result<Date> publish_by(Date signed_on, const WorkCalendar& calendar);

/// R-DUE-05. 90 and 30 days before the end, and the end: which alarm stands on `today`.
inline constexpr int end_alarm_days = 90;
enum class EndAlarm { none, within_90, within_30, ended };
EndAlarm end_alarm(Date ends_on, Date today);

/// One accepted claim of a supplier, as far as it is unpaid.
struct Claim {
  std::string contract, acceptance, payee;
  PaymentTerms terms;
  Date accepted_on;
  Money accepted, paid;
};

struct DueRow {
  Claim claim;
  Money unpaid;
  std::optional<Date> due_on;
  int days_late = 0;  // 0: not late
  Money interest;
};
/// Unpaid claims by due day, those without a limit last; `on` is the day they are looked at.
std::vector<DueRow> due_rows(const std::vector<Claim>& claims, Date on);

/// R-DUE-03. The report of 31 March: contracts with small firms whose limit passed in `year` or before and that were
/// unpaid at its end. Number of contracts and the sum; each contract once.
struct OverdueReport {
  int year = 0;
  Date publish_by;  // 31 March of the next year
  std::int64_t contracts = 0;
  Money unpaid;
  std::vector<DueRow> rows;
};
/// The last day to publish the report of a year is the 31 March after it.
Date report_day(int publishing_year);
OverdueReport overdue_report(const std::vector<Claim>& claims_at_year_end, int year);

}  // namespace hallbook::funds
