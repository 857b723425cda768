#include "platform/db/sqlite_migrations.h"

#include <fmt/format.h>

#include "base/ensure.h"

namespace hallbook::db {
namespace {

struct Version {
  std::int64_t number = 0;
  std::string name = "-";
};

Version newest_in(SqliteConnection& connection) {
  Version found;
  bool has_table = false;
  connection.each("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'", {},
                  [&](const Row&) { has_table = true; });
  if (!has_table) return found;
  connection.each("SELECT number, name FROM schema_version ORDER BY number DESC LIMIT 1", {},
                  [&](const Row& row) { found = {row.int64(0), row.string(1)}; });
  return found;
}

Version newest_known(std::span<const Migration> migrations) {
  if (migrations.empty()) return {};
  return {migrations.back().number, std::string{migrations.back().name}};
}

std::unexpected<Refusal> newer_than_program(const Version& found, const Version& known) {
  return refuse(RefusalCode::unavailable,
                {fmt::format("数据库的结构版本是 {}({}),比本程序认识的 {}({})新。请换用当时写入它的或更新的 hallbook。",
                             found.number, found.name, known.number, known.name),
                 fmt::format("the database has schema version {} ({}), newer than {} ({}) which this program knows. "
                             "Use the hallbook that wrote it, or a newer one.",
                             found.number, found.name, known.number, known.name)});
}

void run(SqliteConnection& connection, const Migration& migration) {
  connection.exec("BEGIN IMMEDIATE", {});
  try {
    connection.script(migration.sql);
    const Value values[] = {std::int64_t{migration.number}, std::string{migration.name}};
    connection.exec("INSERT INTO schema_version (number, name) VALUES ($1, $2)", values);
    connection.exec("COMMIT", {});
  } catch (...) {
    if (connection.in_transaction()) connection.exec("ROLLBACK", {});
    throw;
  }
}

}  // namespace

Result<> migrate(SqliteConnection& connection, std::span<const Migration> migrations) {
  for (std::size_t i = 1; i < migrations.size(); ++i)
    ensure(migrations[i - 1].number < migrations[i].number, "migrations are not in order");
  const Version found = newest_in(connection);
  const Version known = newest_known(migrations);
  if (found.number > known.number) return newer_than_program(found, known);
  connection.script(
      "CREATE TABLE IF NOT EXISTS schema_version (number {{int64}} NOT NULL PRIMARY KEY, name TEXT NOT "
      "NULL){{strict}}");
  for (const auto& migration : migrations)
    if (migration.number > found.number) run(connection, migration);
  return {};
}

Result<> check_version(SqliteConnection& connection, std::span<const Migration> migrations) {
  const Version found = newest_in(connection);
  const Version known = newest_known(migrations);
  if (found.number > known.number) return newer_than_program(found, known);
  if (found.number == known.number) return {};
  return refuse(RefusalCode::unavailable,
                {fmt::format("数据库的结构版本是 {}({}),本程序需要 {}({})。请先运行一次会写入的命令(它会自动升级)。",
                             found.number, found.name, known.number, known.name),
                 fmt::format("the database has schema version {} ({}), this program needs {} ({}). Run a command that "
                             "writes once: it upgrades the database.",
                             found.number, found.name, known.number, known.name)});
}

}  // namespace hallbook::db
