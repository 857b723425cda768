// The byte form and the chain: R-JRN-01 to R-JRN-04.
#include "journal/journal.h"

#include <array>

#include "base/ensure.h"
#include "journal/journal_store.h"
#include "journal/line_bytes.h"
#include "platform/crypto/hash.h"

namespace hallbook::journal {
namespace {

constexpr std::size_t max_actor = 200;
constexpr std::size_t max_kind = 60;
constexpr std::size_t max_body = 32u << 20;

void put_int64(std::string& out, std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(value >> (56 - 8 * i) & 0xff);
  out.append(bytes.data(), bytes.size());
}

void put_text(std::string& out, std::string_view text) {
  put_int64(out, text.size());
  out += text;
}

MerkleTree tree_of(const std::optional<store::KeptHead>& kept) {
  if (!kept) return {};
  auto tree = MerkleTree::from_peaks(static_cast<std::uint64_t>(kept->seq), kept->peaks);
  ensure(tree.has_value(), "the journal's head is damaged; run verify");
  return *tree;
}

}  // namespace

// R-JRN-02: "HBJ1", unit, seq, at, actor, kind, body, prev.
void append_line_bytes(std::string& out, const store::LineView& line) {
  out += "HBJ1";
  put_int64(out, static_cast<std::uint64_t>(line.unit));
  put_int64(out, static_cast<std::uint64_t>(line.seq));
  put_int64(out, static_cast<std::uint64_t>(line.at_ms));
  put_text(out, line.actor);
  put_text(out, line.kind);
  put_text(out, line.body);
  out += line.prev;
}

Digest line_digest(const Meta& meta, std::string_view kind, std::string_view body, const Digest& prev) {
  std::string bytes;
  append_line_bytes(
      bytes, {meta.unit.value, meta.seq, meta.at.time_since_epoch().count(), meta.actor, kind, body, prev.view(), {}});
  return crypto::sm3(bytes);
}

Meta write_line(db::WriteTx& tx, UnitId unit, const Actor& actor, Instant at, std::string_view kind, const Json& body) {
  ensure(unit.value > 0, "a journal line needs a unit");
  ensure(!actor.name.empty() && actor.name.size() <= max_actor, "a journal line needs an actor");
  ensure(!kind.empty() && kind.size() <= max_kind, "a journal line needs a kind");
  Line line{{unit, 0, at, actor.name}, std::string{kind}, body.canonical(), {}, {}};
  ensure(line.body.size() <= max_body, "a journal line's body is too long");

  const auto last = store::last_line(tx, unit);
  const auto kept = store::kept_head(tx, unit);
  // R13: never build on a chain whose end does not agree with what was acknowledged.
  ensure(last.seq == (kept ? kept->seq : 0) && last.digest == (kept ? kept->digest : Digest{}),
         "the journal's end and its head disagree; run verify");
  MerkleTree tree = tree_of(kept);
  line.meta.seq = last.seq + 1;
  line.prev = last.digest;
  line.digest = line_digest(line.meta, line.kind, line.body, line.prev);
  tree.add(line.digest);
  store::insert_line(tx, line);
  store::keep_head(tx, line, tree);
  return line.meta;
}

void copy_line(db::WriteTx& tx, const Line& line) {
  MerkleTree tree = journal::tree(tx, line.meta.unit);
  tree.add(line.digest);
  store::insert_line(tx, line);
  store::keep_head(tx, line, tree);
}

MerkleTree tree(db::ReadTx& tx, UnitId unit) { return tree_of(store::kept_head(tx, unit)); }

Head head(db::ReadTx& tx, UnitId unit) {
  const auto kept = store::kept_head(tx, unit);
  if (!kept) return {0, {}, MerkleTree{}.root(), {}};
  return {kept->seq, kept->digest, tree_of(kept).root(), kept->at};
}

}  // namespace hallbook::journal
