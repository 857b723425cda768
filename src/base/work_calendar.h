#pragma once
// Working days of the State Council calendar. A year is data: definitions/calendars/<year>.json
//   {"year": 2026, "source": "国办发明电〔2025〕…", "off": ["2026-01-01..2026-01-03", …], "worked": ["2026-01-04", …]}
// Source: docs/rules/calendar.md, R-CAL-01 to R-CAL-03.
#include <map>
#include <set>
#include <string>

#include "base/date.h"
#include "base/period.h"
#include "base/result.h"

namespace hallbook {

class WorkCalendar {
 public:
  /// Adds one year's file. Refuses (invalid) bad JSON, days outside the year, a day both off and worked.
  Result<> load(std::string_view json);

  bool has(int year) const { return years_.contains(year); }

  /// All below refuse (unavailable) when a needed year is not loaded; a day is never guessed.
  Result<bool> is_workday(Date day) const;
  /// `from` is day 0; the due day is the `days`-th working day after it. days ≥ 0; 0 gives `from` itself.
  Result<Date> plus_workdays(Date from, int days) const;
  /// Working days in the closed span.
  Result<int> count_workdays(const Period& period) const;

 private:
  struct Year {
    std::set<Date> off;
    std::set<Date> worked;
  };
  std::map<int, Year> years_;
};

}  // namespace hallbook
