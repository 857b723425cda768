#include "queueing/poisson.h"

#include <algorithm>
#include <cmath>

#include "base/ensure.h"

namespace hallbook::queueing {

PoissonWeights poisson_weights(double mean) {
  ensure(mean >= 0 && mean <= 1e8, "poisson_weights: mean out of range");
  constexpr double smallest = 1e-22;  // beside the weight of the mode, which is taken as 1
  const auto mode = static_cast<std::size_t>(mean);
  std::vector<double> below;  // mode - 1, mode - 2, …
  double term = 1;
  for (std::size_t k = mode; k > 0; --k) {
    term *= static_cast<double>(k) / mean;
    if (term < smallest) break;
    below.push_back(term);
  }
  PoissonWeights all;
  all.first = mode - below.size();
  all.weight.assign(below.rbegin(), below.rend());
  all.weight.push_back(1);
  term = 1;
  for (std::size_t k = mode + 1;; ++k) {
    term *= mean / static_cast<double>(k);
    if (term < smallest) break;
    all.weight.push_back(term);
  }
  std::vector<double> ascending = all.weight;  // small ones first: nothing is lost in the sum
  std::ranges::sort(ascending);
  double total = 0;
  for (const double w : ascending) total += w;
  for (double& w : all.weight) w /= total;
  return all;
}

}  // namespace hallbook::queueing
