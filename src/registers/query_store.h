#pragma once
// SQL that reads entries and rollups. Table and column names come from checked definitions (identifiers only), values are
// always parameters. Private to registers/.
#include "registers/query.h"

namespace hallbook::registers::query_store {

/// Which versions of entries: in force now, in force at a journal position, or all.
struct Versions {
  std::int64_t at_seq = 0;
  bool all = false;
};

struct EntryFilter {
  std::optional<Period> period;
  std::vector<Condition> conditions;
  Versions versions;
  EntryId after;
  std::size_t limit = 0;   // 0 = all
  bool by_day = false;     // order by day, then entry; else by entry, then version
};

/// Entries in stored form (personal fields hold sealed bytes).
void each_stored(db::ReadTx& tx, UnitId unit, const Definition& definition, const EntryFilter& filter,
                 const std::function<void(const EntryVersion&)>& visit);

/// Rollup cells added up per day, in order; `measure` "" = count only.
struct DayTotal {
  Date day;
  std::int64_t rows = 0;
  std::int64_t sum = 0;
};
void each_day(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
              const std::function<void(const DayTotal&)>& visit);
/// The same over the whole period, in one row.
DayTotal whole(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period);

/// Rows in force behind a total, straight from the entry table, by day then entry.
void each_amount(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                 const std::function<void(const SourceRow&)>& visit);

std::optional<Period> span_in_force(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq);
std::optional<std::string> wrapped_key(db::ReadTx& tx, UnitId unit, std::string_view register_name, EntryId entry);

}  // namespace hallbook::registers::query_store
