#include "queueing/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "queueing/simulation.h"

namespace hallbook::queueing {
namespace {

Result<> check_all(const Scenario& scenario, std::span<const Layout> layouts) {
  if (auto checked = check(scenario); !checked) return checked;
  for (const Layout& layout : layouts)
    if (auto checked = check(layout, scenario); !checked) return checked;
  if (layouts.empty())
    return refuse(RefusalCode::invalid, {"没有要比较的布局", "there is no layout to look at"}, "layouts");
  return {};
}

Result<> check_budget(const Budget& budget) {
  if (budget.max_days >= 1 && budget.min_days >= 1 && budget.threads >= 1 && budget.threads <= 1024) return {};
  return refuse(
      RefusalCode::invalid,
      {"仿真天数和线程数应至少为 1（线程不超过 1024）", "days and threads must be at least 1 (threads at most 1024)"},
      "budget");
}

/// Both half-widths reached, for every layout.
bool precise(const Simulation& simulation, const Target& target, const Budget& budget) {
  for (const LayoutRun& run : simulation.layouts()) {
    RatioSums wait, share;
    for (const DayRow& row : run.rows) {
      wait.add(wait_of(row).x, wait_of(row).n);
      share.add(share_of(row, target).x, share_of(row, target).n);
    }
    if (!(ratio_estimate(wait).half_width() / ticks_per_min <= budget.half_width_min)) return false;
    if (!(ratio_estimate(share).half_width() <= budget.half_width_share)) return false;
  }
  return true;
}

/// Rounds of whole blocks, so that threads have work and a check comes about once per third more days. The rounds do
/// not depend on the number of threads: the same days are run, and the same decisions taken.
class Rounds {
 public:
  Rounds(const Budget& budget, int most) : budget_{budget}, most_{most} {}

  Stopped run(Simulation& simulation, const Target& target) const {
    for (;;) {
      const bool sequential = budget_.half_width_min > 0 && budget_.half_width_share > 0;
      if (sequential && simulation.days() >= std::min(budget_.min_days, most_) && precise(simulation, target, budget_))
        return Stopped::precise;
      if (simulation.days() >= most_) return Stopped::all_days;
      if (budget_.cancel != nullptr && budget_.cancel->load()) return Stopped::cancelled;
      if (budget_.seconds > 0 && budget_.elapsed_s && budget_.elapsed_s() >= budget_.seconds)
        return Stopped::out_of_time;
      simulation.run_to(next_stop(simulation.days(), sequential), budget_.threads, budget_.path);
      if (budget_.progress) budget_.progress(simulation.days(), most_);
    }
  }

 private:
  int next_stop(int done, bool sequential) const {
    const bool interruptible = budget_.cancel != nullptr || budget_.seconds > 0 || budget_.progress;
    if (!sequential && !interruptible) return most_;
    const int step = std::max(250, done / 3);
    const int stop = done < budget_.min_days ? std::min(done + step, budget_.min_days) : done + step;
    return std::min(most_, (stop + block_days - 1) / block_days * block_days);
  }

  const Budget& budget_;
  int most_;
};

Result<Comparison> simulate(const Scenario& scenario, std::span<const Layout> layouts, const Target& target,
                            const Budget& budget, int most, const DaySource& source, const Drawing* drawing) {
  if (auto checked = check_budget(budget); !checked) return std::unexpected{checked.error()};
  Simulation simulation{scenario, layouts, target, source};
  const Stopped stopped = Rounds{budget, most}.run(simulation, target);
  if (simulation.days() == 0)
    return refuse(RefusalCode::unavailable,
                  {"还没有算完一批就停止了，没有结果；请给更多时间",
                   "stopped before the first days were done, there is no answer; allow more time"},
                  "budget");
  Comparison comparison;
  for (const LayoutRun& run : simulation.layouts()) {
    comparison.reports.push_back(make_report(scenario, run, target, drawing));
    comparison.reports.back().stopped = stopped;
    if (&run != &simulation.layouts().front())
      comparison.differences.push_back(make_difference(scenario, simulation.layouts().front(), run, target));
  }
  return comparison;
}

Result<Report> only(Result<Comparison> comparison) {
  if (!comparison) return std::unexpected{comparison.error()};
  return std::move(comparison->reports.front());
}

}  // namespace

Budget fixed_days(int days, int threads) {
  Budget budget;
  budget.min_days = budget.max_days = days;
  budget.half_width_min = budget.half_width_share = 0;
  budget.threads = threads;
  return budget;
}

Result<Comparison> compare(const Scenario& scenario, std::span<const Layout> layouts, const Target& target,
                           const Budget& budget, std::uint64_t seed) {
  if (auto checked = check_all(scenario, layouts); !checked) return std::unexpected{checked.error()};
  const Drawing drawing{scenario, seed, budget.path};
  const DaySource source = [&](int day, DayTrace& buffer) -> const DayTrace& {
    drawing.draw(day, buffer);
    return buffer;
  };
  return simulate(scenario, layouts, target, budget, budget.max_days, source, &drawing);
}

Result<Report> evaluate(const Scenario& scenario, const Layout& layout, const Target& target, const Budget& budget,
                        std::uint64_t seed) {
  return only(compare(scenario, std::span{&layout, 1}, target, budget, seed));
}

Result<Comparison> replay(const Scenario& scenario, std::span<const Layout> layouts, const Target& target,
                          std::span<const DayTrace> days, const Budget& budget) {
  if (auto checked = check_all(scenario, layouts); !checked) return std::unexpected{checked.error()};
  if (days.empty()) return refuse(RefusalCode::invalid, {"没有可重放的日子", "there is no day to replay"}, "days");
  const DaySource source = [&](int day, DayTrace&) -> const DayTrace& { return days[static_cast<std::size_t>(day)]; };
  // Real days are all looked at: there are no more of them, and they are not drawn at random.
  Budget all = budget;
  all.half_width_min = all.half_width_share = 0;
  return simulate(scenario, layouts, target, all, static_cast<int>(days.size()), source, nullptr);
}

Result<Report> replay(const Scenario& scenario, const Layout& layout, const Target& target,
                      std::span<const DayTrace> days, const Budget& budget) {
  return only(replay(scenario, std::span{&layout, 1}, target, days, budget));
}

std::vector<DayTrace> draw_days(const Scenario& scenario, std::uint64_t seed, int first, int count) {
  const Drawing drawing{scenario, seed};
  std::vector<DayTrace> days(static_cast<std::size_t>(std::max(0, count)));
  DayTrace buffer;
  for (int i = 0; i < count; ++i) {
    drawing.draw(first + i, buffer);
    days[static_cast<std::size_t>(i)] = buffer;  // a copy has no spare capacity
  }
  return days;
}

}  // namespace hallbook::queueing
