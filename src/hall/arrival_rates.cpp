// Rates by item, weekday and half-hour: what few tickets say is drawn towards what many say.
#include <algorithm>

#include "hall/arrivals_steps.h"

namespace hallbook::hall {
namespace {

constexpr double weights[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096, 16384};

/// log of the marginal probability of `count` over `days` when the daily rate is Gamma with this mean and `weight`
/// pseudo-days (negative binomial), without what does not depend on the weight.
double marginal(double count, double days, double mean, double weight) {
  if (mean <= 0) return 0;
  const double shape = mean * weight;
  return std::lgamma(shape + count) - std::lgamma(shape) + shape * std::log(weight / (weight + days)) -
         count * std::log(weight + days);
}

/// The weight under which the counts are likeliest.
template <class Log>
double best_weight(Log log_likelihood) {
  double best = weights[0], most = -INFINITY;
  for (const double weight : weights)
    if (const double value = log_likelihood(weight); value > most) most = value, best = weight;
  return best;
}

struct Margins {
  std::vector<double> item;                  // tickets
  std::vector<double> weekday;               // factors, mean 1 over days
  std::vector<double> profile;               // of the hall, sum 1
  std::vector<std::vector<double>> profiles;  // of each item, shrunk
  double days = 0;
};

Margins margins_of(const RateCounts& counts, const Arrivals& arrivals) {
  const std::size_t slots = arrivals.edges_s.size() - 1;
  Margins margins{std::vector<double>(counts.size()),
                  std::vector<double>(arrivals.weekdays.size()),
                  std::vector<double>(slots),
                  {},
                  0};
  std::vector<std::vector<double>> own(counts.size(), std::vector<double>(slots));
  double all = 0;
  for (std::size_t item = 0; item < counts.size(); ++item)
    for (std::size_t weekday = 0; weekday < margins.weekday.size(); ++weekday)
      for (std::size_t slot = 0; slot < slots; ++slot) {
        const double count = counts[item][weekday][slot];
        margins.item[item] += count, margins.weekday[weekday] += count, margins.profile[slot] += count;
        own[item][slot] += count, all += count;
      }
  for (const std::uint32_t days : arrivals.weekday_days) margins.days += days;
  if (all == 0) return margins;
  for (double& share : margins.profile) share /= all;
  for (std::size_t weekday = 0; weekday < margins.weekday.size(); ++weekday)
    margins.weekday[weekday] *= margins.days / all / arrivals.weekday_days[weekday];
  // An item's profile is drawn to the hall's; how much, all items tell together (Dirichlet-multinomial).
  const double weight = best_weight([&](double pseudo) {
    double sum = 0;
    for (std::size_t item = 0; item < own.size(); ++item) {
      sum += std::lgamma(pseudo) - std::lgamma(pseudo + margins.item[item]);
      for (std::size_t slot = 0; slot < slots; ++slot)
        if (margins.profile[slot] > 0)
          sum += std::lgamma(pseudo * margins.profile[slot] + own[item][slot]) -
                 std::lgamma(pseudo * margins.profile[slot]);
    }
    return sum;
  });
  for (std::size_t item = 0; item < own.size(); ++item) {
    for (std::size_t slot = 0; slot < slots; ++slot)
      own[item][slot] = (own[item][slot] + weight * margins.profile[slot]) / (margins.item[item] + weight);
    margins.profiles.push_back(std::move(own[item]));
  }
  return margins;
}

}  // namespace

void shrink_rates(const RateCounts& counts, Arrivals& arrivals) {
  const Margins margins = margins_of(counts, arrivals);
  const std::size_t slots = arrivals.edges_s.size() - 1;
  const auto mean = [&](std::size_t item, std::size_t weekday, std::size_t slot) {
    return margins.item[item] / margins.days * margins.weekday[weekday] * margins.profiles[item][slot];
  };
  arrivals.pseudo_days = best_weight([&](double weight) {
    double sum = 0;
    for (std::size_t item = 0; item < counts.size(); ++item)
      for (std::size_t weekday = 0; weekday < arrivals.weekdays.size(); ++weekday)
        for (std::size_t slot = 0; slot < slots; ++slot)
          sum +=
              marginal(counts[item][weekday][slot], arrivals.weekday_days[weekday], mean(item, weekday, slot), weight);
    return sum;
  });
  arrivals.rates.assign(counts.size(), {arrivals.weekdays.size(), std::vector<double>(slots)});
  for (std::size_t item = 0; item < counts.size(); ++item) {
    double sum = 0;
    for (std::size_t weekday = 0; weekday < arrivals.weekdays.size(); ++weekday)
      for (std::size_t slot = 0; slot < slots; ++slot) {
        const double days = arrivals.weekday_days[weekday];
        double& rate = arrivals.rates[item][weekday][slot];
        rate = (counts[item][weekday][slot] + arrivals.pseudo_days * mean(item, weekday, slot)) /
               (days + arrivals.pseudo_days);
        sum += rate * days;
      }
    for (auto& weekday : arrivals.rates[item])  // what is drawn together keeps its sum
      for (double& rate : weekday) rate *= sum > 0 ? margins.item[item] / sum : 1;
  }
}

}  // namespace hallbook::hall
