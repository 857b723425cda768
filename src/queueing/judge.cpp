#include "queueing/judge.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <thread>

#include "base/ensure.h"

namespace hallbook::queueing {
namespace {

/// Numerator and denominator of one day.
struct Ratio {
  double above = 0, below = 0;
};

Ratio share_of(const DaySums& day, const Target& target) {
  const double late = target.abandoned == Abandoned::late_is_failure ? static_cast<double>(day.late_abandoned) : 0;
  return {static_cast<double>(day.within), static_cast<double>(day.served) + late};
}

Ratio figure_of(const DaySums& day, Figure figure, const Target& target) {
  switch (figure) {
    case Figure::share_within: return share_of(day, target);
    case Figure::mean_wait_min:
      return {static_cast<double>(day.wait_ticks) / ticks_per_min, static_cast<double>(day.served)};
    case Figure::late_per_day: return {static_cast<double>(day.served - day.within + day.late_abandoned), 1};
    case Figure::abandoned_share: return {static_cast<double>(day.abandoned), static_cast<double>(day.tickets)};
  }
  throw BrokenInvariant{"figure_of: unknown Figure"};
}

/// Delta method: the error of sum(above) / sum(below) from the days' residuals.
template <class DayRatio>
ShareSeen seen(std::size_t days, const DayRatio& of_day) {
  ShareSeen result;
  double above = 0;
  for (std::size_t d = 0; d < days; ++d) {
    const Ratio day = of_day(d);
    above += day.above;
    result.tickets += day.below;
  }
  if (result.tickets <= 0) return result;
  result.share = above / result.tickets;
  if (days < 2) return result;
  double squares = 0;
  for (std::size_t d = 0; d < days; ++d) {
    const Ratio day = of_day(d);
    const double residual = day.above - result.share * day.below;
    squares += residual * residual;
  }
  const double n = static_cast<double>(days);
  result.error = std::sqrt(squares * n / (n - 1)) / result.tickets;
  return result;
}

ShareSeen share_from(const Estimate& estimate, double tickets) {
  return {estimate.value, estimate.half_width() / 1.96, tickets};
}

}  // namespace

double Outcome::shortfall(double share) const {
  double missing = 0, all_tickets = 0;
  for (const ShareSeen& part : parts) {
    if (part.tickets < tickets_least) continue;
    missing += part.tickets * std::max(0.0, share - part.share);
    all_tickets += part.tickets;
  }
  return all_tickets > 0 ? missing / all_tickets : 0;
}

double Outcome::least(double z) const {
  double least = 1;
  for (const ShareSeen& part : parts)
    if (part.tickets >= tickets_least) least = std::min(least, part.share - z * part.error);
  return least;
}

Judge::Judge(const Scenario& scenario, const Target& target, std::uint64_t seed, int threads)
    : scenario_{scenario}, target_{target}, seed_{seed}, threads_{std::max(1, threads)} {}

void Judge::draw(int days) {
  const int have = static_cast<int>(days_.size());
  if (days <= have) return;
  std::vector<DayTrace> more = draw_days(scenario_, seed_, have, days - have);
  std::ranges::move(more, std::back_inserter(days_));
}

Outcome Judge::judge(const Layout& layout, int days) const {
  const std::span<const DayTrace> span{days_.data(), static_cast<std::size_t>(days)};
  const bool by_half_hour = target_.per == Per::half_hour;
  Sums sums = quick_sums(scenario_, layout, target_, span, by_half_hour);
  Outcome outcome;
  outcome.days = days;
  outcome.all = seen(sums.days.size(), [&](std::size_t d) { return share_of(sums.days[d], target_); });
  if (by_half_hour) {
    const std::size_t cells = sums.half_hours.empty() ? 0 : sums.half_hours.front().size();
    for (std::size_t h = 0; h < cells; ++h)
      outcome.parts.push_back(
          seen(sums.half_hours.size(), [&](std::size_t d) { return share_of(sums.half_hours[d][h], target_); }));
  } else if (target_.per == Per::zone) {
    Budget budget;
    budget.half_width_min = budget.half_width_share = 0;
    const auto report = replay(scenario_, layout, target_, span, budget);
    ensure(report.has_value(), "Judge: a layout that was checked is refused");
    for (const Cell& cell : report->zones)
      outcome.parts.push_back(share_from(cell.share_within, cell.tickets_per_day * days));
  } else {
    outcome.parts.push_back(outcome.all);
  }
  const auto mean = [&](Figure figure) {
    const ShareSeen one =
        seen(sums.days.size(), [&](std::size_t d) { return figure_of(sums.days[d], figure, target_); });
    return one.tickets > 0 ? one.share : 0;
  };
  outcome.mean_wait_min = mean(Figure::mean_wait_min);
  outcome.late_per_day = mean(Figure::late_per_day);
  outcome.abandoned_share = mean(Figure::abandoned_share);
  for (const DaySums& day : sums.days) outcome.overtime_min += static_cast<double>(day.overtime_ticks) / ticks_per_min;
  outcome.overtime_min /= std::max(1, days);
  outcome.day_sums = std::move(sums.days);
  return outcome;
}

Outcome Judge::look(const Layout& layout, int days) { return std::move(look({&layout, 1}, days).front()); }

std::vector<Outcome> Judge::look(std::span<const Layout> layouts, int days) {
  draw(days);
  looks_ += static_cast<int>(layouts.size());
  std::vector<Outcome> outcomes(layouts.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> faults(layouts.size());
  const auto work = [&] {
    for (std::size_t i = next++; i < layouts.size(); i = next++) {
      try {
        outcomes[i] = judge(layouts[i], days);
      } catch (...) {
        faults[i] = std::current_exception();  // thrown again below, by the calling thread
      }
    }
  };
  const std::size_t helpers = std::min(static_cast<std::size_t>(threads_), layouts.size());
  std::vector<std::jthread> threads;
  for (std::size_t t = 1; t < helpers; ++t) threads.emplace_back(work);
  work();
  threads.clear();
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
  return outcomes;
}

PairedDifference difference(const Outcome& base, const Outcome& other, Figure figure, const Target& target) {
  ensure(base.day_sums.size() == other.day_sums.size(), "difference: not the same days");
  const std::size_t days = base.day_sums.size();
  const auto of = [&](const Outcome& outcome, std::size_t d) { return figure_of(outcome.day_sums[d], figure, target); };
  const ShareSeen a = seen(days, [&](std::size_t d) { return of(base, d); });
  const ShareSeen b = seen(days, [&](std::size_t d) { return of(other, d); });
  double squares = 0;
  for (std::size_t d = 0; d < days; ++d) {
    const Ratio x = of(base, d), y = of(other, d);
    const double residual = (a.tickets > 0 ? (x.above - a.share * x.below) / a.tickets : 0) -
                            (b.tickets > 0 ? (y.above - b.share * y.below) / b.tickets : 0);
    squares += residual * residual;
  }
  const double n = static_cast<double>(days);
  return {b.share - a.share, n > 1 ? std::sqrt(squares * n / (n - 1)) : 0};
}

}  // namespace hallbook::queueing
