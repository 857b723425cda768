// R-JRN-05, R-JRN-06.
#include "journal/merkle.h"

#include <algorithm>
#include <bit>

#include "base/ensure.h"
#include "platform/crypto/hash.h"

namespace hallbook::journal {
namespace {

constexpr std::size_t leaf_bytes = 33, node_bytes = 65;

void append_leaf(std::string& out, const Digest& line_digest) { (out += '\0') += line_digest.view(); }
void append_node(std::string& out, const Digest& left, const Digest& right) {
  ((out += '\1') += left.view()) += right.view();
}

/// The digests of texts that stand behind each other, `size` bytes each.
std::vector<Digest> digests_of(const std::string& bytes, std::size_t size) {
  std::vector<std::string_view> texts;
  for (std::size_t at = 0; at < bytes.size(); at += size) texts.push_back(std::string_view{bytes}.substr(at, size));
  std::vector<Digest> digests(texts.size());
  crypto::sm3_each(texts, digests);
  return digests;
}

Digest leaf_of(const Digest& line_digest) {
  std::string bytes;
  append_leaf(bytes, line_digest);
  return crypto::sm3(bytes);
}

Digest node_of(const Digest& left, const Digest& right) {
  std::string bytes;
  append_node(bytes, left, right);
  return crypto::sm3(bytes);
}

Digest root_of(std::span<const Digest> leaves) {
  constexpr std::size_t at_once = 4096;
  MerkleTree tree;
  for (; leaves.size() > at_once; leaves = leaves.subspan(at_once)) tree.add_all(leaves.first(at_once));
  tree.add_all(leaves);
  return tree.root();
}

}  // namespace

// Level by level from the leaves up: a full subtree that stood alone on its level takes the first new one as its right
// half; a new one that finds no partner becomes the level's peak.
void MerkleTree::add_all(std::span<const Digest> line_digests) {
  std::string bytes;
  for (const auto& digest : line_digests) append_leaf(bytes, digest);
  std::vector<Digest> level = digests_of(bytes, leaf_bytes);
  std::vector<Digest> fresh_peaks;  // smallest first
  for (std::uint64_t before = size_; !level.empty(); before >>= 1) {
    if (before & 1) {
      level.insert(level.begin(), peaks_.back());
      peaks_.pop_back();
    }
    if (level.size() % 2 == 1) {
      fresh_peaks.push_back(level.back());
      level.pop_back();
    }
    bytes.clear();
    for (std::size_t i = 0; i < level.size(); i += 2) append_node(bytes, level[i], level[i + 1]);
    level = digests_of(bytes, node_bytes);
  }
  peaks_.insert(peaks_.end(), fresh_peaks.rbegin(), fresh_peaks.rend());
  size_ += line_digests.size();
}

Digest MerkleTree::root() const {
  if (peaks_.empty()) return crypto::sm3("");
  Digest root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_of(peaks_[i], root);
  return root;
}

std::string MerkleTree::peaks() const {
  std::string bytes;
  for (const auto& peak : peaks_) bytes += peak.view();
  return bytes;
}

std::optional<MerkleTree> MerkleTree::from_peaks(std::uint64_t size, std::string_view peaks) {
  if (peaks.size() != 32u * static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
  MerkleTree tree;
  tree.size_ = size;
  for (std::size_t at = 0; at < peaks.size(); at += 32) tree.peaks_.push_back(Digest::from_bytes(peaks.substr(at, 32)));
  return tree;
}

std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index) {
  ensure(index < leaves.size(), "inclusion_path: no such leaf");
  std::vector<Digest> path;
  while (leaves.size() > 1) {  // from the root down; turned round at the end
    const std::size_t left = std::bit_floor(leaves.size() - 1);
    if (index < left) {
      path.push_back(root_of(leaves.subspan(left)));
      leaves = leaves.first(left);
    } else {
      path.push_back(root_of(leaves.first(left)));
      leaves = leaves.subspan(left);
      index -= left;
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

// RFC 9162, 2.1.3.2.
Digest root_from_path(const Digest& leaf, std::uint64_t index, std::uint64_t size, std::span<const Digest> path) {
  if (index >= size) return {};
  std::uint64_t at = index;
  std::uint64_t last = size - 1;
  Digest root = leaf_of(leaf);
  for (const auto& sibling : path) {
    if (last == 0) return {};
    if ((at & 1) || at == last) {
      root = node_of(sibling, root);
      while (!(at & 1) && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      root = node_of(root, sibling);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 ? root : Digest{};
}

}  // namespace hallbook::journal
