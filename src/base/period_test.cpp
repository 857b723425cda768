#include "base/period.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace hallbook {
namespace {

TEST(Period, NamesReadBackAndForth) {
  struct Case {
    std::string_view name, first, last;
  };
  for (const auto& c :
       {Case{"2026", "2026-01-01", "2026-12-31"}, Case{"2026-Q1", "2026-01-01", "2026-03-31"},
        Case{"2026-Q4", "2026-10-01", "2026-12-31"}, Case{"2026-02", "2026-02-01", "2026-02-28"},
        Case{"2024-02", "2024-02-01", "2024-02-29"}, Case{"2026-W01", "2025-12-29", "2026-01-04"},
        Case{"2026-W53", "2026-12-28", "2027-01-03"}, Case{"2026-W07", "2026-02-09", "2026-02-15"},
        Case{"2026-03-09", "2026-03-09", "2026-03-09"}, Case{"2026-01-01..2026-03-30", "2026-01-01", "2026-03-30"}}) {
    const auto period = parse_period(c.name);
    ASSERT_TRUE(period) << c.name;
    EXPECT_EQ(iso(period->first), c.first);
    EXPECT_EQ(iso(period->last), c.last);
    EXPECT_EQ(period_name(*period), c.name);
  }
  EXPECT_EQ(period_name(parse_period("2026-01-01..2026-03-31").value()), "2026-Q1");
  EXPECT_EQ(period_name(parse_period("2026-01-01..2026-12-31").value()), "2026");
}

TEST(Period, RefusesWhatIsNone) {
  for (const std::string_view name :
       {"", "26", "2026-", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-W00", "2026-W54", "2025-W53", "2026-1",
        "2026-02-30", "2026-03-01..2026-02-01", "2026..2027", "2026-01-01..", "2026Q1", "1899", "abcd"}) {
    const auto period = parse_period(name);
    ASSERT_FALSE(period) << name;
    EXPECT_TRUE(period.error().message.en.contains(name));
  }
}

TEST(Period, BucketsCoverEveryDayOnce) {
  const Period period{make_date(2025, 12, 30), make_date(2027, 2, 3)};
  const std::pair<PeriodKind, std::size_t> kinds[] = {{PeriodKind::day, 401},
                                                      {PeriodKind::week, 58},
                                                      {PeriodKind::month, 15},
                                                      {PeriodKind::quarter, 6},
                                                      {PeriodKind::year, 3}};
  for (const auto& [kind, count] : kinds) {
    const auto parts = buckets(period, kind);
    EXPECT_EQ(parts.size(), count);
    EXPECT_EQ(parts.front().first, period.first);
    EXPECT_EQ(parts.back().last, period.last);
    for (std::size_t i = 1; i < parts.size(); ++i) ASSERT_EQ(parts[i].first, plus_days(parts[i - 1].last, 1));
  }
  EXPECT_EQ(period_name(buckets(year_of(2026), PeriodKind::quarter).at(2)), "2026-Q3");
  EXPECT_THROW((void)buckets({make_date(2026, 1, 2), make_date(2026, 1, 1)}, PeriodKind::day), BrokenInvariant);
}

}  // namespace
}  // namespace hallbook
