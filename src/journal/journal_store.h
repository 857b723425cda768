#pragma once
// SQL of the journal's own tables. Private to journal/.
#include "journal/journal.h"

namespace hallbook::journal::store {

struct LastLine {
  std::int64_t seq = 0;  // 0: the unit has no line
  Digest digest;  // all zero when it is damaged
};
LastLine last_line(db::ReadTx& tx, UnitId unit);
std::optional<Digest> digest_at(db::ReadTx& tx, UnitId unit, std::int64_t seq);  // all zero when it is damaged
std::vector<Digest> digests(db::ReadTx& tx, UnitId unit, std::int64_t last_seq);
Line line_at(db::ReadTx& tx, UnitId unit, std::int64_t seq);  // ensure: it exists
std::int64_t line_count(db::ReadTx& tx);
void insert_line(db::WriteTx& tx, const Line& line);

struct KeptHead {
  UnitId unit;
  std::int64_t seq = 0;
  Instant at;
  Digest digest;
  std::string peaks;
};
std::optional<KeptHead> kept_head(db::ReadTx& tx, UnitId unit);
std::vector<KeptHead> kept_heads(db::ReadTx& tx);
void keep_head(db::WriteTx& tx, const Line& line, const MerkleTree& tree);

/// A row of journal with the columns of each_line's SELECT, without copying: valid during the visit.
struct LineView {
  std::int64_t unit, seq, at_ms;
  std::string_view actor, kind, body, prev, digest;
};
void each_line_view(db::ReadTx& tx, UnitId unit, std::int64_t first_seq,
                    const std::function<void(const LineView&)>& visit);

}  // namespace hallbook::journal::store
