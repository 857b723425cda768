#pragma once
// Probability laws of handling times and patience. All times are minutes.
#include <string_view>
#include <vector>

namespace hallbook::queueing {

enum class LawKind {
  none,           // patience only: nobody leaves
  deterministic,  // always mean_min
  exponential,    // mean_min
  lognormal,      // mean_min and cv (standard deviation / mean)
  empirical,      // quantiles_min
};

struct Law {
  LawKind kind = LawKind::none;
  double mean_min = 0;
  double cv = 0;  // lognormal only
  /// empirical only: at least two values, not falling, at the probabilities 0, 1/(n−1), 2/(n−1) … 1; between them
  /// the quantile function is a straight line.
  std::vector<double> quantiles_min;
  friend bool operator==(const Law&, const Law&) = default;
};

/// Expected value in minutes; 0 for `none`.
double mean_of(const Law& law);
/// Variance in square minutes; 0 for `none`.
double variance_of(const Law& law);

/// The value that a share p (0 < p < 1) does not exceed; infinity for `none`. Error: relative 1e-8.
double quantile(const Law& law, double p);

/// "none", "deterministic", "exponential", "lognormal", "empirical": as scenario files write it.
std::string_view kind_name(LawKind kind);

}  // namespace hallbook::queueing
