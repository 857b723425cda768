#pragma once
// Philox-4x32-10, a counter-based random number generator: the same counter and key give the same 128 bits anywhere.
// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011); known answers: Random123.
#include <array>
#include <cstdint>

namespace hallbook::queueing {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

namespace philox_constants {
inline constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
inline constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
inline constexpr int rounds = 10;
}  // namespace philox_constants

constexpr PhiloxCounter philox(PhiloxCounter c, PhiloxKey key) {
  using namespace philox_constants;
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t p0 = std::uint64_t{multiplier_0} * c[0];
    const std::uint64_t p1 = std::uint64_t{multiplier_1} * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(p0)};
    key[0] += weyl_0;
    key[1] += weyl_1;
  }
  return c;
}

/// What a draw is for: the fourth word of the counter. The first is the citizen, the second the day.
enum class Purpose : std::uint32_t { citizen = 0, day = 1, leg = 2, appointment = 3, pooled = 4 };

}  // namespace hallbook::queueing
