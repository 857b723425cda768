#include "indicators/frozen_store.h"

namespace hallbook::indicators::frozen_store {

namespace {

Frozen from_row(const db::Row& row) {
  Frozen frozen;
  frozen.project = row.string(0);
  frozen.version = static_cast<int>(row.int64(1));
  frozen.at = Instant{std::chrono::milliseconds{row.int64(2)}};
  frozen.by = row.string(3);
  frozen.seq = row.int64(4);
  frozen.at_seq = row.int64(5);
  return frozen;
}

}  // namespace

void insert(db::WriteTx& tx, UnitId unit, const Frozen& frozen) {
  tx.exec(R"(INSERT INTO frozen_evaluation (unit_id, project, version, at_ms, actor, seq, at_seq, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
          unit, frozen.project, frozen.version, frozen.at, frozen.by, frozen.seq, frozen.at_seq, frozen.bytes);
}

std::optional<Frozen> find(db::ReadTx& tx, UnitId unit, std::string_view project, int version) {
  std::optional<Frozen> found;
  tx.each(
      R"(SELECT project, version, at_ms, actor, seq, at_seq, content FROM frozen_evaluation
             WHERE unit_id = $1 AND project = $2 AND version = $3)",
      [&](const db::Row& row) {
        found = from_row(row);
        found->bytes = row.string(6);
      },
      unit, project, version);
  return found;
}

int last_version(db::ReadTx& tx, UnitId unit, std::string_view project) {
  return static_cast<int>(
      tx.one_int64("SELECT MAX(version) FROM frozen_evaluation WHERE unit_id = $1 AND project = $2", unit, project)
          .value_or(0));
}

std::vector<Frozen> all(db::ReadTx& tx, UnitId unit) {
  std::vector<Frozen> found;
  tx.each(
      R"(SELECT project, version, at_ms, actor, seq, at_seq FROM frozen_evaluation
             WHERE unit_id = $1 ORDER BY project, version)",
      [&](const db::Row& row) { found.push_back(from_row(row)); }, unit);
  return found;
}

}  // namespace hallbook::indicators::frozen_store
