#pragma once
// What a simulation answers: every figure with its interval. Times in minutes, shares 0..1.
#include <cstdint>
#include <string>
#include <vector>

#include "queueing/scenario.h"
#include "queueing/value.h"

namespace hallbook::queueing {

/// A value with its 95 % interval over days. No interval (fewer than two days): low and high are NaN.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
  double half_width() const { return (high - low) / 2; }
};

enum class Verdict { met, missed, unsure };  // unsure: the interval contains the target, or too few tickets
std::string_view verdict_name(Verdict verdict);

/// One half-hour, one zone, or one half-hour of one zone. Tickets count at the half-hour in which they were drawn.
struct Cell {
  int half_hour = -1;  // −1 = all; 0 = the first after opening; tickets before opening count in 0
  int zone = -1;       // −1 = all
  std::string label;   // "10:30", "A", "A 10:30"
  double tickets_per_day = 0;
  Estimate mean_wait_min;
  Estimate share_within;    // the target's threshold, its way of counting abandoned; Holm-adjusted among its like
  double abandoned_share = 0;
  double p95_min = 0;
  Verdict verdict = Verdict::unsure;
  bool few = false;  // fewer than 30 tickets seen: shown as uncertain
};

struct LevelFigures {
  std::string name;
  double tickets_per_day = 0;
  Estimate mean_wait_min;
  Estimate share_within;
};

struct ItemFigures {
  std::string id;
  double tickets_per_day = 0;
  Estimate mean_wait_min;
  Estimate share_within;
  double abandoned_share = 0;
};

struct WindowFigures {
  std::string id;
  double served_per_day = 0;
  double busy_min_per_day = 0;
};

enum class Stopped { precise, all_days, out_of_time, cancelled };
std::string_view stopped_name(Stopped stopped);

struct Report {
  std::string layout;
  Target target;
  int days = 0;
  std::int64_t tickets = 0;
  Stopped stopped = Stopped::all_days;

  Estimate mean_wait_min;     // served citizens
  Estimate share_within_15;   // of served citizens
  Estimate share_within_30;
  Estimate share_within_15_of_all;  // who left after more than 15 min, or was never served, counts as not in time
  Estimate share_within;      // the target's threshold and way of counting
  Estimate abandoned_share;   // of all tickets
  Estimate p50_min, p90_min, p95_min;
  Estimate overtime_min;      // last citizen done after closing, mean over days
  Estimate tickets_per_day;
  Estimate late_per_year;     // citizens a year who wait longer than the threshold (served, or left after it)
  double no_show_share = 0;
  double unserved_share = 0;  // nobody was left to serve them; counted as late
  double busy_share = 0;      // handling minutes / staffed minutes
  // The same two with control variates (day count, work); absent (NaN) for real days.
  Estimate mean_wait_controlled_min;
  Estimate share_within_controlled;

  Verdict day = Verdict::unsure, half_hour = Verdict::unsure, zone = Verdict::unsure;
  Verdict verdict = Verdict::unsure;  // the one that the target asks for
  int worst_half_hour = -1;           // index into half_hours
  int worst_zone = -1;
  int worst_item = -1;

  std::vector<Cell> half_hours;
  std::vector<Cell> zones;
  std::vector<Cell> cells;  // half-hour × zone, by half-hour
  std::vector<LevelFigures> levels;
  std::vector<ItemFigures> items;
  std::vector<WindowFigures> windows;
};

/// `other` − `base` on the same citizens. Intervals are paired.
struct Difference {
  std::string base, other;
  Estimate mean_wait_min;
  Estimate share_within;
  Estimate abandoned_share;
  Estimate late_per_year;
  double variance_ratio = 0;  // unpaired / paired variance of the mean wait difference; NaN when both are equal
};

struct Comparison {
  std::vector<Report> reports;          // as the layouts were given
  std::vector<Difference> differences;  // every layout but the first against the first
};

Value to_value(const Estimate& estimate);
Value to_value(const Report& report, const Scenario& scenario);
Value to_value(const Comparison& comparison, const Scenario& scenario);

}  // namespace hallbook::queueing
