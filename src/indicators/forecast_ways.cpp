#include "indicators/forecast_ways.h"

#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace hallbook::indicators {
namespace {

constexpr std::size_t season = 12;
constexpr double damping = 0.9;  // of the trend: a hall does not grow without end

double rate_of(const MonthFigure& month) { return month.workdays > 0 ? month.value / month.workdays : 0; }

struct Level {
  double level = 0, trend = 0, squares = 0;  // squares: of the one-step errors
};

/// Holt's damped trend over daily rates; with level_share and trend_share as smoothing weights.
Level smoothed(std::span<const double> rates, double level_share, double trend_share) {
  Level state{rates[0], rates.size() > 1 ? (rates[1] - rates[0]) / 2 : 0, 0};
  for (std::size_t i = 1; i < rates.size(); ++i) {
    const double expected = state.level + damping * state.trend;
    const double error = rates[i] - expected;
    state.squares += error * error;
    const double before = state.level;
    state.level = expected + level_share * error;
    state.trend = trend_share * (state.level - before) + (1 - trend_share) * damping * state.trend;
  }
  return state;
}

/// The weights with the least one-step errors, from a fixed grid, so that the answer never depends on an optimiser.
Level best_smoothed(std::span<const double> rates) {
  Level best;
  best.squares = std::numeric_limits<double>::infinity();
  for (const double level_share : {0.1, 0.2, 0.3, 0.45, 0.6, 0.8})
    for (const double trend_share : {0.0, 0.05, 0.1, 0.2, 0.3})
      if (const Level state = smoothed(rates, level_share, trend_share); state.squares < best.squares) best = state;
  return best;
}

/// How a month of the year differs from the year's mean daily rate; empty without two years. Months of the same name are
/// averaged and drawn half-way to 1: two years say little about a season.
std::array<double, season> seasons(std::span<const MonthFigure> known) {
  std::array<double, season> factors;
  factors.fill(1);
  if (known.size() < 2 * season) return factors;
  double mean = 0;
  for (const auto& month : known) mean += rate_of(month);
  mean /= static_cast<double>(known.size());
  if (mean <= 0) return factors;
  std::array<double, season> sums{};
  std::array<int, season> counts{};
  for (const auto& month : known) {
    sums[static_cast<std::size_t>(month.index) % season] += rate_of(month) / mean;
    ++counts[static_cast<std::size_t>(month.index) % season];
  }
  for (std::size_t i = 0; i < season; ++i)
    if (counts[i] > 0) factors[i] = (1 + sums[i] / counts[i]) / 2;
  return factors;
}

}  // namespace

std::vector<double> ahead_by_run_rate(std::span<const MonthFigure> known, int period_first,
                                      std::span<const MonthFigure> ahead) {
  double sum = 0;
  int days = 0;
  for (const auto& month : known)
    if (month.index >= period_first) sum += month.value, days += month.workdays;
  if (days == 0) return {};
  std::vector<double> figures;
  for (const auto& month : ahead) figures.push_back(sum / days * month.workdays);
  return figures;
}

std::vector<double> ahead_by_last_year(std::span<const MonthFigure> known, int period_first,
                                       std::span<const MonthFigure> ahead) {
  std::map<int, double> rates;
  for (const auto& month : known) rates[month.index] = rate_of(month);
  double now = 0, before = 0;
  for (const auto& month : known)
    if (const auto same = rates.find(month.index - static_cast<int>(season));
        month.index >= period_first && same != rates.end())
      now += month.value, before += same->second * month.workdays;
  if (before <= 0) return {};
  std::vector<double> figures;
  for (const auto& month : ahead) {
    const auto same = rates.find(month.index - static_cast<int>(season));
    if (same == rates.end()) return {};
    figures.push_back(now / before * same->second * month.workdays);
  }
  return figures;
}

std::vector<double> ahead_by_smoothing(std::span<const MonthFigure> known, std::span<const MonthFigure> ahead) {
  if (known.size() < 3) return {};
  const auto factors = seasons(known);
  std::vector<double> rates;
  for (const auto& month : known)
    rates.push_back(rate_of(month) / std::max(0.05, factors[static_cast<std::size_t>(month.index) % season]));
  const Level state = best_smoothed(rates);
  std::vector<double> figures;
  double reach = 0, step = 1;
  int last = known.back().index;
  for (const auto& month : ahead) {
    for (; last < month.index; ++last) reach += (step *= damping);
    const double rate = std::max(0.0, state.level + reach * state.trend);
    figures.push_back(rate * factors[static_cast<std::size_t>(month.index) % season] * month.workdays);
  }
  return figures;
}

std::vector<double> ahead_by(std::string_view way, std::span<const MonthFigure> known, int period_first,
                             std::span<const MonthFigure> ahead) {
  if (way == "run_rate") return ahead_by_run_rate(known, period_first, ahead);
  if (way == "last_year") return ahead_by_last_year(known, period_first, ahead);
  if (way == "smoothing") return ahead_by_smoothing(known, ahead);
  return {};
}

}  // namespace hallbook::indicators
