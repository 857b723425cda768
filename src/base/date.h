#pragma once
// Days and instants. Names end in _on (a day in the hall) or _at (an instant).
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook {

using Date = std::chrono::year_month_day;                          // stored as TEXT 'YYYY-MM-DD'
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  // UTC, stored as 64-bit ms

/// The calendar day in the hall. China has kept UTC+8 without summer time since 1992.
constexpr Date hall_date(Instant at) { return Date{std::chrono::floor<std::chrono::days>(at + std::chrono::hours{8})}; }

constexpr Date make_date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}
constexpr Date plus_days(Date date, int days) { return Date{std::chrono::sys_days{date} + std::chrono::days{days}}; }
constexpr int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

/// "2026-03-09". The date must be valid (ensure).
std::string iso(Date date);
/// "2026-03-09T08:00:00.000+08:00", hall time.
std::string iso(Instant at);

/// Exactly "YYYY-MM-DD" with years 1900…2199; anything else, 30 February too, is nullopt.
std::optional<Date> parse_iso_date(std::string_view text);

/// What people write: 2026-3-9, 2026/03/09, 2026.3.9, 20260309, 2026年3月9日, full-width digits, each
/// with an optional time behind it that is cut off. nullopt when it is no valid day.
std::optional<Date> parse_date(std::string_view text);

/// "HH:MM[:SS]" behind a date or alone, as seconds since midnight (0…86399); nullopt otherwise.
std::optional<std::int32_t> parse_time_of_day(std::string_view text);

/// The only clock interface; app/ constructs the real one, tests give a fixed one.
struct Clock {
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};
struct FixedClock final : Clock {
  explicit FixedClock(Instant at) : at_{at} {}
  Instant now() const override { return at_; }
  Instant at_;
};

}  // namespace hallbook
