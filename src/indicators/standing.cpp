// Pace and owners of an evaluated indicator. Source: docs/rules/api.md, R-API-30 to R-API-34.
#include <fmt/format.h>

#include "indicators/evaluator_impl.h"

namespace hallbook::indicators {
namespace {

int workdays_of(const WorkCalendar& calendar, Date first, Date last) {
  if (last < first) return 0;
  return calendar.count_workdays({first, last}).value_or(days_between(first, last) + 1);  // no calendar: plain days
}

}  // namespace

bool grows(const CheckedFormula& checked, FigureSource& source, const Scope& scope) {
  if (!checked.rates.empty() || checked.leaves.empty()) return false;
  return std::ranges::all_of(
      checked.leaves, [&](const Leaf& leaf) { return linear_factor(checked, *leaf.node, source, scope).has_value(); });
}

Pace Evaluator::pace_of(db::ReadTx& tx, const IndicatorResult& result, Date as_of) const {
  const Period period = impl_->period_of(result.plan);
  PaceInput input;
  input.value = result.value;
  if (result.row.target.kind == TargetKind::number) input.target = result.row.target.value;
  input.op = result.plan.op.value_or(result.row.target.op);
  input.running = as_of < period.last;
  input.stale = result.status == Status::stale;
  input.met = result.met;
  input.workdays_gone = workdays_of(impl_->calendar, period.first, std::min(as_of, period.last));
  input.workdays_all = workdays_of(impl_->calendar, period.first, period.last);
  const auto found = impl_->formulas.find(result.row.no);
  const auto scope = impl_->scope_of(result.plan, as_of);
  if (found != impl_->formulas.end() && scope) {
    RollupFigures source{impl_->reading(tx)};
    input.grows = grows(found->second, source, *scope);
  }
  return pace(input);
}

std::vector<const registers::Definition*> Evaluator::registers_of(int indicator) const {
  std::map<std::string, const registers::Definition*> read;
  if (const auto found = impl_->formulas.find(indicator); found != impl_->formulas.end()) {
    for (const auto& leaf : found->second.leaves) read[leaf.definition->name] = leaf.definition;
    for (const auto& [node, leaf] : found->second.rates) read[leaf.definition->name] = leaf.definition;
  }
  std::vector<const registers::Definition*> list;
  for (const auto& [name, definition] : read) list.push_back(definition);
  return list;
}

}  // namespace hallbook::indicators
