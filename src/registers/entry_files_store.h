#pragma once
// The files attached to entries. SQL; private to registers/.
#include "registers/entry_files.h"
#include "registers/file_events.h"

namespace hallbook::registers::entry_files_store {

void attach(db::WriteTx& tx, const journal::Meta& meta, const EntryFileAttached& event);
void withdraw(db::WriteTx& tx, const journal::Meta& meta, const EntryFileWithdrawn& event);
/// In the order in which they were attached, those taken off again too.
std::vector<AttachedFile> of_entry(db::ReadTx& tx, UnitId unit, std::string_view register_name, EntryId entry);
std::vector<AttachedFile> of_register(db::ReadTx& tx, UnitId unit, std::string_view register_name);

}  // namespace hallbook::registers::entry_files_store
