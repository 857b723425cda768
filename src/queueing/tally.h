#pragma once
// From waits to sums: one pass over a day's tickets, exact integers inside the day.
#include <array>
#include <cstdint>
#include <vector>

#include "queueing/evaluate.h"
#include "queueing/kernel.h"
#include "queueing/statistics.h"

namespace hallbook::queueing {

inline constexpr int block_days = 25;  // days that one thread runs in a row; also the batch of quantiles

/// Totals of one day.
struct DayRow {
  std::int64_t arrivals = 0;  // tickets without later legs
  std::int64_t tickets = 0, served = 0, abandoned = 0, unserved = 0, no_show = 0;
  std::int64_t wait_ticks = 0;                 // of served
  std::int64_t within_15 = 0, within_30 = 0, within = 0;  // served
  std::int64_t late = 0;                       // left after the threshold, or never served
  std::int64_t late_15 = 0;  // the same for 15 minutes
  std::int64_t overtime_ticks = 0;
  std::int64_t work_ticks = 0;                 // handling of the day's first legs at factor 1
};

/// Where tickets are counted: all, half-hours, zones, half-hour × zone, levels, items; in this order.
struct Groups {
  int half_hours = 0, zones = 0, levels = 0, items = 0;
  int first_half_hour() const { return 1; }
  int first_zone() const { return 1 + half_hours; }
  int first_cell() const { return first_zone() + zones; }
  int first_level() const { return first_cell() + half_hours * zones; }
  int first_item() const { return first_level() + levels; }
  int count() const { return first_item() + items; }
};

/// Sums over days of one group.
struct GroupSums {
  RatioSums wait;    // ticks over served
  RatioSums within;  // in time over those that count
  double tickets = 0, abandoned = 0;
  void merge(const GroupSums& later);
};

inline constexpr std::size_t fine_bins = 2400;    // of 0.1 min
inline constexpr std::size_t coarse_bins = 128;   // of 1 min, for cells

/// What a block of days leaves behind. Merged in the order of blocks, so that sums are the same bits always.
struct BlockSums {
  std::vector<GroupSums> groups;
  std::array<double, 3> quantiles{};  // 50, 90, 95 %
};

/// Whole numbers that may be added in any order.
struct Counts {
  std::vector<std::uint64_t> fine;       // waits of served citizens
  std::vector<std::uint64_t> coarse;     // [half-hour × zone][bin]
  std::vector<WindowUse> windows;        // by position
  void merge(const Counts& other);
};

/// Counts the tickets of days. One object a thread and layout.
class Tally {
 public:
  Tally(const Scenario& scenario, const Plan& plan, const Target& target);

  void begin_block();
  void add(const DayTrace& day, const Outcome& outcome, DayRow& row);
  void end_block(BlockSums& block);

  const Groups& groups() const { return groups_; }
  const Counts& counts() const { return counts_; }

 private:
  struct Packed {
    std::uint64_t wait = 0;
    std::uint64_t served = 0;   // 21 bits each: served, within 15, within 30 min
    std::uint64_t within = 0;   // within the threshold, gave up, gave up late
    std::uint64_t others = 0;   // never served, no-show, gave up after 15 min
  };
  void count_ticket(std::uint32_t wait, std::uint32_t patience, unsigned kind, std::size_t half_hour);
  void close_day(const DayTrace& day, const Outcome& outcome, DayRow& row);
  void flush(const Packed& packed, GroupSums& sums) const;

  const Plan& plan_;
  Groups groups_;
  bool late_counts_ = false;
  std::uint32_t threshold_ = 0;
  std::vector<std::uint32_t> boundary_;      // ticks at which the next half-hour begins
  std::vector<std::uint32_t> zone_level_;    // [kind] zone × levels + level
  std::vector<Packed> cells_, items_;        // of the day: [half-hour × zone × level], [item]
  std::vector<Packed> wide_;                 // of the day: all, half-hours, zones, half-hour × zone, levels
  std::vector<std::uint32_t> block_fine_;
  std::vector<GroupSums> sums_;
  Counts counts_;
};

/// Quantile in minutes of a histogram of 0.1 min bins.
template <class Count>
double histogram_quantile(const std::vector<Count>& bins, double p, double bin_min);

}  // namespace hallbook::queueing
