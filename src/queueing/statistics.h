#pragma once
// Intervals of terminating simulations: days are independent replications, citizens of one day are not.
#include <cstdint>
#include <span>
#include <vector>

#include "queueing/report.h"

namespace hallbook::queueing {

/// P(T ≤ t) of Student's t with df > 0 degrees of freedom (incomplete beta function); error below 1e-12.
double student_cdf(double t, double df);
/// Its inverse for 0 < p < 1.
double student_quantile(double p, double df);

/// Mean over days with its t-interval at 1 − alpha (R-QUE-10).
Estimate mean_estimate(std::span<const double> days, double alpha = 0.05);

/// Sums over days of a numerator x and a denominator n, for the ratio Σx/Σn.
struct RatioSums {
  double days = 0, x = 0, n = 0, xx = 0, xn = 0, nn = 0;
  void add(double of_x, double of_n) {
    days += 1;
    x += of_x;
    n += of_n;
    xx += of_x * of_x;
    xn += of_x * of_n;
    nn += of_n * of_n;
  }
};

double ratio(const RatioSums& sums);           // NaN without a denominator
/// Standard error of the ratio by the delta method; NaN for fewer than two days.
double ratio_error(const RatioSums& sums);
/// Σx/Σn with its t-interval by the delta method (R-QUE-11).
Estimate ratio_estimate(const RatioSums& sums, double alpha = 0.05);
/// A share: the interval stays in 0..1, and a share of 0 or 1 without any variance gets the rule of three (R-QUE-12).
Estimate share_estimate(const RatioSums& sums, double alpha = 0.05);

/// One day's part of a ratio.
struct DayRatio {
  double x = 0, n = 0;
};

/// Σx/Σn of `other` minus that of `base`, paired by day.
Estimate paired_difference(std::span<const DayRatio> base, std::span<const DayRatio> other);
/// (variance of the difference if the two were independent) / (its paired variance); NaN when they never differ.
double paired_variance_ratio(std::span<const DayRatio> base, std::span<const DayRatio> other);

/// Deviations of two quantities of a day from their known means.
struct DayControl {
  double first = 0, second = 0;
};
/// The ratio with its correlation with the controls regressed out (R-QUE-13). Fewer than 10 days: NaN.
Estimate controlled_ratio(std::span<const DayRatio> days, std::span<const DayControl> controls);

/// Two-sided p-values in, Holm's step-down test at `alpha` out: which are significant together (R-QUE-14).
std::vector<bool> holm(std::span<const double> p_values, double alpha = 0.05);

}  // namespace hallbook::queueing
