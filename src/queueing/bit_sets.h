#pragma once
// Sets of windows or queues as 64-bit words.
#include <cstdint>
#include <vector>

namespace hallbook::queueing {

inline bool has(const std::vector<std::uint64_t>& set, int bit) {
  return (set[static_cast<std::size_t>(bit / 64)] >> (bit % 64)) & 1;
}

inline void put(std::vector<std::uint64_t>& set, int bit, bool in) {
  const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
  auto& word = set[static_cast<std::size_t>(bit / 64)];
  word = in ? word | mask : word & ~mask;
}

/// Lowest member of both, or −1.
inline int first(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  for (std::size_t word = 0; word < a.size(); ++word)
    if (const std::uint64_t both = a[word] & b[word]; both != 0)
      return static_cast<int>(word * 64) + __builtin_ctzll(both);
  return -1;
}

}  // namespace hallbook::queueing
