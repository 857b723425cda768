#include "forms/target_table.h"

namespace hallbook::forms {

Json target_table_facts(const dossier::Project& project) {
  Json::Array indicators, goals;
  for (const auto& row : project.indicators)
    indicators.push_back(Json::Object{{"no", row.no},
                                      {"level1", row.level1},
                                      {"level2", row.level2},
                                      {"name", row.name},
                                      {"operator", row.operator_cell},
                                      {"target", row.value_cell},
                                      {"unit", row.unit_cell},
                                      {"label", row.label_cell},
                                      {"rule", row.rule_cell},
                                      {"content", row.content_cell},
                                      {"source", row.source_cell}});
  for (const auto& goal : project.goals) goals.push_back(Json::Object{{"title", goal.title}, {"text", goal.text}});
  return Json::Object{{"project", project.name},
                      {"unit", project.unit_name},
                      {"year", project.year == 0 ? Json{""} : Json{project.year}},
                      {"amount", project.amount ? Json{project.amount->fen()} : Json{}},
                      {"goals", std::move(goals)},
                      {"indicators", std::move(indicators)}};
}

}  // namespace hallbook::forms
