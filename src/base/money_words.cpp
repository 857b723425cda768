#include "base/money_words.h"

#include <fmt/format.h>

#include <array>

#include "base/money_math.h"
#include "base/text.h"

namespace hallbook {
namespace {

constexpr std::array digit_words{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array place_words{"", "拾", "佰", "仟"};

/// 1…9999: "壹仟零捌拾陆". Zeros inside are said once, zeros at the end not at all.
std::string four_digits(unsigned group) {
  std::string words;
  bool gap = false;
  unsigned power = 1000;
  for (int place = 3; place >= 0; --place, power /= 10) {
    const unsigned digit = group / power % 10;
    if (digit == 0) {
      gap = !words.empty();
      continue;
    }
    if (gap) words += "零";
    gap = false;
    words += digit_words.at(digit);
    words += place_words.at(static_cast<std::size_t>(place));
  }
  return words;
}

/// Whole yuan by groups of four; a group below 1000 behind another is led by 零 (10086 is 壹万零捌拾陆).
std::string whole_words(std::uint64_t yuan) {
  constexpr std::array group_words{"", "万", "亿", "万亿", "亿亿"};
  std::array<unsigned, 5> groups{};
  for (auto& group : groups) {
    group = static_cast<unsigned>(yuan % 10'000);
    yuan /= 10'000;
  }
  std::string words;
  bool gap = false;
  for (std::size_t at = groups.size(); at-- > 0;) {
    if (groups.at(at) == 0) {
      gap = !words.empty();
      continue;
    }
    if (!words.empty() && (gap || groups.at(at) < 1000)) words += "零";
    gap = false;
    words += four_digits(groups.at(at));
    // Behind 万 the 亿 is said once, at its own group: 壹万贰仟亿, and 壹万亿 only when that group is empty.
    words += at == 3 && groups.at(2) != 0 ? "万" : group_words.at(at);
  }
  return words;
}

}  // namespace

std::string amount_in_words(Money amount) {
  const auto fen = amount.fen();
  const auto size = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
  const auto yuan = size / 100;
  const auto jiao = size / 10 % 10;
  const auto rest = size % 10;
  std::string words = fen < 0 ? "负" : "";
  if (yuan > 0) words += whole_words(yuan) + "元";
  if (jiao == 0 && rest == 0) return words + (yuan > 0 ? "整" : "零元整");
  if (jiao > 0) words += std::string{digit_words.at(jiao)} + "角";
  if (rest > 0) {
    if (jiao == 0 && yuan > 0) words += "零";
    words += std::string{digit_words.at(rest)} + "分";
  }
  return words;
}

}  // namespace hallbook
