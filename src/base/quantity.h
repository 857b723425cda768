#pragma once
// An exact decimal: units · 10^-scale, signed 64-bit, scale 0…6. Overflow throws, it never wraps.
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook {

struct QuantityOverflow : std::overflow_error {
  using std::overflow_error::overflow_error;
};

class Quantity {
 public:
  static constexpr int max_scale = 6;
  constexpr Quantity() = default;
  constexpr Quantity(std::int64_t units, int scale) : units_{units}, scale_{scale} {}
  constexpr std::int64_t units() const { return units_; }
  constexpr int scale() const { return scale_; }

  /// The same value at another scale. Throws QuantityOverflow; refuses to drop a digit that is not 0 (ensure).
  Quantity at_scale(int scale) const;
  friend Quantity operator+(const Quantity& a, const Quantity& b);  // at the larger scale
  friend Quantity operator-(const Quantity& a, const Quantity& b);
  friend bool operator==(const Quantity& a, const Quantity& b);  // 1.50 == 1.5
  friend std::strong_ordering operator<=>(const Quantity& a, const Quantity& b);

 private:
  std::int64_t units_ = 0;
  int scale_ = 0;
};

/// "12.50" at scale 2, "-3" at scale 0: exactly `scale` places.
std::string to_string(const Quantity& quantity);

/// Reads a decimal with at most `scale` places that matter ("1.500" is fine at scale 1), group commas,
/// full-width digits, 万 and 亿. Refuses letters, exponents, more places, values beyond 64 bits.
Result<Quantity> parse_quantity(std::string_view text, int scale);

}  // namespace hallbook
