#include "base/money_math.h"

#include <fmt/format.h>

#include <limits>

#include "base/decimal.h"
#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

constexpr int yuan_places = 2;  // R-MON-01: nothing smaller than a fen

void remove_prefix(std::string_view& text, std::string_view prefix) {
  if (text.starts_with(prefix)) text = trim(text.substr(prefix.size()));
}

/// What stands before the number: a currency sign, and a minus on either side of it.
bool take_sign_and_currency(std::string_view& text) {
  bool negative = false;
  if (text.starts_with('-')) {
    negative = true;
    text = trim(text.substr(1));
  }
  remove_prefix(text, "人民币");
  remove_prefix(text, "￥");
  remove_prefix(text, "¥");
  return negative;
}

}  // namespace

Money share(Money whole, std::int64_t part, std::int64_t total, Rounding rounding) {
  ensure(whole >= Money{} && part >= 0 && total > 0, "share(): arguments out of range");
  const __int128 product = static_cast<__int128>(whole.fen()) * part;
  const __int128 fen = (product + (rounding == Rounding::half_up ? total / 2 : 0)) / total;
  ensure(fen <= std::numeric_limits<std::int64_t>::max(), "share(): result too large");
  return Money::from_fen(static_cast<std::int64_t>(fen));
}

std::vector<Money> allocate(Money whole, std::span<const std::int64_t> weights) {
  std::int64_t total = 0;
  for (const std::int64_t weight : weights) {
    ensure(weight >= 0, "allocate(): negative weight");
    ensure(!__builtin_add_overflow(total, weight, &total), "allocate(): weights too large");
  }
  std::vector<Money> parts;
  parts.reserve(weights.size());
  std::int64_t weight_done = 0;
  Money given;
  for (const std::int64_t weight : weights) {
    weight_done += weight;  // R-MON-02: shares of the running sum, so that the parts add up to the fen
    const Money target = share(whole, weight_done, total, Rounding::half_up);
    parts.push_back(target - given);
    given = target;
  }
  ensure(given == whole, "allocate(): parts do not add up");
  return parts;
}

std::string to_yuan(Money amount) {
  const auto fen = amount.fen();
  const auto size = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
  return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", size / 100, size % 100);
}

Result<Money> parse_yuan(std::string_view text) {
  const std::string plain = to_half_width(text);
  std::string_view rest = trim(plain);
  const bool negative = take_sign_and_currency(rest);
  auto decimal = take_decimal(rest);
  int power = 0;
  if (decimal && negative && decimal->negative) decimal.reset();  // "--5"
  if (decimal) {
    decimal->negative = decimal->negative || negative;
    rest = trim(rest);
    power = take_magnitude(rest);
    remove_prefix(rest, "元");
    remove_prefix(rest, "整");
  }
  if (!decimal || !rest.empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”不是金额；请按元填写，如 1234.50 或 1.2万元", quote(text)),
                   fmt::format("“{}” is not an amount; give yuan, such as 1234.50 or 1.2万元", quote(text))});
  bool overflow = false;
  if (const auto fen = scaled_units(*decimal, power, yuan_places, overflow)) return Money::from_fen(*fen);
  if (overflow)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("金额“{}”太大，无法保存；请核对数字和单位", quote(text)),
                   fmt::format("the amount “{}” is too large to keep; check number and unit", quote(text))});
  return refuse(RefusalCode::invalid,
                {fmt::format("金额“{}”不足一分的部分不能保存；请四舍五入到分", quote(text)),
                 fmt::format("the amount “{}” has parts of a fen; round it to 0.01 yuan", quote(text))});
}

}  // namespace hallbook
