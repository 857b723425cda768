#include "base/period.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

using std::chrono::sys_days;

Date first_of_month(Date day) { return Date{day.year(), day.month(), std::chrono::day{1}}; }
Date last_of_month(Date day) { return Date{sys_days{day.year() / day.month() / std::chrono::last}}; }
Date monday_of(Date day) {
  const std::chrono::weekday weekday{sys_days{day}};
  return plus_days(day, 1 - static_cast<int>(weekday.iso_encoding()));
}

/// The whole calendar bucket that holds `day`.
Period bucket_of(Date day, PeriodKind kind) {
  switch (kind) {
    case PeriodKind::day: return {day, day};
    case PeriodKind::week: return {monday_of(day), plus_days(monday_of(day), 6)};
    case PeriodKind::month: return {first_of_month(day), last_of_month(day)};
    case PeriodKind::quarter: {
      const unsigned first = (static_cast<unsigned>(day.month()) - 1) / 3 * 3 + 1;
      return {day.year() / std::chrono::month{first} / 1,
              last_of_month(day.year() / std::chrono::month{first + 2} / 1)};
    }
    case PeriodKind::year: return year_of(static_cast<int>(day.year()));
  }
  throw BrokenInvariant{"bucket_of: unknown PeriodKind"};
}

/// The ISO year of a week is the year of its Thursday.
int iso_year(Date monday) { return static_cast<int>(plus_days(monday, 3).year()); }
int iso_week(Date monday) { return days_between(make_date(iso_year(monday), 1, 1), plus_days(monday, 3)) / 7 + 1; }

/// All-digit text of exactly `size` characters.
std::optional<int> number(std::string_view text, std::size_t size) {
  if (text.size() != size || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

std::optional<Period> part_of_year(int year, std::string_view part) {
  if (part.starts_with('Q') && part.size() == 2 && part[1] >= '1' && part[1] <= '4')
    return bucket_of(make_date(year, static_cast<unsigned>(part[1] - '0') * 3, 1), PeriodKind::quarter);
  if (part.starts_with('W')) {
    const auto week = number(part.substr(1), 2);
    if (!week || *week < 1) return std::nullopt;
    const Date monday = plus_days(monday_of(make_date(year, 1, 4)), (*week - 1) * 7);
    if (iso_year(monday) != year) return std::nullopt;
    return bucket_of(monday, PeriodKind::week);
  }
  const auto month = number(part, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  return bucket_of(make_date(year, static_cast<unsigned>(*month), 1), PeriodKind::month);
}

std::optional<Period> named_period(std::string_view text) {
  if (const auto dots = text.find(".."); dots != std::string_view::npos) {
    const auto first = parse_iso_date(text.substr(0, dots));
    const auto last = parse_iso_date(text.substr(dots + 2));
    if (!first || !last || *last < *first) return std::nullopt;
    return Period{*first, *last};
  }
  if (const auto day = parse_iso_date(text)) return Period{*day, *day};
  const auto year = number(text.substr(0, 4), 4);
  if (!year || *year < 1900 || *year > 2199) return std::nullopt;
  if (text.size() == 4) return year_of(*year);
  if (text[4] != '-') return std::nullopt;
  return part_of_year(*year, text.substr(5));
}

}  // namespace

Period year_of(int year) { return {make_date(year, 1, 1), make_date(year, 12, 31)}; }

Result<Period> parse_period(std::string_view text) {
  if (const auto period = named_period(trim(text))) return *period;
  return refuse(
      RefusalCode::invalid,
      {fmt::format("“{}”不是期间；请写 2026、2026-Q1、2026-03、2026-W07、2026-03-09 或 2026-01-01..2026-03-31",
                   quote(text)),
       fmt::format("“{}” is not a period; write 2026, 2026-Q1, 2026-03, 2026-W07, 2026-03-09 or "
                   "2026-01-01..2026-03-31",
                   quote(text))});
}

std::string period_name(const Period& period) {
  const int year = static_cast<int>(period.first.year());
  const unsigned month = static_cast<unsigned>(period.first.month());
  const auto is = [&](PeriodKind kind) { return period == bucket_of(period.first, kind); };
  if (is(PeriodKind::year)) return fmt::format("{:04}", year);
  if (is(PeriodKind::quarter)) return fmt::format("{:04}-Q{}", year, (month - 1) / 3 + 1);
  if (is(PeriodKind::month)) return fmt::format("{:04}-{:02}", year, month);
  if (is(PeriodKind::week)) return fmt::format("{:04}-W{:02}", iso_year(period.first), iso_week(period.first));
  if (period.first == period.last) return iso(period.first);
  return fmt::format("{}..{}", iso(period.first), iso(period.last));
}

std::vector<Period> buckets(const Period& period, PeriodKind kind) {
  ensure(period.first.ok() && period.last.ok() && period.first <= period.last, "buckets: first after last");
  std::vector<Period> parts;
  for (Date first = period.first; first <= period.last;) {
    const Date last = std::min(bucket_of(first, kind).last, period.last);
    parts.push_back({first, last});
    first = plus_days(last, 1);
  }
  return parts;
}

}  // namespace hallbook
