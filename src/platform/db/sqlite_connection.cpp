#include "platform/db/sqlite_connection.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "base/ensure.h"
#include "platform/log/log.h"

namespace hallbook::db {
namespace {

constexpr std::size_t max_cached = 256;
constexpr int max_parameters = 2000;

Fault::Kind kind_of(int extended_code) {
  switch (extended_code & 0xff) {
    case SQLITE_FULL: return Fault::Kind::disk_full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL: return Fault::Kind::io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Fault::Kind::corrupt;
    case SQLITE_CONSTRAINT: return Fault::Kind::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Fault::Kind::busy;
    default: return Fault::Kind::other;
  }
}

std::string_view start_of(std::string_view sql) { return sql.substr(0, 160); }

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_{statement} {}
  std::size_t size() const override { return static_cast<std::size_t>(sqlite3_column_count(statement_)); }
  bool is_null(std::size_t column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t int64(std::size_t column) const override {
    ensure(type(column) == SQLITE_INTEGER, "a column that should hold an integer does not");
    return sqlite3_column_int64(statement_, static_cast<int>(column));
  }
  std::string_view text(std::size_t column) const override {
    ensure(type(column) == SQLITE_TEXT, "a column that should hold text does not");
    const int at = static_cast<int>(column);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, at));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, at))};
  }
  std::string_view blob(std::size_t column) const override {
    ensure(type(column) == SQLITE_BLOB, "a column that should hold bytes does not");
    const int at = static_cast<int>(column);
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, at));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, at))};
  }
  Value value(std::size_t column) const override {
    switch (type(column)) {
      case SQLITE_NULL: return {};
      case SQLITE_INTEGER: return int64(column);
      case SQLITE_TEXT: return std::string{text(column)};
      case SQLITE_BLOB: return Bytes{std::string{blob(column)}};
      default: throw BrokenInvariant{"a floating-point number stands in the database"};
    }
  }

 private:
  int type(std::size_t column) const { return sqlite3_column_type(statement_, static_cast<int>(column)); }
  sqlite3_stmt* statement_;
};

}  // namespace

void throw_fault(sqlite3* db, int code, std::string_view what) {
  const int system = errno;  // of the write that failed: nothing that fails comes between
  const int extended =
      db != nullptr && (sqlite3_errcode(db) & 0xff) == (code & 0xff) ? sqlite3_extended_errcode(db) : code;
  const char* words = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  auto kind = kind_of(extended);
  if (extended == SQLITE_IOERR_WRITE && (system == EFBIG || system == EDQUOT))
    kind = Fault::Kind::disk_full;  // SQLite takes ENOSPC alone for full; to people a quota or a size limit is the same
  throw Fault{kind, fmt::format("database: {} (SQLite {}): {}", words, extended, what)};
}

std::string spell_types(std::string_view sql) {
  static constexpr std::pair<std::string_view, std::string_view> tokens[] = {{"{{int64}}", "INTEGER"},
                                                                             {"{{blob}}", "BLOB"},
                                                                             {"{{strict}}", " STRICT"},
                                                                             {"{{clustered}}", ", WITHOUT ROWID"},
                                                                             {"{{id}}", "INTEGER PRIMARY KEY"}};
  std::string spelled{sql};
  for (const auto& [token, spelling] : tokens)
    for (auto at = spelled.find(token); at != std::string::npos; at = spelled.find(token, at + spelling.size()))
      spelled.replace(at, token.size(), spelling);
  ensure(spelled.find("{{") == std::string::npos, "SQL holds an unknown {{token}}");
  return spelled;
}

struct SqliteConnection::Prepared {
  std::string sql;
  sqlite3_stmt* statement = nullptr;
  std::vector<int> slots;  // slots[n] = SQLite's index of $n; SQLite numbers $n by first appearance, not by n
  std::uint64_t last_use = 0;

  Prepared() = default;
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
  ~Prepared() { sqlite3_finalize(statement); }

  sqlite3* db() const { return sqlite3_db_handle(statement); }
  void check(int code) const {
    if (code != SQLITE_OK) throw_fault(db(), code, start_of(sql));
  }
  int slot(int parameter) const {
    ensure(parameter > 0 && parameter < static_cast<int>(slots.size()), "SQL has no such $n");
    return slots[static_cast<std::size_t>(parameter)];
  }
  void bind(int parameter, std::int64_t value) const { check(sqlite3_bind_int64(statement, slot(parameter), value)); }
  void bind_text(int parameter, std::string_view value) const {
    const char* data = value.data() != nullptr ? value.data() : "";
    check(sqlite3_bind_text64(statement, slot(parameter), data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind_blob(int parameter, std::string_view value) const {
    const char* data = value.data() != nullptr ? value.data() : "";
    check(sqlite3_bind_blob64(statement, slot(parameter), data, value.size(), SQLITE_STATIC));
  }
  void bind_null(int parameter) const { check(sqlite3_bind_null(statement, slot(parameter))); }

  /// True when a row came.
  bool step() const {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw_fault(db(), code, start_of(sql));
    return false;
  }
  void reset() const { sqlite3_reset(statement); }
};

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SqliteConnection& connection, std::unique_ptr<SqliteConnection::Prepared> prepared)
      : connection_{connection}, prepared_{std::move(prepared)} {}
  ~SqliteStatement() override { connection_.give_back(std::move(prepared_)); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void bind(int index, std::int64_t value) override { prepared_->bind(index, value); }
  void bind_text(int index, std::string_view value) override { prepared_->bind_text(index, value); }
  void bind_blob(int index, std::string_view value) override { prepared_->bind_blob(index, value); }
  void bind_null(int index) override { prepared_->bind_null(index); }
  std::int64_t run() override {
    struct Reset {
      const SqliteConnection::Prepared& prepared;
      ~Reset() { prepared.reset(); }
    } reset{*prepared_};
    while (prepared_->step()) continue;
    return sqlite3_changes64(prepared_->db());
  }

 private:
  SqliteConnection& connection_;
  std::unique_ptr<SqliteConnection::Prepared> prepared_;
};

void SqliteConnection::open(const std::filesystem::path& file, Access access) {
  // Its counting of memory takes a lock at each allocation, for figures that nobody asks for. Before the first open only.
  static const int counting = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(counting);
  const int flags = access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(file.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code == SQLITE_OK) return;
  const std::string words = fmt::format("open {}", file.string());
  sqlite3* failed = std::exchange(db_, nullptr);
  try {
    throw_fault(failed, code, words);
  } catch (...) {
    sqlite3_close(failed);
    throw;
  }
}

namespace {

/// strpos(text, part) as PostgreSQL has it, but counted in bytes: 0 when `part` is not there. LIKE costs three times as
/// much, for it reads every character; this is what makes a word found in a year of rows in one breath.
void strpos_sql(sqlite3_context* context, int, sqlite3_value** values) {
  const auto view = [](sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr ? std::string_view{}
                           : std::string_view{text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
  };
  if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
    return sqlite3_result_null(context);
  const std::string_view text = view(values[0]), part = view(values[1]);
  const void* found = memmem(text.data(), text.size(), part.data(), part.size());
  sqlite3_result_int64(context, found == nullptr ? 0 : static_cast<const char*>(found) - text.data() + 1);
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Access access, bool scratch, Kept* kept)
    : kept_{kept} {
  open(file, access);
  try {
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_create_function_v2(db_, "strpos", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               strpos_sql, nullptr, nullptr, nullptr);
    sqlite3_busy_timeout(db_, 5000);
    script("PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
    if (access == Access::read) {
      // A reader that is the last to close must not move the WAL into the database (R3).
      sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
      // As much as the index by_sum of a year of cases, which a total over rows reads from end to end.
      script("PRAGMA query_only = ON; PRAGMA cache_size = -20000; PRAGMA wal_autocheckpoint = 0");
      return;
    }
    script(
        "PRAGMA journal_mode = WAL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 2000; "
        "PRAGMA journal_size_limit = 67108864");
    script(scratch ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL");
  } catch (...) {
    sqlite3_close_v2(db_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  cache_.clear();
  if (const int code = sqlite3_close(db_); code != SQLITE_OK) {
    log::error("database: close: {}", sqlite3_errstr(code));
    sqlite3_close_v2(db_);
  }
}

std::unique_ptr<SqliteConnection::Prepared> SqliteConnection::take(std::string_view sql) {
  if (const auto found = cache_.find(sql); found != cache_.end() && found->second) {
    auto prepared = std::move(found->second);
    prepared->last_use = ++uses_;
    return prepared;
  }
  auto prepared = std::make_unique<Prepared>();
  prepared->sql = sql;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &prepared->statement, &rest);
  if (code != SQLITE_OK) throw_fault(db_, code, start_of(sql));
  ensure(prepared->statement != nullptr, "empty SQL");
  const auto tail = std::string_view{rest, sql.data() + sql.size()};
  ensure(tail.find_first_not_of(" \t\r\n;") == std::string_view::npos, "one statement at a time; use script()");
  const int count = sqlite3_bind_parameter_count(prepared->statement);
  prepared->slots.assign(1, 0);
  for (int slot = 1; slot <= count; ++slot) {
    const char* name = sqlite3_bind_parameter_name(prepared->statement, slot);
    ensure(name != nullptr && name[0] == '$', "SQL parameters are $1, $2 …");
    const int parameter = std::atoi(name + 1);
    ensure(parameter > 0 && parameter <= max_parameters, "SQL parameters are $1, $2 …");
    if (static_cast<int>(prepared->slots.size()) <= parameter)
      prepared->slots.resize(static_cast<std::size_t>(parameter) + 1);
    prepared->slots[static_cast<std::size_t>(parameter)] = slot;
  }
  prepared->last_use = ++uses_;
  return prepared;
}

void SqliteConnection::give_back(std::unique_ptr<Prepared> prepared) noexcept {
  try {
    sqlite3_reset(prepared->statement);
    sqlite3_clear_bindings(prepared->statement);
    if (cache_.size() >= max_cached && !cache_.contains(prepared->sql)) {
      auto oldest = cache_.begin();
      for (auto it = cache_.begin(); it != cache_.end(); ++it)
        if (!it->second || (oldest->second && it->second->last_use < oldest->second->last_use)) oldest = it;
      cache_.erase(oldest);
    }
    auto& place = cache_[prepared->sql];
    if (!place) place = std::move(prepared);  // else a nested use of the same text came back first
  } catch (const std::bad_alloc&) {  // not cached: prepared again next time
  }
}

void SqliteConnection::each(std::string_view sql, std::span<const Value> values, const Visit& visit) {
  auto prepared = take(sql);
  struct Return {
    SqliteConnection& connection;
    std::unique_ptr<Prepared>& prepared;
    ~Return() { connection.give_back(std::move(prepared)); }
  } give_back{*this, prepared};
  ensure(prepared->slots.size() == values.size() + 1, "number of values and of $n differ");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int parameter = static_cast<int>(i) + 1;
    const Value& value = values[i];
    if (const auto* integer = std::get_if<std::int64_t>(&value))
      prepared->bind(parameter, *integer);
    else if (const auto* text = std::get_if<std::string>(&value))
      prepared->bind_text(parameter, *text);
    else if (const auto* bytes = std::get_if<Bytes>(&value))
      prepared->bind_blob(parameter, bytes->data);
    else
      prepared->bind_null(parameter);
  }
  const SqliteRow row{prepared->statement};
  while (prepared->step())
    if (visit) visit(row);
}

std::int64_t SqliteConnection::exec(std::string_view sql, std::span<const Value> values) {
  each(sql, values, nullptr);
  return sqlite3_changes64(db_);
}

std::unique_ptr<Statement> SqliteConnection::prepare(std::string_view sql) {
  return std::make_unique<SqliteStatement>(*this, take(sql));
}

void SqliteConnection::script(std::string_view sql) {
  const std::string spelled = spell_types(sql);
  const int code = sqlite3_exec(db_, spelled.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_fault(db_, code, start_of(spelled));
}

std::vector<TableShape> SqliteConnection::tables() {
  std::vector<TableShape> tables;
  each("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name", {},
       [&](const Row& row) { tables.push_back({row.string(0), {}, {}}); });
  for (auto& table : tables) {
    std::map<std::int64_t, std::string> key;
    const Value name = table.name;
    each("SELECT name, pk FROM pragma_table_info($1) ORDER BY cid", {&name, 1}, [&](const Row& row) {
      table.columns.push_back(row.string(0));
      if (row.int64(1) > 0) key[row.int64(1)] = row.string(0);
    });
    for (auto& [position, column] : key) table.key.push_back(column);
  }
  return tables;
}

void SqliteConnection::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) throw_fault(db_, code, "checkpoint");
}

}  // namespace hallbook::db
