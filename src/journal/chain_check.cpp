// Reading runs on the calling thread; digests and the tree on another, many at a time: every line holds the `prev` that
// its own digest covers, so a batch can be digested without waiting for the one before it.
#include "journal/chain_check.h"

#include <fmt/format.h>

#include <future>

#include "journal/line_bytes.h"
#include "platform/crypto/hash.h"

namespace hallbook::journal {
namespace {

constexpr std::size_t batch_lines = 2048;
constexpr std::size_t batch_bytes = 8u << 20;

struct Batch {
  std::vector<std::int64_t> seqs;
  std::vector<Digest> digests;  // as the lines say
  std::vector<std::size_t> ends;  // of each line in `bytes`
  std::string bytes;  // what the digests cover

  void clear() { seqs.clear(), digests.clear(), ends.clear(), bytes.clear(); }
};

/// The seqs of lines whose digest is not what their columns give.
std::vector<std::int64_t> wrong_digests(const Batch& batch) {
  std::vector<std::string_view> lines;
  std::size_t at = 0;
  for (const std::size_t end : batch.ends) {
    lines.push_back(std::string_view{batch.bytes}.substr(at, end - at));
    at = end;
  }
  std::vector<Digest> computed(lines.size());
  crypto::sm3_each(lines, computed);
  std::vector<std::int64_t> wrong;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (computed[i] != batch.digests[i]) wrong.push_back(batch.seqs[i]);
  return wrong;
}

}  // namespace

struct ChainCheck::Impl {
  Impl(UnitId which, Report& into) : unit{which}, report{into} {}
  UnitId unit;
  Report& report;
  std::int64_t seq = 0;  // of the last line
  Digest digest;  // of the last line
  MerkleTree tree;  // of what was collected, and of `checking` while that runs
  Batch filling;
  Batch checking;
  std::future<std::vector<std::int64_t>> running;

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
  for (const std::int64_t wrong : running.get())
    report.add("chain", where(wrong),
               {"内容与摘要不符:这一行被改过", "the content does not give the digest: this line was changed"});
}

void ChainCheck::Impl::hand_over() {
  collect();
  std::swap(filling, checking);
  filling.clear();
  running = std::async(std::launch::async, [this] {
    tree.add_all(checking.digests);
    return wrong_digests(checking);
  });
}

void ChainCheck::add(const store::LineView& line) {
  Impl& at = *impl_;
  if (line.prev.size() != 32 || line.digest.size() != 32) {
    at.report.add("chain", at.where(line.seq), {"摘要长度不对", "a digest has the wrong length"});
    at.seq = line.seq;
    at.digest = {};
    return;
  }
  at.note_order(line.seq, Digest::from_bytes(line.prev));
  at.seq = line.seq;
  at.digest = Digest::from_bytes(line.digest);
  at.filling.seqs.push_back(line.seq);
  at.filling.digests.push_back(at.digest);
  append_line_bytes(at.filling.bytes, line);
  at.filling.ends.push_back(at.filling.bytes.size());
  if (at.filling.seqs.size() >= batch_lines || at.filling.bytes.size() > batch_bytes) at.hand_over();
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
