// Exact figures of the months go in, an estimate comes out. R-FOC-01, R-FOC-02
#include <cstdlib>

#include "indicators/evaluator_impl.h"

namespace hallbook::indicators {
namespace {

int index_of(Date day) {
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

double estimated(const Rational& value) { return std::strtod(value.rounded(8).c_str(), nullptr); }

int workdays_in(const WorkCalendar& calendar, const Period& span) {
  if (span.last < span.first) return 0;
  // A year without a calendar: five days of seven, good enough for an estimate.
  return calendar.count_workdays(span).value_or(static_cast<int>((days_between(span.first, span.last) + 1) * 5 / 7));
}

Date next_day(Date day) { return Date{std::chrono::sys_days{day} + std::chrono::days{1}}; }

/// What the months of a figure are read with.
struct MonthReader {
  const CheckedFormula& formula;
  FigureSource& source;
  const WorkCalendar& calendar;
  bool cumulative = false;  // a level: from the period's first day on
  Date first;

  std::optional<double> value_in(const Period& span) const {
    const auto outcome = evaluate_formula(formula, source, {cumulative ? Period{first, span.last} : span, true, false});
    if (!outcome || !outcome->value) return std::nullopt;
    return estimated(*outcome->value);
  }
  /// Complete months; a gap throws away what lies before it.
  std::vector<MonthFigure> complete(const Period& span) const {
    std::vector<MonthFigure> months;
    for (const auto& month : buckets(span, PeriodKind::month)) {
      const auto value = value_in(month);
      if (!value)
        months.clear();
      else
        months.push_back({index_of(month.first), *value, workdays_in(calendar, month)});
    }
    return months;
  }
};

Shape shape_of(const CheckedFormula& checked, bool adds_up) {
  if (adds_up) return Shape::adds_up;
  const auto& root = *checked.formula.root;
  const bool highest = root.kind == Node::Kind::over_buckets && root.fn == Fn::max && root.by == PeriodKind::month;
  return highest ? Shape::highest_month : Shape::level;
}

/// The days that are still to come, by month; the rest of the running month first.
std::vector<MonthFigure> months_ahead(const WorkCalendar& calendar, Date as_of, Date last) {
  std::vector<MonthFigure> ahead;
  if (as_of >= last) return ahead;
  for (const auto& month : buckets({next_day(as_of), last}, PeriodKind::month))
    ahead.push_back({index_of(month.first), 0, workdays_in(calendar, month)});
  return ahead;
}

Date first_of_month(Date day) { return {day.year(), day.month(), std::chrono::day{1}}; }
bool is_last_of_month(Date day) { return next_day(day).month() != day.month(); }

/// The same days a year earlier: what last year's months are read from.
Period year_before(const Period& period) {
  const auto back = [](Date day) { return Date{day.year() - std::chrono::years{1}, day.month(), day.day()}; };
  Date first = back(period.first), last = back(period.last);
  if (!last.ok()) last = Date{last.year(), last.month(), std::chrono::day{28}};
  if (!first.ok()) first = Date{first.year(), first.month(), std::chrono::day{28}};
  return {first, last};
}

}  // namespace

std::optional<Forecast> Evaluator::forecast_of(db::ReadTx& tx, const IndicatorResult& result, Date as_of) const {
  const auto found = impl_->formulas.find(result.row.no);
  const auto scope = impl_->scope_of(result.plan, as_of);
  const auto& target = result.row.target;
  if (found == impl_->formulas.end() || !scope || !scope->running || !result.value || target.kind != TargetKind::number)
    return std::nullopt;
  RollupFigures source{impl_->reading(tx)};
  const Period period = impl_->period_of(result.plan);
  ForecastInput input;
  input.shape = shape_of(found->second, grows(found->second, source, *scope));
  const MonthReader reader{found->second, source, impl_->calendar, input.shape == Shape::level, period.first};
  const bool whole = is_last_of_month(as_of);
  const Date month = first_of_month(as_of);
  if (input.shape != Shape::level) input.months = reader.complete(year_before(period));
  for (const auto& one :
       reader.complete({period.first, whole ? as_of : Date{std::chrono::sys_days{month} - std::chrono::days{1}}}))
    input.months.push_back(one);
  if (!whole && month >= period.first)
    input.running = {index_of(month), reader.value_in({month, as_of}).value_or(0),
                     workdays_in(impl_->calendar, {month, as_of})};
  input.period_first = index_of(period.first);
  input.ahead = months_ahead(impl_->calendar, as_of, period.last);
  input.value_now = estimated(*result.value);
  input.target = estimated(target.value);
  input.op = result.plan.op.value_or(target.op);
  input.counts = input.shape != Shape::level;
  input.pieces = input.counts && target.unit != "元";
  return forecast(input);
}

std::optional<Forecast> Evaluator::forecast_of_execution(db::ReadTx& tx, const Evaluation& evaluation) const {
  const auto& row = evaluation.execution;
  const Period period = impl_->project.period;
  if (!row.money || row.final || evaluation.as_of < period.first) return std::nullopt;
  ForecastInput input;
  input.period_first = index_of(period.first);
  std::map<int, std::int64_t> paid;  // fen by month
  funds::each_executed(tx, impl_->unit, impl_->project.code, evaluation.as_of, impl_->at_seq,
                       [&](const funds::ExecutedRow& one) { paid[index_of(one.on)] += one.amount.fen(); });
  const bool whole = is_last_of_month(evaluation.as_of);
  for (const auto& month : buckets({period.first, evaluation.as_of}, PeriodKind::month)) {
    const MonthFigure figure{index_of(month.first), static_cast<double>(paid[index_of(month.first)]) / 100,
                             workdays_in(impl_->calendar, month)};
    if (month.last == evaluation.as_of && !whole)
      input.running = figure;
    else
      input.months.push_back(figure);
  }
  input.ahead = months_ahead(impl_->calendar, evaluation.as_of, period.last);
  input.value_now = static_cast<double>(row.money->total.executed.fen()) / 100;
  input.target = static_cast<double>(row.money->total.adjusted.fen()) / 100;
  input.op = Operator::at_least;
  return forecast(input);
}

}  // namespace hallbook::indicators
