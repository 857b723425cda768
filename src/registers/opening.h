#pragma once
// Personal fields on their way to a reader: masked, or opened with the key ring. Private to registers/.
#include "registers/query.h"
#include "registers/rows.h"

namespace hallbook::registers {

/// Replaces the stored form: without keys (or when an entry's key is gone) by "●●●", with keys by the field's mask,
/// with `reveal` by the clear value. Throws when sealed bytes do not open: the row was tampered with.
void show_personal(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry, const Opening& opening,
                   Values& values);

/// The entry's key; refuses unavailable.
Result<std::string> entry_key(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry,
                              const journal::KeyRing* keys);

}  // namespace hallbook::registers
