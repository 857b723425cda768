#include "queueing/md_c.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "queueing/exact_domain.h"
#include "queueing/poisson.h"

namespace hallbook::queueing {
namespace {

using Complex = std::complex<double>;
constexpr double utilisation_most = 0.9999;

/// In place, length a power of two; sign −1 forward, +1 backward (not divided by the length).
void fourier(std::vector<Complex>& x, int sign) {
  const std::size_t n = x.size();
  for (std::size_t i = 1, j = 0; i < n; ++i) {
    std::size_t bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) std::swap(x[i], x[j]);
  }
  std::vector<Complex> root(std::max<std::size_t>(n / 2, 1));
  for (std::size_t k = 0; k < n / 2; ++k)
    root[k] = std::polar(1.0, sign * 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n));
  for (std::size_t half = 1; half < n; half *= 2)
    for (std::size_t start = 0; start < n; start += 2 * half)
      for (std::size_t k = 0; k < half; ++k) {
        const Complex a = x[start + k], b = x[start + k + half] * root[k * (n / (2 * half))];
        x[start + k] = a + b;
        x[start + k + half] = a - b;
      }
}

/// log z0, where z0 > 1 solves z^c = exp(a (z − 1)): the queue's tail falls like z0^−n.
double log_decay(int windows, double load) {
  const auto f = [&](double y) { return windows * y - load * std::expm1(y); };  // y = log z; concave, zero at 0
  double low = std::log(windows / load), high = low;                           // the summit
  while (f(high) > 0) high = high * 2 + 1e-9;
  for (int i = 0; i < 200; ++i) (f((low + high) / 2) > 0 ? low : high) = (low + high) / 2;
  return low;
}

/// c(m) = sum over n >= 1 of P(Poisson(n a) − n c = m) / n for m = 1, 2, …: the Laurent coefficients of
/// −log(1 − exp(a (w − 1)) w^−c) between its singularities 1 and z0, taken on the circle |w| = sqrt(z0).
std::vector<double> spitzer_coefficients(int windows, double load) {
  const double decay = std::min(log_decay(windows, load), 40.0);
  const double log_r = decay / 2;
  std::size_t length = 64;
  while (static_cast<double>(length) * log_r < 42) length *= 2;
  std::vector<Complex> x(length);
  for (std::size_t k = 0; k < length; ++k) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(length);
    const Complex w = std::polar(std::exp(log_r), angle);
    // the angle times c is reduced by hand: c · angle may be large
    const double turns = std::fmod(static_cast<double>(k) * windows, static_cast<double>(length));
    const Complex g = std::exp(load * (w - 1.0) - Complex{windows * log_r, 0}) *
                      std::polar(1.0, -2 * std::numbers::pi * turns / static_cast<double>(length));
    x[k] = -std::log(1.0 - g);
  }
  fourier(x, -1);
  std::vector<double> c(length / 2);
  for (std::size_t m = 1; m < c.size(); ++m)
    c[m] = std::max(0.0, x[m].real() / static_cast<double>(length) * std::exp(-log_r * static_cast<double>(m)));
  return c;
}

}  // namespace

Result<MdcQueue> MdcQueue::make(int windows, double load) {
  if (auto fine = exact::check_windows(windows); !fine) return std::unexpected{fine.error()};
  if (auto fine = exact::check_number(load, "load", exact::Zero::allowed, exact::load_most); !fine)
    return std::unexpected{fine.error()};
  if (auto fine = exact::check_stable(load, windows); !fine) return std::unexpected{fine.error()};
  if (auto fine = exact::check_number(load / windows, "utilisation", exact::Zero::allowed, utilisation_most); !fine)
    return std::unexpected{fine.error()};
  MdcQueue queue;
  queue.windows_ = windows;
  queue.load_ = load;
  if (load < 1e-9 * windows) {  // nobody waits within the printed digits
    queue.cumulative_.assign(1, 1);
    queue.load_ = std::max(load, 1e-300);
    return queue;
  }
  const std::vector<double> c = spitzer_coefficients(windows, load);
  double total = 0;
  std::vector<Complex> x(2 * c.size());  // the generating function of the queue on the unit circle
  for (std::size_t m = 1; m < c.size(); ++m) {
    total += c[m];
    queue.mean_queue_ += static_cast<double>(m) * c[m];
    x[m] = c[m];
  }
  fourier(x, +1);
  for (Complex& value : x) value = std::exp(value - total);
  fourier(x, -1);
  double sum = 0;
  for (std::size_t n = 0; n < c.size(); ++n) {
    sum += std::max(0.0, x[n].real() / static_cast<double>(x.size()));
    queue.cumulative_.push_back(std::min(sum, 1.0));
  }
  return queue;
}

double MdcQueue::p_within(double t) const {
  // Franx: the last arrivals of a stretch of length k − t before the k-th epoch decide, all terms positive.
  if (t < 0) return 0;
  const double k = std::floor(t) + 1;
  const double places = k * windows_ - 1;
  const PoissonWeights late = poisson_weights(load_ * (k - t));
  double sum = 0;
  for (std::size_t i = 0; i < late.weight.size(); ++i) {
    const double left = places - static_cast<double>(late.first + i);
    if (left < 0) break;
    sum += late.weight[i] * queue_at_most(static_cast<std::size_t>(left));
  }
  return std::min(sum, 1.0);
}

}  // namespace hallbook::queueing
