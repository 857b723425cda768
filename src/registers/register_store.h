#pragma once
// Closed periods, imported files, remembered mappings, wrapped entry keys. SQL; private to registers/.
#include "registers/rows.h"

namespace hallbook::registers::register_store {

std::optional<Date> closed_until(db::ReadTx& tx, UnitId unit, std::string_view register_name);
void close(db::WriteTx& tx, const journal::Meta& meta, std::string_view register_name, Date last);
void keep_import(db::WriteTx& tx, const journal::Meta& meta, const RowsImported& event);
/// The journal line that last changed rows of the register; 0 before the first.
std::int64_t changed_seq(db::ReadTx& tx, UnitId unit, std::string_view register_name);
void changed(db::WriteTx& tx, const journal::Meta& meta, std::string_view register_name);
void withdraw_import(db::WriteTx& tx, const journal::Meta& meta, std::int64_t import_seq);
std::optional<std::string> wrapped_key(db::ReadTx& tx, UnitId unit, std::string_view register_name, EntryId entry);
std::vector<EntryId> entries_with_keys(db::ReadTx& tx, UnitId unit, std::string_view register_name);

/// Everything that verify compares with the journal.
struct Closing {
  std::int64_t seq = 0;
  std::string last;
  friend bool operator==(const Closing&, const Closing&) = default;
};
std::vector<Closing> closings(db::ReadTx& tx, UnitId unit, std::string_view register_name);
struct Import {
  std::int64_t seq = 0;
  std::string source, rows;  // digests, hexadecimal
  std::int64_t first_id = 0, row_count = 0, withdrawn_seq = 0;
  friend auto operator<=>(const Import&, const Import&) = default;
};
std::vector<Import> imports(db::ReadTx& tx, UnitId unit, std::string_view register_name);
/// The body of one journal line; "" when there is none.
std::string body(db::ReadTx& tx, UnitId unit, std::int64_t seq);

}  // namespace hallbook::registers::register_store
