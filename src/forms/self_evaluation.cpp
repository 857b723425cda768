#include "forms/self_evaluation.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook::forms {
namespace {

Json text_or_blank(const Json* value) { return value == nullptr || value->is_null() ? Json{""} : *value; }

/// R-FRM-40: the reason, then what will be done about it.
std::string reason_cell(const Json& result) {
  const std::string reason = words_of(result, "reason"), measures = words_of(result, "measures");
  if (measures.empty()) return reason;
  return fmt::format("{}{}改进措施：{}", reason.empty() ? "" : "偏差原因：" + reason, reason.empty() ? "" : "\n",
                     measures);
}

/// R-FRM-41: a person's score with the computed one beside it.
Json score_cell(const Json& result) {
  const std::string own = words_of(result, "score");
  const Json* computed = result.find("score");
  const bool none = computed == nullptr || computed->is_null();
  if (own.empty()) return none ? Json{""} : *computed;
  return none                        ? Json{own}
         : own == computed->string() ? Json{own}
                                     : Json{fmt::format("{}（计算{}）", own, computed->string())};
}

Json evaluated_facts(const dossier::Project& project, const Json& result) {
  const auto& row = row_of(project, result);
  return Json::Object{
      {"no", row.no},
      {"level1", result.at("level1")},
      {"level2", result.at("level2")},
      {"name", result.at("name")},
      {"label", row.label_cell},
      {"operator", row.operator_cell},
      {"target", row.value_cell},  // as printed: 19万件
      {"target_full", target_cell(row)},
      {"unit", row.unit_cell},
      {"rule", row.rule_cell},
      {"value", text_or_blank(result.find("value_printed"))},
      {"weight", text_or_blank(result.find("weight"))},
      {"score", score_cell(result)},
      {"reason", reason_cell(result)},
  };
}

/// Scores that differ, each with its reason: the form has no column for it.
std::string own_score_notes(const Json& evaluation) {
  std::string notes;
  for (const Json& result : evaluation.at("indicators").array()) {
    const std::string own = words_of(result, "score");
    const Json* computed = result.find("score");
    if (own.empty() || (computed != nullptr && computed->is_string() && computed->string() == own)) continue;
    notes += fmt::format("{}指标{}自评得分{}，{}，理由：{}", notes.empty() ? "" : "；", result.at("no").integer(), own,
                         computed == nullptr || computed->is_null() ? "未能计算" : "计算得分" + computed->string(),
                         result.at("words").at("score").at("reason").string());
  }
  return notes;
}

/// R-EVA-44: what a person judged stands with its evidence.
std::string judged_notes(const Json& evaluation) {
  std::string notes;
  for (const Json& result : evaluation.at("indicators").array())
    if (const std::string share = words_of(result, "band"); !share.empty())
      notes += fmt::format("{}指标{}分档评定{}{}，依据：{}", notes.empty() ? "" : "；", result.at("no").integer(),
                           share, share.ends_with('%') ? "" : "%", result.at("words").at("band").at("reason").string());
  return notes;
}

std::string remarks_cell(const Json& evaluation) {
  std::string text = words_of(evaluation, "remarks");
  for (const std::string& more :
       {words_of(evaluation, "execution"), judged_notes(evaluation), own_score_notes(evaluation)})
    if (!more.empty()) text += (text.empty() ? "" : "\n") + more;
  return text;
}

Json total_score_cell(const Json& total) {
  const Json* own = total.find("own_score");
  const Json computed = text_or_blank(total.find("score"));
  if (own == nullptr || own->is_null() || *own == computed) return computed;
  return fmt::format("{}（计算{}）", own->string(), computed.string());
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

}  // namespace

Json self_evaluation_facts(const dossier::Project& project, const Json& evaluation) {
  Json::Array indicators;
  for (const Json& result : evaluation.at("indicators").array()) indicators.push_back(evaluated_facts(project, result));
  const Json& total = evaluation.at("total");
  return Json::Object{
      {"project", project.name},
      {"unit", project.unit_name},
      {"department", project.unit_name},
      {"year", project.year == 0 ? Json{""} : Json{project.year}},
      {"day", evaluation.at("as_of")},
      {"goal", annual_goal(project)},
      {"achieved", words_of(evaluation, "achieved")},
      {"remarks", remarks_cell(evaluation)},
      {"money", money_facts(evaluation)},
      {"indicators", std::move(indicators)},
      {"total", Json::Object{{"weight", text_or_blank(total.find("weight"))},
                             {"score", total_score_cell(total)},
                             {"grade", text_or_blank(total.find("grade"))}}},
  };
}

std::string words_of(const Json& json, std::string_view place) {
  const Json* words = json.find("words");
  const Json* found = words == nullptr ? nullptr : words->find(place);
  return found == nullptr ? std::string{} : found->at("text").string();
}

std::string target_cell(const dossier::IndicatorRow& row) {
  std::string cell = row.operator_cell + row.value_cell;
  if (!row.unit_cell.empty() && !row.value_cell.ends_with(row.unit_cell)) cell += row.unit_cell;
  return cell;
}

const dossier::IndicatorRow& row_of(const dossier::Project& project, const Json& result) {
  const int no = static_cast<int>(result.at("no").integer());
  const auto row = std::ranges::find(project.indicators, no, &dossier::IndicatorRow::no);
  ensure(row != project.indicators.end(), "an evaluation names an indicator that its project does not have");
  return *row;
}

}  // namespace hallbook::forms
