// Data error: the same figures over resampled days. Days are the units, because tickets of a day depend on each other.
#include <algorithm>

#include "base/rng.h"
#include "hall/estimate_steps.h"

namespace hallbook::hall {
namespace {

constexpr int resamples = 100;
constexpr std::size_t fewest_days_to_resample = 5;

struct Sums {
  double tickets = 0, waits = 0, wait_min = 0, within = 0, abandoned = 0, handled = 0, handling_min = 0, squares = 0;
  Sums& operator+=(const Sums& other) {
    tickets += other.tickets, waits += other.waits, wait_min += other.wait_min, within += other.within;
    abandoned += other.abandoned, handled += other.handled, handling_min += other.handling_min,
        squares += other.squares;
    return *this;
  }
};

std::vector<Sums> sums_by_day(const Records& records) {
  std::vector<Sums> days(records.days.size());
  std::size_t day = 0;
  for (const Ticket& ticket : records.tickets) {
    while (day < days.size() && records.days[day] < ticket.day) ++day;
    if (day == days.size() || records.days[day] != ticket.day) continue;
    Sums& sums = days[day];
    sums.tickets += ticket.first_leg;
    sums.abandoned += ticket.first_leg && ticket.outcome == Outcome::abandoned;
    if (ticket.wait_known && ticket.outcome == Outcome::served)
      sums.waits += 1, sums.wait_min += ticket.wait() / 60, sums.within += ticket.wait() <= 900;
    if (ticket.handling_known) sums.handled += 1, sums.handling_min += ticket.handling() / 60;
  }
  for (Sums& sums : days) sums.squares = sums.tickets * sums.tickets;
  return days;
}

constexpr std::size_t figure_count = 6;
std::array<double, figure_count> figures_of(const Sums& sums, double days) {
  const double mean = sums.tickets / days, variance = sums.squares / days - mean * mean;
  return {mean,
          sums.wait_min / sums.waits,
          sums.within / sums.waits,
          sums.abandoned / sums.tickets,
          sums.handling_min / sums.handled,
          std::sqrt(std::max(0.0, variance - mean)) / mean};
}

}  // namespace

DataError data_error(const Records& records) {
  DataError error;
  const auto days = sums_by_day(records);
  Sums all;
  for (const Sums& day : days) all += day;
  const auto n = static_cast<double>(days.size());
  const auto here = figures_of(all, n);
  Range* const ranges[figure_count] = {&error.tickets_per_day, &error.mean_wait_min,     &error.share_within_15,
                                       &error.abandoned_share, &error.mean_handling_min, &error.day_factor_cv};
  for (std::size_t at = 0; at < figure_count; ++at) ranges[at]->value = here[at];
  if (days.size() < fewest_days_to_resample) return error;
  error.resamples = resamples;
  std::array<std::vector<double>, figure_count> drawn;
  Rng random{20'260'101};
  for (int round = 0; round < resamples; ++round) {
    Sums sums;
    for (std::size_t day = 0; day < days.size(); ++day) sums += days[random.below(days.size())];
    const auto figure = figures_of(sums, n);
    for (std::size_t at = 0; at < figure_count; ++at) drawn[at].push_back(figure[at]);
  }
  for (std::size_t at = 0; at < figure_count; ++at) {
    double mean = 0, square = 0;
    for (const double value : drawn[at]) mean += value / resamples, square += value * value / resamples;
    const double half = 1.96 * std::sqrt(std::max(0.0, square - mean * mean) * n / (n - 1));
    ranges[at]->low = here[at] - half, ranges[at]->high = here[at] + half;
  }
  return error;
}

}  // namespace hallbook::hall
