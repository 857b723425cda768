#pragma once
// 绩效运行监控表 and 自评报告 as facts: those of the self-evaluation, and what is expected, or what is said in sentences.
// docs/rules/forms.md, R-FRM-43, R-FRM-44.
#include "base/json.h"
#include "dossier/project.h"

namespace hallbook::forms {

/// `forecasts`: the JSON of `forecast --json` for the same day and position; {} when the year is over.
Json monitoring_facts(const dossier::Project& project, const Json& evaluation, const Json& forecasts);

/// Outline with paragraphs filled from facts; what a person wrote for a section stands behind them.
Json report_facts(const dossier::Project& project, const Json& evaluation);

}  // namespace hallbook::forms
