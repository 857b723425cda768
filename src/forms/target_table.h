#pragma once
// 项目绩效目标表 (Yunnan 2026) as facts: the document's own words, cell by cell. docs/rules/forms.md, R-FRM-34.
#include "base/json.h"
#include "dossier/project.h"

namespace hallbook::forms {

Json target_table_facts(const dossier::Project& project);

}  // namespace hallbook::forms
