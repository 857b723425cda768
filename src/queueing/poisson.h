#pragma once
// Poisson weights of any mean, normalised so that they add up to 1 (Fox and Glynn 1988, in spirit): used by the M/D/c
// queue and by uniformisation.
#include <cstddef>
#include <vector>

namespace hallbook::queueing {

/// weight[i] = P(X = first + i). What is left out on both sides together has a probability below 1e-17.
struct PoissonWeights {
  std::size_t first = 0;
  std::vector<double> weight;
};

/// Mean 0 … 1e8; needs about 20 · sqrt(mean) + 60 numbers. Error of each weight: 1e-15 of the largest.
PoissonWeights poisson_weights(double mean);

}  // namespace hallbook::queueing
