#pragma once
// Where a figure is likely to end: an estimate, marked so wherever it is shown. Floating point is allowed here and nowhere else
// in indicators/: no target, value or score is ever made from it. Pure. docs/rules/forecast.md, R-FOC-01 to R-FOC-08.
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/target.h"

namespace hallbook::indicators {

/// How a figure comes about from month to month.
enum class Shape {
  adds_up,  // 办件量: each day adds
  highest_month,  // a monthly cap: the worst month counts
  level,  // a rate: stands where it stands
};

struct MonthFigure {
  int index = 0;  // year · 12 + month − 1: gaps are gaps
  double value = 0;  // what the month added; of a level its standing at the month's end
  int workdays = 0;
};

struct ForecastInput {
  Shape shape = Shape::adds_up;
  std::vector<MonthFigure> months;  // complete months, oldest first, of this period and of the year before it
  int period_first = 0;  // index of the period's first month: what lies before is history only
  MonthFigure running;  // the month that is not over: so far, and the working days gone; workdays 0 = none
  std::vector<MonthFigure> ahead;  // working days still to come, the rest of the running month first; values unused
  double value_now = 0;  // what the period has come to
  double target = 0;
  Operator op = Operator::at_least;
  bool counts = true;  // cannot fall below what is there
  bool pieces = false;  // R-FOC-09: counted one by one, so that a month of n differs by √n of itself at least
};

/// One way to look ahead, with how it did on months that were held out.
struct ForecastWay {
  std::string_view name;  // "run_rate", "last_year", "smoothing", "standing"
  double value = 0, low = 0, high = 0;  // 80 % interval
  std::optional<double> error = {};  // mean absolute share by which it missed the held-out months
  int tests = 0;
};

enum class Possibility { certain, possible, impossible };  // 确定能 有可能 完全不可能
Text possibility_words(Possibility possibility);

struct Forecast {
  std::vector<ForecastWay> ways;
  std::size_t best = 0;  // of `ways`: the least error; without tests the run rate
  double chance = 0;  // of meeting the target, 0…1
  Possibility possibility = Possibility::possible;
  std::optional<int> workdays_to_limit;  // of a cap that adds up: working days until it is passed at today's pace
  const ForecastWay& chosen() const { return ways[best]; }
};
Text way_words(std::string_view name);

/// nullopt: too little is known (R-FOC-02: not one complete month and fewer than ten working days).
std::optional<Forecast> forecast(const ForecastInput& input);

/// For the bench: what a way, or the "chosen" one, says of the months `held_out` after the first `known` of `months`, added up.
double predicted_sum(std::string_view way, const std::vector<MonthFigure>& months, std::size_t known,
                     std::size_t held_out);

}  // namespace hallbook::indicators
