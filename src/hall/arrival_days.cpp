// Day totals: weekdays, month ends, days after a holiday, trend; and how much days differ beyond that.
#include <algorithm>

#include "hall/arrivals_steps.h"

namespace hallbook::hall {
namespace {

constexpr std::uint32_t fewest_days = 10;
constexpr std::uint32_t fewest_with_effect = 5;
constexpr int last_workdays = 3;      // of a month
constexpr int closed_days = 3;        // in a row make a holiday; a weekend does not
constexpr double wanted_t = 2.6;      // three effects are tried, so one in 100 each

/// Quasi-Poisson regression of totals on columns of 0 and 1 (or a trend), with a log link.
class DayFit {
 public:
  DayFit(const std::vector<double>& totals, std::vector<std::vector<double>> columns)
      : totals_{totals},
        columns_{std::move(columns)},
        beta_(columns_.size()),
        inverse_(columns_.size(), std::vector<double>(columns_.size())) {
    means_.assign(totals.size(), 0);
    for (std::size_t day = 0; day < totals.size(); ++day) means_[day] = std::max(0.5, totals[day]);
    for (int round = 0; round < 25; ++round) step(round == 0);
  }
  const std::vector<double>& means() const { return means_; }
  double beta(std::size_t column) const { return beta_[column]; }
  /// Standard error with the dispersion of the days.
  double error(std::size_t column) const {
    return std::sqrt(std::max(0.0, inverse_[column][column]) * std::max(1.0, dispersion()));
  }
  double freedom() const { return static_cast<double>(totals_.size()) - static_cast<double>(columns_.size()); }
  double chi_square() const {
    double sum = 0;
    for (std::size_t day = 0; day < totals_.size(); ++day)
      sum += (totals_[day] - means_[day]) * (totals_[day] - means_[day]) / means_[day];
    return sum;
  }
  double dispersion() const { return freedom() > 0 ? chi_square() / freedom() : 1; }
  /// Squared cv of the factor that remains, after taking off what chance alone makes.
  double factor_variance() const {
    double excess = 0, squares = 0;
    for (std::size_t day = 0; day < totals_.size(); ++day) {
      excess += (totals_[day] - means_[day]) * (totals_[day] - means_[day]) * static_cast<double>(totals_.size()) /
                    std::max(1.0, freedom()) -
                means_[day];
      squares += means_[day] * means_[day];
    }
    return std::max(0.0, excess / squares);
  }

 private:
  /// One step of iteratively reweighted least squares.
  void step(bool first) {
    const std::size_t n = columns_.size();
    std::vector<std::vector<double>> matrix(n, std::vector<double>(n));
    std::vector<double> right(n);
    for (std::size_t day = 0; day < totals_.size(); ++day) {
      const double mean = means_[day], working = std::log(mean) + (first ? 0 : (totals_[day] - mean) / mean);
      for (std::size_t a = 0; a < n; ++a) {
        if (columns_[a][day] == 0) continue;
        right[a] += columns_[a][day] * mean * working;
        for (std::size_t b = 0; b < n; ++b) matrix[a][b] += columns_[a][day] * columns_[b][day] * mean;
      }
    }
    for (std::size_t a = 0; a < n; ++a) matrix[a][a] += 1e-6;
    invert(matrix);
    for (std::size_t a = 0; a < n; ++a) {
      beta_[a] = 0;
      for (std::size_t b = 0; b < n; ++b) beta_[a] += inverse_[a][b] * right[b];
    }
    for (std::size_t day = 0; day < totals_.size(); ++day) {
      double log_mean = 0;
      for (std::size_t a = 0; a < n; ++a) log_mean += beta_[a] * columns_[a][day];
      means_[day] = std::max(0.01, std::exp(std::clamp(log_mean, -10.0, 16.0)));
    }
  }

  /// Gauss–Jordan; the matrix is positive definite.
  void invert(std::vector<std::vector<double>> matrix) {
    const std::size_t n = matrix.size();
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) inverse_[a][b] = a == b;
    for (std::size_t pivot = 0; pivot < n; ++pivot) {
      const double scale = 1 / matrix[pivot][pivot];
      for (std::size_t b = 0; b < n; ++b) matrix[pivot][b] *= scale, inverse_[pivot][b] *= scale;
      for (std::size_t a = 0; a < n; ++a) {
        if (a == pivot) continue;
        const double factor = matrix[a][pivot];
        for (std::size_t b = 0; b < n; ++b)
          matrix[a][b] -= factor * matrix[pivot][b], inverse_[a][b] -= factor * inverse_[pivot][b];
      }
    }
  }

  const std::vector<double>& totals_;
  std::vector<std::vector<double>> columns_;
  std::vector<double> beta_, means_;
  std::vector<std::vector<double>> inverse_;
};

std::vector<std::vector<double>> weekday_columns(const Records& records, const Arrivals& arrivals) {
  std::vector<std::vector<double>> columns(arrivals.weekdays.size(), std::vector<double>(records.days.size()));
  for (std::size_t day = 0; day < records.days.size(); ++day) {
    const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{records.days[day]}}};
    const auto at =
        std::ranges::find(arrivals.weekdays, static_cast<int>(weekday.iso_encoding())) - arrivals.weekdays.begin();
    columns[static_cast<std::size_t>(at)][day] = 1;
  }
  return columns;
}

std::vector<double> effect_column(const std::string& name, const Records& records) {
  std::vector<double> column(records.days.size());
  for (std::size_t day = 0; day < column.size(); ++day) {
    if (name == "trend_per_year") {
      column[day] = (records.days[day] - records.days.front()) / 365.25;
    } else if (name == "after_holiday") {
      column[day] = day > 0 && records.days[day] - records.days[day - 1] > closed_days;
    } else {  // month_end: among the last open days of its month, when the records reach beyond it
      const std::size_t later = day + last_workdays;
      const auto month = [&](std::size_t at) { return date_of(records.days[at]).month(); };
      column[day] = later < column.size() && month(later) != month(day);
    }
  }
  return column;
}

/// Normal approximation of the χ² tail (Wilson, Hilferty 1931).
double chi_square_p(double value, double freedom) {
  if (freedom <= 0) return unknown_time;
  const double spread = 2 / (9 * freedom);
  return 0.5 * std::erfc((std::cbrt(value / freedom) - (1 - spread)) / std::sqrt(2 * spread));
}

/// P(shape, x): regularised lower incomplete gamma function, by series or continued fraction.
double gamma_probability(double shape, double x) {
  if (x <= 0) return 0;
  const double front = std::exp(shape * std::log(x) - x - std::lgamma(shape));
  if (x < shape + 1) {
    double term = 1 / shape, sum = term;
    for (double n = shape + 1; term > sum * 1e-12; ++n) sum += term *= x / n;
    return sum * front;
  }
  double b = x + 1 - shape, c = 1e300, d = 1 / b, h = d;
  for (int n = 1; n < 10'000; ++n) {
    const double a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b), c = b + a / c;
    h *= d * c;
    if (std::abs(d * c - 1) < 1e-12) break;
  }
  return 1 - front * h;
}

double gamma_distance(const std::vector<double>& totals, const std::vector<double>& means, double variance) {
  if (variance <= 0 || totals.size() < 5) return unknown_time;
  // The total is Poisson at a Gamma mean; with means in the hundreds a Gamma of the summed variance is close enough.
  std::vector<double> probabilities;
  for (std::size_t day = 0; day < totals.size(); ++day) {
    const double shape = 1 / (variance + 1 / means[day]);
    probabilities.push_back(gamma_probability(shape, totals[day] / means[day] * shape));
  }
  std::ranges::sort(probabilities);
  double distance = 0;
  const auto n = static_cast<double>(probabilities.size());
  for (std::size_t at = 0; at < probabilities.size(); ++at)
    distance = std::max({distance, (static_cast<double>(at) + 1) / n - probabilities[at],
                         probabilities[at] - static_cast<double>(at) / n});
  return distance;
}

void fit_effects(const Records& records, std::vector<std::vector<double>> columns, Arrivals& arrivals) {
  const std::size_t weekdays = columns.size();
  for (const char* name : {"month_end", "after_holiday", "trend_per_year"}) {
    auto column = effect_column(name, records);
    const auto days = static_cast<std::uint32_t>(std::ranges::count_if(column, [](double x) { return x != 0; }));
    if (days < fewest_with_effect || days + fewest_with_effect > records.days.size() + (column.front() == 0)) continue;
    if (std::string_view{name} == "trend_per_year" && records.days.back() - records.days.front() < 120) continue;
    arrivals.effects.push_back({name, {}, days, false});
    columns.push_back(std::move(column));
  }
  if (columns.size() + 3 > records.days.size()) return;
  const DayFit all{arrivals.day_totals, columns};
  std::vector<std::vector<double>> kept{columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(weekdays)};
  for (std::size_t at = 0; at < arrivals.effects.size(); ++at) {
    const double beta = all.beta(weekdays + at), error = all.error(weekdays + at);
    arrivals.effects[at].factor = {std::exp(beta), std::exp(beta - 1.96 * error), std::exp(beta + 1.96 * error)};
    arrivals.effects[at].used = std::abs(beta) > wanted_t * error;
    if (arrivals.effects[at].used) kept.push_back(columns[weekdays + at]);
  }
  const DayFit fit{arrivals.day_totals, kept};
  arrivals.day_factor_cv = std::sqrt(fit.factor_variance());
  arrivals.tests.dispersion = fit.dispersion();
  arrivals.tests.dispersion_p = chi_square_p(fit.chi_square(), fit.freedom());
  arrivals.tests.gamma_distance = gamma_distance(arrivals.day_totals, fit.means(), fit.factor_variance());
}

}  // namespace

void fit_days(const Records& records, Arrivals& arrivals) {
  double all = 0;
  for (const double total : arrivals.day_totals) all += total;
  const auto days = static_cast<double>(std::max<std::size_t>(1, records.days.size()));
  for (std::size_t weekday = 0; weekday < arrivals.weekdays.size(); ++weekday) {
    double sum = 0;
    for (std::size_t item = 0; item < arrivals.items.size(); ++item)
      for (const double rate : arrivals.rates[item][weekday]) sum += rate;
    arrivals.weekday_factors.push_back(all > 0 ? sum / (all / days) : 1);
  }
  if (records.days.size() < fewest_days) return;
  auto columns = weekday_columns(records, arrivals);
  arrivals.day_factor_cv_weekday = std::sqrt(DayFit{arrivals.day_totals, columns}.factor_variance());
  fit_effects(records, std::move(columns), arrivals);
}

}  // namespace hallbook::hall
