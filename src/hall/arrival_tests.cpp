// Are arrivals inside a half-hour Poisson? Un-rounded times, short intervals, each day on its own, so that days which
// differ do not count against it (Kim, Whitt, M&SOM 16, 2014).
#include <algorithm>

#include "hall/arrivals_steps.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t fewest_arrivals = 8;
constexpr double level = 0.05;

/// KS distance of sorted values in 0..1 from the uniform law, as a p-value (Kolmogorov's series, Stephens' correction).
double kolmogorov_p(const std::vector<double>& sorted) {
  double distance = 0;
  const auto n = static_cast<double>(sorted.size());
  for (std::size_t at = 0; at < sorted.size(); ++at)
    distance =
        std::max({distance, (static_cast<double>(at) + 1) / n - sorted[at], sorted[at] - static_cast<double>(at) / n});
  const double scaled = distance * (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n));
  if (scaled < 0.3) return 1;
  double p = 0;
  for (int k = 1; k <= 20; ++k) p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * scaled * scaled);
  return std::clamp(p, 0.0, 1.0);
}

}  // namespace

double uniform_p(const std::vector<double>& at) { return kolmogorov_p(at); }

/// Lewis (1965): order the gaps, scale them so that they are again the gaps of uniform values, and test those
/// (Durbin 1961). Sees gaps that are too even or too uneven, which the first test hardly does.
double lewis_p(const std::vector<double>& at) {
  const std::size_t n = at.size();
  std::vector<double> gaps;
  double before = 0;
  for (const double value : at) gaps.push_back(value - before), before = value;
  gaps.push_back(1 - before);
  std::ranges::sort(gaps);
  std::vector<double> transformed;
  double sum = 0;
  before = 0;
  for (std::size_t k = 0; k < n; ++k) {
    sum += static_cast<double>(n + 1 - k) * (gaps[k] - before);
    before = gaps[k];
    transformed.push_back(std::min(1.0, sum));
  }
  return kolmogorov_p(transformed);
}

void test_arrivals(const std::vector<std::vector<double>>& times, Arrivals& arrivals) {
  ArrivalTests& tests = arrivals.tests;
  std::uint64_t uniform = 0, lewis = 0;
  std::vector<double> inside;
  for (const auto& day : times)
    for (std::size_t slot = 0; slot + 1 < arrivals.edges_s.size(); ++slot) {
      const double from = arrivals.edges_s[slot], to = arrivals.edges_s[slot + 1];
      inside.clear();
      for (auto at = std::ranges::lower_bound(day, from); at != day.end() && *at < to; ++at)
        inside.push_back((*at - from) / (to - from));
      if (inside.size() < fewest_arrivals) continue;
      ++tests.intervals;
      uniform += uniform_p(inside) < level;
      lewis += lewis_p(inside) < level;
    }
  if (tests.intervals == 0) return;
  const auto n = static_cast<double>(tests.intervals);
  tests.uniform_rejected = static_cast<double>(uniform) / n;
  tests.lewis_rejected = static_cast<double>(lewis) / n;
  // Twice the level: a rate that leans inside its half-hour rejects a little more than chance, and harms nothing.
  const double allowed = 2 * level + 3 * std::sqrt(level * (1 - level) / n);
  tests.poisson_inside = tests.uniform_rejected <= allowed && tests.lewis_rejected <= allowed;
}

}  // namespace hallbook::hall
