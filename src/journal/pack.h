#pragma once
// Evidence packs: a zip-less folder-in-a-file (JSON lines) that proves one indicator on another machine with no database:
// the evaluation's figures, the rows behind them, the journal lines they came in by, inclusion proofs, and the head.
#include <filesystem>

#include "journal/verify.h"

namespace hallbook::journal {

/// Inclusion proof of one line under the unit's head.
struct LineProof {
  Line line;
  std::vector<Digest> path;
};
LineProof prove_line(db::ReadTx& tx, UnitId unit, std::int64_t seq);
/// Digest of the line and path lead to `head.root`.
bool check_line_proof(const LineProof& proof, const Head& head);
Json to_json(const LineProof& proof);
Result<LineProof> line_proof_from(const Json& json);

}  // namespace hallbook::journal
