#pragma once
// Single lines and pages of the journal, newest first, for people who read it.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"

namespace hallbook::journal {

std::optional<Line> line_at(db::ReadTx& tx, UnitId unit, std::int64_t seq);

/// The root that the unit's head had at an earlier line: over the digests of lines 1 to `seq`, or of all when there are fewer.
Digest root_at(db::ReadTx& tx, UnitId unit, std::int64_t seq);

/// The newest line of every unit.
std::map<std::int64_t, std::int64_t> last_seqs(db::ReadTx& tx);

/// Does the line have the digest that its other columns give?
bool is_sound(const Line& line);

/// Everything given must hold.
struct LineFilter {
  std::int64_t before = 0;  // seq below it; 0 = from the newest
  std::string kind, actor;
  std::string word;  // stands somewhere in the body
  std::optional<Instant> from, until;  // until is not included
  std::string register_name;
  std::optional<std::int64_t> entry;  // of that register
  std::size_t limit = 50;
};
std::vector<Line> newest_lines(db::ReadTx& tx, UnitId unit, const LineFilter& filter);

}  // namespace hallbook::journal
