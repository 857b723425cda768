#include "registers/table_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "registers/entry_store.h"

namespace hallbook::registers::table_store {
namespace {

using Columns = std::vector<Column>;

/// `known` with the definition's fields added; says whether rollups have other columns than before.
bool merge(Columns& known, const Definition& definition) {
  bool rollups_change = known.empty();
  for (const auto& field : definition.fields) {
    auto found = std::ranges::find(known, field.name, &Column::field);
    if (found == known.end()) {
      known.push_back({field.name, storage_of(field), field.dimension, field.sum});
      rollups_change = rollups_change || field.dimension || field.sum;
      continue;
    }
    ensure(found->storage == storage_of(field), "adopt: a column changes its storage");
    rollups_change = rollups_change || (field.dimension && !found->dimension) || (field.sum && !found->measure);
    found->dimension = found->dimension || field.dimension;
    found->measure = found->measure || field.sum;
  }
  return rollups_change;
}

void store_columns(db::WriteTx& tx, std::string_view register_name, const Columns& columns) {
  for (const auto& column : columns)
    tx.exec(R"(
        INSERT INTO register_column (register, field, storage, dimension, measure) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (register, field) DO UPDATE SET dimension = excluded.dimension, measure = excluded.measure)",
            register_name, column.field, column.storage, column.dimension, column.measure);
}

// The key leads with unit_id; a version is a row; nothing is ever deleted.
void create_entries(db::WriteTx& tx, const Definition& definition) {
  std::string fields;
  for (const auto& field : definition.fields) fields += fmt::format("  \"{}\" {},\n", field.name, storage_of(field));
  tx.script(fmt::format(R"(CREATE TABLE entry_{0} (
  unit_id {{{{int64}}}} NOT NULL,
  entry_id {{{{int64}}}} NOT NULL,
  version {{{{int64}}}} NOT NULL,
  day TEXT NOT NULL,
  seq {{{{int64}}}} NOT NULL,
  ended_seq {{{{int64}}}} NOT NULL,
  state {{{{int64}}}} NOT NULL,
  late {{{{int64}}}} NOT NULL,
  reason TEXT NOT NULL,
  ended_reason TEXT NOT NULL,
{1}  PRIMARY KEY (unit_id, entry_id, version)
){{{{strict}}}}{{{{clustered}}}};
CREATE INDEX by_day_{0} ON entry_{0} (unit_id, day);)",
                        definition.name, fields));
  std::string key;
  for (const auto& name : definition.rules.key) key += fmt::format(", \"{}\"", name);
  if (!key.empty())
    tx.script(
        fmt::format("CREATE INDEX by_key_{0} ON entry_{0} (unit_id{1}) WHERE ended_seq = 0;", definition.name, key));
  if (!definition.rules.valid_to.empty())  // what is valid today, without the versions of earlier years
    tx.script(fmt::format("CREATE INDEX by_end_{0} ON entry_{0} (unit_id, {1}) WHERE ended_seq = 0;", definition.name,
                          entry_store::end_sql(definition)));
}

/// What a total over rows reads, in the order in which it reads it: a fifth of the bytes of the rows themselves. SQLite
/// looks at ended_seq even where the index is over rows in force only, so it stands in it too.
void index_sums(db::WriteTx& tx, const Definition& definition, const Columns& columns) {
  std::string names;
  for (const auto& column : columns)
    if (column.dimension || column.measure) names += fmt::format(", \"{}\"", column.field);
  tx.script(
      fmt::format("DROP INDEX IF EXISTS by_sum_{0};\n"
                  "CREATE INDEX by_sum_{0} ON entry_{0} (unit_id, day, seq, ended_seq{1}) WHERE ended_seq = 0;",
                  definition.name, names));
}

void create_rollup(db::WriteTx& tx, std::string_view table, std::string_view bucket, const Columns& columns) {
  std::string body, key;
  for (const auto& column : columns)
    if (column.dimension) {
      body += fmt::format("  \"{}\" TEXT NOT NULL DEFAULT '',\n", column.field);
      key += fmt::format(", \"{}\"", column.field);
    }
  body += "  \"rows\" {{int64}} NOT NULL,\n";
  for (const auto& column : columns)
    if (column.measure) body += fmt::format("  \"sum_{}\" {{{{int64}}}} NOT NULL DEFAULT 0,\n", column.field);
  tx.script(fmt::format(
      "DROP TABLE IF EXISTS {0};\nCREATE TABLE {0} (\n  unit_id {{{{int64}}}} NOT NULL,\n  {1} TEXT NOT NULL,\n{2}"
      "  PRIMARY KEY (unit_id, {1}{3})\n){{{{strict}}}}{{{{clustered}}}};",
      table, bucket, body, key));
}

}  // namespace

std::string storage_of(const Field& field) {
  if (field.personal) return "{{blob}}";
  return is_number(field.type) ? "{{int64}}" : "TEXT";
}

std::vector<Column> columns(db::ReadTx& tx, std::string_view register_name) {
  Columns found;
  tx.each(
      "SELECT field, storage, dimension, measure FROM register_column WHERE register = $1 ORDER BY field",
      [&](const db::Row& row) {
        found.push_back({row.string(0), row.string(1), row.int64(2) != 0, row.int64(3) != 0});
      },
      register_name);
  return found;
}

bool adopt(db::WriteTx& tx, const Definition& definition) {
  const Columns before = columns(tx, definition.name);
  Columns after = before;
  const bool rollups_change = merge(after, definition);
  store_columns(tx, definition.name, after);
  if (before.empty()) {
    create_entries(tx, definition);
  } else {
    for (const auto& column : after)
      if (std::ranges::find(before, column.field, &Column::field) == before.end())
        tx.script(
            fmt::format("ALTER TABLE entry_{} ADD COLUMN \"{}\" {};", definition.name, column.field, column.storage));
  }
  if (!rollups_change) return false;
  after = columns(tx, definition.name);
  index_sums(tx, definition, after);
  create_rollup(tx, "rollup_" + definition.name, "day", after);
  create_rollup(tx, "monthly_" + definition.name, "month", after);
  return true;
}

std::vector<UnitId> units(db::ReadTx& tx, std::string_view register_name) {
  std::vector<UnitId> found;
  tx.each(
      "SELECT DISTINCT unit_id FROM definition WHERE kind = 'register' AND name = $1 ORDER BY unit_id",
      [&](const db::Row& row) { found.push_back(UnitId{row.int64(0)}); }, register_name);
  return found;
}

void fill_rollups(db::WriteTx& tx, UnitId unit, const Definition& definition) {
  std::string names, values, groups, sums;
  for (const Field* field : definition.dimensions()) {
    names += fmt::format(", \"{}\"", field->name);
    values += fmt::format(", COALESCE(\"{}\", '')", field->name);
    groups += fmt::format(", COALESCE(\"{}\", '')", field->name);
  }
  std::string measures;
  for (const Field* field : definition.measures()) {
    measures += fmt::format(", \"sum_{}\"", field->name);
    sums += fmt::format(", CAST(SUM(COALESCE(\"{}\", 0)) AS BIGINT)", field->name);
  }
  for (const auto& [table, bucket, expression] :
       {std::tuple{"rollup", "day", "day"}, {"monthly", "month", "substr(day, 1, 7)"}})
    tx.exec(fmt::format(
                "INSERT INTO {0}_{1} (unit_id, {2}{3}, \"rows\"{4}) SELECT unit_id, {5}{6}, COUNT(*){7} FROM entry_{1} "
                "WHERE unit_id = $1 AND ended_seq = 0 GROUP BY unit_id, {5}{8}",
                table, definition.name, bucket, names, measures, expression, values, sums, groups),
            unit);
}

}  // namespace hallbook::registers::table_store
