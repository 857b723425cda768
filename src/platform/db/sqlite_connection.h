#pragma once
// One sqlite3 connection with its cache of prepared statements. Private to platform/db. Used by one thread at a time.
#include <sqlite3.h>

#include <unordered_map>

#include "platform/db/kept.h"

namespace hallbook::db {

enum class Access { write, read };

class SqliteConnection final : public Connection, public KeepsValues {
 public:
  /// Opens and sets the PRAGMAs of docs/decisions/0003-one-writer.md. `scratch`: no flushes, the file is thrown away.
  /// `kept`: of the database, for its readers.
  SqliteConnection(const std::filesystem::path& file, Access access, bool scratch, Kept* kept = nullptr);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void each(std::string_view sql, std::span<const Value> values, const Visit& visit) override;
  std::int64_t exec(std::string_view sql, std::span<const Value> values) override;
  std::unique_ptr<Statement> prepare(std::string_view sql) override;
  void script(std::string_view sql) override;
  std::vector<TableShape> tables() override;
  Kept* kept() override { return kept_; }

  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
  void checkpoint();  // writer only: moves the whole WAL into the database file

  struct Prepared;

 private:
  friend class SqliteStatement;
  std::unique_ptr<Prepared> take(std::string_view sql);
  void give_back(std::unique_ptr<Prepared> prepared) noexcept;
  void open(const std::filesystem::path& file, Access access);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  sqlite3* db_ = nullptr;
  std::unordered_map<std::string, std::unique_ptr<Prepared>, Hash, std::equal_to<>> cache_;
  std::uint64_t uses_ = 0;
  Kept* kept_;
};

/// Throws Fault with SQLite's extended code and words; `what` says what was tried.
[[noreturn]] void throw_fault(sqlite3* db, int code, std::string_view what);

/// {{int64}} {{blob}} {{strict}} {{id}} as SQLite spells them.
std::string spell_types(std::string_view sql);

}  // namespace hallbook::db
