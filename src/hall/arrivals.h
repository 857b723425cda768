#pragma once
// How many citizens come, when: rates by item, weekday and half-hour, and what moves whole days.
// Source: docs/rules/queueing.md, R-QUE-80 to R-QUE-83; queueing.md §9.2.3.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "hall/records.h"

namespace hallbook::hall {

/// A value with its 95 % interval.
struct Range {
  double value = unknown_time, low = unknown_time, high = unknown_time;
};

/// A factor on the tickets of a day.
struct Effect {
  std::string name;  // "month_end", "after_holiday", "trend_per_year"
  Range factor;
  std::uint32_t days = 0;  // with it
  bool used = false;       // its interval leaves out 1
};

enum class ArrivalModel {
  poisson,         // days differ no more than chance
  gamma_days,      // a Gamma factor a day
  resampled_days,  // days differ otherwise than by a Gamma factor: draw the real ones
  unknown          // too few days to tell
};
std::string_view model_name(ArrivalModel model);

/// Tests of Poisson arrivals inside half-hours and of days against each other.
struct ArrivalTests {
  std::uint64_t intervals = 0;      // half-hours of single days with at least 8 arrivals
  double uniform_rejected = 0;      // share whose conditional-uniform KS test rejects at 5 %
  double lewis_rejected = 0;        // the same by Lewis' test, which sees more
  bool poisson_inside = true;       // not more of both than chance would reject
  double dispersion = unknown_time;  // variance / mean of day totals about weekday and covariates; 1 = Poisson
  double dispersion_p = unknown_time;
  double gamma_distance = unknown_time;  // KS distance of the days' factors from the Gamma law
};

struct Arrivals {
  std::int32_t first_s = 0;             // the first slot begins (may lie before the doors open)
  std::vector<std::int32_t> edges_s;    // slot boundaries, seconds since midnight
  std::vector<std::uint16_t> items;     // by rising number: those that came
  std::vector<int> weekdays;            // 1 Monday … 7: those on which the hall was open
  std::vector<std::uint32_t> weekday_days;
  /// Expected tickets of a day [item][weekday][slot], shrunk, at factor 1; appointments are not in it.
  std::vector<std::vector<std::vector<double>>> rates;
  std::vector<double> weekday_factors;  // mean 1 over the days of the records
  std::vector<Effect> effects;
  double day_factor_cv = unknown_time;  // of the day factor beyond weekday and effects
  double day_factor_cv_weekday = unknown_time;  // beyond the weekday alone: what a scenario draws
  std::vector<double> day_totals;       // of Records::days
  ArrivalTests tests;
  ArrivalModel model = ArrivalModel::unknown;
  double pseudo_days = 0;               // weight of the pooled pattern against one item's own half-hour
  double per_day() const;
  double per_day(std::size_t item) const;      // mean over the days of the records
  double mean_rate(std::size_t item, std::size_t slot) const;
};

/// Walk-ins and first legs; `with_appointments`: appointment holders count as walk-ins.
Arrivals estimate_arrivals(const Records& records, bool with_appointments);

/// Exposed for tests: p-values of the two KS tests for arrivals at `at` (0..1, sorted), asymptotic.
double uniform_p(const std::vector<double>& at);
double lewis_p(const std::vector<double>& at);

}  // namespace hallbook::hall
