// One writer thread with group commit, and a bounded pool of readers.
#include <fmt/format.h>

#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <semaphore>
#include <thread>

#include "base/ensure.h"
#include "platform/db/sqlite_migrations.h"
#include "platform/log/log.h"

namespace hallbook::db {
namespace {

constexpr std::size_t max_group = 512;    // jobs in one COMMIT
constexpr std::size_t max_readers = 64;   // at once; more wait
constexpr std::size_t idle_readers = 8;   // kept open between uses
constexpr auto reader_patience = std::chrono::seconds{30};

struct Job {
  std::function<bool(WriteTx&)> work;
  std::exception_ptr fault;
  std::binary_semaphore done{0};
};

bool fails_group(const Fault& fault) { return fault.kind == Fault::Kind::io || fault.kind == Fault::Kind::disk_full; }

class Readers {
 public:
  explicit Readers(std::filesystem::path file) : file_{std::move(file)} {}

  std::unique_ptr<SqliteConnection> take() {
    std::unique_lock lock{mutex_};
    if (!freed_.wait_for(lock, reader_patience, [&] { return in_use_ < max_readers; }))
      throw Fault{Fault::Kind::busy, "database: all readers are in use"};
    ++in_use_;
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
    lock.unlock();
    try {
      return std::make_unique<SqliteConnection>(file_, Access::read, false, &kept_);
    } catch (...) {
      lock.lock();
      --in_use_;
      throw;
    }
  }

  void give_back(std::unique_ptr<SqliteConnection> reader) noexcept {
    {
      const std::lock_guard lock{mutex_};
      --in_use_;
      if (!reader->in_transaction() && idle_.size() < idle_readers) idle_.push_back(std::move(reader));
    }
    freed_.notify_one();
  }

 private:
  std::filesystem::path file_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
  std::size_t in_use_ = 0;
  Kept kept_;
};

/// A file under the system's temporary folder that goes with the object: the home of a ":memory:" database, because
/// readers of a true in-memory database would lock each other out.
struct ScratchFile {
  ScratchFile() {
    std::string name = (std::filesystem::temp_directory_path() / "hallbook-scratch-XXXXXX").string();
    const int handle = ::mkstemp(name.data());
    if (handle < 0)
      throw Fault{Fault::Kind::io,
                  fmt::format("no temporary file in {}: {}", name, std::generic_category().message(errno))};
    ::close(handle);
    file = name;
  }
  ~ScratchFile() {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix, ignored);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  std::filesystem::path file;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const OpenOptions& options, std::unique_ptr<ScratchFile> scratch)
      : scratch_{std::move(scratch)},
        file_{scratch_ ? scratch_->file : options.file},
        writes_{options.writer},
        readers_{std::make_shared<Readers>(file_)} {}
  ~SqliteDatabase() override { stop(); }

  Result<> start(std::span<const Migration> migrations);
  ReadTx read() override;
  void after_commit(std::function<void(ReadTx&)> hook) override;
  void on_reopen(std::function<std::optional<std::string>(ReadTx&)> check) override;
  std::vector<std::string> integrity_problems() override;

 protected:
  void run_job(std::function<bool(WriteTx&)> work) override;

 private:
  using Group = std::vector<std::shared_ptr<Job>>;
  void stop();
  void write_loop();
  bool next_jobs(Group& group, bool wait);
  void run_group(Group& group);
  bool run_in_savepoint(Job& job, WriteTx& tx);
  void fail_group(Group& group, const Fault& fault);
  void reopen();

  std::unique_ptr<ScratchFile> scratch_;
  std::filesystem::path file_;
  bool writes_;
  std::shared_ptr<Readers> readers_;
  std::shared_ptr<SqliteConnection> writer_;  // the writer thread's only

  std::mutex mutex_;  // guards the four below
  std::condition_variable arrived_;
  std::deque<std::shared_ptr<Job>> queue_;
  bool stopping_ = false;
  std::vector<std::function<void(ReadTx&)>> hooks_;
  std::function<std::optional<std::string>(ReadTx&)> check_;

  std::optional<Fault> closed_;  // set by reopen(): why nothing is written any more
  std::thread thread_;
};

Result<> SqliteDatabase::start(std::span<const Migration> migrations) {
  if (!writes_) {
    SqliteConnection reader{file_, Access::read, false};
    return check_version(reader, migrations);
  }
  writer_ = std::make_shared<SqliteConnection>(file_, Access::write, scratch_ != nullptr);
  if (auto migrated = migrate(*writer_, migrations); !migrated) return migrated;
  thread_ = std::thread{[this] { write_loop(); }};
  return {};
}

void SqliteDatabase::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
  if (!writer_) return;
  try {
    if (!scratch_ && !closed_) writer_->checkpoint();
  } catch (const Fault& fault) {
    log::error("at close: {}", fault.what());
  }
}

ReadTx SqliteDatabase::read() {
  // The pool is shared with the connection's deleter: a ReadTx may outlive the Database.
  return ReadTx{std::shared_ptr<SqliteConnection>{
      readers_->take().release(),
      [pool = readers_](SqliteConnection* reader) { pool->give_back(std::unique_ptr<SqliteConnection>{reader}); }}};
}

void SqliteDatabase::after_commit(std::function<void(ReadTx&)> hook) {
  const std::lock_guard lock{mutex_};
  hooks_.push_back(std::move(hook));
}

void SqliteDatabase::on_reopen(std::function<std::optional<std::string>(ReadTx&)> check) {
  const std::lock_guard lock{mutex_};
  check_ = std::move(check);
}

std::vector<std::string> SqliteDatabase::integrity_problems() {
  std::vector<std::string> problems;
  try {
    auto tx = read();
    tx.each("PRAGMA integrity_check(100)", [&](const Row& row) {
      if (row.text(0) != "ok") problems.push_back(row.string(0));
    });
    tx.each("PRAGMA foreign_key_check",
            [&](const Row& row) { problems.push_back(fmt::format("foreign key: table {}", row.text(0))); });
  } catch (const Fault& fault) {  // a badly damaged file cannot even be listed
    problems.emplace_back(fault.what());
  }
  return problems;
}

void SqliteDatabase::run_job(std::function<bool(WriteTx&)> work) {
  ensure(writes_, "a read-only database was asked to write");
  ensure(std::this_thread::get_id() != thread_.get_id(), "write() inside write() would wait for itself");
  auto job = std::make_shared<Job>();
  job->work = std::move(work);
  {
    const std::lock_guard lock{mutex_};
    ensure(!stopping_, "write() while the database closes");
    queue_.push_back(job);
  }
  arrived_.notify_one();
  job->done.acquire();
  if (job->fault) std::rethrow_exception(job->fault);
}

bool SqliteDatabase::next_jobs(Group& group, bool wait) {
  std::unique_lock lock{mutex_};
  if (wait) arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
  const std::size_t before = group.size();
  while (!queue_.empty() && group.size() < max_group) {
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return group.size() > before;
}

void SqliteDatabase::write_loop() {
  Group group;
  while (next_jobs(group, true)) {
    try {
      if (closed_) throw Fault{*closed_};
      run_group(group);
    } catch (const Fault& fault) {
      fail_group(group, fault);
    } catch (const std::exception& e) {
      fail_group(group, Fault{Fault::Kind::other, e.what()});
    }
    for (auto& job : group) {
      job->work = nullptr;  // it refers to the caller's stack
      job->done.release();
    }
    group.clear();
  }
}

// Everything queued goes into one transaction, also what arrives while it runs; then one flush serves them all.
void SqliteDatabase::run_group(Group& group) {
  writer_->exec("BEGIN IMMEDIATE", {});
  WriteTx tx{writer_};
  bool kept = false;
  std::size_t ran = 0;
  do {
    for (; ran < group.size(); ++ran) kept |= run_in_savepoint(*group[ran], tx);
  } while (group.size() < max_group && next_jobs(group, false));
  writer_->exec("COMMIT", {});
  if (!kept) return;
  std::vector<std::function<void(ReadTx&)>> hooks;
  {
    const std::lock_guard lock{mutex_};
    hooks = hooks_;
  }
  for (const auto& hook : hooks) {
    try {
      hook(tx);
    } catch (const std::exception& e) {  // the commit stands, the callers must hear of it
      log::error("after commit: {}", e.what());
    }
  }
}

bool SqliteDatabase::run_in_savepoint(Job& job, WriteTx& tx) {
  writer_->exec("SAVEPOINT job", {});
  bool keep = false;
  try {
    keep = job.work(tx);
  } catch (const Fault& fault) {
    // SQLite may have rolled the whole transaction back by itself; then the jobs before this one are gone too.
    if (fails_group(fault) || !writer_->in_transaction()) throw;
    job.fault = std::current_exception();
  } catch (...) {
    if (!writer_->in_transaction()) throw Fault{Fault::Kind::other, "the transaction ended inside a job"};
    job.fault = std::current_exception();
  }
  if (!keep) writer_->exec("ROLLBACK TO job", {});
  writer_->exec("RELEASE job", {});
  return keep;
}

void SqliteDatabase::fail_group(Group& group, const Fault& fault) {
  for (auto& job : group) job->fault = std::make_exception_ptr(fault);
  if (closed_) return;
  log::error("a group of {} writes failed, nothing of it was stored: {}", group.size(), fault.what());
  try {
    if (writer_->in_transaction()) writer_->exec("ROLLBACK", {});
  } catch (const Fault& again) {
    log::error("rollback: {}", again.what());
  }
  reopen();
}

// R2: after a failed flush nobody knows what the disk holds, so look at it afresh before writing on.
void SqliteDatabase::reopen() {
  try {
    writer_.reset();
    writer_ = std::make_shared<SqliteConnection>(file_, Access::write, scratch_ != nullptr);
    std::function<std::optional<std::string>(ReadTx&)> check;
    {
      const std::lock_guard lock{mutex_};
      check = check_;
    }
    ReadTx tx{writer_};
    const auto complaint = check ? check(tx) : std::nullopt;
    if (complaint) closed_.emplace(Fault::Kind::io, *complaint);
  } catch (const std::exception& e) {
    closed_.emplace(Fault::Kind::io, fmt::format("the database could not be opened again after a fault: {}", e.what()));
  }
  if (closed_) log::error("no more writes until the program is started again: {}", closed_->what());
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const OpenOptions& options, std::span<const Migration> migrations) {
  auto scratch = options.file == ":memory:" ? std::make_unique<ScratchFile>() : nullptr;
  auto database = std::make_unique<SqliteDatabase>(options, std::move(scratch));
  if (auto started = database->start(migrations); !started) return std::unexpected{started.error()};
  return database;
}

std::string library_version() { return sqlite3_libversion(); }

std::optional<Text> library_warning() {
  const int version = sqlite3_libversion_number();
  if (version < 3'007'000 || version > 3'051'002) return std::nullopt;
  return Text{
      fmt::format("SQLite {} 在 WAL 重置缺陷的版本范围(3.7.0–3.51.2)内;本程序只用一个连接写入并做检查点,避开了它。"
                  "请安装发行版的安全更新。",
                  library_version()),
      fmt::format("SQLite {} lies in the range of the WAL-reset fault (3.7.0–3.51.2); this program writes and "
                  "checkpoints with one connection only, which keeps clear of it. Install your distribution's "
                  "updates.",
                  library_version())};
}

}  // namespace hallbook::db
