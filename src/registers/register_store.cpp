#include "registers/register_store.h"

#include "base/ensure.h"

namespace hallbook::registers {
namespace register_store {

std::optional<Date> closed_until(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  const auto day =
      tx.one_text("SELECT MAX(last_day) FROM period_close WHERE unit_id = $1 AND register = $2", unit, register_name);
  return day ? parse_iso_date(*day) : std::nullopt;
}

void close(db::WriteTx& tx, const journal::Meta& meta, std::string_view register_name, Date last) {
  tx.exec("INSERT INTO period_close (unit_id, register, seq, last_day) VALUES ($1, $2, $3, $4)", meta.unit,
          register_name, meta.seq, last);
}

void keep_import(db::WriteTx& tx, const journal::Meta& meta, const RowsImported& event) {
  tx.exec(R"(
      INSERT INTO imported_file (unit_id, register, source_digest, seq, at_ms, source_name, rows_digest, first_id, row_count,
                                 withdrawn_seq)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0))",
          meta.unit, event.register_name, event.source_digest, meta.seq, meta.at, event.source_name, event.rows_digest,
          event.first_id, event.rows);
  tx.exec("DELETE FROM import_mapping WHERE unit_id = $1 AND register = $2 AND source = $3", meta.unit,
          event.register_name, event.source);
  for (const auto& [heading, field] : event.mapping)
    tx.exec("INSERT INTO import_mapping (unit_id, register, source, heading, field) VALUES ($1, $2, $3, $4, $5)",
            meta.unit, event.register_name, event.source, heading, field);
}

std::int64_t changed_seq(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  return tx.one_int64("SELECT seq FROM register_changed WHERE unit_id = $1 AND register = $2", unit, register_name)
      .value_or(0);
}

void changed(db::WriteTx& tx, const journal::Meta& meta, std::string_view register_name) {
  tx.exec(R"(
      INSERT INTO register_changed (unit_id, register, seq) VALUES ($1, $2, $3)
      ON CONFLICT (unit_id, register) DO UPDATE SET seq = excluded.seq)",
          meta.unit, register_name, meta.seq);
}

void withdraw_import(db::WriteTx& tx, const journal::Meta& meta, std::int64_t import_seq) {
  const auto changed =
      tx.exec("UPDATE imported_file SET withdrawn_seq = $1 WHERE unit_id = $2 AND seq = $3 AND withdrawn_seq = 0",
              meta.seq, meta.unit, import_seq);
  ensure(changed == 1, "register_store: the import to take back stands");
}

std::optional<std::string> wrapped_key(db::ReadTx& tx, UnitId unit, std::string_view register_name, EntryId entry) {
  std::optional<std::string> found;
  tx.each(
      "SELECT wrapped FROM entry_key WHERE unit_id = $1 AND register = $2 AND entry_id = $3",
      [&](const db::Row& row) { found = std::string{row.blob(0)}; }, unit, register_name, entry);
  return found;
}

std::vector<EntryId> entries_with_keys(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  std::vector<EntryId> found;
  tx.each(
      "SELECT entry_id FROM entry_key WHERE unit_id = $1 AND register = $2 ORDER BY entry_id",
      [&](const db::Row& row) { found.push_back(EntryId{row.int64(0)}); }, unit, register_name);
  return found;
}

std::vector<Closing> closings(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  std::vector<Closing> found;
  tx.each(
      "SELECT seq, last_day FROM period_close WHERE unit_id = $1 AND register = $2 ORDER BY seq",
      [&](const db::Row& row) { found.push_back({row.int64(0), row.string(1)}); }, unit, register_name);
  return found;
}

std::vector<Import> imports(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  std::vector<Import> found;
  tx.each(
      "SELECT seq, source_digest, rows_digest, first_id, row_count, withdrawn_seq FROM imported_file WHERE unit_id = "
      "$1 "
      "AND register = $2 ORDER BY seq",
      [&](const db::Row& row) {
        found.push_back(
            {row.int64(0), row.digest(1).hex(), row.digest(2).hex(), row.int64(3), row.int64(4), row.int64(5)});
      },
      unit, register_name);
  return found;
}

std::string body(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  return tx.one_text("SELECT body FROM journal WHERE unit_id = $1 AND seq = $2", unit, seq).value_or("");
}

}  // namespace register_store

void keep_entry_key(db::WriteTx& tx, UnitId unit, std::string_view register_name, EntryId entry,
                    std::string_view wrapped) {
  tx.exec("INSERT INTO entry_key (unit_id, register, entry_id, wrapped) VALUES ($1, $2, $3, $4)", unit, register_name,
          entry, db::Bytes{std::string{wrapped}});
}

std::optional<EarlierImport> find_import(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                         const Digest& source_digest) {
  std::optional<EarlierImport> found;
  tx.each(
      "SELECT seq, at_ms, source_name FROM imported_file WHERE unit_id = $1 AND register = $2 AND source_digest = $3 "
      "AND withdrawn_seq = 0",
      [&](const db::Row& row) {
        found = EarlierImport{row.int64(0), hall_date(Instant{std::chrono::milliseconds{row.int64(1)}}), row.string(2)};
      },
      unit, register_name, source_digest);
  return found;
}

std::map<std::string, std::string> remembered_mapping(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                                      std::string_view source) {
  std::map<std::string, std::string> found;
  tx.each(
      "SELECT heading, field FROM import_mapping WHERE unit_id = $1 AND register = $2 AND source = $3",
      [&](const db::Row& row) { found.emplace(row.string(0), row.string(1)); }, unit, register_name, source);
  return found;
}

}  // namespace hallbook::registers
