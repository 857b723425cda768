#pragma once
// Evidence packs: a zip-less folder-in-a-file (JSON lines) that proves one indicator on another machine with no database:
// the evaluation's figures, the rows behind them, the journal lines they came in by, inclusion proofs, and the head.
#include <filesystem>
#include <functional>
#include <memory>

#include "journal/verify.h"

namespace hallbook::journal {

/// A pack file: one JSON value a line, the first is {"hallbook_pack": 1}, the last {"lines": n, "sm3": digest of all bytes
/// before it}. Written under a temporary name; without finish() nothing remains.
class PackWriter {
 public:
  explicit PackWriter(std::filesystem::path file);  // throws std::system_error
  PackWriter(PackWriter&&) noexcept;
  ~PackWriter();
  void add(const Json& line);
  Digest finish();  // syncs and renames

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
/// Visits the lines between the first and the last. Refuses not_found, invalid (no pack, cut, changed: says which), and
/// what `visit` refuses. The digest at the end is checked before any line is visited.
Result<> read_pack(const std::filesystem::path& file, const std::function<Result<>(const Json&)>& visit);

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
