#include <fmt/format.h>

#include "journal/journal_store.h"
#include "journal/lines.h"

namespace hallbook::journal {
namespace {

Line read_line(const db::Row& row, UnitId unit) {
  return {{unit, row.int64(0), Instant{std::chrono::milliseconds{row.int64(1)}}, row.string(2)},
          row.string(3),
          row.string(4),
          row.digest(5),
          row.digest(6)};
}

/// % and _ of a person's word are letters.
std::string containing(std::string_view text) {
  std::string pattern = "%";
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
    pattern += letter;
  }
  return pattern + "%";
}

}  // namespace

std::optional<Line> line_at(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  std::optional<Line> found;
  tx.each(
      "SELECT seq, at_ms, actor, kind, body, prev, digest FROM journal WHERE unit_id = $1 AND seq = $2",
      [&](const db::Row& row) { found = read_line(row, unit); }, unit, seq);
  return found;
}

std::map<std::int64_t, std::int64_t> last_seqs(db::ReadTx& tx) {
  std::map<std::int64_t, std::int64_t> found;
  tx.each("SELECT unit_id, seq FROM journal_head", [&](const db::Row& row) { found[row.int64(0)] = row.int64(1); });
  return found;
}

bool is_sound(const Line& line) { return line_digest(line.meta, line.kind, line.body, line.prev) == line.digest; }

std::vector<Line> newest_lines(db::ReadTx& tx, UnitId unit, const LineFilter& filter) {
  std::vector<db::Value> values;
  const auto place = [&](db::Value value) {
    values.push_back(std::move(value));
    return fmt::format("${}", values.size());
  };
  std::string sql =
      "SELECT seq, at_ms, actor, kind, body, prev, digest FROM journal WHERE unit_id = " + place(unit.value);
  if (filter.before > 0) sql += " AND seq < " + place(filter.before);
  if (!filter.kind.empty()) sql += " AND kind = " + place(filter.kind);
  if (!filter.actor.empty()) {  // a person's programs too: "user:li token:…" (R-IDN-65)
    const std::string named = place(filter.actor), by_program = place(filter.actor + " token:");
    sql += fmt::format(" AND (actor = {0} OR substr(actor, 1, length({1})) = {1})", named, by_program);
  }
  if (filter.from) sql += " AND at_ms >= " + place(db::to_value(*filter.from));
  if (filter.until) sql += " AND at_ms < " + place(db::to_value(*filter.until));
  const auto body_has = [&](std::string_view part) {
    sql += " AND body LIKE " + place(containing(part)) + " ESCAPE '\\'";
  };
  if (!filter.word.empty()) body_has(filter.word);
  if (!filter.register_name.empty()) body_has(fmt::format("\"register\":\"{}\"", filter.register_name));
  if (filter.entry) body_has(fmt::format("\"entry\":{},", *filter.entry));
  sql += " ORDER BY seq DESC LIMIT " + place(static_cast<std::int64_t>(filter.limit));
  std::vector<Line> lines;
  tx.each_with(sql, values, [&](const db::Row& row) { lines.push_back(read_line(row, unit)); });
  return lines;
}

Digest root_at(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  MerkleTree tree;
  tree.add_all(store::digests(tx, unit, seq));
  return tree.root();
}

}  // namespace hallbook::journal
