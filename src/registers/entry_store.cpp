#include "registers/entry_store.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/columns_store.h"

namespace hallbook::registers::entry_store {
namespace {

constexpr std::size_t fixed_columns = 9;  // in front of the fields in a SELECT

std::string next_place(std::vector<db::Value>& values, db::Value value) {
  values.push_back(std::move(value));
  return fmt::format("${}", values.size());
}

db::Value as_value(const FieldValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

std::string order_sql(const Definition& definition, Order order) {
  if (order == Order::entry) return " ORDER BY entry_id, version";
  if (order == Order::day) return " ORDER BY day, entry_id";
  std::string key;
  for (const auto& name : definition.rules.key) key += fmt::format("\"{}\", ", name);
  return fmt::format(" ORDER BY {}day, entry_id", key);
}

/// The last field of the key is asked for as a range from the value to itself. With "=" SQLite, which keeps no statistics
/// of its own accord, takes the primary key by unit alone for as good as the key's index, and reads the whole register:
/// importing a month beside a year of cases took minutes.
std::string key_sql(const Definition& definition, const Values& key, std::vector<db::Value>& values) {
  std::string sql;
  for (const auto& name : definition.rules.key) {
    const FieldValue& value = key[definition.index(name)];
    if (std::holds_alternative<std::monostate>(value))
      sql += fmt::format(" AND \"{}\" IS NULL", name);
    else if (&name == &definition.rules.key.back())
      sql += fmt::format(" AND \"{0}\" >= {1} AND \"{0}\" <= {1}", name, next_place(values, as_value(value)));
    else
      sql += fmt::format(" AND \"{}\" = {}", name, next_place(values, as_value(value)));
  }
  return sql;
}

/// R-REG-33: valid_from ≤ day ≤ valid_to; the end as table_store indexes it.
std::string valid_sql(const Definition& definition, Date day, std::vector<db::Value>& values) {
  const std::string on = next_place(values, iso(day));
  std::string sql = fmt::format(" AND \"{}\" <= {}", definition.rules.valid_from, on);
  if (!definition.rules.valid_to.empty()) sql += fmt::format(" AND {} >= {}", end_sql(definition), on);
  return sql;
}

/// "WHERE …"
std::string where_sql(UnitId unit, const Definition& definition, const Where& where, std::vector<db::Value>& values) {
  std::string sql = " WHERE unit_id = " + next_place(values, unit.value);
  if (where.at_seq > 0) sql += " AND seq <= " + next_place(values, where.at_seq);
  if (!where.all_versions && where.at_seq == 0) sql += " AND ended_seq = 0";
  if (!where.all_versions && where.at_seq > 0)
    sql += " AND (ended_seq = 0 OR ended_seq > " + next_place(values, where.at_seq) + ")";
  if (where.period)
    sql += fmt::format(" AND day BETWEEN {} AND {}", next_place(values, iso(where.period->first)),
                       next_place(values, iso(where.period->last)));
  if (where.after.value > 0) sql += " AND entry_id > " + next_place(values, where.after.value);
  if (where.up_to.value > 0) sql += " AND entry_id <= " + next_place(values, where.up_to.value);
  if (where.entry.value > 0) sql += " AND entry_id = " + next_place(values, where.entry.value);
  if (where.key) sql += key_sql(definition, *where.key, values);
  if (where.valid_on) sql += valid_sql(definition, *where.valid_on, values);
  return sql + conditions_sql(where.conditions, true, values);
}

/// "WHERE … ORDER BY … LIMIT …"
std::string ordered_sql(UnitId unit, const Definition& definition, const Where& where, std::vector<db::Value>& values) {
  std::string sql = where_sql(unit, definition, where, values) + order_sql(definition, where.order);
  if (where.limit > 0) sql += " LIMIT " + next_place(values, static_cast<std::int64_t>(where.limit));
  return sql;
}

std::string select_sql(const Definition& definition) {
  return "SELECT " + columns_sql(definition) + " FROM entry_" + definition.name;
}

void read_field(const db::Row& row, std::size_t column, const Field& field, FieldValue& value) {
  if (row.is_null(column)) {
    value = std::monostate{};
  } else if (field.personal) {
    value = std::string{row.blob(column)};
  } else if (is_number(field.type)) {
    value = row.int64(column);
  } else {
    if (!std::holds_alternative<std::string>(value)) value = std::string{};
    std::get<std::string>(value).assign(row.text(column));
  }
}

}  // namespace

std::string columns_sql(const Definition& definition, std::string_view table) {
  const std::string dot = table.empty() ? "" : std::string{table} + ".";
  std::string sql;
  for (const char* name : {"entry_id", "version", "day", "seq", "ended_seq", "state", "late", "reason", "ended_reason"})
    sql += fmt::format("{}{}{}", sql.empty() ? "" : ", ", dot, name);
  for (const auto& field : definition.fields) sql += fmt::format(", {}\"{}\"", dot, field.name);
  return sql;
}

void read_row(const db::Row& row, const Definition& definition, std::int64_t at_seq, StoredEntry& entry) {
  entry.id = EntryId{row.int64(0)};
  entry.version = static_cast<int>(row.int64(1));
  entry.day = row.date(2);
  entry.seq = row.int64(3);
  entry.ended_seq = row.int64(4);
  entry.state = static_cast<EntryState>(row.int64(5));
  entry.late_marks = static_cast<int>(row.int64(6));
  entry.reason = row.text(7);
  entry.ended_reason = row.text(8);
  if (at_seq > 0 && entry.ended_seq > at_seq) {
    entry.ended_seq = 0;
    entry.state = EntryState::current;
    entry.late_marks &= ~ended_late;
    entry.ended_reason.clear();
  }
  entry.late = entry.late_marks != on_time;
  entry.values.resize(definition.fields.size());
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    read_field(row, fixed_columns + i, definition.fields[i], entry.values[i]);
}

std::string end_sql(const Definition& definition) {
  return fmt::format("COALESCE(\"{}\", '9999-12-31')", definition.rules.valid_to);
}

std::string conditions_sql(const std::vector<Condition>& conditions, bool nullable, std::vector<db::Value>& values) {
  std::string sql;
  for (const auto& condition : conditions) {
    if (condition.values.empty()) {  // in [] holds for nothing
      if (!condition.negate) sql += " AND 1 = 0";
      continue;
    }
    std::string places;
    for (const auto& value : condition.values) places += (places.empty() ? "" : ", ") + next_place(values, value);
    const std::string column = fmt::format(fmt::runtime(nullable ? "COALESCE(\"{}\", '')" : "\"{}\""), condition.field);
    sql += fmt::format(" AND {} {} ({})", column, condition.negate ? "NOT IN" : "IN", places);
  }
  return sql;
}

void each(db::ReadTx& tx, UnitId unit, const Definition& definition, const Where& where,
          const std::function<void(StoredEntry&)>& visit) {
  std::vector<db::Value> values;
  const std::string sql = select_sql(definition) + ordered_sql(unit, definition, where, values);
  StoredEntry entry;
  tx.each_with(sql, values, [&](const db::Row& row) {
    read_row(row, definition, where.at_seq, entry);
    visit(entry);
  });
}

void each_amount(db::ReadTx& tx, UnitId unit, const Definition& definition, const Where& where,
                 const std::string& measure, const std::function<void(const Amount&)>& visit) {
  std::vector<db::Value> values;
  const std::string amount = measure.empty() ? "1" : fmt::format("COALESCE(\"{}\", 0)", measure);
  const std::string sql = fmt::format("SELECT entry_id, version, day, seq, {} FROM entry_{}{}", amount, definition.name,
                                      ordered_sql(unit, definition, where, values));
  tx.each_with(sql, values, [&](const db::Row& row) {
    visit({EntryId{row.int64(0)}, static_cast<int>(row.int64(1)), row.text(2), row.int64(3), row.int64(4)});
  });
}

void each_group(db::ReadTx& tx, UnitId unit, const Definition& definition, const Where& where,
                const std::vector<std::size_t>& fields,
                const std::function<void(const Values&, std::int64_t rows)>& visit) {
  ensure(!fields.empty(), "each_group: by no field");
  std::string names;
  for (const std::size_t field : fields)
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", definition.fields[field].name);
  std::vector<db::Value> parameters;
  const std::string sql = fmt::format("SELECT {0}, COUNT(*) FROM entry_{1}{2} GROUP BY {0}", names, definition.name,
                                      where_sql(unit, definition, where, parameters));
  Values values(definition.fields.size());
  tx.each_with(sql, parameters, [&](const db::Row& row) {
    for (std::size_t i = 0; i < fields.size(); ++i) read_field(row, i, definition.fields[fields[i]], values[fields[i]]);
    visit(values, row.int64(fields.size()));
  });
}

std::optional<StoredEntry> latest(db::ReadTx& tx, UnitId unit, const Definition& definition, EntryId id) {
  std::optional<StoredEntry> found;
  Where where;
  where.entry = id;
  where.all_versions = true;
  each(tx, unit, definition, where, [&](StoredEntry& entry) { found = entry; });
  return found;
}

std::optional<EntryId> holder_of_key(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& key) {
  std::vector<db::Value> values{unit.value};
  const std::string sql = fmt::format("SELECT entry_id FROM entry_{} WHERE unit_id = $1 AND ended_seq = 0{} LIMIT 1",
                                      definition.name, key_sql(definition, key, values));
  std::optional<EntryId> found;
  tx.each_with(sql, values, [&](const db::Row& row) { found = EntryId{row.int64(0)}; });
  return found;
}

std::int64_t largest_id(db::ReadTx& tx, UnitId unit, const Definition& definition) {
  return tx.one_int64(fmt::format("SELECT MAX(entry_id) FROM entry_{} WHERE unit_id = $1", definition.name), unit)
      .value_or(0);
}

std::optional<Period> span(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq) {
  std::optional<Period> found;
  const auto read = [&](const db::Row& row) {
    if (!row.is_null(0)) found = Period{row.date(0), row.date(1)};
  };
  if (at_seq == 0)  // two look-ups at the ends of the rollup's key; MIN and MAX in one SELECT would read all of it
    tx.each(fmt::format("SELECT (SELECT MIN(day) FROM rollup_{0} WHERE unit_id = $1), (SELECT MAX(day) FROM rollup_{0} "
                        "WHERE unit_id = $1)",
                        definition.name),
            read, unit);
  else
    tx.each(
        fmt::format("SELECT MIN(day), MAX(day) FROM entry_{} WHERE unit_id = $1 AND seq <= $2 AND (ended_seq = 0 OR "
                    "ended_seq > $2)",
                    definition.name),
        read, unit, at_seq);
  return found;
}

Inserter::Inserter(db::WriteTx& tx, UnitId unit, const Definition& definition)
    : tx_{tx}, definition_{definition}, unit_{unit} {
  std::string names, places;
  int place = 7;
  for (const auto& field : definition.fields) {
    names += fmt::format(", \"{}\"", field.name);
    places += fmt::format(", ${}", ++place);
  }
  statement_ = tx.prepare(fmt::format(
      "INSERT INTO entry_{} (unit_id, entry_id, version, day, seq, late, reason, ended_seq, state, ended_reason{}) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, ''{})",
      definition.name, names, places));
}

void Inserter::insert(EntryId id, int version, std::string_view day, std::int64_t seq, int late_marks,
                      std::string_view reason, const Values& stored) {
  statement_->bind(1, unit_.value);
  statement_->bind(2, id.value);
  statement_->bind(3, version);
  statement_->bind_text(4, day);
  statement_->bind(5, seq);
  statement_->bind(6, late_marks);
  statement_->bind_text(7, reason);
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const int place = static_cast<int>(i) + 8;
    if (const auto* number = std::get_if<std::int64_t>(&stored[i]))
      statement_->bind(place, *number);
    else if (std::holds_alternative<std::monostate>(stored[i]))
      statement_->bind_null(place);
    else if (definition_.fields[i].personal)
      statement_->bind_blob(place, std::get<std::string>(stored[i]));
    else
      statement_->bind_text(place, std::get<std::string>(stored[i]));
  }
  ensure(statement_->run() == 1, "entry_store: one row inserted");
  if (marked_.value > 0 && marked_.value / page_entries == id.value / page_entries) return;
  columns_store::mark(tx_, unit_, definition_.name, id);
  marked_ = id;
}

void end(db::WriteTx& tx, UnitId unit, const Definition& definition, const StoredEntry& entry, EntryState state,
         std::int64_t ended_seq, int late_marks, std::string_view ended_reason) {
  const std::string derived =
      definition.rules.derived.empty() ? "" : fmt::format(", \"{}\" = NULL", definition.rules.derived);
  const auto changed =
      tx.exec(fmt::format("UPDATE entry_{} SET ended_seq = $1, state = $2, late = $3, ended_reason = $4{} "
                          "WHERE unit_id = $5 AND entry_id = $6 AND version = $7 AND ended_seq = 0",
                          definition.name, derived),
              ended_seq, static_cast<int>(state), late_marks, ended_reason, unit, entry.id, entry.version);
  ensure(changed == 1, "entry_store: the version to end is in force");
  columns_store::mark(tx, unit, definition.name, entry.id);
}

std::int64_t void_all(db::WriteTx& tx, UnitId unit, const Definition& definition, std::pair<EntryId, EntryId> ids,
                      std::int64_t ended_seq, std::string_view ended_reason) {
  const std::string derived =
      definition.rules.derived.empty() ? "" : fmt::format(", \"{}\" = NULL", definition.rules.derived);
  columns_store::mark_all(tx, unit, definition.name, ids);
  return tx.exec(fmt::format("UPDATE entry_{} SET ended_seq = $1, state = $2, ended_reason = $3{} "
                             "WHERE unit_id = $4 AND entry_id BETWEEN $5 AND $6 AND ended_seq = 0",
                             definition.name, derived),
                 ended_seq, static_cast<int>(EntryState::voided), ended_reason, unit, ids.first, ids.second);
}

void set_derived(db::WriteTx& tx, UnitId unit, const Definition& definition, EntryId entry, int version,
                 std::int64_t derived) {
  const auto changed =
      tx.exec(fmt::format("UPDATE entry_{} SET \"{}\" = $1 WHERE unit_id = $2 AND entry_id = $3 AND version = $4",
                          definition.name, definition.rules.derived),
              derived, unit, entry, version);
  ensure(changed == 1, "entry_store: the row to compute is there");
  columns_store::mark(tx, unit, definition.name, entry);
}

}  // namespace hallbook::registers::entry_store
