#pragma once
// The high-water mark beside the database (trust R4): mark.json says what every unit's journal must at least contain,
// so that a silently shortened WAL or an old copy is seen at the next start. Private to journal/.
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "base/digest.h"
#include "base/id.h"
#include "base/result.h"
#include "platform/db/db.h"

namespace hallbook::journal {

struct Position {
  std::int64_t seq = 0;
  Digest digest;
  friend bool operator==(const Position&, const Position&) = default;
};
using Positions = std::map<UnitId, Position>;

/// Refuses (wrong_state) a missing or unreadable mark: what is missing is then not known.
Result<Positions> read_mark(const std::filesystem::path& folder);
void write_mark(const std::filesystem::path& folder, const Positions& positions);
/// What of `mark` the journal lacks, in words; empty when it holds everything.
std::vector<Text> missing_from_journal(db::ReadTx& tx, const Positions& mark);
/// The positions as the database has them now.
Positions positions(db::ReadTx& tx);

/// Keeps the acknowledged positions and writes the mark at the latest `interval` after a commit, and at the end.
class MarkKeeper {
 public:
  MarkKeeper(std::filesystem::path folder, Positions positions, std::chrono::milliseconds interval);
  ~MarkKeeper();
  MarkKeeper(const MarkKeeper&) = delete;
  MarkKeeper& operator=(const MarkKeeper&) = delete;

  void committed(Positions positions);  // on the writer thread, before callers are answered
  Positions acknowledged() const;

 private:
  void loop();
  std::filesystem::path folder_;
  std::chrono::milliseconds interval_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Positions positions_;
  bool dirty_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hallbook::journal
