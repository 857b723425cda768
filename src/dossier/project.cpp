#include "dossier/project.h"

namespace hallbook::dossier {
namespace {

bool faces_away(std::string_view rule, Operator op) {
  const bool up = op == Operator::at_least || op == Operator::more_than;
  const bool down = op == Operator::at_most || op == Operator::less_than;
  return (rule == "ratio-up" && down) || (rule.starts_with("ratio-down") && up);
}

}  // namespace

const IndicatorPlan* Project::plan(int no) const {
  for (const auto& plan : plans)
    if (plan.no == no) return &plan;
  return nullptr;
}

IndicatorPlan Project::settled(int no) const {
  IndicatorPlan settled;
  settled.no = no;
  if (const IndicatorPlan* found = plan(no)) settled = *found;
  for (const auto& decision : decisions) {
    if (decision.indicator != no) continue;
    const auto options = settled.options.find(decision.finding);
    if (options == settled.options.end()) continue;
    for (const auto& option : options->second) {
      if (option.id != decision.chosen) continue;
      if (option.formula) settled.formula = *option.formula;
      if (option.rule) settled.rule = *option.rule;
      if (option.op) settled.op = option.op;
      if (option.deduct_points) settled.deduct_points = option.deduct_points;
    }
  }
  // R-DOS-48: by ratio stays by ratio. A rule decided for a sign that was turned round since leaves the plan's own, which
  // turned with it.
  for (const auto& row : indicators)
    if (row.no == no && row.adjusted && plan(no) != nullptr &&
        faces_away(settled.rule, settled.op.value_or(row.target.op)))
      settled.rule = plan(no)->rule;
  return settled;
}

std::string Project::settled_scheme() const {
  std::string settled = scheme;
  for (const auto& decision : decisions)
    for (const auto& option : options(decision.finding, 0))
      if (decision.indicator == 0 && option.id == decision.chosen && option.scheme) settled = *option.scheme;
  return settled;
}

const Decision* Project::decision(std::string_view finding, int indicator) const {
  for (const auto& decision : decisions)
    if (decision.finding == finding && decision.indicator == indicator) return &decision;
  return nullptr;
}

std::vector<Option> Project::options(std::string_view finding, int indicator) const {
  const IndicatorPlan* found = plan(indicator);
  if (found == nullptr) return {};
  const auto options = found->options.find(std::string{finding});
  return options == found->options.end() ? std::vector<Option>{} : options->second;
}

}  // namespace hallbook::dossier
