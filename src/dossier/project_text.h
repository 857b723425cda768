#pragma once
// A project and its findings for a terminal and as JSON. Pure.
#include "base/json.h"
#include "dossier/project.h"

namespace hallbook::dossier {

/// Readable, aligned with double-width characters: fields, goals, indicators with formula and rule, decisions.
std::string project_text(const Project& project, Lang lang);

/// One block a finding: place, code, message, the options and what was decided.
std::string findings_text(const Project& project, const std::vector<Finding>& findings, Lang lang);

Json to_json(const Project& project, Lang lang);
Json to_json(const Finding& finding, Lang lang);    // code, indicator, where, message, needs_decision
Json to_json(const Decision& decision);

}  // namespace hallbook::dossier
