#pragma once
// The Merkle tree of RFC 9162 over line digests, with SM3: leaf = SM3(00 ‖ digest), node = SM3(01 ‖ left ‖ right);
// the left subtree holds the largest power of two below n, so an odd last node is never doubled. Empty tree: SM3("").
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace hallbook::journal {

/// Adds leaves one by one in O(log n) memory.
class MerkleTree {
 public:
  void add(const Digest& line_digest) { add_all({&line_digest, 1}); }
  /// The same as one after the other, only faster.
  void add_all(std::span<const Digest> line_digests);
  Digest root() const;
  std::uint64_t size() const { return size_; }

  /// The roots of the full subtrees, largest first: all that is needed to go on, 32 bytes each.
  std::string peaks() const;
  /// nullopt when the bytes are not one peak for each 1 bit of `size`.
  static std::optional<MerkleTree> from_peaks(std::uint64_t size, std::string_view peaks);

 private:
  std::vector<Digest> peaks_;  // roots of full subtrees, largest first
  std::uint64_t size_ = 0;
};

/// The audit path of leaf `index` (0-based), bottom up. index < leaves.size() (ensure).
std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index);
/// The root that the path leads to; compare with a head's. All zero when the path's length does not fit.
Digest root_from_path(const Digest& leaf, std::uint64_t index, std::uint64_t size, std::span<const Digest> path);

}  // namespace hallbook::journal
