#pragma once
// SQL for the marks of persons. Private to identity/.
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/digest.h"
#include "platform/db/db.h"

namespace hallbook::identity::person_store {

void insert(db::WriteTx& tx, std::string_view account, const Digest& mark, Instant at);  // by apply() only
std::optional<Digest> mark_of(db::ReadTx& tx, std::string_view account);
/// By name.
std::vector<std::string> open_accounts(db::ReadTx& tx, const Digest& mark);

}  // namespace hallbook::identity::person_store
