// Reading and the tree run on the calling thread, the line digests on another: every line holds the `prev` that its own
// digest covers, so a batch can be digested without waiting for the one before it.
#include "journal/chain_check.h"

#include <fmt/format.h>

#include <future>

namespace hallbook::journal {
namespace {

constexpr std::size_t batch_lines = 2048;

struct KeptLine {
  std::int64_t seq = 0;
  std::int64_t at_ms = 0;
  std::uint32_t actor = 0, kind = 0, body = 0;  // lengths within Batch::bytes
  Digest prev, digest;
};
struct Batch {
  std::vector<KeptLine> lines;
  std::string bytes;
};

/// Indices of lines whose digest is not what their columns give.
std::vector<std::size_t> wrong_digests(UnitId unit, const Batch& batch) {
  std::vector<std::size_t> wrong;
  std::string_view rest = batch.bytes;
  const auto take = [&rest](std::size_t count) {
    const auto part = rest.substr(0, count);
    rest.remove_prefix(count);
    return part;
  };
  Meta meta{unit, 0, {}, {}};
  for (std::size_t i = 0; i < batch.lines.size(); ++i) {
    const auto& line = batch.lines[i];
    meta.seq = line.seq;
    meta.at = Instant{std::chrono::milliseconds{line.at_ms}};
    meta.actor.assign(take(line.actor));
    const auto kind = take(line.kind);
    const auto body = take(line.body);
    if (line_digest(meta, kind, body, line.prev) != line.digest) wrong.push_back(i);
  }
  return wrong;
}

}  // namespace

struct ChainCheck::Impl {
  Impl(UnitId which, Report& into) : unit{which}, report{into} {}
  UnitId unit;
  Report& report;
  std::int64_t seq = 0;  // of the last line
  Digest digest;  // of the last line
  MerkleTree tree;
  Batch filling;
  Batch checking;
  std::future<std::vector<std::size_t>> running;

  std::string where(std::int64_t line_seq) const { return fmt::format("unit {} seq {}", unit.value, line_seq); }
  void note_order(std::int64_t line_seq, const Digest& prev);
  void hand_over();
  void collect();
};

ChainCheck::ChainCheck(UnitId unit, Report& report) : impl_{std::make_unique<Impl>(unit, report)} {}
ChainCheck::~ChainCheck() = default;

void ChainCheck::Impl::note_order(std::int64_t line_seq, const Digest& prev) {
  if (line_seq != seq + 1) {
    report.add(
        "chain", where(line_seq),
        {fmt::format("第 {} 行之后是第 {} 行,少了 {} 行", seq, line_seq, line_seq - seq - 1),
         fmt::format("line {} is followed by line {}: {} lines are missing", seq, line_seq, line_seq - seq - 1)});
  } else if (prev != digest) {
    report.add("chain", where(line_seq),
               {"与上一行连不上:prev 不是上一行的摘要", "not linked to the line before: prev is not its digest"});
  }
}

void ChainCheck::Impl::collect() {
  if (!running.valid()) return;
  for (const std::size_t i : running.get())
    report.add("chain", where(checking.lines[i].seq),
               {"内容与摘要不符:这一行被改过", "the content does not give the digest: this line was changed"});
}

void ChainCheck::Impl::hand_over() {
  collect();
  std::swap(filling, checking);
  filling.lines.clear();
  filling.bytes.clear();
  running = std::async(std::launch::async, [this] { return wrong_digests(unit, checking); });
}

void ChainCheck::add(const store::LineView& line) {
  Impl& at = *impl_;
  if (line.prev.size() != 32 || line.digest.size() != 32) {
    at.report.add("chain", at.where(line.seq), {"摘要长度不对", "a digest has the wrong length"});
    at.seq = line.seq;
    at.digest = {};
    return;
  }
  KeptLine kept{line.seq,
                line.at_ms,
                static_cast<std::uint32_t>(line.actor.size()),
                static_cast<std::uint32_t>(line.kind.size()),
                static_cast<std::uint32_t>(line.body.size()),
                Digest::from_bytes(line.prev),
                Digest::from_bytes(line.digest)};
  at.note_order(kept.seq, kept.prev);
  at.seq = kept.seq;
  at.digest = kept.digest;
  at.tree.add(kept.digest);
  at.filling.lines.push_back(kept);
  at.filling.bytes.append(line.actor).append(line.kind).append(line.body);
  if (at.filling.lines.size() >= batch_lines || at.filling.bytes.size() > (8u << 20)) at.hand_over();
}

void ChainCheck::finish(const store::KeptHead* head) {
  Impl& at = *impl_;
  at.hand_over();
  at.collect();
  if (head == nullptr) {
    at.report.add("tree", at.where(at.seq), {"账簿头缺失", "the kept head is missing"});
  } else if (head->seq != at.seq || head->digest != at.digest) {
    at.report.add("chain", at.where(at.seq),
                  {fmt::format("账簿止于第 {} 行,而账簿头在第 {} 行:末尾被截去或改写", at.seq, head->seq),
                   fmt::format("the journal ends at line {}, its kept head is at line {}: the end was cut or rewritten",
                               at.seq, head->seq)});
  } else if (head->peaks != at.tree.peaks()) {
    at.report.add("tree", at.where(at.seq), {"树与各行不符", "the tree does not follow from the lines"});
  }
}

}  // namespace hallbook::journal
