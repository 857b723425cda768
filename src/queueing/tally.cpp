#include "queueing/tally.h"

#include <algorithm>
#include <cmath>

namespace hallbook::queueing {
namespace {

constexpr unsigned field_bits = 21;
constexpr std::uint64_t field = (std::uint64_t{1} << field_bits) - 1;
constexpr std::uint64_t one_second_field = std::uint64_t{1} << field_bits;
constexpr std::uint64_t one_third_field = std::uint64_t{1} << (2 * field_bits);

constexpr std::uint32_t minute = static_cast<std::uint32_t>(ticks_per_min);
constexpr std::uint32_t fine_ticks = minute / 10;

std::int64_t part(std::uint64_t packed, int index) {
  return static_cast<std::int64_t>((packed >> (field_bits * static_cast<unsigned>(index))) & field);
}

}  // namespace

template <class Count>
double histogram_quantile(const std::vector<Count>& bins, double p, double bin_min) {
  double total = 0;
  for (const Count count : bins) total += static_cast<double>(count);
  double below = 0;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    const double here = static_cast<double>(bins[bin]);
    if (here > 0 && below + here >= p * total)
      // Bin 0 also holds those who did not wait at all: its lower edge is the answer while they suffice.
      return (static_cast<double>(bin) + (bin == 0 ? 0 : (p * total - below) / here)) * bin_min;
    below += here;
  }
  return std::numeric_limits<double>::quiet_NaN();
}
template double histogram_quantile(const std::vector<std::uint64_t>&, double, double);
template double histogram_quantile(const std::vector<std::uint32_t>&, double, double);

void GroupSums::merge(const GroupSums& later) {
  const auto merge_ratio = [](RatioSums& to, const RatioSums& from) {
    to.days += from.days, to.x += from.x, to.n += from.n;
    to.xx += from.xx, to.xn += from.xn, to.nn += from.nn;
  };
  merge_ratio(wait, later.wait);
  merge_ratio(within, later.within);
  tickets += later.tickets;
  abandoned += later.abandoned;
}

void Counts::merge(const Counts& other) {
  for (std::size_t i = 0; i < fine.size(); ++i) fine[i] += other.fine[i];
  for (std::size_t i = 0; i < coarse.size(); ++i) coarse[i] += other.coarse[i];
  for (std::size_t i = 0; i < windows.size(); ++i) {
    windows[i].busy += other.windows[i].busy;
    windows[i].staffed += other.windows[i].staffed;
    windows[i].served += other.windows[i].served;
  }
}

Tally::Tally(const Scenario& scenario, const Plan& plan, const Target& target)
    : plan_{plan},
      late_counts_{target.abandoned == Abandoned::late_is_failure},
      threshold_{to_ticks(target.threshold_min)} {
  const double close = scenario.hall.close_min;
  groups_.half_hours = std::max(1, static_cast<int>(std::ceil(close / 30 - 1e-9)));
  groups_.zones = static_cast<int>(scenario.hall.zones.size());
  groups_.levels = static_cast<int>(scenario.layout.policy.levels.size());
  for (const QueuePlan& queue : plan.queues) groups_.levels = std::max(groups_.levels, queue.level + 1);
  groups_.items = plan.items;
  for (int half_hour = 1; half_hour < groups_.half_hours; ++half_hour)
    boundary_.push_back(to_ticks(30.0 * half_hour - origin_min(scenario)));
  boundary_.push_back(0xFFFFFFFF);
  for (std::size_t kind = 0; kind < plan.queue_of.size(); ++kind) {
    const int zone = scenario.hall.items[kind >> kind_bits::item_shift].zone;
    const int level = plan.queues[plan.queue_of[kind]].level;
    zone_level_.push_back(static_cast<std::uint32_t>(zone * groups_.levels + level));
  }
  cells_.resize(static_cast<std::size_t>(groups_.half_hours * groups_.zones * groups_.levels));
  items_.resize(static_cast<std::size_t>(groups_.items));
  wide_.resize(static_cast<std::size_t>(groups_.first_item()));
  sums_.resize(static_cast<std::size_t>(groups_.count()));
  block_fine_.resize(fine_bins);
  counts_.fine.resize(fine_bins);
  counts_.coarse.resize(static_cast<std::size_t>(groups_.half_hours * groups_.zones) * coarse_bins);
  counts_.windows.resize(static_cast<std::size_t>(plan.windows));
}

void Tally::begin_block() {
  std::ranges::fill(sums_, GroupSums{});
  std::ranges::fill(block_fine_, 0u);
}

inline void Tally::count_ticket(std::uint32_t wait, std::uint32_t patience, unsigned kind, std::size_t half_hour) {
  const unsigned plain = kind & (kind_bits::values - 1);
  const std::uint32_t zone_level = zone_level_[plain];
  const std::size_t per_half_hour = static_cast<std::size_t>(groups_.zones * groups_.levels);
  Packed& cell = cells_[half_hour * per_half_hour + zone_level];
  Packed& item = items_[plain >> kind_bits::item_shift];
  if (wait < gave_up && (kind & kind_bits::no_show) == 0) [[likely]] {
    const std::uint64_t in_15 = wait <= 15 * minute, in_30 = wait <= 30 * minute, in_time = wait <= threshold_;
    const std::uint64_t served = 1 + in_15 * one_second_field + in_30 * one_third_field;
    cell.wait += wait;
    cell.served += served;
    cell.within += in_time;
    item.wait += wait;
    item.served += served;
    item.within += in_time;
    ++block_fine_[std::min<std::size_t>(wait / fine_ticks, fine_bins - 1)];
    const std::size_t zone = zone_level / static_cast<std::uint32_t>(groups_.levels);
    ++counts_.coarse[(half_hour * static_cast<std::size_t>(groups_.zones) + zone) * coarse_bins +
                     std::min<std::size_t>(wait / minute, coarse_bins - 1)];
    return;
  }
  // Who was never called has left if patience was finite; who would have stayed for ever was not served.
  const bool absent = wait < gave_up;
  const bool left = !absent && patience != max_ticks;
  const std::uint64_t within = left ? one_second_field + (patience > threshold_ ? one_third_field : 0) : 0;
  const std::uint64_t left_late = left && patience > 15 * minute ? one_third_field : 0;
  const std::uint64_t others = absent ? one_second_field : left ? left_late : 1;
  cell.within += within;
  item.within += within;
  cell.others += others;
  item.others += others;
}

void Tally::flush(const Packed& packed, GroupSums& sums) const {
  const double served = static_cast<double>(part(packed.served, 0));
  const std::int64_t failures = late_counts_ ? part(packed.within, 2) + part(packed.others, 0) : 0;
  sums.wait.add(static_cast<double>(packed.wait), served);
  sums.within.add(static_cast<double>(part(packed.within, 0)), served + static_cast<double>(failures));
  const std::int64_t left = part(packed.within, 1);
  sums.abandoned += static_cast<double>(left);
  sums.tickets += served + static_cast<double>(left + part(packed.others, 0) + part(packed.others, 1));
}

void Tally::close_day(const DayTrace& day, const Outcome& outcome, DayRow& row) {
  const auto into = [](Packed& to, const Packed& from) {
    to.wait += from.wait, to.served += from.served, to.within += from.within, to.others += from.others;
  };
  std::ranges::fill(wide_, Packed{});
  const int zones = groups_.zones, levels = groups_.levels;
  std::size_t at = 0;
  for (int half_hour = 0; half_hour < groups_.half_hours; ++half_hour)
    for (int zone = 0; zone < zones; ++zone)
      for (int level = 0; level < levels; ++level) {
        const Packed& cell = cells_[at++];
        into(wide_[static_cast<std::size_t>(groups_.first_cell() + half_hour * zones + zone)], cell);
        into(wide_[static_cast<std::size_t>(groups_.first_level() + level)], cell);
      }
  for (int half_hour = 0; half_hour < groups_.half_hours; ++half_hour)
    for (int zone = 0; zone < zones; ++zone) {
      const Packed& cell = wide_[static_cast<std::size_t>(groups_.first_cell() + half_hour * zones + zone)];
      into(wide_[static_cast<std::size_t>(groups_.first_half_hour() + half_hour)], cell);
      into(wide_[static_cast<std::size_t>(groups_.first_zone() + zone)], cell);
      into(wide_[0], cell);
    }
  for (std::size_t group = 0; group < wide_.size(); ++group) flush(wide_[group], sums_[group]);
  for (std::size_t item = 0; item < items_.size(); ++item) flush(items_[item], sums_[wide_.size() + item]);

  const Packed& all = wide_[0];
  row.served = part(all.served, 0);
  row.within_15 = part(all.served, 1);
  row.within_30 = part(all.served, 2);
  row.within = part(all.within, 0);
  row.abandoned = part(all.within, 1);
  row.unserved = part(all.others, 0);
  row.late = part(all.within, 2) + row.unserved;
  row.late_15 = part(all.others, 2) + row.unserved;
  row.no_show = part(all.others, 1);
  row.tickets = row.served + row.abandoned + row.unserved + row.no_show;
  row.wait_ticks = static_cast<std::int64_t>(all.wait);
  row.overtime_ticks = std::max<Tick>(0, outcome.last_end - plan_.close);
  std::uint64_t work = 0;
  for (std::uint32_t ticket = 0; ticket < day.arrivals; ++ticket) work += day.service[ticket];
  row.arrivals = day.arrivals;
  row.work_ticks = static_cast<std::int64_t>(work);
  std::ranges::fill(cells_, Packed{});
  std::ranges::fill(items_, Packed{});
}

void Tally::add(const DayTrace& day, const Outcome& outcome, DayRow& row) {
  std::size_t half_hour = 0;
  for (std::uint32_t ticket = 0; ticket < day.arrivals; ++ticket) {
    while (day.time[ticket] >= boundary_[half_hour]) ++half_hour;
    count_ticket(outcome.wait[ticket], day.patience[ticket], day.kind[ticket], half_hour);
  }
  for (std::size_t leg = day.arrivals; leg < day.size(); ++leg) {
    if (outcome.at[leg] == 0) continue;  // the leg before was never finished
    const std::size_t at =
        static_cast<std::size_t>(std::ranges::upper_bound(boundary_, outcome.at[leg]) - boundary_.begin());
    count_ticket(outcome.wait[leg], day.patience[leg], day.kind[leg], std::min(at, boundary_.size() - 1));
  }
  for (std::size_t window = 0; window < counts_.windows.size(); ++window) {
    counts_.windows[window].busy += outcome.windows[window].busy;
    counts_.windows[window].staffed += outcome.windows[window].staffed;
    counts_.windows[window].served += outcome.windows[window].served;
  }
  close_day(day, outcome, row);
}

void Tally::end_block(BlockSums& block) {
  block.groups = sums_;
  const double bin = fine_ticks / ticks_per_min;
  block.quantiles = {histogram_quantile(block_fine_, 0.5, bin), histogram_quantile(block_fine_, 0.9, bin),
                     histogram_quantile(block_fine_, 0.95, bin)};
  for (std::size_t i = 0; i < fine_bins; ++i) counts_.fine[i] += block_fine_[i];
}

}  // namespace hallbook::queueing
