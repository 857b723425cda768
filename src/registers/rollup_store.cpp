#include "registers/rollup_store.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "registers/entry_store.h"
#include "registers/table_store.h"

namespace hallbook::registers::rollup_store {
namespace {

constexpr char separator = '\x1f';

void add_exactly(std::int64_t& sum, std::int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) throw QuantityOverflow{"rollup: a day's sum is beyond 64 bits"};
}

/// The statements that write one table's cells.
struct CellSql {
  std::string upsert, remove;
};
CellSql cell_sql(db::ReadTx& tx, const Definition& definition, std::string_view table, std::string_view bucket) {
  // The key holds the dimensions of every unit's definition; those that this one has not are ''.
  std::string names, places, key, match, updates;
  int place = 2;
  for (const Field* field : definition.dimensions()) {
    names += fmt::format(", \"{}\"", field->name);
    places += fmt::format(", ${}", ++place);
    match += fmt::format(" AND \"{}\" = ${}", field->name, place);
  }
  for (const auto& column : table_store::columns(tx, definition.name)) {
    if (!column.dimension) continue;
    key += fmt::format(", \"{}\"", column.field);
    const Field* field = definition.field(column.field);
    if (!field || !field->dimension) match += fmt::format(" AND \"{}\" = ''", column.field);
  }
  const std::string name = fmt::format("{}_{}", table, definition.name);
  names += ", \"rows\"";
  places += fmt::format(", ${}", ++place);
  updates = fmt::format("\"rows\" = {}.\"rows\" + excluded.\"rows\"", name);
  for (const Field* field : definition.measures()) {
    names += fmt::format(", \"sum_{}\"", field->name);
    places += fmt::format(", ${}", ++place);
    updates += fmt::format(", \"sum_{0}\" = {1}.\"sum_{0}\" + excluded.\"sum_{0}\"", field->name, name);
  }
  return {fmt::format(
              "INSERT INTO {0} (unit_id, {1}{2}) VALUES ($1, $2{3}) ON CONFLICT (unit_id, {1}{4}) DO UPDATE SET {5}",
              name, bucket, names, places, key, updates),
          fmt::format("DELETE FROM {} WHERE unit_id = $1 AND {} = $2{} AND \"rows\" = 0", name, bucket, match)};
}

using Sorted = std::map<std::string, Change::Cell>;

void write_cells(db::WriteTx& tx, UnitId unit, const CellSql& sql, const Sorted& cells) {
  const auto upsert = tx.prepare(sql.upsert);
  for (const auto& [key, cell] : cells) {
    const std::vector<std::string> parts = split(key, separator);
    int place = 0;
    upsert->bind(++place, unit.value);
    for (const auto& part : parts) upsert->bind_text(++place, part);
    upsert->bind(++place, cell.rows);
    for (const std::int64_t sum : cell.sums) upsert->bind(++place, sum);
    upsert->run();
    if (!cell.shrinks) continue;
    std::vector<db::Value> values{unit.value};
    for (const auto& part : parts) values.emplace_back(part);
    tx.exec_with(sql.remove, values);
  }
}

void each_cell(db::ReadTx& tx, std::string_view table, std::string_view bucket, UnitId unit,
               const Definition& definition, const std::vector<Condition>& conditions, const std::string& measure,
               const std::string& first, const std::string& last, const std::function<void(const Found&)>& visit) {
  std::vector<db::Value> values{unit.value, first, last};
  const std::string sum = measure.empty() ? "0" : fmt::format("\"sum_{}\"", measure);
  const std::string sql =
      fmt::format("SELECT {0}, \"rows\", {1} FROM {2}_{3} WHERE unit_id = $1 AND {0} BETWEEN $2 AND $3{4}", bucket, sum,
                  table, definition.name, entry_store::conditions_sql(conditions, false, values));
  tx.each_with(sql, values, [&](const db::Row& row) {
    const std::string_view text = row.text(0);
    const auto day = parse_iso_date(text.size() == 7 ? std::string{text} + "-01" : std::string{text});
    ensure(day.has_value(), "rollup: a cell without a day");
    visit({*day, row.int64(1), row.int64(2)});
  });
}

}  // namespace

Change::Change(UnitId unit, const Definition& definition) : unit_{unit}, definition_{definition} {
  for (const Field* field : definition.dimensions()) dimensions_.push_back(definition.index(field->name));
  for (const Field* field : definition.measures()) measures_.push_back(definition.index(field->name));
}

Change::Cell& Change::cell_of(std::string_view day, const Values& values) {
  key_.assign(day);
  for (const std::size_t index : dimensions_) {
    key_.push_back(separator);
    if (const auto* text = std::get_if<std::string>(&values[index])) key_ += *text;
  }
  Cell& cell = cells_[key_];
  cell.sums.resize(measures_.size());
  return cell;
}

void Change::add(std::string_view day, const Values& values, int sign) {
  Cell& cell = cell_of(day, values);
  cell.rows += sign;
  cell.shrinks = cell.shrinks || sign < 0;
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if (const auto* number = std::get_if<std::int64_t>(&values[measures_[i]]))
      add_exactly(cell.sums[i], sign * *number);
}

void Change::add_derived(std::string_view day, const Values& values, std::int64_t difference) {
  const std::size_t derived = definition_.index(definition_.rules.derived);
  for (std::size_t i = 0; i < measures_.size(); ++i)
    if (measures_[i] == derived) add_exactly(cell_of(day, values).sums[i], difference);
}

void Change::add_to(Cell& cell, const Cell& more) {
  cell.sums.resize(more.sums.size());
  cell.rows += more.rows;
  cell.shrinks = cell.shrinks || more.shrinks;
  for (std::size_t i = 0; i < more.sums.size(); ++i) add_exactly(cell.sums[i], more.sums[i]);
}

void Change::flush(db::WriteTx& tx) {
  Sorted days, months;
  for (const auto& [key, cell] : cells_) {
    add_to(days[key], cell);
    add_to(months[key.substr(0, 7) + key.substr(10)], cell);
  }
  write_cells(tx, unit_, cell_sql(tx, definition_, "rollup", "day"), days);
  write_cells(tx, unit_, cell_sql(tx, definition_, "monthly", "month"), months);
  cells_.clear();
}

void each_day(db::ReadTx& tx, UnitId unit, const Definition& definition, const std::vector<Condition>& conditions,
              const std::string& measure, const Period& days, const std::function<void(const Found&)>& visit) {
  each_cell(tx, "rollup", "day", unit, definition, conditions, measure, iso(days.first), iso(days.last), visit);
}

void each_month(db::ReadTx& tx, UnitId unit, const Definition& definition, const std::vector<Condition>& conditions,
                const std::string& measure, const Period& months, const std::function<void(const Found&)>& visit) {
  each_cell(tx, "monthly", "month", unit, definition, conditions, measure, iso(months.first).substr(0, 7),
            iso(months.last).substr(0, 7), visit);
}

std::vector<Part> parts(db::ReadTx& tx, UnitId unit, const Definition& definition,
                        const std::vector<Condition>& conditions, const std::optional<Date>& from,
                        const std::optional<Date>& to, std::string_view by) {
  const bool months = by != "day" && !from && !to;  // whole months hold all that is asked for
  std::string key = fmt::format("\"{}\"", by);
  if (by == "month" && !months) key = "substr(day, 1, 7)";
  std::vector<db::Value> values{unit.value, from ? iso(*from) : "", to ? iso(*to) : "9999-12-31"};
  std::string sums;
  const auto measures = definition.measures();
  for (const Field* field : measures) sums += fmt::format(", CAST(SUM(\"sum_{}\") AS BIGINT)", field->name);
  const std::string sql = fmt::format(
      "SELECT {0}, CAST(SUM(\"rows\") AS BIGINT){1} FROM {2}_{3} WHERE unit_id = $1 AND {4} BETWEEN $2 AND $3{5} "
      "GROUP BY {0} ORDER BY {0}",
      key, sums, months ? "monthly" : "rollup", definition.name, months ? "month" : "day",
      entry_store::conditions_sql(conditions, false, values));
  std::vector<Part> found;
  tx.each_with(sql, values, [&](const db::Row& row) {
    Part& part = found.emplace_back(Part{row.string(0), row.int64(1), {}});
    for (std::size_t i = 0; i < measures.size(); ++i) part.sums.push_back(row.int64(2 + i));
  });
  return found;
}

std::unordered_map<std::string, Change::Cell> all_cells(db::ReadTx& tx, UnitId unit, const Definition& definition,
                                                        bool monthly) {
  std::string names;
  for (const Field* field : definition.dimensions()) names += fmt::format(", \"{}\"", field->name);
  for (const Field* field : definition.measures()) names += fmt::format(", \"sum_{}\"", field->name);
  const std::size_t dimensions = definition.dimensions().size(), measures = definition.measures().size();
  std::unordered_map<std::string, Change::Cell> cells;
  const std::string sql = fmt::format("SELECT {}, \"rows\"{} FROM {}_{} WHERE unit_id = $1", monthly ? "month" : "day",
                                      names, monthly ? "monthly" : "rollup", definition.name);
  tx.each(
      sql,
      [&](const db::Row& row) {
        std::string key = row.string(0);
        for (std::size_t i = 0; i < dimensions; ++i) key += separator + row.string(2 + i);
        Change::Cell& cell = cells[key];
        cell.rows += row.int64(1);
        cell.sums.resize(measures);
        for (std::size_t i = 0; i < measures; ++i) cell.sums[i] += row.int64(2 + dimensions + i);
      },
      unit);
  return cells;
}

}  // namespace hallbook::registers::rollup_store
