// R-JRN-05, R-JRN-06.
#include "journal/merkle.h"

#include <bit>

#include "base/ensure.h"
#include "platform/crypto/hash.h"

namespace hallbook::journal {
namespace {

Digest leaf_of(const Digest& line_digest) {
  std::array<char, 33> bytes{};  // bytes[0] = 00
  std::copy(line_digest.bytes.begin(), line_digest.bytes.end(), bytes.begin() + 1);
  return crypto::sm3({bytes.data(), bytes.size()});
}

Digest node_of(const Digest& left, const Digest& right) {
  std::array<char, 65> bytes{};
  bytes[0] = 1;
  std::copy(left.bytes.begin(), left.bytes.end(), bytes.begin() + 1);
  std::copy(right.bytes.begin(), right.bytes.end(), bytes.begin() + 33);
  return crypto::sm3({bytes.data(), bytes.size()});
}

Digest root_of(std::span<const Digest> leaves) {
  MerkleTree tree;
  for (const auto& leaf : leaves) tree.add(leaf);
  return tree.root();
}

}  // namespace

void MerkleTree::add(const Digest& line_digest) {
  Digest peak = leaf_of(line_digest);
  for (std::uint64_t bits = size_; bits & 1; bits >>= 1) {  // each trailing 1 bit is a full subtree of equal size
    peak = node_of(peaks_.back(), peak);
    peaks_.pop_back();
  }
  peaks_.push_back(peak);
  ++size_;
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
