#include "base/quantity.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

constexpr std::int64_t powers_of_ten[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

void ensure_scale(int scale) { ensure(scale >= 0 && scale <= Quantity::max_scale, "quantity: scale not in 0…6"); }

/// At 10^-6, wide enough for every quantity: the common ground of comparisons.
__int128 at_finest(const Quantity& quantity) {
  ensure_scale(quantity.scale());
  return static_cast<__int128>(quantity.units()) * powers_of_ten[Quantity::max_scale - quantity.scale()];
}

}  // namespace

Quantity Quantity::at_scale(int scale) const {
  ensure_scale(scale);
  ensure_scale(scale_);
  if (scale < scale_) {
    const std::int64_t power = powers_of_ten[scale_ - scale];
    ensure(units_ % power == 0, "quantity: a digit that is not 0 would be dropped");
    return Quantity{units_ / power, scale};
  }
  std::int64_t units = 0;
  if (__builtin_mul_overflow(units_, powers_of_ten[scale - scale_], &units))
    throw QuantityOverflow{"quantity: at_scale"};
  return Quantity{units, scale};
}

Quantity operator+(const Quantity& a, const Quantity& b) {
  const int scale = std::max(a.scale_, b.scale_);
  std::int64_t units = 0;
  if (__builtin_add_overflow(a.at_scale(scale).units_, b.at_scale(scale).units_, &units))
    throw QuantityOverflow{"quantity: a + b"};
  return Quantity{units, scale};
}

Quantity operator-(const Quantity& a, const Quantity& b) {
  const int scale = std::max(a.scale_, b.scale_);
  std::int64_t units = 0;
  if (__builtin_sub_overflow(a.at_scale(scale).units_, b.at_scale(scale).units_, &units))
    throw QuantityOverflow{"quantity: a - b"};
  return Quantity{units, scale};
}

bool operator==(const Quantity& a, const Quantity& b) { return at_finest(a) == at_finest(b); }
std::strong_ordering operator<=>(const Quantity& a, const Quantity& b) { return at_finest(a) <=> at_finest(b); }

std::string to_string(const Quantity& quantity) {
  ensure_scale(quantity.scale());
  const std::int64_t units = quantity.units();
  const auto size = units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  const auto power = static_cast<std::uint64_t>(powers_of_ten[quantity.scale()]);
  const std::string_view sign = units < 0 ? "-" : "";
  if (quantity.scale() == 0) return fmt::format("{}{}", sign, size);
  return fmt::format("{}{}.{:0{}}", sign, size / power, size % power, quantity.scale());
}

Result<Quantity> parse_quantity(std::string_view text, int scale) {
  ensure_scale(scale);
  const std::string plain = to_half_width(text);
  std::string_view rest = trim(plain);
  const auto decimal = take_decimal(rest);
  const int power = decimal ? take_magnitude(rest = trim(rest)) : 0;
  if (!decimal || !rest.empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”不是数字；请填写数字，如 12 或 1,234", quote(text)),
                   fmt::format("“{}” is not a number; give digits, such as 12 or 1,234", quote(text))});
  bool overflow = false;
  if (const auto units = scaled_units(*decimal, power, scale, overflow)) return Quantity{*units, scale};
  if (overflow)
    return refuse(RefusalCode::over_limit, {fmt::format("“{}”太大，无法保存；请核对数字", quote(text)),
                                            fmt::format("“{}” is too large to keep; check the number", quote(text))});
  if (scale == 0)
    return refuse(RefusalCode::invalid, {fmt::format("“{}”有小数；这里只填整数", quote(text)),
                                         fmt::format("“{}” has decimals; give a whole number", quote(text))});
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”的小数超过 {} 位；请四舍五入后填写", quote(text), scale),
                 fmt::format("“{}” has more than {} decimals; round it first", quote(text), scale)});
}

}  // namespace hallbook
