// Series for charts: how a figure grew, and what each month was. Source: R-API-40.
#include <fmt/format.h>

#include "indicators/evaluator_impl.h"

namespace hallbook::indicators {
namespace {

std::optional<Rational> value_in(const CheckedFormula& checked, FigureSource& source, const Period& period) {
  const auto outcome = evaluate_formula(checked, source, {period, true, false});
  return outcome ? outcome->value : std::nullopt;
}

/// What each day adds; the running sum; what working days would make of the target.
std::vector<Evaluator::Point> by_day(const CheckedFormula& checked, FigureSource& source, const Scope& scope,
                                     const std::optional<Rational>& target, const WorkCalendar& calendar,
                                     const Period& whole) {
  std::map<Date, Rational> added;
  for (const auto& leaf : checked.leaves) {
    const auto factor = linear_factor(checked, *leaf.node, source, scope).value_or(Rational{});
    for (const auto& figure : source.totals(leaf, scope.period, PeriodKind::day)) {
      const auto amount = leaf.measure.empty() ? Rational{figure.rows} : figure.sum;
      auto& day = added[figure.bucket.first];
      day = day + factor * amount;
    }
  }
  const int all = calendar.count_workdays(whole).value_or(0);
  std::vector<Evaluator::Point> points;
  Rational sum;
  int gone = 0;
  for (const auto& [day, amount] : added) {
    sum = sum + amount;
    if (calendar.is_workday(day).value_or(false)) ++gone;
    Evaluator::Point point{day, amount, sum, {}};
    if (target && all > 0) point.expected = *target * Rational{gone, all};
    points.push_back(std::move(point));
  }
  return points;
}

std::vector<Evaluator::Point> by_month(const CheckedFormula& checked, FigureSource& source, const Scope& scope) {
  std::vector<Evaluator::Point> points;
  for (const auto& month : buckets(scope.period, PeriodKind::month))
    points.push_back({month.first,
                      value_in(checked, source, month),
                      value_in(checked, source, {scope.period.first, month.last}),
                      {}});
  return points;
}

}  // namespace

Result<Evaluator::Series> Evaluator::series(db::ReadTx& tx, int indicator, Date as_of) const {
  const auto found = impl_->formulas.find(indicator);
  if (found == impl_->formulas.end())
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有指标 {}，或它没有公式", indicator),
                   fmt::format("there is no indicator {}, or it has no formula", indicator)},
                  "no");
  const auto& plan = impl_->plans.at(indicator);
  const auto scope = impl_->scope_of(plan, as_of);
  Series series;
  if (!scope) return series;
  RollupFigures source{impl_->reading(tx)};
  series.by_day = grows(found->second, source, *scope);
  std::optional<Rational> target;
  for (const auto& row : impl_->project.indicators)
    if (row.no == indicator && row.target.kind == TargetKind::number) target = row.target.value;
  series.points = series.by_day ? by_day(found->second, source, *scope, target, impl_->calendar, impl_->period_of(plan))
                                : by_month(found->second, source, *scope);
  return series;
}

}  // namespace hallbook::indicators
