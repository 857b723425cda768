#include "queueing/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace hallbook::queueing {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Continued fraction of the incomplete beta function (Lentz). Source: Numerical Recipes 6.4.
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  d = 1 / (std::abs(d) < tiny ? tiny : d);
  double h = d;
  for (int m = 1; m < 10'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    double change = 1;
    for (const double term : {even, odd}) {
      d = 1 + term * d;
      c = 1 + term / c;
      d = 1 / (std::abs(d) < tiny ? tiny : d);
      if (std::abs(c) < tiny) c = tiny;
      change = d * c;
      h *= change;
    }
    if (std::abs(change - 1) < 1e-15) break;
  }
  return h;
}

double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a : 1 - front * beta_fraction(b, a, 1 - x) / b;
}

Estimate around(double value, double error, double alpha, double df) {
  const double half = df > 0 ? student_quantile(1 - alpha / 2, df) * error : nan;
  return {value, value - half, value + half};
}

RatioSums sums_of(std::span<const DayRatio> days) {
  RatioSums sums;
  for (const DayRatio& day : days) sums.add(day.x, day.n);
  return sums;
}

/// How much a day moves the ratio: (x − R n) / mean n.
std::vector<double> influences(std::span<const DayRatio> days) {
  const RatioSums sums = sums_of(days);
  const double r = ratio(sums), mean = sums.n / sums.days;
  std::vector<double> of(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) of[i] = (days[i].x - r * days[i].n) / mean;
  return of;
}

double sum_of_squares(std::span<const double> values) {
  return std::transform_reduce(values.begin(), values.end(), 0.0, std::plus{}, [](double v) { return v * v; });
}

}  // namespace

double student_cdf(double t, double df) {
  const double tail = incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2;
  return t > 0 ? 1 - tail : tail;
}

double student_quantile(double p, double df) {
  if (p < 0.5) return -student_quantile(1 - p, df);
  double low = 0, high = 1;
  while (student_cdf(high, df) < p && high < 1e15) high *= 2;
  for (int i = 0; i < 100 && high - low > 1e-12 * high; ++i) {
    const double middle = (low + high) / 2;
    (student_cdf(middle, df) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

Estimate mean_estimate(std::span<const double> days, double alpha) {
  const double count = static_cast<double>(days.size());
  const double mean = std::accumulate(days.begin(), days.end(), 0.0) / count;
  double squares = 0;
  for (const double day : days) squares += (day - mean) * (day - mean);
  return around(mean, std::sqrt(squares / (count - 1) / count), alpha, count - 1);
}

double ratio(const RatioSums& sums) { return sums.n > 0 ? sums.x / sums.n : nan; }

double ratio_error(const RatioSums& sums) {
  if (sums.days < 2 || !(sums.n > 0)) return nan;
  const double r = ratio(sums);
  const double squares = std::max(0.0, sums.xx - 2 * r * sums.xn + r * r * sums.nn);
  return std::sqrt(squares / (sums.days - 1) * sums.days) / sums.n;
}

Estimate ratio_estimate(const RatioSums& sums, double alpha) {
  return around(ratio(sums), ratio_error(sums), alpha, sums.days - 1);
}

Estimate share_estimate(const RatioSums& sums, double alpha) {
  Estimate share = ratio_estimate(sums, alpha);
  if (!(sums.n > 0)) return share;
  // Nothing seen in n: with confidence 1 − alpha the share is below −ln(alpha)/n (3/n for 95 %).
  const double unseen = -std::log(alpha) / sums.n;
  if (share.value >= 1) share.low = 1 - unseen, share.high = 1;
  if (share.value <= 0) share.low = 0, share.high = unseen;
  share.low = std::clamp(share.low, 0.0, 1.0);
  share.high = std::clamp(share.high, 0.0, 1.0);
  return share;
}

Estimate paired_difference(std::span<const DayRatio> base, std::span<const DayRatio> other) {
  const std::vector<double> of_base = influences(base), of_other = influences(other);
  double squares = 0;
  for (std::size_t i = 0; i < of_base.size(); ++i) squares += (of_other[i] - of_base[i]) * (of_other[i] - of_base[i]);
  const double count = static_cast<double>(of_base.size());
  return around(ratio(sums_of(other)) - ratio(sums_of(base)), std::sqrt(squares / (count - 1) / count), 0.05,
                count - 1);
}

double paired_variance_ratio(std::span<const DayRatio> base, std::span<const DayRatio> other) {
  const std::vector<double> of_base = influences(base), of_other = influences(other);
  double paired = 0;
  for (std::size_t i = 0; i < of_base.size(); ++i) paired += (of_other[i] - of_base[i]) * (of_other[i] - of_base[i]);
  return paired > 0 ? (sum_of_squares(of_base) + sum_of_squares(of_other)) / paired : nan;
}

Estimate controlled_ratio(std::span<const DayRatio> days, std::span<const DayControl> controls) {
  const double count = static_cast<double>(days.size());
  if (days.size() < 10) return {nan, nan, nan};
  const std::vector<double> y = influences(days);
  double c1 = 0, c2 = 0;
  for (const DayControl& control : controls) c1 += control.first / count, c2 += control.second / count;
  double s11 = 0, s12 = 0, s22 = 0, s1y = 0, s2y = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double a = controls[i].first - c1, b = controls[i].second - c2;
    s11 += a * a, s12 += a * b, s22 += b * b, s1y += a * y[i], s2y += b * y[i];
  }
  // Two controls; one, or none, when they do not vary or say the same.
  const double determinant = s11 * s22 - s12 * s12;
  double b1 = 0, b2 = 0;
  if (determinant > 1e-9 * s11 * s22) {
    b1 = (s22 * s1y - s12 * s2y) / determinant;
    b2 = (s11 * s2y - s12 * s1y) / determinant;
  } else if (s22 > 0) {
    b2 = s2y / s22;
  }
  double squares = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double rest = y[i] - b1 * (controls[i].first - c1) - b2 * (controls[i].second - c2);
    squares += rest * rest;
  }
  return around(ratio(sums_of(days)) - b1 * c1 - b2 * c2, std::sqrt(squares / (count - 3) / count), 0.05, count - 3);
}

std::vector<bool> holm(std::span<const double> p_values, double alpha) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<bool> significant(p_values.size(), false);
  for (std::size_t step = 0; step < order.size(); ++step) {
    if (!(p_values[order[step]] <= alpha / static_cast<double>(order.size() - step))) break;
    significant[order[step]] = true;
  }
  return significant;
}

}  // namespace hallbook::queueing
