#pragma once
// Pages of entries in any order, and what a page shows beside them. SQL; private to registers/. A large register answers
// from columns in memory (list_columns) what no index of the table leads to.
// Source: docs/rules/api.md, R-API-10 to R-API-14.
#include "registers/entry_store.h"
#include "registers/query.h"

namespace hallbook::registers::list_store {

/// One thing that must hold of a field; the field is not personal.
struct Filter {
  std::size_t field = 0;
  std::vector<FieldValue> any_of;  // an empty value finds empty fields
  FieldValue least, most;  // of numbers and dates, inclusive; empty = open
};

/// A word that must stand in one of the texts of an entry, or in the value or title of a choice.
struct Word {
  std::string text;
  std::optional<std::int64_t> entry;  // the word is a number: this entry is found too
  std::vector<std::pair<std::size_t, std::string>> choices;  // field, value that holds the word or whose title does
};

/// Where a page goes on: behind this row in the order asked for.
struct Position {
  FieldValue value;  // of the sort field; empty when sorted by entry
  EntryId id;
  int version = 0;
};

/// Latin letters are found without regard to case; words without them, the rule in a hall, as they stand.
bool has_latin(std::string_view word);
/// Whether words are looked for in the field.
bool is_searched(const Field& field);

struct Query {
  std::optional<Date> from, to;
  std::vector<Filter> filters;
  std::vector<Condition> conditions;  // of a named filter
  std::vector<Word> words;  // all of them
  bool all_versions = false;
  std::optional<std::size_t> sort;  // field; nullopt: by entry
  bool descending = true;
  std::optional<Position> after;
  std::size_t limit = 0;  // 0 = all
};

struct Listed : entry_store::StoredEntry {
  int versions = 1;
};
void each(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
          const std::function<void(Listed&)>& visit);
/// The same by SQL alone, which looks at every row where no index leads: for exports, older versions, small registers.
void each_by_sql(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                 const std::function<void(Listed&)>& visit);

/// Entries in force that fit, whatever the page: how many, and the sums of the definition's measures in stored units.
struct Total {
  std::int64_t rows = 0;
  std::vector<std::int64_t> sums;
};
Total total(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query);
Total total_by_sql(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query);

/// Rows and sums by the values of a dimension, or by day or month ("day", "month"); keys as stored.
struct Part {
  std::string key;
  Total total;
};
std::vector<Part> parts(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                        std::string_view by);
std::vector<Part> parts_by_sql(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                               std::string_view by);

/// Rows in force by day and journal line, by day. One pass over the index by_sum, which holds all that is asked for.
void each_day_total(db::ReadTx& tx, UnitId unit, const Definition& definition, const std::vector<Condition>& conditions,
                    const std::string& measure, const std::function<void(const DayTotal&)>& visit);

/// Values of a text field in the newest entries that contain `part`, the most frequent first.
std::vector<std::string> values_used(db::ReadTx& tx, UnitId unit, const Definition& definition, std::size_t field,
                                     std::string_view part, std::size_t limit);

/// When and by whom a journal line was written.
struct Stamp {
  Instant at;
  std::string actor;
};
std::optional<Stamp> stamp(db::ReadTx& tx, UnitId unit, std::int64_t seq);

/// The import that a journal line is.
std::optional<ImportedFile> import_of(db::ReadTx& tx, UnitId unit, std::int64_t seq);
/// The entry that its first row became; the others follow.
EntryId first_of_import(db::ReadTx& tx, UnitId unit, std::int64_t seq);
/// Newest first; "" = of every register.
std::vector<ImportedFile> imports(db::ReadTx& tx, UnitId unit, std::string_view register_name);

/// The newest entry that this actor recorded by hand, looked for in the newest lines of the journal.
std::optional<EntryId> last_recorded(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                     std::string_view actor);

/// An entry in force of the same day with the same values in every field that is given, is not personal and not derived.
std::optional<EntryId> twin(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values,
                            EntryId except);

}  // namespace hallbook::registers::list_store
