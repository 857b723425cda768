#pragma once
// A plan edited on a page, as the TOML of R-DOS-40; and the document as JSON.
#include "base/json.h"
#include "dossier/project.h"

namespace hallbook::dossier {

/// What a page may change of one indicator's plan.
struct PlanEdit {
  int no = 0;
  std::string formula, rule;
  std::optional<std::string> weight, deduct_points;
  std::string period, missing;
  Text note;
};
/// The scoring rule that usually goes with a target's sign; a person's bands for a text.
std::string_view usual_rule(const Target& target);

/// The project's plan with the edits as TOML: options, decisions proposed by the plan and other indicators stay.
std::string write_plan(const Project& project, std::string_view plan_toml, const std::vector<PlanEdit>& edits);

/// The same with one target adjusted. The scoring rule follows a sign that turns round; an adjustment back to what the
/// document says is taken out. R-DOS-48.
std::string write_target(const Project& project, std::string_view plan_toml, int no, const TargetChange& change);

/// A plan to begin with, for a document that no plan was made for: this scheme, and the usual rule of each indicator's sign
/// (a person's bands for a text target); nothing is computed until a formula is written. R-DOS-44.
std::string starting_plan(const Project& project, std::string_view scheme);

/// GET /projects/{code}.
Json document_json(const Project& project);

}  // namespace hallbook::dossier
