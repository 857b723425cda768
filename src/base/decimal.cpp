#include "base/decimal.h"

#include <array>

#include "base/text.h"

namespace hallbook {
namespace {

/// Digits with optional group commas, appended to `digits`; false when a group is not three digits.
bool take_whole_part(std::string_view& text, std::string& digits) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == 0) return false;
  digits.assign(text.substr(0, at));
  if (at < text.size() && text[at] == ',') {
    if (at > 3) return false;
    while (at < text.size() && text[at] == ',') {
      std::size_t group = 0;
      while (at + 1 + group < text.size() && is_digit(text[at + 1 + group])) ++group;
      if (group != 3) return false;
      digits.append(text.substr(at + 1, 3));
      at += 4;
    }
  }
  text.remove_prefix(at);
  return true;
}

struct Magnitude {
  std::string_view word;
  int power;
};
constexpr std::array magnitudes{Magnitude{"万亿", 12}, Magnitude{"亿", 8},   Magnitude{"千万", 7},
                                Magnitude{"百万", 6},  Magnitude{"十万", 5}, Magnitude{"万", 4}};

}  // namespace

std::optional<PrintedDecimal> take_decimal(std::string_view& text) {
  std::string_view rest = text;
  PrintedDecimal decimal;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    decimal.negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  if (!take_whole_part(rest, decimal.digits)) return std::nullopt;
  if (!rest.empty() && rest.front() == '.') {
    std::size_t places = 0;
    while (1 + places < rest.size() && is_digit(rest[1 + places])) ++places;
    if (places == 0) return std::nullopt;
    decimal.digits.append(rest.substr(1, places));
    decimal.places = static_cast<int>(places);
    rest.remove_prefix(1 + places);
  }
  text = rest;
  return decimal;
}

int take_magnitude(std::string_view& text) {
  for (const auto& [word, power] : magnitudes) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return power;
  }
  return 0;
}

std::optional<std::int64_t> scaled_units(const PrintedDecimal& decimal, int power, int scale, bool& overflow) {
  overflow = false;
  std::string_view digits = decimal.digits;
  int shift = power + scale - decimal.places;
  for (; shift < 0; ++shift) {  // places that are zero may go: "1.500" at scale 1
    if (!digits.empty()) {
      if (digits.back() != '0') return std::nullopt;
      digits.remove_suffix(1);
    }
  }
  std::int64_t units = 0;
  const auto step = [&](int digit) {
    return !__builtin_mul_overflow(units, std::int64_t{10}, &units) &&
           !__builtin_add_overflow(units, std::int64_t{decimal.negative ? -digit : digit}, &units);
  };
  for (const char c : digits)
    if (!step(c - '0')) overflow = true;
  for (; shift > 0 && !overflow; --shift)
    if (!step(0)) overflow = true;
  if (overflow) return std::nullopt;
  return units;
}

}  // namespace hallbook
