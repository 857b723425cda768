#pragma once
// A 32-byte digest (SM3 or SHA-256) as a value; computing one is platform/crypto's work.
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};  // all zero = none (the `prev` of the first journal line)
  friend auto operator<=>(const Digest&, const Digest&) = default;
  std::string hex() const;  // 64 lower-case digits
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  static std::optional<Digest> from_hex(std::string_view hex);
  static Digest from_bytes(std::string_view bytes);  // exactly 32 (ensure)
};

}  // namespace hallbook
