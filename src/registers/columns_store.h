#pragma once
// Columns of a register as a reader's snapshot has them, and the marks that tell which pages changed. SQL; private to
// registers/. Whoever writes a row of entry_<name> (entry_store) marks its page in the same transaction.
#include <utility>

#include "platform/db/db.h"
#include "registers/columns.h"

namespace hallbook::registers::columns_store {

/// Below, a look at every row is as quick; above, columns would take more memory than a small office machine has to spare.
constexpr std::int64_t fewest_entries = 4'096, most_entries = 1'000'000;

void mark(db::WriteTx& tx, UnitId unit, std::string_view register_name, EntryId entry);
void mark_all(db::WriteTx& tx, UnitId unit, std::string_view register_name, std::pair<EntryId, EntryId> first_to_last);

/// What the snapshot of `tx` has: pages that `before` holds under today's mark are taken over, the others are read.
std::shared_ptr<const Columns> load(db::ReadTx& tx, UnitId unit, const Definition& definition, const Columns* before);

/// The same, kept for all readers of the database. nullptr for a writer and for a register too small or too large.
std::shared_ptr<const Columns> kept(db::ReadTx& tx, UnitId unit, const Definition& definition);

}  // namespace hallbook::registers::columns_store
