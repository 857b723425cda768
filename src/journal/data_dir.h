#pragma once
// A data directory: hallbook.db, evidence/, lock (flock + pid + boot id), mark.json (the last acknowledged
// position of each unit), data-id. One process writes; others may read.
#include <filesystem>
#include <memory>
#include <span>

#include "journal/evidence.h"
#include "journal/journal.h"
#include "journal/keys.h"

namespace hallbook::journal {

enum class Mode { read, write };

class DataDir {
 public:
  /// Creates and opens. Refuses (conflict) a folder that already holds a database or other files.
  static Result<std::unique_ptr<DataDir>> create(const std::filesystem::path& folder);
  /// Refuses: not_found; conflict (another process writes: names its pid); wrong_state (newer version; the mark is
  /// beyond the journal: says what is missing; then only Mode::read with `ignore_mark` opens).
  static Result<std::unique_ptr<DataDir>> open(const std::filesystem::path& folder, Mode mode,
                                               bool ignore_mark = false);
  ~DataDir();  // writes the mark, checkpoints, gives the lock back

  const std::filesystem::path& folder() const;
  db::Database& database();
  db::ReadTx read();
  EvidenceStore& evidence();
  KeyRing& keys();

  /// `job(Books&)` returns void, a value, or a Result (a refusal rolls back). See Database::write.
  template <class Job>
  auto write(Job&& job) {
    return database().write([&](db::WriteTx& tx) {
      Books books{tx, evidence()};
      return job(books);
    });
  }

 private:
  struct Impl;
  explicit DataDir(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// db/migrations/*.sql, embedded at build time, in order.
std::span<const db::Migration> migrations();

}  // namespace hallbook::journal
