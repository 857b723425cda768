#pragma once
// Derived values of series as the journal stood, or as they should stand now. Private to registers/.
#include <unordered_map>

#include "platform/db/db.h"
#include "registers/entry.h"

namespace hallbook::registers {

using DerivedAsOf = std::unordered_map<std::int64_t, std::int64_t>;  // entry id → derived value

/// R-REG-18. Of every entry in force at `at_seq` (0 = now), computed from its series and not taken from the stored column. One
/// key's series is in memory at a time. `broken` gets what a series says against its rules (only tampered rows can).
DerivedAsOf derived_as_of(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq,
                          std::vector<Refusal>* broken = nullptr);

}  // namespace hallbook::registers
