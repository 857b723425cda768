#pragma once
// One judge for a search: the same citizens for every layout (common random numbers), the same target, and the memory
// of what has been looked at. Not thread-safe from outside; uses `threads` threads inside. Results do not depend on
// their number.
#include <span>
#include <vector>

#include "queueing/evaluate.h"
#include "queueing/layout_space.h"

namespace hallbook::queueing {

/// A share over days with its standard error (ratio estimator: the citizens of one day depend on each other).
struct ShareSeen {
  double share = 1;
  double error = 0;
  double tickets = 0;  // counted, over all days
};

/// How one layout did on the sample.
struct Outcome {
  int days = 0;
  ShareSeen all;                 // the target's share over everything
  std::vector<ShareSeen> parts;  // what the target is counted over: one (day), or one a half-hour or zone
  double mean_wait_min = 0;
  double late_per_day = 0;       // citizens who waited longer than the threshold, or left after it
  double abandoned_share = 0;
  double overtime_min = 0;       // mean over days
  std::vector<DaySums> day_sums;  // one a day, for paired differences
  /// Sum over the parts of their missing share below `share`, weighted by tickets; 0 = met.
  double shortfall(double share) const;
  /// Least of (share − z · error) over the parts.
  double least(double z) const;
};

/// Parts with fewer tickets a sample say nothing and are left out of the target (R-QUE-37).
inline constexpr double tickets_least = 30;

class Judge {
 public:
  Judge(const Scenario& scenario, const Target& target, std::uint64_t seed, int threads);
  /// One layout, or several at once, on the first `days` days of the seed.
  Outcome look(const Layout& layout, int days);
  std::vector<Outcome> look(std::span<const Layout> layouts, int days);
  const Target& target() const { return target_; }
  const Scenario& scenario() const { return scenario_; }
  int looks() const { return looks_; }

 private:
  void draw(int days);
  Outcome judge(const Layout& layout, int days) const;
  const Scenario& scenario_;
  Target target_;
  std::uint64_t seed_;
  int threads_;
  int looks_ = 0;
  std::vector<DayTrace> days_;
};

/// `other` − `base` on the same days: value and standard error of one figure a day over another.
struct PairedDifference {
  double value = 0;
  double error = 0;
};
enum class Figure { share_within, mean_wait_min, late_per_day, abandoned_share };
PairedDifference difference(const Outcome& base, const Outcome& other, Figure figure, const Target& target);

}  // namespace hallbook::queueing
