#include "queueing/law.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/ensure.h"
#include "queueing/draw_eight.h"

namespace hallbook::queueing {

double mean_of(const Law& law) {
  if (law.kind != LawKind::empirical) return law.kind == LawKind::none ? 0 : law.mean_min;
  double sum = 0;
  for (std::size_t i = 1; i < law.quantiles_min.size(); ++i) sum += law.quantiles_min[i - 1] + law.quantiles_min[i];
  return sum / 2 / static_cast<double>(law.quantiles_min.size() - 1);
}

double variance_of(const Law& law) {
  switch (law.kind) {
    case LawKind::none:
    case LawKind::deterministic: return 0;
    case LawKind::exponential: return law.mean_min * law.mean_min;
    case LawKind::lognormal: return law.mean_min * law.mean_min * law.cv * law.cv;
    case LawKind::empirical: break;
  }
  // The mean square of a straight piece from a to b is (a² + ab + b²)/3.
  double squares = 0;
  for (std::size_t i = 1; i < law.quantiles_min.size(); ++i) {
    const double a = law.quantiles_min[i - 1], b = law.quantiles_min[i];
    squares += (a * a + a * b + b * b) / 3;
  }
  const double mean = mean_of(law);
  return squares / static_cast<double>(law.quantiles_min.size() - 1) - mean * mean;
}

double quantile(const Law& law, double p) {
  switch (law.kind) {
    case LawKind::none: return std::numeric_limits<double>::infinity();
    case LawKind::deterministic: return law.mean_min;
    case LawKind::exponential: return -law.mean_min * std::log1p(-p);
    case LawKind::lognormal: {
      const double variance = std::log1p(law.cv * law.cv);
      const auto bits = static_cast<std::uint32_t>(std::clamp(p * 0x1p32, 0.0, 0x1p32 - 1));
      return law.mean_min * std::exp(std::sqrt(variance) * one::normal_of(bits) - variance / 2);
    }
    case LawKind::empirical: break;
  }
  const double place = p * static_cast<double>(law.quantiles_min.size() - 1);
  const auto at = std::min(static_cast<std::size_t>(place), law.quantiles_min.size() - 2);
  return std::lerp(law.quantiles_min[at], law.quantiles_min[at + 1], place - static_cast<double>(at));
}

std::string_view kind_name(LawKind kind) {
  switch (kind) {
    case LawKind::none: return "none";
    case LawKind::deterministic: return "deterministic";
    case LawKind::exponential: return "exponential";
    case LawKind::lognormal: return "lognormal";
    case LawKind::empirical: return "empirical";
  }
  throw BrokenInvariant{"kind_name: unknown LawKind"};
}

}  // namespace hallbook::queueing
