#pragma once
// The parts of check_project(). Each adds what it finds, in the order in which a person reads. Private to dossier/.
// Source: docs/rules/dossier.md, R-DOS-10 to R-DOS-31.
#include <vector>

#include "dossier/project.h"

namespace hallbook::dossier {

using Findings = std::vector<Finding>;

void add_finding(Findings& findings, std::string_view code, int indicator, std::string_view where, Text message,
                 bool needs_decision = false);

void check_unit_and_money(const Project& project, Findings& findings);
void check_table(const Project& project, Findings& findings);
void check_goals(const Project& project, Findings& findings);
void check_target(const Project& project, const IndicatorRow& row, Findings& findings);
void check_meaning(const Project& project, const IndicatorRow& row, Findings& findings);
void check_rule(const Project& project, const IndicatorRow& row, Findings& findings);
void check_price(const Project& project, const IndicatorRow& row, Findings& findings);

}  // namespace hallbook::dossier
