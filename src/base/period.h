#pragma once
// A closed span of days with the name people use for it.
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace hallbook {

enum class PeriodKind { day, week, month, quarter, year };  // weeks are ISO weeks, Monday first

struct Period {
  Date first;
  Date last;  // included; first ≤ last
  friend bool operator==(const Period&, const Period&) = default;
  bool holds(Date day) const { return first <= day && day <= last; }
};

Period year_of(int year);

/// "2026", "2026-Q1", "2026-03", "2026-W07", "2026-03-09", "2026-01-01..2026-03-31".
Result<Period> parse_period(std::string_view text);

/// The shortest of the forms above that names the period exactly.
std::string period_name(const Period& period);

/// Cut into whole-calendar buckets; the first and last may be cut short by the period's ends.
std::vector<Period> buckets(const Period& period, PeriodKind kind);

}  // namespace hallbook
