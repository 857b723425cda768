// From sums to figures with intervals. Rules R-QUE-10 to R-QUE-16, docs/rules/queueing.md.
#include "queueing/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/ensure.h"
#include "queueing/simulation.h"

namespace hallbook::queueing {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double few_tickets = 30;  // R-QUE-15: below it a cell is uncertain whatever its figures say

Estimate scaled_by(Estimate estimate, double factor) {
  return {estimate.value * factor, estimate.low * factor, estimate.high * factor};
}

Estimate minutes(Estimate ticks) { return scaled_by(ticks, 1 / ticks_per_min); }

/// Ratio of two columns of the day rows.
template <class Numerator, class Denominator>
RatioSums column_ratio(const std::vector<DayRow>& rows, Numerator numerator, Denominator denominator) {
  RatioSums sums;
  for (const DayRow& row : rows) sums.add(static_cast<double>(row.*numerator), static_cast<double>(row.*denominator));
  return sums;
}

template <class Of>
Estimate mean_of_days(const std::vector<DayRow>& rows, Of of) {
  std::vector<double> days;
  for (const DayRow& row : rows) days.push_back(of(row));
  return mean_estimate(days);
}

/// The whole run's quantile, its interval from the spread of the blocks' quantiles (R-QUE-16).
Estimate quantile(const LayoutRun& run, double p, std::size_t index) {
  Estimate estimate{histogram_quantile(run.counts.fine, p, 0.1), nan, nan};
  std::vector<double> blocks;
  for (const auto& block : run.quantiles)
    if (std::isfinite(block[index])) blocks.push_back(block[index]);
  if (blocks.size() < 2) return estimate;
  const double half = mean_estimate(blocks).half_width();
  estimate.low = std::max(0.0, estimate.value - half);
  estimate.high = estimate.value + half;
  return estimate;
}

Verdict against(const Estimate& share, double target) {
  if (share.low >= target) return Verdict::met;
  if (share.high < target) return Verdict::missed;
  return Verdict::unsure;
}

std::vector<std::uint64_t> coarse_of(const LayoutRun& run, int half_hour, int zone) {
  std::vector<std::uint64_t> bins(coarse_bins);
  for (int h = 0; h < run.groups.half_hours; ++h)
    for (int z = 0; z < run.groups.zones; ++z) {
      if ((half_hour >= 0 && h != half_hour) || (zone >= 0 && z != zone)) continue;
      const std::size_t from = static_cast<std::size_t>(h * run.groups.zones + z) * coarse_bins;
      for (std::size_t bin = 0; bin < coarse_bins; ++bin) bins[bin] += run.counts.coarse[from + bin];
    }
  return bins;
}

Cell make_cell(const LayoutRun& run, const GroupSums& sums, int half_hour, int zone, double alpha) {
  Cell cell;
  cell.half_hour = half_hour;
  cell.zone = zone;
  cell.tickets_per_day = sums.tickets / std::max(1.0, sums.wait.days);
  cell.mean_wait_min = minutes(ratio_estimate(sums.wait, alpha));
  cell.share_within = share_estimate(sums.within, alpha);
  cell.abandoned_share = sums.tickets > 0 ? sums.abandoned / sums.tickets : nan;
  cell.p95_min = histogram_quantile(coarse_of(run, half_hour, zone), 0.95, 1);
  cell.few = sums.tickets < few_tickets;
  return cell;
}

/// Verdicts of cells of one kind together: Holm's test of each share against the target (R-QUE-14).
void judge(std::vector<Cell>& cells, std::span<const GroupSums> sums, double target) {
  std::vector<double> p(cells.size(), 1.0);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double error = ratio_error(sums[i].within), share = ratio(sums[i].within);
    if (error > 0)
      p[i] = 2 * student_cdf(-std::abs(share - target) / error, sums[i].within.days - 1);
    else if (sums[i].within.days >= 2 &&
             sums[i].within.n > 0)  // all or none: the binomial chance of that at the target
      p[i] = std::min(1.0, 2 * std::pow(share >= 1 ? target : 1 - target, sums[i].within.n));
  }
  const std::vector<bool> significant = holm(p);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].few || !significant[i]) continue;
    cells[i].verdict = cells[i].share_within.value >= target ? Verdict::met : Verdict::missed;
  }
}

/// All must meet it; cells in which nobody draws a ticket do not count.
Verdict all_of(const std::vector<Cell>& cells) {
  Verdict verdict = Verdict::met;
  for (const Cell& cell : cells) {
    if (cell.tickets_per_day == 0) continue;
    if (cell.verdict == Verdict::missed) return Verdict::missed;
    if (cell.verdict == Verdict::unsure) verdict = Verdict::unsure;
  }
  return verdict;
}

int worst_of(const std::vector<Cell>& cells) {
  int worst = -1;
  for (int i = 0; i < static_cast<int>(cells.size()); ++i) {
    const Cell& cell = cells[static_cast<std::size_t>(i)];
    if (cell.few || !std::isfinite(cell.share_within.value)) continue;
    if (worst < 0 || cell.share_within.value < cells[static_cast<std::size_t>(worst)].share_within.value) worst = i;
  }
  return worst;
}

void add_cells(const Scenario& scenario, const LayoutRun& run, const Target& target, Report& report) {
  const Groups& groups = run.groups;
  const auto sums = [&](int first) { return std::span{run.sums}.subspan(static_cast<std::size_t>(first)); };
  const auto label = [&](int half_hour) { return clock_label(scenario.hall, 30.0 * half_hour); };
  const auto zone_name = [&](int zone) { return scenario.hall.zones[static_cast<std::size_t>(zone)]; };
  const double half_hours = groups.half_hours, zones = groups.zones;
  for (int h = 0; h < groups.half_hours; ++h) {
    report.half_hours.push_back(
        make_cell(run, sums(groups.first_half_hour())[static_cast<std::size_t>(h)], h, -1, 0.05 / half_hours));
    report.half_hours.back().label = label(h);
    for (int z = 0; z < groups.zones; ++z) {
      const std::size_t at = static_cast<std::size_t>(h * groups.zones + z);
      report.cells.push_back(make_cell(run, sums(groups.first_cell())[at], h, z, 0.05 / (half_hours * zones)));
      report.cells.back().label = zone_name(z) + " " + label(h);
    }
  }
  for (int z = 0; z < groups.zones; ++z) {
    report.zones.push_back(make_cell(run, sums(groups.first_zone())[static_cast<std::size_t>(z)], -1, z, 0.05 / zones));
    report.zones.back().label = zone_name(z);
  }
  judge(report.half_hours, sums(groups.first_half_hour()), target.share);
  judge(report.zones, sums(groups.first_zone()), target.share);
  judge(report.cells, sums(groups.first_cell()), target.share);
  report.half_hour = all_of(report.half_hours);
  report.zone = all_of(report.zones);
  report.worst_half_hour = worst_of(report.half_hours);
  report.worst_zone = worst_of(report.zones);
}

void add_groups(const Scenario& scenario, const LayoutRun& run, Report& report) {
  const Groups& groups = run.groups;
  for (int level = 0; level < groups.levels; ++level) {
    const GroupSums& sums = run.sums[static_cast<std::size_t>(groups.first_level() + level)];
    const auto& levels = run.layout->policy.levels;
    report.levels.push_back(
        {level < static_cast<int>(levels.size()) ? levels[static_cast<std::size_t>(level)].name : "",
         sums.tickets / report.days, minutes(ratio_estimate(sums.wait)), share_estimate(sums.within)});
  }
  for (int item = 0; item < groups.items; ++item) {
    const GroupSums& sums = run.sums[static_cast<std::size_t>(groups.first_item() + item)];
    report.items.push_back({scenario.hall.items[static_cast<std::size_t>(item)].id, sums.tickets / report.days,
                            minutes(ratio_estimate(sums.wait)), share_estimate(sums.within),
                            sums.tickets > 0 ? sums.abandoned / sums.tickets : nan});
  }
  for (int item = 0; item < groups.items; ++item) {
    const ItemFigures& figures = report.items[static_cast<std::size_t>(item)];
    if (figures.tickets_per_day * report.days < few_tickets || !std::isfinite(figures.share_within.value)) continue;
    if (report.worst_item < 0 ||
        figures.share_within.value < report.items[static_cast<std::size_t>(report.worst_item)].share_within.value)
      report.worst_item = item;
  }
  report.windows.resize(run.layout->windows.size());
  double busy = 0, staffed = 0;
  for (std::size_t position = 0; position < run.counts.windows.size(); ++position) {
    const WindowUse& use = run.counts.windows[position];
    const std::size_t original = static_cast<std::size_t>(run.plan.original[position]);
    const double ticks = ticks_per_min * report.days;
    report.windows[original] = {run.layout->windows[original].id, static_cast<double>(use.served) / report.days,
                                static_cast<double>(use.busy) / ticks};
    busy += static_cast<double>(use.busy);
    staffed += static_cast<double>(use.staffed) + static_cast<double>(run.plan.staffed[position]) * report.days;
  }
  report.busy_share = staffed > 0 ? busy / staffed : nan;
}

void add_controlled(const LayoutRun& run, const Target& target, const Drawing* drawing, Report& report) {
  report.mean_wait_controlled_min = report.share_within_controlled = {nan, nan, nan};
  if (drawing == nullptr) return;
  std::vector<DayControl> controls;
  std::vector<DayRatio> waits, shares;
  for (std::size_t day = 0; day < run.rows.size(); ++day) {
    const DayRow& row = run.rows[day];
    controls.push_back(
        {static_cast<double>(row.arrivals) - drawing->expected_tickets(static_cast<int>(day)),
         static_cast<double>(row.work_ticks) / ticks_per_min - drawing->expected_work_min(static_cast<int>(day))});
    waits.push_back(wait_of(row));
    shares.push_back(share_of(row, target));
  }
  report.mean_wait_controlled_min = minutes(controlled_ratio(waits, controls));
  report.share_within_controlled = controlled_ratio(shares, controls);
}

}  // namespace

DayRatio wait_of(const DayRow& row) { return {static_cast<double>(row.wait_ticks), static_cast<double>(row.served)}; }

DayRatio share_of(const DayRow& row, const Target& target) {
  const std::int64_t failures = target.abandoned == Abandoned::late_is_failure ? row.late : 0;
  return {static_cast<double>(row.within), static_cast<double>(row.served + failures)};
}

Report make_report(const Scenario& scenario, const LayoutRun& run, const Target& target, const Drawing* drawing) {
  Report report;
  report.layout = run.layout->name;
  report.target = target;
  report.days = static_cast<int>(run.rows.size());
  std::int64_t unserved = 0, no_show = 0;
  for (const DayRow& row : run.rows) report.tickets += row.tickets, unserved += row.unserved, no_show += row.no_show;
  const auto& rows = run.rows;
  report.mean_wait_min = minutes(ratio_estimate(column_ratio(rows, &DayRow::wait_ticks, &DayRow::served)));
  report.share_within_15 = share_estimate(column_ratio(rows, &DayRow::within_15, &DayRow::served));
  report.share_within_30 = share_estimate(column_ratio(rows, &DayRow::within_30, &DayRow::served));
  RatioSums within, of_all;
  for (const DayRow& row : rows) {
    within.add(share_of(row, target).x, share_of(row, target).n);
    of_all.add(static_cast<double>(row.within_15), static_cast<double>(row.served + row.late_15));
  }
  report.share_within_15_of_all = share_estimate(of_all);
  report.share_within = share_estimate(within);
  report.abandoned_share = share_estimate(column_ratio(rows, &DayRow::abandoned, &DayRow::tickets));
  report.p50_min = quantile(run, 0.5, 0);
  report.p90_min = quantile(run, 0.9, 1);
  report.p95_min = quantile(run, 0.95, 2);
  report.overtime_min =
      mean_of_days(rows, [](const DayRow& row) { return static_cast<double>(row.overtime_ticks) / ticks_per_min; });
  report.tickets_per_day = mean_of_days(rows, [](const DayRow& row) { return static_cast<double>(row.tickets); });
  report.late_per_year = scaled_by(
      mean_of_days(rows, [](const DayRow& row) { return static_cast<double>(row.served - row.within + row.late); }),
      scenario.days_per_year);
  const double tickets = static_cast<double>(std::max<std::int64_t>(1, report.tickets));
  report.no_show_share = static_cast<double>(no_show) / tickets;
  report.unserved_share = static_cast<double>(unserved) / tickets;
  add_controlled(run, target, drawing, report);
  add_cells(scenario, run, target, report);
  add_groups(scenario, run, report);
  report.day = against(report.share_within, target.share);
  switch (target.per) {
    case Per::day: report.verdict = report.day; break;
    case Per::half_hour: report.verdict = report.half_hour; break;
    case Per::zone: report.verdict = report.zone; break;
  }
  return report;
}

Difference make_difference(const Scenario& scenario, const LayoutRun& base, const LayoutRun& other,
                           const Target& target) {
  Difference difference{base.layout->name, other.layout->name, {}, {}, {}, {}, 0};
  std::vector<DayRatio> waits[2], shares[2], abandoned[2];
  std::vector<double> late;
  for (std::size_t day = 0; day < base.rows.size(); ++day) {
    double late_of[2];
    for (int side = 0; side < 2; ++side) {
      const DayRow& row = (side == 0 ? base : other).rows[day];
      waits[side].push_back(wait_of(row));
      shares[side].push_back(share_of(row, target));
      abandoned[side].push_back({static_cast<double>(row.abandoned), static_cast<double>(row.tickets)});
      late_of[side] = static_cast<double>(row.served - row.within + row.late);
    }
    late.push_back((late_of[1] - late_of[0]) * scenario.days_per_year);
  }
  difference.mean_wait_min = minutes(paired_difference(waits[0], waits[1]));
  difference.share_within = paired_difference(shares[0], shares[1]);
  difference.abandoned_share = paired_difference(abandoned[0], abandoned[1]);
  difference.late_per_year = mean_estimate(late);
  difference.variance_ratio = paired_variance_ratio(waits[0], waits[1]);
  return difference;
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::met: return "met";
    case Verdict::missed: return "missed";
    case Verdict::unsure: return "unsure";
  }
  throw BrokenInvariant{"verdict_name: unknown Verdict"};
}

std::string_view stopped_name(Stopped stopped) {
  switch (stopped) {
    case Stopped::precise: return "precise";
    case Stopped::all_days: return "all_days";
    case Stopped::out_of_time: return "out_of_time";
    case Stopped::cancelled: return "cancelled";
  }
  throw BrokenInvariant{"stopped_name: unknown Stopped"};
}

}  // namespace hallbook::queueing
