#pragma once
// The tables of registers: made, extended, and their rollups filled anew. SQL; private to registers/.
// Names in this SQL come from definitions, whose names are [a-z][a-z0-9_]* (R-REG-02), never from input.
#include <string>
#include <vector>

#include "platform/db/db.h"
#include "registers/definition.h"

namespace hallbook::registers::table_store {

/// One physical column, over the definitions of all units.
struct Column {
  std::string field;
  std::string storage;  // "{{int64}}", "TEXT", "{{blob}}"
  bool dimension = false;
  bool measure = false;
};
std::string storage_of(const Field& field);
std::vector<Column> columns(db::ReadTx& tx, std::string_view register_name);

/// Makes or extends entry_<name>. True when dimensions or measures changed: the rollups were made anew, empty, and
/// fill_rollups() must follow for every unit. ensure: no column changes its storage.
bool adopt(db::WriteTx& tx, const Definition& definition);
/// Fills the rollups of one unit from its rows; they must be empty of it.
void fill_rollups(db::WriteTx& tx, UnitId unit, const Definition& definition);
/// Every unit that has adopted the register.
std::vector<UnitId> units(db::ReadTx& tx, std::string_view register_name);

}  // namespace hallbook::registers::table_store
