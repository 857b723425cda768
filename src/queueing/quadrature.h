#pragma once
// Adaptive Gauss-Legendre integration of smooth functions. Private to the exact side of queueing.
#include <array>
#include <cmath>

namespace hallbook::queueing::exact {

/// One panel, 10 nodes (Abramowitz and Stegun, table 25.4): exact for polynomials of degree 19.
template <class F>
double gauss10(const F& f, double from, double to) {
  constexpr std::array<double, 5> node = {0.1488743389816312, 0.4333953941292472, 0.6794095682990244,
                                          0.8650633666889845, 0.9739065285171717};
  constexpr std::array<double, 5> weight = {0.2955242247147529, 0.2692667193099963, 0.2190863625159820,
                                            0.1494513491505806, 0.0666713443086881};
  const double middle = (from + to) / 2, half = (to - from) / 2;
  double sum = 0;
  for (std::size_t i = 0; i < node.size(); ++i)
    sum += weight[i] * (f(middle - half * node[i]) + f(middle + half * node[i]));
  return sum * half;
}

/// Halves a panel until its halves agree with it to `error` (absolute) or 1e-14 of themselves, at most `depth` times.
template <class F>
double integrate(const F& f, double from, double to, double error, int depth = 40) {
  const double middle = (from + to) / 2;
  const double whole = gauss10(f, from, to);
  const double halves = gauss10(f, from, middle) + gauss10(f, middle, to);
  if (depth == 0 || std::abs(whole - halves) <= error + 1e-14 * std::abs(halves)) return halves;
  return integrate(f, from, middle, error, depth - 1) + integrate(f, middle, to, error, depth - 1);
}

}  // namespace hallbook::queueing::exact
