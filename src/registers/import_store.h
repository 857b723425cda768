#pragma once
// SQL of imports. Private to registers/.
#include "base/digest.h"
#include "platform/db/db.h"

namespace hallbook::registers::import_store {

/// Does any journal line of any unit name this digest? Asked before an evidence file of a failed import is removed.
bool is_referenced(db::ReadTx& tx, const Digest& digest);
/// The last line of the unit's chain; 0 when empty.
std::int64_t last_seq(db::ReadTx& tx, UnitId unit);

}  // namespace hallbook::registers::import_store
