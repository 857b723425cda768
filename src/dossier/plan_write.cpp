#include "dossier/plan_write.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "dossier/plan.h"

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

void take_edit(IndicatorPlan& plan, const PlanEdit& edit) {
  plan.formula = edit.formula;
  plan.rule = edit.rule;
  plan.weight = edit.weight;
  plan.deduct_points = edit.deduct_points;
  plan.period = edit.period;
  plan.missing = edit.missing;
  plan.note = edit.note;
}

}  // namespace

std::string write_plan(const Project& project, std::string_view plan_toml, const std::vector<PlanEdit>& edits) {
  Plan plan;
  if (!plan_toml.empty()) {
    auto read = read_plan(plan_toml);
    ensure(read.has_value(), "a stored plan does not read");
    plan = std::move(*read);
  } else {
    plan.code = project.code;
    plan.scheme = project.scheme;
  }
  for (const auto& edit : edits) {
    auto known = std::ranges::find(plan.indicators, edit.no, &IndicatorPlan::no);
    if (known == plan.indicators.end()) {
      plan.indicators.push_back({});
      known = std::prev(plan.indicators.end());
      known->no = edit.no;
      for (const auto& row : project.indicators)
        if (row.no == edit.no) known->name = row.name;
    }
    take_edit(*known, edit);
  }
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
