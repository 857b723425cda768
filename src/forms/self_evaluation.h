#pragma once
// An evaluation as facts for the forms: everything is taken from one evaluation, live or frozen, and nothing is computed
// again. Source: domain.md section 5 (forms), docs/rules/forms.md, R-FRM-30 to R-FRM-33, R-FRM-40 to R-FRM-42.
#include <optional>

#include "base/json.h"
#include "dossier/project.h"

namespace hallbook::forms {

/// `evaluation` is the JSON of `evaluate --json` (R-EVA-12); a frozen one has the same shape. What is not known is left
/// blank: a form never prints 0 for it.
Json self_evaluation_facts(const dossier::Project& project, const Json& evaluation);

/// What keeps the form from being published: blank scores, open questions, limits of letters. Empty: nothing does.
struct Obstacle {
  std::string code;  // "no_value", "no_score", "no_money", "undecided", "unconfirmed", "unseen", "reason_missing" …
  int indicator = 0;  // 0 = the whole form
  Text message;
};
std::vector<Obstacle> self_evaluation_obstacles(const Json& evaluation);

/// Hints of a template that somebody forgot to replace: "XX", "（此处填写…）", "待补充" … R-FRM-42
std::optional<std::string> left_in_hint(std::string_view text);

/// What a person wrote at `place` of an indicator's or the evaluation's JSON; "" when nothing. R-FRM-40
std::string words_of(const Json& json, std::string_view place);

/// The document's own target in one cell: ">=19万件", "≤300桶".
std::string target_cell(const dossier::IndicatorRow& row);
const dossier::IndicatorRow& row_of(const dossier::Project& project, const Json& result);

}  // namespace hallbook::forms
