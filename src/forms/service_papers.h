#pragma once
// 巡检通报 and 整改通知书 as facts, from rounds and matters. docs/rules/forms.md, R-FRM-48.
#include <optional>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"
#include "platform/db/db.h"

namespace hallbook::forms {

Result<Json> round_notice_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number);
Result<Json> matter_notice_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number);
/// First 16 hex digits over what later steps do not change: the round as sent, the matter as found. Of "round-notice:…" and
/// "matter-notice:…"; nullopt when there is none.
std::optional<std::string> service_digest(db::ReadTx& tx, UnitId unit, std::string_view kind);

}  // namespace hallbook::forms
