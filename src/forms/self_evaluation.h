#pragma once
// 项目支出绩效自评表 as facts for a form: everything is taken from one evaluation, live or frozen, and nothing is computed
// again. Source: domain.md section 5 (forms), docs/rules/forms.md, R-FRM-30 to R-FRM-33.
#include <optional>

#include "base/json.h"
#include "dossier/project.h"

namespace hallbook::forms {

/// `evaluation` is the JSON of `evaluate --json` (R-EVA-12); a frozen one has the same shape. What is not known is left
/// blank: a form never prints 0 for it.
Json self_evaluation_facts(const dossier::Project& project, const Json& evaluation);

/// What keeps the form from being published: blank scores, open questions, limits of letters. Empty: nothing does.
struct Obstacle {
  std::string code;  // "no_value", "no_score", "no_money", "undecided", "reason_missing"
  int indicator = 0;  // 0 = the whole form
  Text message;
};
std::vector<Obstacle> self_evaluation_obstacles(const Json& evaluation);

}  // namespace hallbook::forms
