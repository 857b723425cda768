#pragma once
// The rows behind a total as a person looks through them: sorted and filtered by the register's fields like any list,
// beside a total that stays what it is. Source: docs/rules/api.md, R-API-48.
#include <map>

#include "base/json.h"
#include "platform/files/table.h"
#include "registers/query.h"

namespace hallbook::registers {

using ListingText = std::map<std::string, std::string, std::less<>>;  // q, from, to, sort, after, filter, f.FIELD

struct SourceTotal {
  std::int64_t rows = 0, sum = 0;  // of the measure in its stored units; 0 for counts
};
struct SourcePage {
  std::vector<Json> entries;          // as lists of entries show them
  std::vector<std::int64_t> amounts;  // what each adds: 1 for counts, else the measure
  std::string next;                   // "" = this was the last page
  SourceTotal all, shown;             // of the selection, and of what the filters leave of it
};
/// The address is refused as a list's is. A day outside the period finds nothing.
Result<SourcePage> source_page(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                               const ListingText& asked, std::size_t limit, const Opening& opening);

/// Every one of them, whole, in the order asked for.
Result<> each_source_entry(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                           const ListingText& asked, const Opening& opening,
                           const std::function<void(const EntryVersion& entry, std::int64_t amount)>& visit);

/// A value as a table file holds it: numbers and days as such.
files::OutCell export_cell(const Field& field, const FieldValue& value);

}  // namespace hallbook::registers
