#pragma once
// Rows of entry_<name>. SQL; private to registers/. Values are in stored form (rows.h).
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/period.h"
#include "platform/db/db.h"
#include "registers/entry.h"

namespace hallbook::registers::entry_store {

enum Late : int { on_time = 0, entered_late = 1, ended_late = 2 };  // bits of the column `late`

struct StoredEntry : EntryVersion {
  int late_marks = on_time;
};

enum class Order { entry, day, key };  // entry: id, version · day: day, id · key: key fields, day, id

/// Which rows; everything given must hold.
struct Where {
  std::optional<Period> period;
  std::vector<Condition> conditions;  // over dimensions
  std::int64_t at_seq = 0;            // 0 = now
  bool all_versions = false;          // superseded and voided ones too
  EntryId after;                      // ids above it
  EntryId up_to;                      // ids not above it; 0 = all
  EntryId entry;                      // only this one
  std::optional<Date> valid_on;       // catalogue: only rows valid on this day
  const Values* key = nullptr;        // only rows with this key; an empty key field matches empty ones
  Order order = Order::entry;
  std::size_t limit = 0;
};
void each(db::ReadTx& tx, UnitId unit, const Definition& definition, const Where& where,
          const std::function<void(StoredEntry&)>& visit);

/// Only what a total needs: id, version, day, seq, and the measure ("" = 1 for each row), by day then id.
struct Amount {
  EntryId id;
  int version = 1;
  std::string_view day;
  std::int64_t seq = 0;
  std::int64_t amount = 0;
};
void each_amount(db::ReadTx& tx, UnitId unit, const Definition& definition, const Where& where,
                 const std::string& measure, const std::function<void(const Amount&)>& visit);

/// Each combination of values of `fields` (indices, at least one) with the number of rows that have it; other fields of
/// the values are empty. No order.
void each_group(db::ReadTx& tx, UnitId unit, const Definition& definition, const Where& where,
                const std::vector<std::size_t>& fields,
                const std::function<void(const Values&, std::int64_t rows)>& visit);

std::optional<StoredEntry> latest(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId entry);
std::optional<EntryId> holder_of_key(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values);
std::int64_t largest_id(db::ReadTx& tx, UnitId unit, const Definition& definition);
std::optional<Period> span(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq);

/// Inserts many rows with one prepared statement, and marks the pages of columns that they lie in: whoever writes a row
/// here marks its page (columns_store), or lists would go on showing the old order.
class Inserter {
 public:
  Inserter(db::WriteTx& tx, UnitId unit, const Definition& definition);
  void insert(EntryId id, int version, std::string_view day, std::int64_t seq, int late_marks, std::string_view reason,
              const Values& stored);

 private:
  db::WriteTx& tx_;
  const Definition& definition_;
  UnitId unit_;
  EntryId marked_;  // the last entry whose page was marked
  std::unique_ptr<db::Statement> statement_;
};

/// The version is no longer in force; its derived value goes.
void end(db::WriteTx& tx, UnitId unit, const Definition& definition, const StoredEntry& entry, EntryState state,
         std::int64_t ended_seq, int late_marks, std::string_view ended_reason);
/// The same, as void, of every version in force among the entries of `ids`; returns how many.
std::int64_t void_all(db::WriteTx& tx, UnitId unit, const Definition& definition, std::pair<EntryId, EntryId> ids,
                      std::int64_t ended_seq, std::string_view ended_reason);
void set_derived(db::WriteTx& tx, UnitId unit, const Definition& definition, EntryId entry, int version,
                 std::int64_t derived);

/// The columns that read_row() wants, in its order; of the table alias `table` when it is not "".
std::string columns_sql(const Definition& definition, std::string_view table = {});
/// As the entry stood at `at_seq` (0 = now): what ended it later has not happened yet.
void read_row(const db::Row& row, const Definition& definition, std::int64_t at_seq, StoredEntry& entry);

/// The last valid day of a catalogue row as SQL; an open end is far away. The catalogue's index is over it.
std::string end_sql(const Definition& definition);

/// " AND …" for conditions over dimensions, values appended; for rows and for rollup cells alike.
std::string conditions_sql(const std::vector<Condition>& conditions, bool nullable, std::vector<db::Value>& values);

}  // namespace hallbook::registers::entry_store
