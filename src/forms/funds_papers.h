#pragma once
// 用款申请单, 验收书 and 预算执行情况表 as facts, from the accounts. docs/rules/forms.md, R-FRM-47.
#include <optional>

#include "base/date.h"
#include "base/digest.h"
#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "dossier/project.h"
#include "platform/db/db.h"

namespace hallbook::forms {

Result<Json> request_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number);
Result<Json> acceptance_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number);
/// First 16 hex digits over what later steps do not change: a request's content, an acceptance as recorded. Of
/// "payment-request:…" and "acceptance:…"; nullopt when there is no such paper.
std::optional<std::string> funds_digest(db::ReadTx& tx, UnitId unit, std::string_view kind);
/// The budget line by line as it stands; refuses a project without a budget.
Result<Json> execution_facts(db::ReadTx& tx, UnitId unit, const dossier::Project& project, Date day);

}  // namespace hallbook::forms
