#pragma once
// The Merkle tree of RFC 9162 over line digests, with SM3: leaf = SM3(00 ‖ digest), node = SM3(01 ‖ left ‖ right);
// the left subtree holds the largest power of two below n, so an odd last node is never doubled. Empty tree: SM3("").
#include <span>
#include <vector>

#include "base/digest.h"

namespace hallbook::journal {

/// Adds leaves one by one in O(log n) memory.
class MerkleTree {
 public:
  void add(const Digest& line_digest);
  Digest root() const;
  std::uint64_t size() const { return size_; }

 private:
  std::vector<Digest> peaks_;  // roots of full subtrees, largest first
  std::uint64_t size_ = 0;
};

/// The audit path of leaf `index` (0-based), bottom up. index < leaves.size() (ensure).
std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index);
/// The root that the path leads to; compare with a head's.
Digest root_from_path(const Digest& leaf, std::uint64_t index, std::uint64_t size, std::span<const Digest> path);

}  // namespace hallbook::journal
