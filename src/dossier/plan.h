#pragma once
// A project plan: how each indicator of one document is computed, the options for what it leaves open, and the
// proposed decisions. TOML, definitions/projects/*.toml; its form is docs/rules/dossier.md, R-DOS-40.
#include <string_view>

#include "dossier/project.h"

namespace hallbook::dossier {

/// Which document a shipped plan is for; empty fields fit any.
struct PlanFor {
  std::string unit_code, name;
  int year = 0;
};

struct Plan {
  std::string code, scheme, sample;
  PlanFor made_for;
  std::vector<IndicatorPlan> indicators;  // by no; no 0 = the whole document
  std::vector<Decision> decisions;        // all proposed
};

/// Refuses unknown keys, a missing code, an unknown rule, a decision for an option that is not there; names the line.
Result<Plan> read_plan(std::string_view toml);

bool fits(const Plan& plan, const Project& project);

/// The text of the plan that ships with the program for this very document, if its indicators are still those.
std::optional<std::string_view> shipped_plan(const Project& project);

/// Puts the plan into the project; proposed decisions only where their finding stands and none was made.
/// Refuses (invalid) a plan for an indicator number that the document does not have.
Result<> apply_plan(Project& project, const Plan& plan);

}  // namespace hallbook::dossier
