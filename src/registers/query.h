#pragma once
// Reading registers: totals from day rollups, rows behind totals, lists. What formulas, receipts and exports call.
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.h"
#include "journal/keys.h"
#include "platform/db/db.h"
#include "registers/entry.h"

namespace hallbook::registers {

/// What is counted or summed: entries in force whose day lies in the period and whose dimensions fit.
struct Selection {
  const Definition* definition = nullptr;
  std::string measure;                 // "" = count entries
  std::vector<Condition> conditions;   // over dimensions only (ensure)
  std::int64_t at_seq = 0;             // 0 = now, from rollups; else as the journal stood, from rows
};

/// Per bucket: number of entries, and the measure's sum in its stored units (128 bits cannot overflow here).
struct BucketTotal {
  Period bucket;
  std::int64_t rows = 0;
  std::int64_t sum = 0;  // throws QuantityOverflow beyond 64 bits
};
/// One element per bucket of the period (PeriodKind::year over one year = one element), empty buckets too.
std::vector<BucketTotal> totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                                std::optional<PeriodKind> by = std::nullopt);

/// The first and last day with any entry in force (for staleness and coverage).
std::optional<Period> span_of_entries(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                      std::int64_t at_seq = 0);

/// Rows behind a total, by day then entry id. `amount` is what the row adds: 1 for counts, else the measure.
struct SourceRow {
  EntryId id;
  int version = 1;
  Date day;
  std::int64_t seq = 0;
  std::int64_t amount = 0;
};
void each_source_row(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                     const std::function<void(const SourceRow&)>& visit, std::size_t limit = 0);  // 0 = all

/// The same rows added up by day and by the journal line that brought them, read from the rows in one pass.
struct DayTotal {
  Date day;
  std::int64_t seq = 0, rows = 0;
  std::int64_t sum = 0;  // of the measure in its stored units; 0 for counts
};
std::vector<DayTotal> day_totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period);

/// How personal fields come out: without keys "●●●", with keys by the field's mask, with `reveal` clear.
struct Opening {
  const journal::KeyRing* keys = nullptr;
  bool reveal = false;
};

/// Full entries with filters, for lists and exports, by entry id then version.
struct ListOptions {
  std::optional<Period> period;
  std::vector<Condition> conditions;
  std::int64_t at_seq = 0;
  bool all_versions = false;   // superseded and voided versions too
  EntryId after;               // cursor
  std::size_t limit = 0;       // 0 = all
  Opening opening;
};
void each_entry(db::ReadTx& tx, UnitId unit, const Definition& definition, const ListOptions& options,
                const std::function<void(const EntryVersion&)>& visit);

/// Entries gathered by the values of some fields, for rates: each combination once (other fields empty) with the number
/// of entries that have it. The fields are neither personal nor derived (ensure). In no order.
struct GroupOptions {
  std::optional<Period> period;
  std::optional<Date> valid_on;  // catalogue: rows valid on that day
  std::vector<Condition> conditions;  // over dimensions
  std::int64_t at_seq = 0;
};
void each_group(db::ReadTx& tx, UnitId unit, const Definition& definition, std::span<const std::string_view> fields,
                const GroupOptions& options, const std::function<void(const Values&, std::int64_t rows)>& visit);

/// Rows and sums of a selection by day ("day"), month ("month") or the values of a dimension, as they are now, by key;
/// from rollups.
struct GroupTotal {
  std::string key;
  std::int64_t rows = 0;
  std::int64_t sum = 0;  // of the measure in its stored units; 0 for counts
};
std::vector<GroupTotal> group_totals(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                                     std::string_view by);

/// The file that a journal line imported; nullopt when the line is no import.
struct ImportedFile {
  std::string register_name, source_name, actor;
  std::int64_t seq = 0, rows = 0;
  Digest source;
  Instant at;
  std::int64_t withdrawn_seq = 0;  // the line that took it back; 0 = its rows stand
};
std::optional<ImportedFile> import_at(db::ReadTx& tx, UnitId unit, std::int64_t seq);

/// Catalogue rows valid on a day (for receipts of rates): valid_from ≤ day ≤ valid_to.
void each_valid_on(db::ReadTx& tx, UnitId unit, const Definition& definition, Date day, std::int64_t at_seq,
                   const std::function<void(const EntryVersion&)>& visit);

}  // namespace hallbook::registers
