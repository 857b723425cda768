#include "indicators/forecast.h"

#include <array>
#include <cmath>

#include "base/ensure.h"
#include "indicators/forecast_ways.h"

namespace hallbook::indicators {
namespace {

constexpr std::array<std::string_view, 3> all_ways{"run_rate", "last_year", "smoothing"};
constexpr std::size_t fewest_known = 3;    // months before one may be held out
constexpr int fewest_days = 10;            // working days, without a complete month
constexpr double unknown_spread = 0.2;     // of a month's figure, when nothing tells
constexpr double least_spread = 0.005;
constexpr double z80 = 1.2815515655446004;  // 80 % of a normal lies within

double normal_below(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

bool is_floor_target(Operator op) { return op == Operator::at_least || op == Operator::more_than; }
bool is_cap_target(Operator op) { return op == Operator::at_most || op == Operator::less_than; }

/// R-FOC-04: the months after each origin, held out, against what the way said of them from the months before.
struct BackTest {
  double error = 0;   // mean absolute share, sums of all held-out months of the origin
  double spread = 0;  // of single months around what was said of them, as a share
  int tests = 0;
};

BackTest back_tested(std::string_view way, const ForecastInput& input) {
  BackTest found;
  double squares = 0;
  int months = 0;
  const std::span<const MonthFigure> all{input.months};
  for (std::size_t known = fewest_known; known < all.size(); ++known) {
    const int year = all[known].index / 12 * 12;  // looked at from then: what was left of that year
    std::size_t end = known;
    while (end < all.size() && all[end].index < year + 12) ++end;
    const auto held = all.subspan(known, end - known);
    const int first = std::min(year, all[known - 1].index);
    const auto said = ahead_by(way, all.first(known), first, held);
    if (said.empty()) continue;
    double sum = 0, real = 0;
    for (std::size_t i = 0; i < said.size(); ++i) sum += said[i], real += held[i].value;
    if (real <= 0) continue;
    found.error += std::abs(sum - real) / real;
    ++found.tests;
    if (said[0] > 0) {
      const double share = held[0].value / said[0] - 1;
      squares += share * share;
      ++months;
    }
  }
  if (found.tests > 0) found.error /= found.tests;
  // Few tests, wide interval: the factor that Student's t has over the normal, about.
  if (months > 1) found.spread = std::sqrt(squares / months) * (1 + 0.65 / (months - 1));
  return found;
}

/// How unlike the months are, when no way could be tested.
double spread_of_months(const std::vector<MonthFigure>& months) {
  if (months.size() < 2) return unknown_spread;
  double mean = 0;
  for (const auto& month : months) mean += month.value / std::max(1, month.workdays);
  mean /= static_cast<double>(months.size());
  if (mean <= 0) return unknown_spread;
  double squares = 0;
  for (const auto& month : months) {
    const double share = month.value / std::max(1, month.workdays) / mean - 1;
    squares += share * share;
  }
  return std::sqrt(squares / static_cast<double>(months.size() - 1)) * 1.5;
}

/// How far a month may lie from what is said of it.
struct Noise {
  double spread = 0;  // as a share
  bool pieces = false;
  double squared(double figure) const { return figure * spread * figure * spread + (pieces ? figure : 0); }
};

/// A month's own noise, and what is not known about all of them together.
double deviation_of_sum(const std::vector<double>& ahead, const Noise& noise, std::size_t known) {
  double own = 0, sum = 0;
  for (const double figure : ahead) own += noise.squared(figure), sum += figure;
  const double spread = noise.spread;
  const double together = sum * spread / std::sqrt(static_cast<double>(std::max<std::size_t>(known, 1)));
  return std::sqrt(own + together * together);
}

double chance_of_sum(const ForecastInput& input, double value, double deviation) {
  const bool floor = is_floor_target(input.op), cap = is_cap_target(input.op);
  if (floor && input.value_now >= input.target) return 1;
  if (cap && input.counts && input.value_now > input.target) return 0;
  if (deviation <= 0) return floor ? value >= input.target : value <= input.target;
  const double below = normal_below((input.target - value) / deviation);
  return floor ? 1 - below : below;
}

/// P(no coming month passes x), months apart from each other.
double chance_none_above(const std::vector<double>& ahead, const Noise& noise, double x) {
  double chance = 1;
  for (const double figure : ahead) {
    const double deviation = std::max(std::sqrt(noise.squared(figure)), 1e-9);
    chance *= normal_below((x - figure) / deviation);
  }
  return chance;
}

/// The x that the highest month stays below with this chance.
double quantile_of_highest(const std::vector<double>& ahead, const Noise& noise, double so_far, double chance) {
  double low = so_far, high = so_far;
  for (const double figure : ahead) high = std::max(high, figure + 6 * std::sqrt(noise.squared(figure)));
  if (chance_none_above(ahead, noise, low) >= chance) return so_far;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (chance_none_above(ahead, noise, middle) < chance ? low : high) = middle;
  }
  return high;
}

/// What the way says of the months to come; the running month is whole, so far and to come.
std::vector<double> months_to_come(std::string_view way, const ForecastInput& input) {
  std::vector<MonthFigure> known = input.months;
  if (way != "smoothing" && input.running.workdays > 0) known.push_back(input.running);
  auto ahead = ahead_by(way, known, input.period_first, input.ahead);
  if (input.shape == Shape::highest_month && input.running.workdays > 0 && !ahead.empty() &&
      input.ahead.front().index == input.running.index)
    ahead.front() += input.running.value;
  return ahead;
}

ForecastWay looked_ahead(std::string_view name, const ForecastInput& input, const std::vector<double>& ahead,
                         const BackTest& test, double& chance) {
  ForecastWay way;
  way.name = name;
  if (test.tests > 0) way.error = test.error;
  way.tests = test.tests;
  Noise noise{0, input.pieces};
  noise.spread = std::max(least_spread, test.spread > 0 ? test.spread : spread_of_months(input.months));
  if (input.shape == Shape::highest_month) {
    way.low = quantile_of_highest(ahead, noise, input.value_now, 0.1);
    way.value = quantile_of_highest(ahead, noise, input.value_now, 0.5);
    way.high = quantile_of_highest(ahead, noise, input.value_now, 0.9);
    const double none = chance_none_above(ahead, noise, input.target);
    if (is_cap_target(input.op))
      chance = input.value_now > input.target ? 0 : none;
    else
      chance = input.value_now >= input.target ? 1 : 1 - none;
    return way;
  }
  way.value = input.value_now;
  for (const double figure : ahead) way.value += figure;
  const double deviation = deviation_of_sum(ahead, noise, input.months.size());
  way.low = way.value - z80 * deviation;
  if (input.counts) way.low = std::max(way.low, input.value_now);
  way.high = way.value + z80 * deviation;
  chance = chance_of_sum(input, way.value, deviation);
  return way;
}

/// A rate is expected to stay; how much it moved from month to month says how sure that is. R-FOC-06
Forecast standing(const ForecastInput& input) {
  double squares = 0;
  int steps = 0;
  for (std::size_t i = 1; i < input.months.size(); ++i, ++steps) {
    const double step = input.months[i].value - input.months[i - 1].value;
    squares += step * step;
  }
  const double left = static_cast<double>(input.ahead.size());
  const double deviation =
      steps > 0 ? std::sqrt(squares / steps * left) : std::abs(input.value_now) * least_spread * std::sqrt(left);
  Forecast found;
  found.ways.push_back(
      {"standing", input.value_now, input.value_now - z80 * deviation, input.value_now + z80 * deviation, {}, 0});
  const double below = deviation > 0 ? normal_below((input.target - input.value_now) / deviation)
                                     : (input.value_now < input.target ? 1.0 : 0.0);
  found.chance = is_cap_target(input.op) ? below : 1 - below;
  if (deviation <= 0)
    found.chance = is_cap_target(input.op) ? input.value_now <= input.target : input.value_now >= input.target;
  return found;
}

// R-FOC-05: by the interval: wholly on the good side, wholly on the other, or across.
Possibility possibility_of(const ForecastInput& input, const Forecast& found) {
  const auto& way = found.chosen();
  if (is_cap_target(input.op))
    return way.high <= input.target ? Possibility::certain
           : way.low > input.target ? Possibility::impossible
                                    : Possibility::possible;
  return way.low >= input.target   ? Possibility::certain
         : way.high < input.target ? Possibility::impossible
                                   : Possibility::possible;
}

// R-FOC-07
std::optional<int> days_to_limit(const ForecastInput& input, const std::vector<double>& ahead) {
  if (!is_cap_target(input.op) || input.shape != Shape::adds_up || input.value_now > input.target) return std::nullopt;
  double value = input.value_now;
  int days = 0;
  for (std::size_t i = 0; i < ahead.size(); ++i) {
    const int of_month = input.ahead[i].workdays;
    if (value + ahead[i] > input.target && ahead[i] > 0)
      return days + static_cast<int>((input.target - value) / ahead[i] * of_month) + 1;
    value += ahead[i];
    days += of_month;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Forecast> forecast(const ForecastInput& input) {
  const bool any = std::ranges::any_of(input.months, [&](const auto& one) { return one.index >= input.period_first; });
  if (!any && input.running.workdays < fewest_days) return std::nullopt;
  Forecast found;
  std::vector<double> chosen_ahead;
  if (input.shape == Shape::level || input.ahead.empty()) {
    found = standing(input);
  } else {
    double least = 0;
    for (const auto name : all_ways) {
      const auto ahead = months_to_come(name, input);
      if (ahead.empty()) continue;
      double chance = 0;
      found.ways.push_back(looked_ahead(name, input, ahead, back_tested(name, input), chance));
      const auto& way = found.ways.back();
      const bool first = found.ways.size() == 1;
      if (first || (way.error && (!found.ways[found.best].error || *way.error < least))) {
        found.best = found.ways.size() - 1;
        found.chance = chance;
        chosen_ahead = ahead;
        if (way.error) least = *way.error;
      }
    }
    if (found.ways.empty()) return std::nullopt;
  }
  found.possibility = possibility_of(input, found);
  found.workdays_to_limit = days_to_limit(input, chosen_ahead);
  return found;
}

double predicted_sum(std::string_view way, const std::vector<MonthFigure>& months, std::size_t known,
                     std::size_t held_out) {
  const std::span<const MonthFigure> all{months};
  ensure(known + held_out <= all.size(), "predicted_sum: fewer months");
  if (way == "chosen") {
    ForecastInput input;
    input.months.assign(months.begin(), months.begin() + static_cast<std::ptrdiff_t>(known));
    input.period_first = all[known].index / 12 * 12;
    input.ahead.assign(all.begin() + static_cast<std::ptrdiff_t>(known),
                       all.begin() + static_cast<std::ptrdiff_t>(known + held_out));
    const auto found = forecast(input);
    ensure(found.has_value(), "predicted_sum: nothing is chosen");
    way = found->chosen().name;
  }
  double sum = 0;
  for (const double figure : ahead_by(way, all.first(known), all[known].index / 12 * 12, all.subspan(known, held_out)))
    sum += figure;
  return sum;
}

Text possibility_words(Possibility possibility) {
  switch (possibility) {
    case Possibility::certain: return {"确定能", "certain"};
    case Possibility::possible: return {"有可能", "possible"};
    case Possibility::impossible: return {"完全不可能", "impossible"};
  }
  return {};
}

Text way_words(std::string_view name) {
  if (name == "run_rate") return {"按工作日进度", "pace by working days"};
  if (name == "last_year") return {"按上年同月比重", "same months of last year"};
  if (name == "smoothing") return {"指数平滑", "exponential smoothing"};
  return {"按现在的水平", "as it stands"};
}

}  // namespace hallbook::indicators
