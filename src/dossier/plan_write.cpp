#include "dossier/plan_write.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "dossier/plan.h"
#include "dossier/target_edit.h"

namespace hallbook::dossier {
namespace {

/// A TOML basic string.
std::string toml_text(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    if (letter == '\n')
      result += "\\n";
    else if (letter == '\t')
      result += "\\t";
    else if (static_cast<unsigned char>(letter) < ' ' || letter == 0x7F)
      result += fmt::format("\\u{:04X}", static_cast<unsigned char>(letter));
    else
      result += letter;
  }
  return result + "\"";
}

std::string toml_pair(const Text& text) {
  return fmt::format("{{ zh = {}, en = {} }}", toml_text(text.zh), toml_text(text.en));
}

void put(std::string& toml, std::string_view key, const std::string& value) {
  if (!value.empty()) toml += fmt::format("{} = {}\n", key, toml_text(value));
}

void put_options(std::string& toml, std::string_view table, const IndicatorPlan& plan) {
  for (const auto& [finding, options] : plan.options)
    for (const auto& option : options) {
      toml += fmt::format("[[{}]]\n", table);
      put(toml, "finding", finding);
      put(toml, "id", option.id);
      toml += fmt::format("title = {}\n", toml_pair(option.title));
      put(toml, "formula", option.formula.value_or(""));
      put(toml, "rule", option.rule.value_or(""));
      put(toml, "op", option.op ? std::string{symbol(*option.op)} : "");
      put(toml, "deduct_points", option.deduct_points.value_or(""));
      put(toml, "scheme", option.scheme.value_or(""));
    }
}

std::string toml_target(const TargetChange& change) {
  return fmt::format("target = {{ was_op = {}, was_value = {}, op = {}, value = {}, by = {}, reason = {} }}\n",
                     toml_text(change.was_op), toml_text(change.was_value), toml_text(symbol(change.op)),
                     toml_text(change.value), toml_text(change.by), toml_text(change.reason));
}

void put_indicator(std::string& toml, const IndicatorPlan& plan) {
  toml += fmt::format("\n[[indicator]]\nno = {}\n", plan.no);
  put(toml, "name", plan.name);
  put(toml, "formula", plan.formula);
  put(toml, "rule", plan.rule);
  put(toml, "deduct_points", plan.deduct_points.value_or(""));
  put(toml, "weight", plan.weight.value_or(""));
  put(toml, "period", plan.period);
  put(toml, "missing", plan.missing);
  if (!plan.note.zh.empty() && !plan.note.en.empty()) toml += fmt::format("note = {}\n", toml_pair(plan.note));
  if (plan.target) toml += toml_target(*plan.target);
  put_options(toml, "indicator.option", plan);
}

/// "中文 / English" as read_decision joins it.
void put_decision(std::string& toml, const Decision& decision) {
  toml += "\n[[decision]]\n";
  put(toml, "finding", decision.finding);
  if (decision.indicator > 0) toml += fmt::format("indicator = {}\n", decision.indicator);
  put(toml, "choose", decision.chosen);
  put(toml, "by", decision.by);
  const auto slash = decision.reason.find(" / ");
  if (slash != std::string::npos && slash > 0 && slash + 3 < decision.reason.size())
    toml +=
        fmt::format("reason = {}\n", toml_pair({decision.reason.substr(0, slash), decision.reason.substr(slash + 3)}));
}

void take_edit(IndicatorPlan& plan, const PlanEdit& edit) {
  plan.formula = edit.formula;
  plan.rule = edit.rule;
  plan.weight = edit.weight;
  plan.deduct_points = edit.deduct_points;
  plan.period = edit.period;
  plan.missing = edit.missing;
  plan.note = edit.note;
}

/// The stored plan, or one to begin with.
Plan plan_to_write(const Project& project, std::string_view plan_toml) {
  Plan plan;
  if (!plan_toml.empty()) {
    auto read = read_plan(plan_toml);
    ensure(read.has_value(), "a stored plan does not read");
    return std::move(*read);
  }
  plan.code = project.code;
  plan.scheme = project.scheme;
  return plan;
}

IndicatorPlan& indicator_to_write(Plan& plan, const Project& project, int no) {
  const auto known = std::ranges::find(plan.indicators, no, &IndicatorPlan::no);
  if (known != plan.indicators.end()) return *known;
  IndicatorPlan& made = plan.indicators.emplace_back();
  made.no = no;
  for (const auto& row : project.indicators)
    if (row.no == no) made.name = row.name;
  return made;
}

std::string toml_plan(Plan plan) {
  std::ranges::sort(plan.indicators, {}, &IndicatorPlan::no);
  std::string toml;
  put(toml, "code", plan.code);
  put(toml, "scheme", plan.scheme);
  put(toml, "sample", plan.sample);
  if (!plan.made_for.unit_code.empty() || !plan.made_for.name.empty() || plan.made_for.year != 0) {
    toml += "\n[for]\n";
    put(toml, "unit_code", plan.made_for.unit_code);
    put(toml, "name", plan.made_for.name);
    if (plan.made_for.year != 0) toml += fmt::format("year = {}\n", plan.made_for.year);
  }
  for (const auto& indicator : plan.indicators)
    if (indicator.no == 0) put_options(toml, "option", indicator);
  for (const auto& indicator : plan.indicators)
    if (indicator.no > 0) put_indicator(toml, indicator);
  for (const auto& decision : plan.decisions) put_decision(toml, decision);
  return toml;
}

/// R-DOS-48: a rule that judges by the sign turns with it; bands for a text become a rule for its number.
bool turns_rule(const IndicatorPlan& plan, const Target& before, const Target& after) {
  if (plan.rule.empty()) return true;
  if (usual_rule(before) == usual_rule(after)) return false;
  return plan.rule.starts_with("ratio") || plan.rule == "equal" ||
         (plan.rule == "bands" && before.kind != TargetKind::number);
}

bool is_own_target(const IndicatorRow& row, const TargetChange& change) {
  const Target own = parse_target(change.was_value, row.unit_cell, change.was_op);
  return own.kind == TargetKind::number && own.op == row.target.op && own.value == row.target.value;
}

}  // namespace

std::string_view usual_rule(const Target& target) {
  if (target.kind != TargetKind::number) return "bands";
  switch (target.op) {
    case Operator::at_least:
    case Operator::more_than: return "ratio-up";
    case Operator::at_most:
    case Operator::less_than: return "ratio-down-linear";
    case Operator::equal: break;
  }
  return "equal";
}

std::string write_plan(const Project& project, std::string_view plan_toml, const std::vector<PlanEdit>& edits) {
  Plan plan = plan_to_write(project, plan_toml);
  for (const auto& edit : edits) take_edit(indicator_to_write(plan, project, edit.no), edit);
  return toml_plan(std::move(plan));
}

std::string write_target(const Project& project, std::string_view plan_toml, int no, const TargetChange& change) {
  Plan plan = plan_to_write(project, plan_toml);
  IndicatorPlan& written = indicator_to_write(plan, project, no);
  const auto row = std::ranges::find(project.indicators, no, &IndicatorRow::no);
  ensure(row != project.indicators.end(), "a target of an indicator that is not there");
  IndicatorRow adjusted = *row;
  put_target(adjusted, change);
  if (turns_rule(written, row->target, adjusted.target)) written.rule = usual_rule(adjusted.target);
  written.target = change;
  if (is_own_target(adjusted, change)) written.target.reset();
  return toml_plan(std::move(plan));
}

// R-DOS-44
std::string starting_plan(const Project& project, std::string_view scheme) {
  Project begun = project;
  begun.scheme = scheme;
  std::vector<PlanEdit> edits;
  for (const auto& row : project.indicators) {
    PlanEdit edit;
    edit.no = row.no;
    edit.rule = usual_rule(row.target);
    edit.period = "year";
    edit.missing = "incomplete";
    edits.push_back(std::move(edit));
  }
  return write_plan(begun, "", edits);
}

}  // namespace hallbook::dossier
