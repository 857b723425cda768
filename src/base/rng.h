#pragma once
// SplitMix64: the same numbers with every compiler, so that sample data can be a golden test.
#include <cstdint>

namespace hallbook {

class Rng {
 public:
  explicit constexpr Rng(std::uint64_t seed) : state_{seed} {}
  constexpr std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// In [0, bound), bound > 0. std::uniform_int_distribution differs between libraries.
  constexpr std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>((static_cast<unsigned __int128>(next()) * bound) >> 64);
  }
  /// In [low, high], both included.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  /// True `part` times out of `total`.
  constexpr bool chance(std::uint64_t part, std::uint64_t total) { return below(total) < part; }

 private:
  std::uint64_t state_;
};

}  // namespace hallbook
