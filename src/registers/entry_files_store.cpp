#include "registers/entry_files_store.h"

#include "base/ensure.h"

namespace hallbook::registers::entry_files_store {
namespace {

AttachedFile attached_file(const db::Row& row) {
  return {.entry = EntryId{row.int64(0)},
          .seq = row.int64(1),
          .file = {row.digest(2), row.string(3)},
          .reason = row.string(4),
          .withdrawn_seq = row.int64(5),
          .withdrawn_reason = row.string(6)};
}

}  // namespace

void attach(db::WriteTx& tx, const journal::Meta& meta, const EntryFileAttached& event) {
  tx.exec(R"(
      INSERT INTO entry_file (unit_id, register, entry_id, seq, digest, name, reason, withdrawn_seq, withdrawn_reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, ''))",
          meta.unit, event.register_name, event.entry, meta.seq, event.file.digest, event.file.name, event.reason);
}

void withdraw(db::WriteTx& tx, const journal::Meta& meta, const EntryFileWithdrawn& event) {
  const auto changed = tx.exec(R"(
      UPDATE entry_file SET withdrawn_seq = $1, withdrawn_reason = $2
      WHERE unit_id = $3 AND register = $4 AND entry_id = $5 AND seq = $6 AND withdrawn_seq = 0)",
                               meta.seq, event.reason, meta.unit, event.register_name, event.entry, event.file_seq);
  ensure(changed == 1, "entry_files_store: the file to take off stands");
}

std::vector<AttachedFile> of_entry(db::ReadTx& tx, UnitId unit, std::string_view register_name, EntryId entry) {
  std::vector<AttachedFile> found;
  tx.each(
      R"(
      SELECT entry_id, seq, digest, name, reason, withdrawn_seq, withdrawn_reason FROM entry_file
      WHERE unit_id = $1 AND register = $2 AND entry_id = $3 ORDER BY seq)",
      [&](const db::Row& row) { found.push_back(attached_file(row)); }, unit, register_name, entry);
  return found;
}

std::vector<AttachedFile> of_register(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  std::vector<AttachedFile> found;
  tx.each(
      R"(
      SELECT entry_id, seq, digest, name, reason, withdrawn_seq, withdrawn_reason FROM entry_file
      WHERE unit_id = $1 AND register = $2 ORDER BY seq)",
      [&](const db::Row& row) { found.push_back(attached_file(row)); }, unit, register_name);
  return found;
}

}  // namespace hallbook::registers::entry_files_store
