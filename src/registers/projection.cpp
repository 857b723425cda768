// apply() of every event of this folder: the only code that writes tables of registers.
#include <fmt/format.h>

#include "base/ensure.h"
#include "identity/adoption.h"
#include "registers/entry_store.h"
#include "registers/events.h"
#include "registers/kinds.h"
#include "registers/register_store.h"
#include "registers/registers.h"
#include "registers/rollup_store.h"
#include "registers/table_store.h"

namespace hallbook::registers {
namespace {

using entry_store::StoredEntry;

Definition in_force(db::ReadTx& tx, UnitId unit, std::string_view name) {
  auto found = find_register(tx, unit, name);
  ensure(found.has_value(), "apply: the register is not adopted");
  return std::move(*found);
}

std::string day_text(const Definition& definition, const Values& values) {
  const auto* day = std::get_if<std::string>(&values[definition.index(definition.date_field)]);
  ensure(day && parse_iso_date(*day), "apply: an entry without a day");
  return *day;
}

/// Computes the derived field of all rows in force with this key, and carries the differences into the rollups.
void recompute(db::WriteTx& tx, UnitId unit, const Definition& definition, const Values& key,
               rollup_store::Change& change) {
  if (!is_series_kind(definition.kind) || definition.rules.derived.empty()) return;
  std::vector<StoredEntry> entries;
  entry_store::Where where;
  where.key = &key;
  where.order = entry_store::Order::day;
  entry_store::each(tx, unit, definition, where, [&](StoredEntry& entry) { entries.push_back(entry); });
  std::vector<SeriesRow> rows;
  for (const auto& entry : entries) rows.push_back({entry.id, entry.day, &entry.values});
  const Series series = judge_series(definition, rows);
  ensure(series.problems.empty(), "apply: a series breaks its rules");
  const std::size_t derived = definition.index(definition.rules.derived);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const FieldValue& before = entries[i].values[derived];
    if (before == FieldValue{series.derived[i]}) continue;
    const auto* number = std::get_if<std::int64_t>(&before);
    entry_store::set_derived(tx, unit, definition, entries[i].id, entries[i].version, series.derived[i]);
    change.add_derived(iso(entries[i].day), entries[i].values, series.derived[i] - (number ? *number : 0));
  }
}

void insert(db::WriteTx& tx, const journal::Meta& meta, const Definition& definition, const EntryRecorded& event,
            int version, const Values& values, rollup_store::Change& change) {
  ensure(definition.digest == event.definition, "apply: the entry was judged by another definition");
  const std::string day = day_text(definition, values);
  entry_store::Inserter inserter{tx, meta.unit, definition};
  inserter.insert(event.entry, version, day, meta.seq, event.late ? entry_store::entered_late : entry_store::on_time,
                  event.reason, values);
  change.add(day, values, +1);
}

/// Takes the version in force out of table and rollups; returns it.
StoredEntry take_out(db::WriteTx& tx, const journal::Meta& meta, const Definition& definition, EntryId id, int version,
                     EntryState state, bool late, std::string_view reason, rollup_store::Change& change) {
  auto entry = entry_store::latest(tx, meta.unit, definition, id);
  ensure(entry && entry->version == version && entry->state == EntryState::current,
         "apply: the version is not in force");
  change.add(iso(entry->day), entry->values, -1);
  entry_store::end(tx, meta.unit, definition, *entry, state, meta.seq,
                   entry->late_marks | (late ? entry_store::ended_late : entry_store::on_time), reason);
  return std::move(*entry);
}

/// What an event did to rows goes into the rollups, and readers see that the register changed.
void finish(db::WriteTx& tx, const journal::Meta& meta, const Definition& definition, rollup_store::Change& change) {
  change.flush(tx);
  register_store::changed(tx, meta, definition.name);
}

/// First and last entry of an import: its ids have no gap.
std::optional<std::pair<EntryId, EntryId>> import_ids(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                                      std::int64_t seq) {
  for (const auto& import : register_store::imports(tx, unit, register_name))
    if (import.seq == seq) return std::pair{EntryId{import.first_id}, EntryId{import.first_id + import.row_count - 1}};
  return std::nullopt;
}

/// Streams the rows file of one import into the table.
class RowsProjection {
 public:
  RowsProjection(journal::Books& books, const journal::Meta& meta, const RowsImported& event,
                 const Definition& definition)
      : books_{books}, meta_{meta}, event_{event}, definition_{definition}, change_{meta.unit, definition} {}

  void run() {
    auto lines = books_.evidence.read_rows(event_.rows_digest);
    ensure(lines.has_value(), "apply: the rows file of an import is missing or damaged");
    std::string_view line;
    ensure(next(*lines, line), "apply: a rows file without a header");
    const auto header = RowsHeader::parse(line);
    ensure(header && header->register_name == event_.register_name && header->definition == event_.definition &&
               header->first_id == event_.first_id,
           "apply: the rows file is of another import");
    const RowsCodec codec{definition_, *header};
    entry_store::Inserter inserter{books_.tx, meta_.unit, definition_};
    Values values;
    std::int64_t count = 0;
    for (; next(*lines, line); ++count) {
      ensure(codec.parse_line(line, values).has_value(), "apply: a line of a rows file is damaged");
      store(inserter, EntryId{event_.first_id.value + count}, values);
    }
    ensure(count == event_.rows, "apply: the rows file has another number of rows");
    for (const auto& [key, sample] : touched_) recompute(books_.tx, meta_.unit, definition_, sample, change_);
    finish(books_.tx, meta_, definition_, change_);
  }

 private:
  static bool next(files::CompressedLines& lines, std::string_view& line) {
    const auto more = lines.next(line);
    ensure(more.has_value(), "apply: the rows file of an import is damaged");
    return *more;
  }
  void store(entry_store::Inserter& inserter, EntryId id, const Values& values) {
    const auto* day = std::get_if<std::string>(&values[day_]);
    ensure(day != nullptr, "apply: an imported row without a day");
    const bool late = *day <= event_.closed_until;
    inserter.insert(id, 1, *day, meta_.seq, late ? entry_store::entered_late : entry_store::on_time,
                    late ? std::string_view{event_.late_reason} : std::string_view{}, values);
    change_.add(*day, values, +1);
    if (series_) touched_.try_emplace(series_key(definition_, values), values);
  }

  journal::Books& books_;
  const journal::Meta& meta_;
  const RowsImported& event_;
  const Definition& definition_;
  rollup_store::Change change_;
  std::size_t day_ = definition_.index(definition_.date_field);
  bool series_ = is_series_kind(definition_.kind);
  std::map<std::string, Values> touched_;  // series key → one row with it
};

}  // namespace

void apply(journal::Books& books, const journal::Meta& meta, const RegisterAdopted& event) {
  auto definition = parse_definition(event.text);
  ensure(definition && definition->name == event.name, "apply: the adopted text is no definition of this name");
  identity::store_definition(books, meta, "register", event.name, event.text);
  if (!table_store::adopt(books.tx, *definition)) return;
  for (const UnitId unit : table_store::units(books.tx, event.name))
    table_store::fill_rollups(books.tx, unit, in_force(books.tx, unit, event.name));
}

void apply(journal::Books& books, const journal::Meta& meta, const EntryRecorded& event) {
  const Definition definition = in_force(books.tx, meta.unit, event.register_name);
  ensure(next_entry_id(books.tx, meta.unit, definition) == event.entry, "apply: entry ids have a gap");
  rollup_store::Change change{meta.unit, definition};
  const Values values = take_values(definition, event.values, event.sealed);
  insert(books.tx, meta, definition, event, 1, values, change);
  recompute(books.tx, meta.unit, definition, values, change);
  finish(books.tx, meta, definition, change);
}

void apply(journal::Books& books, const journal::Meta& meta, const EntryCorrected& event) {
  const Definition definition = in_force(books.tx, meta.unit, event.now.register_name);
  rollup_store::Change change{meta.unit, definition};
  const StoredEntry before = take_out(books.tx, meta, definition, event.now.entry, event.version - 1,
                                      EntryState::superseded, false, {}, change);
  const Values values = take_values(definition, event.now.values, event.now.sealed);
  insert(books.tx, meta, definition, event.now, event.version, values, change);
  recompute(books.tx, meta.unit, definition, values, change);
  if (is_series_kind(definition.kind) && series_key(definition, before.values) != series_key(definition, values))
    recompute(books.tx, meta.unit, definition, before.values, change);
  finish(books.tx, meta, definition, change);
}

void apply(journal::Books& books, const journal::Meta& meta, const EntryVoided& event) {
  const Definition definition = in_force(books.tx, meta.unit, event.register_name);
  rollup_store::Change change{meta.unit, definition};
  const StoredEntry before = take_out(books.tx, meta, definition, event.entry, event.version, EntryState::voided,
                                      event.late, event.reason, change);
  recompute(books.tx, meta.unit, definition, before.values, change);
  finish(books.tx, meta, definition, change);
}

void apply(journal::Books& books, const journal::Meta& meta, const ImportWithdrawn& event) {
  const Definition definition = in_force(books.tx, meta.unit, event.register_name);
  const auto ids = import_ids(books.tx, meta.unit, event.register_name, event.import_seq);
  ensure(ids.has_value(), "apply: the import to take back is there");
  rollup_store::Change change{meta.unit, definition};
  std::map<std::string, Values> touched;  // series key → one row with it
  entry_store::Where where;
  where.after = EntryId{ids->first.value - 1};
  where.up_to = ids->second;
  entry_store::each(books.tx, meta.unit, definition, where, [&](StoredEntry& entry) {
    change.add(iso(entry.day), entry.values, -1);
    if (is_series_kind(definition.kind)) touched.try_emplace(series_key(definition, entry.values), entry.values);
  });
  const auto gone = entry_store::void_all(books.tx, meta.unit, definition, *ids, meta.seq, event.reason);
  ensure(gone == event.rows, "apply: an import taken back has another number of rows");
  for (const auto& [key, sample] : touched) recompute(books.tx, meta.unit, definition, sample, change);
  finish(books.tx, meta, definition, change);
  register_store::withdraw_import(books.tx, meta, event.import_seq);
}

void apply(journal::Books& books, const journal::Meta& meta, const PeriodClosed& event) {
  register_store::close(books.tx, meta, event.register_name, event.last);
}

void apply(journal::Books& books, const journal::Meta& meta, const RowsImported& event) {
  const Definition definition = in_force(books.tx, meta.unit, event.register_name);
  ensure(definition.digest == event.definition, "apply: the rows were judged by another definition");
  ensure(next_entry_id(books.tx, meta.unit, definition) == event.first_id, "apply: entry ids have a gap");
  RowsProjection{books, meta, event, definition}.run();
  register_store::keep_import(books.tx, meta, event);
}

EntryId next_entry_id(db::ReadTx& tx, UnitId unit, const Definition& definition) {
  return EntryId{entry_store::largest_id(tx, unit, definition) + 1};
}

}  // namespace hallbook::registers
