#pragma once
// Named variants of rates: each a separate definition, because systems that use one word compute different things.
// Source: docs/rules/rates.md, R-RAT-01 to R-RAT-13.
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "base/rational.h"
#include "base/result.h"
#include "base/work_calendar.h"
#include "registers/entry.h"

namespace hallbook::indicators {

/// What a rate is computed over.
enum class RateBasis { catalogue_on_day, entries_of_period, totals_of_period };

struct RateName {
  std::string_view name;       // "online_depth"
  std::string_view register_name;
  RateBasis basis;
  std::string_view zh, en;
  std::string_view def_zh, def_en;  // numerator / denominator
};
std::span<const RateName> rate_names();
const RateName* rate_named(std::string_view name);

/// Numerator and denominator collected row by row; whole() == 0 means nothing to divide by.
struct RateTally {
  Rational part;
  Rational whole;
  std::uint64_t rows = 0;
};

/// The fields that decide what a row adds to a rate over rows.
std::span<const std::string_view> rate_fields(std::string_view rate);

/// Adds `rows` rows with these values to a rate over rows (catalogue_on_day, entries_of_period). Refuses when the calendar
/// lacks a year.
Result<> add_to_rate(std::string_view rate, RateTally& tally, const registers::Definition& definition,
                     const registers::Values& values, const WorkCalendar& calendar, std::int64_t rows = 1);

/// What the row adds: part and whole, for receipts.
struct RateShare {
  Rational part;
  Rational whole;
};
Result<RateShare> rate_share(std::string_view rate, const registers::Definition& definition,
                             const registers::Values& values, const WorkCalendar& calendar);

/// Rates over totals: which entries are the part and which the whole (conditions over dimensions).
struct RateTotals {
  std::vector<registers::Condition> part;
  std::vector<registers::Condition> whole;
};
RateTotals rate_totals(std::string_view rate);

}  // namespace hallbook::indicators
