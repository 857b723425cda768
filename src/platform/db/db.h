#pragma once
// The thin layer over SQLite (and PostgreSQL later). SQL stands in *_store.cpp files, whole, with $n
// parameters; statements are prepared once per connection and cached by text.
// Rules that hold here (docs/decisions/0003-one-writer.md): one connection writes and checkpoints;
// readers are read-only and never checkpoint; mmap_size 0; synchronous FULL; a caller is answered only
// after COMMIT returned.
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "base/result.h"
#include "platform/db/value.h"

namespace hallbook::db {

/// A database fault (I/O, full disk, corrupt file, wrong SQL). Never a user's mistake.
struct Fault : std::runtime_error {
  enum class Kind { other, disk_full, io, corrupt, constraint, busy };
  Fault(Kind which, const std::string& what) : std::runtime_error{what}, kind{which} {}
  Kind kind;
};

/// One result row. Inside `each` it is valid only during the call.
class Row {
 public:
  virtual ~Row() = default;
  virtual std::size_t size() const = 0;
  virtual bool is_null(std::size_t column) const = 0;
  virtual std::int64_t int64(std::size_t column) const = 0;      // ensure: an integer
  virtual std::string_view text(std::size_t column) const = 0;   // ensure: text; valid until the next row
  virtual std::string_view blob(std::size_t column) const = 0;   // ensure: a blob; valid until the next row
  virtual Value value(std::size_t column) const = 0;
  Date date(std::size_t column) const;                            // ensure: an ISO day
  Digest digest(std::size_t column) const;                        // ensure: 32 bytes
  std::string string(std::size_t column) const { return std::string{text(column)}; }
};

/// A prepared statement for bulk work: bind columns 1…n, then run.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual void bind(int index, std::int64_t value) = 0;
  virtual void bind_text(int index, std::string_view value) = 0;  // the bytes must live until run()
  virtual void bind_blob(int index, std::string_view value) = 0;
  virtual void bind_null(int index) = 0;
  void bind_value(int index, const Value& value);
  virtual std::int64_t run() = 0;  // executes, resets, returns the number of rows changed
};

/// A table as the database knows it, for generic work such as verify's comparison.
struct TableShape {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> key;  // primary key columns in key order; empty when there is none
};

using Visit = std::function<void(const Row&)>;

/// The connection behind a transaction: implemented by the SQLite driver.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void each(std::string_view sql, std::span<const Value> values, const Visit& visit) = 0;
  virtual std::int64_t exec(std::string_view sql, std::span<const Value> values) = 0;
  virtual std::unique_ptr<Statement> prepare(std::string_view sql) = 0;
  virtual void script(std::string_view sql) = 0;  // several statements, no parameters, {{tokens}}: migrations, DDL
  virtual std::vector<TableShape> tables() = 0;   // by name, without the database's own
};

/// A consistent snapshot, taken at its first statement. Cheap; ends with the object.
class ReadTx {
 public:
  explicit ReadTx(std::shared_ptr<Connection> connection, bool begin = true);
  ReadTx(ReadTx&&) noexcept;
  ReadTx(const ReadTx&) = delete;
  virtual ~ReadTx();

  template <class... Args>
  void each(std::string_view sql, const Visit& visit, const Args&... args) {
    const std::vector<Value> values{to_value(args)...};
    connection_->each(sql, values, visit);
  }
  void each_with(std::string_view sql, std::span<const Value> values, const Visit& visit) {
    connection_->each(sql, values, visit);
  }
  /// All rows copied, for small answers.
  template <class... Args>
  std::vector<std::vector<Value>> query(std::string_view sql, const Args&... args) {
    std::vector<std::vector<Value>> rows;
    each(sql, [&](const Row& row) { copy_row(row, rows); }, args...);
    return rows;
  }
  /// The first column of the first row, or nullopt when there is no row or it is NULL.
  template <class... Args>
  std::optional<std::int64_t> one_int64(std::string_view sql, const Args&... args) {
    std::optional<std::int64_t> found;
    each(
        sql,
        [&](const Row& row) {
          if (!found && !row.is_null(0)) found = row.int64(0);
        },
        args...);
    return found;
  }
  template <class... Args>
  std::optional<std::string> one_text(std::string_view sql, const Args&... args) {
    std::optional<std::string> found;
    each(
        sql,
        [&](const Row& row) {
          if (!found && !row.is_null(0)) found = row.string(0);
        },
        args...);
    return found;
  }
  std::vector<TableShape> tables() { return connection_->tables(); }
  Connection& connection() { return *connection_; }

 protected:
  static void copy_row(const Row& row, std::vector<std::vector<Value>>& rows);
  std::shared_ptr<Connection> connection_;
  bool ends_ = false;
};

/// Writes inside the group's transaction. Only journal/ and the apply() functions get one.
class WriteTx : public ReadTx {
 public:
  explicit WriteTx(std::shared_ptr<Connection> connection) : ReadTx{std::move(connection), false} {}
  template <class... Args>
  std::int64_t exec(std::string_view sql, const Args&... args) {
    const std::vector<Value> values{to_value(args)...};
    return connection_->exec(sql, values);
  }
  std::int64_t exec_with(std::string_view sql, std::span<const Value> values) { return connection_->exec(sql, values); }
  std::unique_ptr<Statement> prepare(std::string_view sql) { return connection_->prepare(sql); }
  void script(std::string_view sql) { connection_->script(sql); }
};

template <class T>
struct is_result : std::false_type {};
template <class T>
struct is_result<Result<T>> : std::true_type {};

struct Migration {
  int number = 0;         // 1, 2, …; stored in schema_version
  std::string_view name;  // "0001_journal"
  std::string_view sql;   // {{int64}}, {{id}}, {{strict}}, {{blob}} are replaced per database
};

struct OpenOptions {
  std::filesystem::path file;  // ":memory:" for a scratch database
  bool writer = true;          // false: read-only, no lock, no checkpoint
};

/// One database with one writer thread and read-only connections.
class Database {
 public:
  /// Throws Fault. Refuses (unavailable) a file whose schema_version is newer than `migrations` knows,
  /// and, read-only, one that is older. Runs missing migrations, each in its own transaction.
  static Result<std::unique_ptr<Database>> open(const OpenOptions& options, std::span<const Migration> migrations);
  virtual ~Database() = default;

  virtual ReadTx read() = 0;

  /// Runs `job(WriteTx&)` on the writer thread inside a savepoint of the running group; returns after COMMIT.
  /// A job that returns a refusal, or throws, rolls back its own savepoint only. A Fault of kind io or
  /// disk_full fails the whole group: nothing of it is acknowledged.
  template <class Job>
  auto write(Job&& job) {
    using Answer = std::invoke_result_t<Job&, WriteTx&>;
    if constexpr (std::is_void_v<Answer>) {
      run_job([&](WriteTx& tx) {
        job(tx);
        return true;
      });
    } else {
      std::optional<Answer> answer;
      run_job([&](WriteTx& tx) {
        answer.emplace(job(tx));
        if constexpr (is_result<Answer>::value) return answer->has_value();
        return true;
      });
      return std::move(*answer);
    }
  }

  /// Called on the writer thread after each COMMIT that kept a job, before the callers are answered. Must not throw.
  virtual void after_commit(std::function<void(ReadTx&)> hook) = 0;
  /// Called on the writer thread when the database was reopened after an I/O fault (trust R2). An answer is what
  /// disagrees with the last acknowledged state: from then on every write is refused with it.
  virtual void on_reopen(std::function<std::optional<std::string>(ReadTx&)> check) = 0;
  /// PRAGMA integrity_check: the complaints, empty when sound.
  virtual std::vector<std::string> integrity_problems() = 0;

 protected:
  /// `job` returns whether its savepoint is kept.
  virtual void run_job(std::function<bool(WriteTx&)> job) = 0;
};

/// "3.40.1".
std::string library_version();
/// Says when the library lies in 3.7.0–3.51.2, the range of SQLite's WAL-reset fault (trust R3), else nullopt. Our one
/// checkpointing connection keeps clear of it; verify and --version print it.
std::optional<Text> library_warning();

}  // namespace hallbook::db
