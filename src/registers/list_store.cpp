#include "registers/list_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ensure.h"
#include "registers/columns_store.h"
#include "registers/list_columns.h"

namespace hallbook::registers::list_store {
namespace {

/// Journal lines looked through for the last entry of a person, newest first.
constexpr std::int64_t lines_looked_at = 20'000;
/// Entries whose values are offered again.
constexpr std::int64_t entries_looked_at = 5'000;

class Sql {
 public:
  std::string place(db::Value value) {
    values.push_back(std::move(value));
    return fmt::format("${}", values.size());
  }
  std::vector<db::Value> values;
};

db::Value stored_value(const FieldValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

/// % and _ of a person's word are letters.
std::string containing(std::string_view text) {
  std::string pattern = "%";
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
    pattern += letter;
  }
  return pattern + "%";
}

std::string word_sql(const Definition& definition, const Word& word, Sql& sql) {
  std::string any;
  const auto add = [&](std::string one) { any += (any.empty() ? "" : " OR ") + std::move(one); };
  if (word.entry) add("entry_id = " + sql.place(*word.entry));
  const bool latin = has_latin(word.text);
  const std::string wanted = sql.place(latin ? containing(word.text) : word.text);
  for (const Field& field : definition.fields)
    if (is_searched(field))
      add(latin ? fmt::format("\"{}\" LIKE {} ESCAPE '\\'", field.name, wanted)
                : fmt::format("strpos(\"{}\", {}) > 0", field.name, wanted));
  for (const auto& [field, value] : word.choices)
    add(fmt::format("\"{}\" = {}", definition.fields[field].name, sql.place(value)));
  return any.empty() ? " AND 1 = 0" : " AND (" + any + ")";
}

std::string filter_sql(const Definition& definition, const Filter& filter, Sql& sql) {
  const std::string column = fmt::format("\"{}\"", definition.fields[filter.field].name);
  std::string text, places;
  bool empty_too = false;
  for (const auto& value : filter.any_of) {
    if (is_empty(value))
      empty_too = true;
    else
      places += (places.empty() ? "" : ", ") + sql.place(stored_value(value));
  }
  if (!filter.any_of.empty()) {
    std::string any = places.empty() ? "1 = 0" : fmt::format("{} IN ({})", column, places);
    if (empty_too) any += fmt::format(" OR {} IS NULL", column);
    text += " AND (" + any + ")";
  }
  if (!is_empty(filter.least)) text += fmt::format(" AND {} >= {}", column, sql.place(stored_value(filter.least)));
  if (!is_empty(filter.most)) text += fmt::format(" AND {} <= {}", column, sql.place(stored_value(filter.most)));
  return text;
}

/// "WHERE …" without the place where the page goes on.
std::string where_sql(UnitId unit, const Definition& definition, const Query& query, bool in_force, Sql& sql) {
  std::string text = " WHERE unit_id = " + sql.place(unit.value);
  if (in_force) text += " AND ended_seq = 0";
  if (query.from) text += " AND day >= " + sql.place(iso(*query.from));
  if (query.to) text += " AND day <= " + sql.place(iso(*query.to));
  for (const auto& filter : query.filters) text += filter_sql(definition, filter, sql);
  text += entry_store::conditions_sql(query.conditions, true, sql.values);
  for (const auto& word : query.words) text += word_sql(definition, word, sql);
  return text;
}

/// What the page is ordered by in front of entry and version: never NULL, so that places compare; "" = nothing.
std::string sort_sql(const Definition& definition, const Query& query) {
  if (!query.sort) return "";
  const Field& field = definition.fields[*query.sort];
  // A word is looked for in every row: in the order of the table that costs a third of what the index by day costs, which
  // leads to each row by itself. An expression keeps SQLite from taking the index; a range of days still does.
  const bool whole_table = !query.words.empty() && !query.from && !query.to;
  if (field.name == definition.date_field) return whole_table ? "(day || '')" : "day";
  if (is_number(field.type)) return fmt::format("COALESCE(\"{}\", {})", field.name, -max_units * 10);
  return fmt::format("COALESCE(\"{}\", '')", field.name);
}

std::string after_sql(const Definition& definition, const Query& query, const std::string& sort, Sql& sql) {
  if (!query.after) return "";
  const char* sign = query.descending ? "<" : ">";
  const auto& [value, id, version] = *query.after;
  const std::string behind = fmt::format("{}, {}", sql.place(id.value), sql.place(version));
  if (sort.empty()) return fmt::format(" AND (entry_id, version) {} ({})", sign, behind);
  db::Value place = stored_value(value);
  if (is_empty(value)) {
    if (is_number(definition.fields[*query.sort].type))
      place = -max_units * 10;
    else
      place = std::string{};
  }
  return fmt::format(" AND ({}, entry_id, version) {} ({}, {})", sort, sign, sql.place(std::move(place)), behind);
}

std::string sums_sql(const Definition& definition) {
  std::string text = "COUNT(*)";
  for (const Field* field : definition.measures())
    text += fmt::format(", CAST(SUM(COALESCE(\"{}\", 0)) AS BIGINT)", field->name);
  return text;
}

Total total_of(const db::Row& row, std::size_t column, std::size_t measures) {
  Total total{row.int64(column), {}};
  for (std::size_t i = 0; i < measures; ++i)
    total.sums.push_back(row.is_null(column + 1 + i) ? 0 : row.int64(column + 1 + i));
  return total;
}

Instant instant(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }

/// An index leads to the rows of the page in their order: by entry, or by day.
bool is_led_by_index(const Definition& definition, const Query& query) {
  if (!query.filters.empty() || !query.conditions.empty() || !query.words.empty()) return false;
  return query.sort ? definition.fields[*query.sort].name == definition.date_field : !query.from && !query.to;
}

/// nullptr: the table itself must be looked through.
std::shared_ptr<const Columns> columns_for(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                           const Query& query) {
  return list_columns::can_answer(definition, query) ? columns_store::kept(tx, unit, definition) : nullptr;
}

/// One row of the page whose keys `keys` selects, with `order`.
std::string rows_sql(const Definition& definition, std::string_view keys, std::string_view unit,
                     std::string_view order) {
  return fmt::format(
      "SELECT {0}, (SELECT MAX(v.version) FROM entry_{1} v WHERE v.unit_id = e.unit_id AND v.entry_id = e.entry_id) "
      "FROM ({2}) p JOIN entry_{1} e ON e.unit_id = {3} AND e.entry_id = p.entry_id AND e.version = p.version{4}",
      entry_store::columns_sql(definition, "e"), definition.name, keys, unit, order);
}

void read_listed(const db::Row& row, const Definition& definition, Listed& entry) {
  entry_store::read_row(row, definition, 0, entry);
  entry.versions = static_cast<int>(row.int64(9 + definition.fields.size()));
}

}  // namespace

bool has_latin(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool is_searched(const Field& field) {
  return !field.personal && (field.type == FieldType::text || field.type == FieldType::reference);
}

void each(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
          const std::function<void(Listed&)>& visit) {
  const auto columns =
      query.limit == 0 || is_led_by_index(definition, query) ? nullptr : columns_for(tx, unit, definition, query);
  if (columns == nullptr) return each_by_sql(tx, unit, definition, query, visit);
  const std::string sql =
      rows_sql(definition, "SELECT CAST($2 AS BIGINT) AS entry_id, CAST($3 AS BIGINT) AS version", "$1", "");
  Listed entry;
  for (const auto& hit : list_columns::page(*columns, definition, query))
    tx.each(
        sql,
        [&](const db::Row& row) {
          read_listed(row, definition, entry);
          visit(entry);
        },
        unit, hit.id, hit.version);
}

// The page is found by its keys first; only its own rows are then read whole and counted by version.
void each_by_sql(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                 const std::function<void(Listed&)>& visit) {
  Sql sql;
  const std::string sort = sort_sql(definition, query);
  const std::string where = where_sql(unit, definition, query, !query.all_versions, sql);
  const std::string after = after_sql(definition, query, sort, sql);
  const char* way = query.descending ? " DESC" : "";
  const std::string limit =
      query.limit > 0 ? " LIMIT " + sql.place(static_cast<std::int64_t>(query.limit)) : std::string{};
  const std::string page_order =
      fmt::format(" ORDER BY {}entry_id{}, version{}", sort.empty() ? "" : sort + way + ", ", way, way);
  const std::string rows_order = fmt::format(" ORDER BY {}p.entry_id{}, p.version{}",
                                             sort.empty() ? "" : std::string{"p.place"} + way + ", ", way, way);
  const std::string keys =
      fmt::format("SELECT entry_id, version{} FROM entry_{}{}{}{}{}", sort.empty() ? "" : ", " + sort + " AS place",
                  definition.name, where, after, page_order, limit);
  const std::string text = rows_sql(definition, keys, sql.place(unit.value), rows_order);
  Listed entry;
  tx.each_with(text, sql.values, [&](const db::Row& row) {
    read_listed(row, definition, entry);
    visit(entry);
  });
}

Total total(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query) {
  Query in_force = query;
  in_force.all_versions = false;  // R-API-12
  const auto columns = columns_for(tx, unit, definition, in_force);
  return columns ? list_columns::total(*columns, definition, in_force) : total_by_sql(tx, unit, definition, query);
}

std::vector<Part> parts(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                        std::string_view by) {
  Query in_force = query;
  in_force.all_versions = false;
  const auto columns = columns_for(tx, unit, definition, in_force);
  return columns ? list_columns::parts(*columns, definition, in_force, by)
                 : parts_by_sql(tx, unit, definition, query, by);
}

Total total_by_sql(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query) {
  Sql sql;
  const std::string text = fmt::format("SELECT {} FROM entry_{}{}", sums_sql(definition), definition.name,
                                       where_sql(unit, definition, query, true, sql));
  Total found;
  tx.each_with(text, sql.values, [&](const db::Row& row) { found = total_of(row, 0, definition.measures().size()); });
  return found;
}

std::vector<Part> parts_by_sql(db::ReadTx& tx, UnitId unit, const Definition& definition, const Query& query,
                               std::string_view by) {
  Sql sql;
  const std::string key = by == "day"     ? "day"
                          : by == "month" ? "substr(day, 1, 7)"
                                          : fmt::format("COALESCE(\"{}\", '')", by);
  const std::string text =
      fmt::format("SELECT {0}, {1} FROM entry_{2}{3} GROUP BY {0} ORDER BY {0}", key, sums_sql(definition),
                  definition.name, where_sql(unit, definition, query, true, sql));
  std::vector<Part> found;
  tx.each_with(text, sql.values, [&](const db::Row& row) {
    found.push_back({row.string(0), total_of(row, 1, definition.measures().size())});
  });
  return found;
}

void each_day_total(db::ReadTx& tx, UnitId unit, const Definition& definition, const std::vector<Condition>& conditions,
                    const std::string& measure, const std::function<void(const DayTotal&)>& visit) {
  Sql sql;
  const std::string sum = measure.empty() ? "0" : fmt::format("CAST(SUM(COALESCE(\"{}\", 0)) AS BIGINT)", measure);
  std::string text = fmt::format("SELECT day, seq, COUNT(*), {} FROM entry_{} WHERE unit_id = {} AND ended_seq = 0",
                                 sum, definition.name, sql.place(unit.value));
  text += entry_store::conditions_sql(conditions, true, sql.values);
  text += " GROUP BY day, seq ORDER BY day, seq";  // as by_sum_… lies: its narrow rows are read in order, once
  tx.each_with(text, sql.values,
               [&](const db::Row& row) { visit({row.date(0), row.int64(1), row.int64(2), row.int64(3)}); });
}

std::vector<std::string> values_used(db::ReadTx& tx, UnitId unit, const Definition& definition, std::size_t field,
                                     std::string_view part, std::size_t limit) {
  std::vector<std::string> found;
  tx.each(
      fmt::format("SELECT value FROM (SELECT \"{}\" AS value FROM entry_{} WHERE unit_id = $1 AND ended_seq = 0 "
                  "ORDER BY entry_id DESC LIMIT $2) AS newest WHERE value LIKE $3 ESCAPE '\\' "
                  "GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT $4",
                  definition.fields[field].name, definition.name),
      [&](const db::Row& row) { found.push_back(row.string(0)); }, unit, entries_looked_at, containing(part),
      static_cast<std::int64_t>(limit));
  return found;
}

std::optional<Stamp> stamp(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  std::optional<Stamp> found;
  tx.each(
      "SELECT at_ms, actor FROM journal WHERE unit_id = $1 AND seq = $2",
      [&](const db::Row& row) { found = Stamp{instant(row.int64(0)), row.string(1)}; }, unit, seq);
  return found;
}

namespace {

ImportedFile imported_file(const db::Row& row) {
  return {row.string(0), row.string(1), row.string(6),         row.int64(2),
          row.int64(3),  row.digest(4), instant(row.int64(5)), row.int64(7)};
}

}  // namespace

std::optional<ImportedFile> import_of(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  std::optional<ImportedFile> found;
  tx.each(
      R"(
      SELECT f.register, f.source_name, f.seq, f.row_count, f.source_digest, f.at_ms, j.actor, f.withdrawn_seq
      FROM imported_file f JOIN journal j ON j.unit_id = f.unit_id AND j.seq = f.seq
      WHERE f.unit_id = $1 AND f.seq = $2)",
      [&](const db::Row& row) { found = imported_file(row); }, unit, seq);
  return found;
}

EntryId first_of_import(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  return EntryId{
      tx.one_int64("SELECT first_id FROM imported_file WHERE unit_id = $1 AND seq = $2", unit, seq).value_or(0)};
}

std::vector<ImportedFile> imports(db::ReadTx& tx, UnitId unit, std::string_view register_name) {
  std::vector<ImportedFile> found;
  tx.each(
      R"(
      SELECT f.register, f.source_name, f.seq, f.row_count, f.source_digest, f.at_ms, j.actor, f.withdrawn_seq
      FROM imported_file f JOIN journal j ON j.unit_id = f.unit_id AND j.seq = f.seq
      WHERE f.unit_id = $1 AND ($2 = '' OR f.register = $2) ORDER BY f.seq DESC LIMIT 500)",
      [&](const db::Row& row) { found.push_back(imported_file(row)); }, unit, register_name);
  return found;
}

std::optional<EntryId> last_recorded(db::ReadTx& tx, UnitId unit, std::string_view register_name,
                                     std::string_view actor) {
  const auto newest = tx.one_int64("SELECT seq FROM journal_head WHERE unit_id = $1", unit).value_or(0);
  const auto entry = tx.one_int64(
      fmt::format("SELECT e.entry_id FROM journal j JOIN entry_{} e ON e.unit_id = j.unit_id AND e.seq = j.seq "
                  "WHERE j.unit_id = $1 AND j.seq = (SELECT MAX(seq) FROM journal WHERE unit_id = $1 AND seq > $2 AND "
                  "kind = 'EntryRecorded' AND actor = $3 AND body LIKE $4)",
                  register_name),
      unit, newest - lines_looked_at, actor, fmt::format("%\"register\":\"{}\"%", register_name));
  if (!entry) return std::nullopt;
  return EntryId{*entry};
}

std::optional<EntryId> twin(db::ReadTx& tx, UnitId unit, const Definition& definition, const Values& values,
                            EntryId except) {
  Sql sql;
  const auto& day = values[definition.index(definition.date_field)];
  if (is_empty(day)) return std::nullopt;
  std::string text = fmt::format("SELECT entry_id FROM entry_{} WHERE unit_id = {} AND day = {} AND ended_seq = 0",
                                 definition.name, sql.place(unit.value), sql.place(stored_value(day)));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Field& field = definition.fields[i];
    if (field.personal || field.derived || is_empty(values[i])) continue;
    text += fmt::format(" AND \"{}\" = {}", field.name, sql.place(stored_value(values[i])));
  }
  text += fmt::format(" AND entry_id <> {} ORDER BY entry_id DESC LIMIT 1", sql.place(except.value));
  std::optional<EntryId> found;
  tx.each_with(text, sql.values, [&](const db::Row& row) { found = EntryId{row.int64(0)}; });
  return found;
}

}  // namespace hallbook::registers::list_store
