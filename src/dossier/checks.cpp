#include "dossier/checks.h"

#include <fmt/format.h>

#include "dossier/disclosure.h"

namespace hallbook::dossier {

void add_finding(Findings& findings, std::string_view code, int indicator, std::string_view where, Text message,
                 bool needs_decision) {
  const std::string place = indicator == 0 ? std::string{where} : fmt::format("指标 {} {}", indicator, where);
  findings.push_back({std::string{code}, indicator, place, std::move(message), needs_decision});
}

std::vector<Finding> check_project(const Project& project) {
  Findings findings;
  check_unit_and_money(project, findings);
  check_goals(project, findings);
  check_table(project, findings);
  for (const auto& row : project.indicators) {
    check_target(project, row, findings);
    check_meaning(project, row, findings);
    check_price(project, row, findings);
    check_rule(project, row, findings);
  }
  return findings;
}

}  // namespace hallbook::dossier
