#pragma once
// Runs blocks of days of one or several layouts on threads and keeps their sums. Private to evaluate and report.
#include <functional>
#include <span>
#include <vector>

#include "queueing/draw.h"
#include "queueing/evaluate.h"
#include "queueing/tally.h"

namespace hallbook::queueing {

/// The citizens of a day: drawn into the buffer, or a reference to days that exist.
using DaySource = std::function<const DayTrace&(int day, DayTrace& buffer)>;

struct LayoutRun {
  LayoutRun(const Scenario& scenario, const Layout& of, const Target& target)
      : layout{&of}, plan{make_plan(scenario, of)}, groups{Tally{scenario, plan, target}.groups()} {}
  const Layout* layout;
  Plan plan;
  Groups groups;
  std::vector<DayRow> rows;             // by day
  std::vector<GroupSums> sums;          // by group
  std::vector<std::array<double, 3>> quantiles;  // by block
  Counts counts;
};

class Simulation {
 public:
  Simulation(const Scenario& scenario, std::span<const Layout> layouts, const Target& target, DaySource source);

  /// Runs the days from days() to `until`, in blocks; every block is whole except possibly the last of all.
  void run_to(int until, int threads, Path path);
  int days() const { return days_; }
  const std::vector<LayoutRun>& layouts() const { return layouts_; }

 private:
  struct Worker;
  void run_block(Worker& worker, int first, int last, std::vector<BlockSums>& out, Path path);

  const Scenario& scenario_;
  Target target_;
  DaySource source_;
  std::vector<LayoutRun> layouts_;
  int days_ = 0;
};

/// `drawing` is nullptr for real days (no control variates).
Report make_report(const Scenario& scenario, const LayoutRun& run, const Target& target, const Drawing* drawing);
Difference make_difference(const Scenario& scenario, const LayoutRun& base, const LayoutRun& other,
                           const Target& target);

/// What a day contributes to the mean wait (ticks over served) and to the target's share.
DayRatio wait_of(const DayRow& row);
DayRatio share_of(const DayRow& row, const Target& target);

}  // namespace hallbook::queueing
