#include "registers/query_store.h"

#include <fmt/format.h>

#include "base/ensure.h"

namespace hallbook::registers::query_store {
namespace {

/// SQL text and its parameters, grown together.
struct Query {
  std::string sql;
  std::vector<db::Value> values;
  std::string bind(db::Value value) {
    values.push_back(std::move(value));
    return fmt::format("${}", values.size());
  }
};

void add_conditions(Query& query, const Definition& definition, std::span<const Condition> conditions, bool rollup) {
  for (const Condition& condition : conditions) {
    const Field* field = definition.field(condition.field);
    ensure(field != nullptr && (field->dimension || !rollup), "a condition over no dimension");
    std::string list;
    for (const std::string& value : condition.values) list += (list.empty() ? "" : ", ") + query.bind(value);
    // An empty dimension is '' in a rollup and NULL in the entry table; it is in no list, and outside every list.
    const std::string column = rollup ? fmt::format("\"{}\"", condition.field) : fmt::format("COALESCE(\"{}\", '')", condition.field);
    query.sql += fmt::format(" AND {} {} ({})", column, condition.negate ? "NOT IN" : "IN", list);
  }
}

void add_versions(Query& query, const Versions& versions) {
  if (versions.all) return;
  if (versions.at_seq == 0) {
    query.sql += " AND ended_seq = 0";
    return;
  }
  const std::string seq = query.bind(versions.at_seq);
  query.sql += fmt::format(" AND seq <= {0} AND (ended_seq = 0 OR ended_seq > {0})", seq);
}

void add_period(Query& query, const Period& period) {
  const std::string first = query.bind(iso(period.first));
  const std::string last = query.bind(iso(period.last));
  query.sql += fmt::format(" AND day BETWEEN {} AND {}", first, last);
}

constexpr std::size_t fixed_columns = 8;

FieldValue field_value(const db::Row& row, std::size_t column, const Field& field) {
  if (row.is_null(column)) return {};
  if (field.personal) return std::string{row.blob(column)};
  if (is_number(field.type)) return row.int64(column);
  return std::string{row.text(column)};
}

EntryVersion version_from(const db::Row& row, const Definition& definition) {
  EntryVersion entry;
  entry.id = EntryId{row.int64(0)};
  entry.version = static_cast<int>(row.int64(1));
  entry.state = static_cast<EntryState>(row.int64(2));
  entry.day = row.date(3);
  entry.seq = row.int64(4);
  entry.ended_seq = row.int64(5);
  entry.late = row.int64(6) != 0;
  if (!row.is_null(7)) entry.reason = row.string(7);
  entry.values.reserve(definition.fields.size());
  for (std::size_t i = 0; i < definition.fields.size(); ++i)
    entry.values.push_back(field_value(row, fixed_columns + i, definition.fields[i]));
  return entry;
}

std::string sum_of(std::string_view measure) {
  return measure.empty() ? "0" : fmt::format("CAST(COALESCE(SUM(\"sum_{}\"), 0) AS BIGINT)", measure);
}

Query rollup_query(UnitId unit, const Selection& selection, const Period& period, std::string_view columns) {
  Query query;
  const std::string unit_id = query.bind(unit.value);
  query.sql = fmt::format("SELECT {} FROM \"rollup_{}\" WHERE unit_id = {}", columns, selection.definition->name, unit_id);
  add_period(query, period);
  add_conditions(query, *selection.definition, selection.conditions, true);
  return query;
}

}  // namespace

void each_stored(db::ReadTx& tx, UnitId unit, const Definition& definition, const EntryFilter& filter,
                 const std::function<void(const EntryVersion&)>& visit) {
  Query query;
  std::string columns = "entry_id, version, state, day, seq, ended_seq, late, reason";
  for (const Field& field : definition.fields) columns += fmt::format(", \"{}\"", field.name);
  const std::string unit_id = query.bind(unit.value);
  query.sql = fmt::format("SELECT {} FROM \"entry_{}\" WHERE unit_id = {}", columns, definition.name, unit_id);
  if (filter.after.value > 0) query.sql += fmt::format(" AND entry_id > {}", query.bind(filter.after.value));
  if (filter.period) add_period(query, *filter.period);
  add_versions(query, filter.versions);
  add_conditions(query, definition, filter.conditions, false);
  query.sql += filter.by_day ? " ORDER BY day, entry_id, version" : " ORDER BY entry_id, version";
  if (filter.limit > 0) query.sql += fmt::format(" LIMIT {}", query.bind(static_cast<std::int64_t>(filter.limit)));
  tx.each_with(query.sql, query.values, [&](const db::Row& row) { visit(version_from(row, definition)); });
}

void each_day(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
              const std::function<void(const DayTotal&)>& visit) {
  Query query = rollup_query(unit, selection, period,
                             fmt::format("day, CAST(SUM(\"rows\") AS BIGINT), {}", sum_of(selection.measure)));
  query.sql += " GROUP BY day ORDER BY day";
  tx.each_with(query.sql, query.values, [&](const db::Row& row) { visit({row.date(0), row.int64(1), row.int64(2)}); });
}

DayTotal whole(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period) {
  const Query query = rollup_query(unit, selection, period,
                                   fmt::format("CAST(COALESCE(SUM(\"rows\"), 0) AS BIGINT), {}", sum_of(selection.measure)));
  DayTotal total{period.first};
  tx.each_with(query.sql, query.values, [&](const db::Row& row) {
    total.rows = row.int64(0);
    total.sum = row.int64(1);
  });
  return total;
}

void each_amount(db::ReadTx& tx, UnitId unit, const Selection& selection, const Period& period,
                 const std::function<void(const SourceRow&)>& visit) {
  Query query;
  const std::string amount = selection.measure.empty() ? "1" : fmt::format("COALESCE(\"{}\", 0)", selection.measure);
  const std::string unit_id = query.bind(unit.value);
  query.sql = fmt::format("SELECT entry_id, version, day, seq, {} FROM \"entry_{}\" WHERE unit_id = {}", amount,
                          selection.definition->name, unit_id);
  add_period(query, period);
  add_versions(query, {selection.at_seq, false});
  add_conditions(query, *selection.definition, selection.conditions, false);
  query.sql += " ORDER BY day, entry_id";
  tx.each_with(query.sql, query.values, [&](const db::Row& row) {
    visit({EntryId{row.int64(0)}, static_cast<int>(row.int64(1)), row.date(2), row.int64(3), row.int64(4)});
  });
}

std::optional<Period> span_in_force(db::ReadTx& tx, UnitId unit, const Definition& definition, std::int64_t at_seq) {
  Query query;
  const std::string unit_id = query.bind(unit.value);
  query.sql = fmt::format("SELECT MIN(day), MAX(day) FROM \"entry_{}\" WHERE unit_id = {}", definition.name, unit_id);
  add_versions(query, {at_seq, false});
  std::optional<Period> span;
  tx.each_with(query.sql, query.values, [&](const db::Row& row) {
    if (!row.is_null(0)) span = Period{row.date(0), row.date(1)};
  });
  return span;
}

std::optional<std::string> wrapped_key(db::ReadTx& tx, UnitId unit, std::string_view register_name, EntryId entry) {
  std::optional<std::string> wrapped;
  tx.each("SELECT wrapped FROM entry_key WHERE unit_id = $1 AND register = $2 AND entry_id = $3",
          [&](const db::Row& row) { wrapped = std::string{row.blob(0)}; }, unit, register_name, entry);
  return wrapped;
}

}  // namespace hallbook::registers::query_store
