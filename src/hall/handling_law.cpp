// A sample of handling times as a law: quantiles with atoms kept, tail and mean as in the sample.
#include <algorithm>

#include "hall/handling.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t most_knots = 101;
constexpr std::size_t fewest_knots = 11;

}  // namespace

queueing::Law empirical_law(std::vector<float> seconds) {
  std::ranges::sort(seconds);
  const auto n = seconds.size();
  double sum = 0;
  for (const float value : seconds) sum += value;
  const double mean = sum / static_cast<double>(n) / 60;
  queueing::Law law{queueing::LawKind::empirical, 0, 0, {}};
  const std::size_t knots = std::clamp(n / 10, fewest_knots, most_knots);
  for (std::size_t k = 0; k < knots; ++k) {
    // Between neighbours in rank, and averaged over half the distance to the next knot on both sides: a kernel on ranks.
    const double place = static_cast<double>(k) / static_cast<double>(knots - 1) * static_cast<double>(n - 1);
    const double half = k == 0 || k + 1 == knots ? 0 : static_cast<double>(n - 1) / static_cast<double>(knots - 1) / 2;
    const auto from = static_cast<std::size_t>(std::floor(place - half)),
               to = static_cast<std::size_t>(std::ceil(place + half));
    double logs = 0;
    for (std::size_t at = from; at <= to; ++at) logs += std::log(std::max(1.0, static_cast<double>(seconds[at])));
    law.quantiles_min.push_back(std::exp(logs / static_cast<double>(to - from + 1)) / 60);
  }
  // A straight piece up to the largest value would make the tail too heavy: the last knot carries the piece's own mean.
  if (n >= 2 * knots) {
    const std::size_t from = n - n / (knots - 1);
    double tail = 0;
    for (std::size_t at = from; at < n; ++at) tail += seconds[at];
    tail /= static_cast<double>(n - from) * 60;
    auto& last = law.quantiles_min[knots - 1];
    last = std::max(law.quantiles_min[knots - 2], 2 * tail - law.quantiles_min[knots - 2]);
  }
  const double made = queueing::mean_of(law);
  for (double& value : law.quantiles_min) value *= made > 0 ? mean / made : 1;
  std::ranges::sort(law.quantiles_min);
  return law;
}

}  // namespace hallbook::hall
