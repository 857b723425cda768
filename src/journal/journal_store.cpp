#include "journal/journal_store.h"

#include "base/ensure.h"

namespace hallbook::journal {
namespace {

Instant instant(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }

// Checks must be able to read a damaged journal; what is written next compares with the kept head anyway.
Digest digest_or_zero(const db::Row& row, std::size_t column) {
  return row.blob(column).size() == 32 ? row.digest(column) : Digest{};
}

store::KeptHead head_of(const db::Row& row) {
  return {UnitId{row.int64(0)}, row.int64(1), instant(row.int64(2)), row.digest(3), std::string{row.blob(4)}};
}

}  // namespace

namespace store {

LastLine last_line(db::ReadTx& tx, UnitId unit) {
  LastLine last;
  tx.each(
      "SELECT seq, digest FROM journal WHERE unit_id = $1 ORDER BY seq DESC LIMIT 1",
      [&](const db::Row& row) { last = {row.int64(0), digest_or_zero(row, 1)}; }, unit);
  return last;
}

std::optional<Digest> digest_at(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  std::optional<Digest> found;
  tx.each(
      "SELECT digest FROM journal WHERE unit_id = $1 AND seq = $2",
      [&](const db::Row& row) { found = digest_or_zero(row, 0); }, unit, seq);
  return found;
}

std::vector<Digest> digests(db::ReadTx& tx, UnitId unit, std::int64_t last_seq) {
  std::vector<Digest> found;
  tx.each(
      "SELECT digest FROM journal WHERE unit_id = $1 AND seq <= $2 ORDER BY seq",
      [&](const db::Row& row) { found.push_back(row.digest(0)); }, unit, last_seq);
  return found;
}

Line line_at(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  std::optional<Line> found;
  tx.each(
      "SELECT seq, at_ms, actor, kind, body, prev, digest FROM journal WHERE unit_id = $1 AND seq = $2",
      [&](const db::Row& row) {
        found = Line{{unit, row.int64(0), instant(row.int64(1)), row.string(2)},
                     row.string(3),
                     row.string(4),
                     row.digest(5),
                     row.digest(6)};
      },
      unit, seq);
  ensure(found.has_value(), "no such journal line");
  return *found;
}

std::int64_t line_count(db::ReadTx& tx) { return tx.one_int64("SELECT COUNT(*) FROM journal").value_or(0); }

void insert_line(db::WriteTx& tx, const Line& line) {
  tx.exec(
      "INSERT INTO journal (unit_id, seq, at_ms, actor, kind, body, prev, digest) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      line.meta.unit, line.meta.seq, line.meta.at, line.meta.actor, line.kind, line.body, line.prev, line.digest);
}

std::optional<KeptHead> kept_head(db::ReadTx& tx, UnitId unit) {
  std::optional<KeptHead> found;
  tx.each(
      "SELECT unit_id, seq, at_ms, digest, peaks FROM journal_head WHERE unit_id = $1",
      [&](const db::Row& row) { found = head_of(row); }, unit);
  return found;
}

std::vector<KeptHead> kept_heads(db::ReadTx& tx) {
  std::vector<KeptHead> found;
  tx.each("SELECT unit_id, seq, at_ms, digest, peaks FROM journal_head ORDER BY unit_id",
          [&](const db::Row& row) { found.push_back(head_of(row)); });
  return found;
}

void keep_head(db::WriteTx& tx, const Line& line, const MerkleTree& tree) {
  tx.exec(
      "INSERT INTO journal_head (unit_id, seq, at_ms, digest, peaks) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (unit_id) DO UPDATE SET seq = excluded.seq, at_ms = excluded.at_ms, digest = excluded.digest, "
      "peaks = excluded.peaks",
      line.meta.unit, line.meta.seq, line.meta.at, line.digest, db::Bytes{tree.peaks()});
}

void each_line_view(db::ReadTx& tx, UnitId unit, std::int64_t first_seq,
                    const std::function<void(const LineView&)>& visit) {
  tx.each(
      "SELECT seq, at_ms, actor, kind, body, prev, digest FROM journal WHERE unit_id = $1 AND seq >= $2 ORDER BY seq",
      [&](const db::Row& row) {
        visit(
            {unit.value, row.int64(0), row.int64(1), row.text(2), row.text(3), row.text(4), row.blob(5), row.blob(6)});
      },
      unit, first_seq);
}

}  // namespace store

void each_line(db::ReadTx& tx, UnitId unit, std::int64_t first_seq, const std::function<void(const Line&)>& visit) {
  store::each_line_view(tx, unit, first_seq, [&](const store::LineView& row) {
    visit({{unit, row.seq, instant(row.at_ms), std::string{row.actor}},
           std::string{row.kind},
           std::string{row.body},
           Digest::from_bytes(row.prev),
           Digest::from_bytes(row.digest)});
  });
}

std::vector<UnitId> units(db::ReadTx& tx) {
  std::vector<UnitId> found;
  tx.each("SELECT DISTINCT unit_id FROM journal ORDER BY unit_id",
          [&](const db::Row& row) { found.push_back(UnitId{row.int64(0)}); });
  return found;
}

// From the end backwards: cheap for recent days, and a line whose clock ran ahead for a moment does not hide those
// that came before it.
std::int64_t seq_on(db::ReadTx& tx, UnitId unit, Date day) {
  const auto day_end = std::chrono::sys_days{plus_days(day, 1)} - std::chrono::hours{8};  // midnight in the hall
  return tx
      .one_int64("SELECT seq FROM journal WHERE unit_id = $1 AND at_ms < $2 ORDER BY seq DESC LIMIT 1", unit,
                 Instant{day_end})
      .value_or(0);
}

}  // namespace hallbook::journal
