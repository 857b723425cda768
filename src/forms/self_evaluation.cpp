#include "forms/self_evaluation.h"

#include <fmt/format.h>

#include "base/ensure.h"

namespace hallbook::forms {
namespace {

Json text_or_blank(const Json* value) { return value == nullptr || value->is_null() ? Json{""} : *value; }

Json indicator_facts(const dossier::Project& project, const Json& result) {
  const int no = static_cast<int>(result.at("no").integer());
  const auto row = std::ranges::find(project.indicators, no, &dossier::IndicatorRow::no);
  ensure(row != project.indicators.end(), "an evaluation names an indicator that its project does not have");
  return Json::Object{
      {"no", no},
      {"level1", result.at("level1")},
      {"level2", result.at("level2")},
      {"name", result.at("name")},
      {"label", row->label_cell},
      {"operator", row->operator_cell},
      {"target", row->value_cell},  // as printed: 19万件
      {"unit", row->unit_cell},
      {"rule", row->rule_cell},
      {"value", text_or_blank(result.find("value_printed"))},
      {"weight", text_or_blank(result.find("weight"))},
      {"score", text_or_blank(result.find("score"))},
      {"reason", ""},  // written by a person; the self-evaluation's own record comes with the wizard
  };
}

/// The rows 年度资金总额, 当年财政拨款, 上年结转, 其他; amounts in fen, null until they are recorded. R-FRM-32.
Json money_facts(const Json& evaluation) {
  Json money = Json::Object{};
  const Json* execution = evaluation.find("execution");
  for (const std::string_view source : {"total", "appropriation", "carried_over", "other"}) {
    const Json* row = source == "total" ? execution : execution == nullptr ? nullptr : execution->find("sources");
    if (row != nullptr && source != "total") row = row->find(source);
    Json facts = Json::Object{};
    for (const std::string_view amount : {"initial", "adjusted", "executed", "rate"}) {
      const Json* value = row == nullptr ? nullptr : row->find(amount);
      facts[amount] = value == nullptr ? Json{} : *value;
    }
    money[source] = std::move(facts);
  }
  money["total"]["weight"] = text_or_blank(execution == nullptr ? nullptr : execution->find("weight"));
  money["total"]["score"] = text_or_blank(execution == nullptr ? nullptr : execution->find("score"));
  return money;
}

/// 年度总体目标 is the goal of the budget year; a document with one goal has just that.
std::string annual_goal(const dossier::Project& project) {
  for (const auto& goal : project.goals)
    if (goal.title.find("年度") != std::string::npos) return goal.text;
  return project.goals.empty() ? std::string{} : project.goals.back().text;
}

bool is_blank(const Json* value) { return value == nullptr || value->is_null(); }

}  // namespace

Json self_evaluation_facts(const dossier::Project& project, const Json& evaluation) {
  Json::Array indicators;
  for (const Json& result : evaluation.at("indicators").array()) indicators.push_back(indicator_facts(project, result));
  const Json& total = evaluation.at("total");
  return Json::Object{
      {"project", project.name},
      {"unit", project.unit_name},
      {"department", project.unit_name},
      {"year", project.year == 0 ? Json{""} : Json{project.year}},
      {"day", evaluation.at("as_of")},
      {"goal", annual_goal(project)},
      {"achieved", ""},
      {"remarks", ""},
      {"money", money_facts(evaluation)},
      {"indicators", std::move(indicators)},
      {"total", Json::Object{{"weight", text_or_blank(total.find("weight"))},
                             {"score", text_or_blank(total.find("score"))},
                             {"grade", text_or_blank(total.find("grade"))}}},
  };
}

std::vector<Obstacle> self_evaluation_obstacles(const Json& evaluation) {
  std::vector<Obstacle> found;
  for (const Json& result : evaluation.at("indicators").array()) {
    const int no = static_cast<int>(result.at("no").integer());
    if (is_blank(result.find("value")))
      found.push_back(
          {"no_value",
           no,
           {fmt::format("指标 {} 还没有实际完成值", no), fmt::format("indicator {} has no value yet", no)}});
    else if (is_blank(result.find("score")))
      found.push_back(
          {"no_score", no, {fmt::format("指标 {} 还没有得分", no), fmt::format("indicator {} has no score yet", no)}});
    const Json* met = result.find("met");
    if (!is_blank(met) && !met->boolean())
      found.push_back({"reason_missing",
                       no,
                       {fmt::format("指标 {} 未达标,还没写偏差原因", no),
                        fmt::format("indicator {} is not met and has no reason yet", no)}});
  }
  const Json* execution = evaluation.find("execution");
  if (execution == nullptr || is_blank(execution->find("score")))
    found.push_back({"no_money", 0, {"预算执行率还没有得分", "the execution row has no score yet"}});
  for (const Json& finding : evaluation.at("findings").array())
    if (finding.at("needs_decision").boolean() && is_blank(finding.find("decision")))
      found.push_back({"undecided",
                       static_cast<int>(finding.at("indicator").integer()),
                       {fmt::format("待裁定:{}", finding.at("message").string()),
                        fmt::format("undecided: {}", finding.at("message").string())}});
  return found;
}

}  // namespace hallbook::forms
