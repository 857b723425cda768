#include "base/money_math.h"
#include "dossier/project_text.h"

namespace hallbook::dossier {
namespace {

Json target_json(const IndicatorRow& row) {
  if (row.target.kind != TargetKind::number) return nullptr;
  return Json::Object{{"operator", symbol(row.target.op)},
                      {"value", row.target.value.exact()},
                      {"unit", row.target.unit},
                      {"scale", row.target.scale.exact()},
                      {"printed_unit", row.target.printed_unit}};
}

Json options_json(const IndicatorPlan& plan, Lang lang) {
  Json::Object findings;
  for (const auto& [finding, options] : plan.options) {
    Json::Array list;
    for (const auto& option : options)
      list.emplace_back(Json::Object{{"id", option.id}, {"title", option.title.in(lang)}});
    findings[finding] = std::move(list);
  }
  return findings;
}

Json indicator_json(const Project& project, const IndicatorRow& row, Lang lang) {
  const IndicatorPlan plan = project.settled(row.no);
  return Json::Object{{"no", row.no},
                      {"level1", row.level1},
                      {"level2", row.level2},
                      {"name", row.name},
                      {"operator_cell", row.operator_cell},
                      {"value_cell", row.value_cell},
                      {"unit_cell", row.unit_cell},
                      {"label_cell", row.label_cell},
                      {"rule_cell", row.rule_cell},
                      {"content_cell", row.content_cell},
                      {"source_cell", row.source_cell},
                      {"weight_cell", row.weight_cell},
                      {"target", target_json(row)},
                      {"formula", plan.formula},
                      {"rule", plan.rule},
                      {"period", plan.period},
                      {"missing", plan.missing},
                      {"note", plan.note.in(lang)},
                      {"options", options_json(plan, lang)}};
}

}  // namespace

Json to_json(const Finding& finding, Lang lang) {
  return Json::Object{{"code", finding.code},
                      {"indicator", finding.indicator},
                      {"where", finding.where},
                      {"message", finding.message.in(lang)},
                      {"needs_decision", finding.needs_decision}};
}

Json to_json(const Decision& decision) {
  return Json::Object{{"finding", decision.finding}, {"indicator", decision.indicator}, {"chosen", decision.chosen},
                      {"by", decision.by},           {"reason", decision.reason},       {"proposed", decision.proposed},
                      {"seq", decision.seq}};
}

Json to_json(const Project& project, Lang lang) {
  Json::Object json{{"code", project.code},         {"name", project.name},
                    {"year", project.year},         {"scheme", project.settled_scheme()},
                    {"sample", project.sample},     {"version", project.version},
                    {"seq", project.seq},           {"legal_basis", project.legal_basis},
                    {"overview", project.overview}, {"content", project.content},
                    {"funds", project.funds_text},  {"plan", project.plan_text},
                    {"effects", project.effects}};
  json["period"] = nullptr;
  if (project.year != 0) json["period"] = period_name(project.period);
  json["amount"] = nullptr;
  if (project.amount) json["amount"] = to_yuan(*project.amount);
  json["unit"] = Json::Object{{"name", project.unit_name},
                              {"code", project.unit_code},
                              {"address", project.address},
                              {"phone", project.phone},
                              {"legal_person", project.legal_person},
                              {"funding", project.funding},
                              {"profile", project.unit_profile}};
  Json::Array numbers;
  for (const auto& number : project.document_numbers) numbers.emplace_back(number);
  json["document_numbers"] = std::move(numbers);
  Json::Array goals;
  for (const auto& goal : project.goals) goals.emplace_back(Json::Object{{"title", goal.title}, {"text", goal.text}});
  json["goals"] = std::move(goals);
  Json::Array indicators;
  for (const auto& row : project.indicators) indicators.push_back(indicator_json(project, row, lang));
  json["indicators"] = std::move(indicators);
  Json::Array sections;
  for (const auto& section : project.sections) {
    Json::Array paragraphs;
    for (const auto& paragraph : section.paragraphs) paragraphs.emplace_back(paragraph);
    sections.emplace_back(
        Json::Object{{"heading", section.heading}, {"known", section.known}, {"paragraphs", std::move(paragraphs)}});
  }
  json["sections"] = std::move(sections);
  Json::Array decisions;
  for (const auto& decision : project.decisions) decisions.push_back(to_json(decision));
  json["decisions"] = std::move(decisions);
  return json;
}

}  // namespace hallbook::dossier
