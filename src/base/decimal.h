#pragma once
// The one reader of printed decimals: amounts, quantities and targets all start here, so that a group
// comma or a full-width digit means the same everywhere. Works on half-width text.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook {

/// A decimal as printed: (-1)^negative · digits · 10^-places.
struct PrintedDecimal {
  bool negative = false;
  std::string digits;  // at least one digit, no sign, point or commas; leading zeros kept
  int places = 0;      // digits behind the point
};

/// Reads a decimal at the front of `text` and removes it: "1,234.50 元" leaves " 元". Group commas must
/// stand in threes ("12,34" is not a number), a point needs digits on both sides, a sign is optional.
/// nullopt leaves `text` as it was.
std::optional<PrintedDecimal> take_decimal(std::string_view& text);

/// Removes 万, 亿, 万亿, 十万, 百万, 千万 in front and gives the power of ten: "万元" leaves "元", gives 4.
/// 0 when there is none: a lone 百 or 千 is left (百分比 and 千克 are words, not magnitudes).
int take_magnitude(std::string_view& text);

/// The decimal times 10^power as a whole number of 10^-scale; nullopt when digits would be lost.
/// `overflow` tells a number beyond 64 bits from one with too many places.
std::optional<std::int64_t> scaled_units(const PrintedDecimal& decimal, int power, int scale, bool& overflow);

}  // namespace hallbook
