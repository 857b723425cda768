// 项目支出绩效自评报告: sentences from facts by fixed rules, never guessed. R-FRM-44
#include <fmt/format.h>

#include "base/money_words.h"
#include "forms/formats.h"
#include "forms/monitoring.h"
#include "forms/self_evaluation.h"
#include "indicators/own_words.h"

namespace hallbook::forms {
namespace {

std::string fact_text(const Json* value, std::string_view format) {
  if (value == nullptr || value->is_null()) return "";
  const auto text = printed(*value, format);
  return text && *text ? **text : std::string{};
}

std::string basis_text(const dossier::Project& project) {
  std::string text = fmt::format("{}{}年度项目由{}实施", project.name, project.year, project.unit_name);
  if (project.amount)
    text += fmt::format("，安排资金{}元", fact_text(std::array{Json{project.amount->fen()}}.data(), "yuan"));
  if (!project.funding.empty()) text += fmt::format("，经费来源为{}", project.funding);
  text += "。";
  if (!project.legal_basis.empty()) text += project.legal_basis;
  return text;
}

std::string goals_text(const dossier::Project& project) {
  std::string text;
  for (const auto& goal : project.goals)
    text += fmt::format("{}{}：{}", text.empty() ? "" : "\n　　", goal.title, goal.text);
  return text;
}

std::string work_text(const dossier::Project& project, const Json& evaluation) {
  std::set<std::string> registers;
  for (const Json& used : evaluation.at("definitions").array())
    if (used.at("kind").string() == "register") registers.insert(used.at("name").string());
  std::uint64_t rows = 0;
  for (const Json& result : evaluation.at("indicators").array())
    if (const Json* receipt = result.find("receipt"); receipt != nullptr && !receipt->is_null())
      rows += static_cast<std::uint64_t>(receipt->at("rows").integer());
  return fmt::format(
      "自评依据{}项绩效指标，数据截至{}，取自{}本台账的逐笔登记{}，每个数都能打开到组成它的明细；评分方案为{}，账本第{}"
      "条。",
      project.indicators.size(), fact_text(evaluation.find("as_of"), "date"), registers.size(),
      rows > 0 ? fmt::format("（共{}行）", rows) : "", evaluation.at("scheme").string(),
      evaluation.at("journal_head").at("seq").integer());
}

std::string money_text(const Json& facts) {
  const Json& total = facts.at("money").at("total");
  if (total.at("adjusted").is_null()) return "预算执行情况尚未记录。";
  std::string text = fmt::format("年初预算{}元，全年预算{}元，全年执行{}元", fact_text(total.find("initial"), "yuan"),
                                 fact_text(total.find("adjusted"), "yuan"), fact_text(total.find("executed"), "yuan"));
  if (const auto rate = fact_text(total.find("rate"), "percent"); !rate.empty()) text += "，执行率" + rate;
  if (const auto score = fact_text(total.find("score"), ""); !score.empty()) text += "，得" + score + "分";
  return text + "。";
}

std::string result_sentence(const Json& facts, const Json& result) {
  const auto& name = facts.at("name").string();
  const auto& target = facts.at("target_full").string();
  const std::string value = fact_text(facts.find("value"), "");
  if (value.empty()) return fmt::format("“{}”年度指标值{}，暂无实际完成值。", name, target);
  const Json* met = result.find("met");
  const std::string verdict = met == nullptr || met->is_null() ? "" : met->boolean() ? "，已完成" : "，未完成";
  return fmt::format("“{}”年度指标值{}，实际完成{}{}。", name, target, value, verdict);
}

/// Sentences of the indicators whose level 1 begins with one of `levels`.
std::string level_text(const Json& facts, const Json& evaluation, std::initializer_list<std::string_view> levels) {
  std::string text;
  const auto& rows = facts.at("indicators").array();
  const auto& results = evaluation.at("indicators").array();
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto level : levels)
      if (rows[i].at("level1").string().starts_with(level)) text += result_sentence(rows[i], results[i]);
  return text;
}

std::string score_text(const Json& facts) {
  const Json& total = facts.at("total");
  std::string text =
      fmt::format("自评得分{}分（满分{}分）", fact_text(total.find("score"), ""), fact_text(total.find("weight"), ""));
  if (const auto grade = fact_text(total.find("grade"), ""); !grade.empty()) text += fmt::format("，等级为“{}”", grade);
  return text + "，各指标得分如下表。";
}

std::string reasons_text(const Json& facts) {
  std::string text;
  for (const Json& row : facts.at("indicators").array()) {
    std::string reason = row.at("reason").string();
    if (reason.empty()) continue;
    for (auto at = reason.find('\n'); at != std::string::npos; at = reason.find('\n')) reason.replace(at, 1, "；");
    text += fmt::format("“{}”：{}。", row.at("name").string(), reason);
  }
  return text.empty() ? "各项指标均已完成，没有需要说明的偏差。" : text;
}

bool all_met(const Json& evaluation) {
  return std::ranges::all_of(evaluation.at("indicators").array(), [](const Json& result) {
    const Json* met = result.find("met");
    return met != nullptr && !met->is_null() && met->boolean();
  });
}

}  // namespace

Json report_facts(const dossier::Project& project, const Json& evaluation) {
  Json facts = self_evaluation_facts(project, evaluation);
  Json words = Json::Object{};
  for (const auto& place : indicators::places())
    if (!place.of_indicator) words[place.name] = words_of(evaluation, place.name);
  const std::string reasons = reasons_text(facts);
  facts["words"] = std::move(words);
  facts["text"] = Json::Object{
      {"basis", basis_text(project)},
      {"goals", goals_text(project)},
      {"work", work_text(project, evaluation)},
      {"money", money_text(facts)},
      {"output", level_text(facts, evaluation, {"产出", "成本"})},
      {"effect", level_text(facts, evaluation, {"效益"})},
      {"satisfaction", level_text(facts, evaluation, {"满意度"})},
      {"score", score_text(facts)},
      {"reasons", reasons.starts_with("各项") && !all_met(evaluation) ? "偏差原因尚未填写。" : reasons},
  };
  return facts;
}

}  // namespace hallbook::forms
