#pragma once
// Checks of everything that can be named; what is not covered is named too (trust R6).
// journal/ checks chain, tree, evidence and replay; the folders above add checks of their own tables.
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "journal/data_dir.h"

namespace hallbook::journal {

struct Problem {
  std::string check;  // "integrity", "chain", "tree", "mark", "evidence", "rows", "rollups", "replay", "keys"
  std::string where;  // "unit 1 seq 17", "entry_mailing unit 1 entry 4 version 2", a file
  Text message;
};
struct Report {
  std::vector<Problem> problems;  // at most 1000; `more` counts the rest
  std::uint64_t more = 0;
  std::vector<std::string> covered;      // "journal 214 lines", "entry_cases 195022 rows" …
  std::vector<std::string> not_covered;  // "sessions", …
  void add(std::string check, std::string where, Text message);
  bool sound() const { return problems.empty(); }
};

using Progress = std::function<void(std::string_view step, std::uint64_t done, std::uint64_t total)>;

/// seq without gaps, prev, digest of every line, the tree and the kept head of every unit. Digests are computed on all
/// cores; memory stays within a few batches of lines.
void verify_chain(db::ReadTx& tx, Report& report, const Progress& progress = {});

/// The journal holds everything that mark.json of the data directory says (trust R4).
void verify_mark(db::ReadTx& tx, const std::filesystem::path& folder, Report& report);

/// Which lines a replay applies; `skip` is used by the quick check that leaves out register entries, and by evidence
/// packs, which hold only the rows files of one indicator.
struct ReplayOptions {
  std::function<bool(const Line& line)> skip;
};
/// Applies all lines of all units in `from` to the empty database `into` (same migrations). An unknown kind is a problem.
void replay(db::ReadTx& from, db::Database& into, const EvidenceStore& evidence, std::span<const EventKind> kinds,
            const ReplayOptions& options, Report& report, const Progress& progress = {});

/// Compares two databases table by table, row by row in key order; reports the first differing rows of each table.
/// `tables` empty = all tables but `except`.
void compare_tables(db::ReadTx& truth, db::ReadTx& found, std::span<const std::string> tables,
                    std::span<const std::string> except, Report& report, const Progress& progress = {});

}  // namespace hallbook::journal
