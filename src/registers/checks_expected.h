#pragma once
// What verify expects of registers, read from the journal. Private to registers/.
#include "registers/entry_files.h"
#include "registers/register_store.h"
#include "registers/rows.h"

namespace hallbook::registers {

using Version = std::pair<std::int64_t, int>;  // entry id, version

/// What the journal says of one register of one unit, without the rows themselves.
struct Expected {
  struct Import {
    std::int64_t seq = 0;
    RowsImported event;
    std::int64_t withdrawn_seq = 0;
  };
  struct End {
    std::int64_t seq = 0;
    EntryState state = EntryState::superseded;
    bool late = false;
    std::string reason;
  };
  std::map<std::int64_t, Import> imports;  // by first id
  std::map<Version, std::int64_t> lines;   // versions made by a line of their own → seq
  std::map<Version, End> ends;
  std::vector<register_store::Closing> closings;
  std::map<std::int64_t, AttachedFile> attached;  // by the line that attached it
};

/// By register.
std::map<std::string, Expected> read_journal(db::ReadTx& tx, UnitId unit);

}  // namespace hallbook::registers
