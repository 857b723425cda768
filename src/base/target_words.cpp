#include "base/target_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/decimal.h"
#include "base/text.h"
#include "base/utf8.h"

namespace hallbook::target_words {
namespace {

struct Word {
  std::string_view text;
  Operator op;
};

// R-TGT-01. Longest first where one begins another.
constexpr std::array signs{
    Word{">=", Operator::at_least}, Word{"=>", Operator::at_least}, Word{"<=", Operator::at_most},
    Word{"=<", Operator::at_most},  Word{">", Operator::more_than}, Word{"<", Operator::less_than},
    Word{"==", Operator::equal},    Word{"=", Operator::equal},     Word{"≥", Operator::at_least},
    Word{"≧", Operator::at_least},  Word{"⩾", Operator::at_least},  Word{"≮", Operator::at_least},
    Word{"≤", Operator::at_most},   Word{"≦", Operator::at_most},   Word{"⩽", Operator::at_most},
    Word{"≯", Operator::at_most},   Word{"═", Operator::equal},
};

constexpr std::array words{
    Word{"大于或等于", Operator::at_least}, Word{"高于或等于", Operator::at_least},
    Word{"大于等于", Operator::at_least},   Word{"高于等于", Operator::at_least},
    Word{"不得低于", Operator::at_least},   Word{"不得少于", Operator::at_least},
    Word{"不低于", Operator::at_least},     Word{"不少于", Operator::at_least},
    Word{"不小于", Operator::at_least},     Word{"至少", Operator::at_least},
    Word{"最少", Operator::at_least},       Word{"达到", Operator::at_least},
    Word{"小于或等于", Operator::at_most},  Word{"低于或等于", Operator::at_most},
    Word{"小于等于", Operator::at_most},    Word{"低于等于", Operator::at_most},
    Word{"不得超过", Operator::at_most},    Word{"不得高于", Operator::at_most},
    Word{"不得大于", Operator::at_most},    Word{"不得多于", Operator::at_most},
    Word{"不超过", Operator::at_most},      Word{"不高于", Operator::at_most},
    Word{"不大于", Operator::at_most},      Word{"不多于", Operator::at_most},
    Word{"至多", Operator::at_most},        Word{"最多", Operator::at_most},
    Word{"大于", Operator::more_than},      Word{"高于", Operator::more_than},
    Word{"多于", Operator::more_than},      Word{"超过", Operator::more_than},
    Word{"小于", Operator::less_than},      Word{"低于", Operator::less_than},
    Word{"少于", Operator::less_than},      Word{"不足", Operator::less_than},
    Word{"等于", Operator::equal},
};

// 以上 and 以下 include the number itself (民法典 article 1259).
constexpr std::array words_behind{
    Word{"及以上", Operator::at_least},  Word{"(含)以上", Operator::at_least}, Word{"以上(含)", Operator::at_least},
    Word{"以上", Operator::at_least},    Word{"及以下", Operator::at_most},    Word{"(含)以下", Operator::at_most},
    Word{"以下(含)", Operator::at_most}, Word{"(含)以内", Operator::at_most},  Word{"以下", Operator::at_most},
    Word{"以内", Operator::at_most},     Word{"之内", Operator::at_most},
};

struct Ratio {
  std::string_view word;
  std::int64_t parts;
};
// R-TGT-04: what becomes a ratio, and its denominator.
constexpr std::array ratios{Ratio{"%", 100},       Ratio{"百分比", 100}, Ratio{"个百分点", 100}, Ratio{"百分点", 100},
                            Ratio{"百分之", 100},  Ratio{"‰", 1000},     Ratio{"千分比", 1000},  Ratio{"千分点", 1000},
                            Ratio{"千分之", 1000}, Ratio{"‱", 10000},    Ratio{"比例", 1},       Ratio{"比率", 1},
                            Ratio{"ratio", 1}};

struct Spelling {
  std::string_view printed, name;
};
constexpr std::array spellings{Spelling{"㎡", "平方米"}, Spelling{"m²", "平方米"},   Spelling{"m2", "平方米"},
                               Spelling{"㎥", "立方米"}, Spelling{"m³", "立方米"},   Spelling{"m3", "立方米"},
                               Spelling{"圆", "元"},     Spelling{"人民币元", "元"}, Spelling{"公斤", "千克"},
                               Spelling{"kg", "千克"},   Spelling{"日", "天"},       Spelling{"h", "小时"}};

bool is_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool is_unit_character(char32_t c) {
  constexpr std::u32string_view others = U"/·.㎡㎥²³℃°";
  return is_ideograph(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || others.contains(c);
}

/// 千 and 百 in front of a unit, unless they begin its name (千克, 百分比).
int take_small_magnitude(std::string_view& unit) {
  constexpr std::array<std::string_view, 12> after_thousand{"克", "瓦", "米", "卡", "伏", "帕",
                                                            "升", "兆", "赫", "分", "焦", "安"};
  const auto starts_word = [&](std::string_view rest) {
    for (const auto word : after_thousand)
      if (rest.starts_with(word)) return true;
    return false;
  };
  std::string_view rest = unit;
  if (take(rest, "千") && !starts_word(rest)) return unit = rest, 3;
  rest = unit;
  if (take(rest, "百") && !rest.starts_with("分")) return unit = rest, 2;
  return 0;
}

/// 个小时 is 小时; 个月 and 个人 are words of their own.
std::string_view without_measure_word(std::string_view unit) {
  std::string_view rest = unit;
  if (!take(rest, "个") || rest.empty() || rest == "月" || rest.starts_with("人") || rest.starts_with("体"))
    return unit;
  return rest;
}

std::string_view usual_name(std::string_view unit) {
  for (const auto& [printed, name] : spellings)
    if (unit == printed) return name;
  return unit;
}

std::optional<Operator> take_word(std::string_view& plain, std::span<const Word> list) {
  for (const auto& [text, op] : list)
    if (take(plain, text)) return op;
  return std::nullopt;
}

}  // namespace

bool take(std::string_view& plain, std::string_view prefix) {
  if (!plain.starts_with(prefix)) return false;
  plain.remove_prefix(prefix.size());
  return true;
}

std::string normalized(std::string_view cell) {
  const std::string half = to_half_width(trim(cell));
  std::string plain;
  for (std::size_t i = 0; i < half.size(); ++i) {
    const char c = half[i];
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
      plain.push_back(c);
      continue;
    }
    const auto next = half.find_first_not_of(" \t\r\n", i);
    const bool splits_number =
        !plain.empty() && next != std::string::npos && is_digit(plain.back()) && is_digit(half[next]);
    if (splits_number) plain.push_back(' ');  // "95 90" is not 9590
  }
  for (bool again = true; again && plain.size() > 1;) {
    again = false;
    for (const std::string_view end : {"。", ";", ","})
      if (plain.size() > end.size() && plain.ends_with(end)) plain.erase(plain.size() - end.size()), again = true;
  }
  return plain;
}

bool is_filler(std::string_view plain) {
  constexpr std::array<std::string_view, 16> fillers{"空",   "无",  "空白", "暂无", "没有", "不适用", "无此项", "待定",
                                                     "未填", "N/A", "n/a",  "NA",   "null", "NULL",   "none",   "None"};
  if (std::ranges::find(fillers, plain) != fillers.end()) return true;
  constexpr std::u32string_view strokes = U"-/\\—–―─ーˉ_·.…、。,*()~";
  for (std::size_t at = 0; at < plain.size();) {
    const auto point = code_point_at(plain, at);
    if (!point || !strokes.contains(point->value)) return false;
    at += point->size;
  }
  return true;
}

std::optional<Operator> take_operator(std::string_view& plain, bool& sign) {
  std::string_view rest = plain;
  const auto word = take_word(rest, words);
  take(rest, "控制在");  // a verb only: its limit stands behind the number
  auto op = take_word(rest, signs);
  sign = op.has_value();
  if (op && word && *op != *word && *word != Operator::at_least) return std::nullopt;  // "小于≥5"
  if (!op) op = word;
  plain = rest;
  return op;
}

std::string_view behind_operator(std::string_view plain) {
  bool sign = false;
  take_operator(plain, sign);
  return plain;
}

std::optional<Operator> take_operator_behind(std::string_view& plain) {
  for (const auto& [text, op] : words_behind) {
    if (!plain.ends_with(text)) continue;
    plain.remove_suffix(text.size());
    return op;
  }
  return std::nullopt;
}

bool take_currency(std::string_view& plain) { return take(plain, "￥") || take(plain, "¥"); }

std::optional<Unit> read_unit(std::string_view plain) {
  Unit unit;
  unit.printed = plain;
  int power = take_magnitude(plain);
  if (power == 0) power = take_small_magnitude(plain);
  unit.magnitude = power > 0;
  for (; power > 0; --power) unit.scale = unit.scale * Rational{10};
  for (const auto& [word, parts] : ratios) {
    if (plain != word) continue;
    if (unit.magnitude) return std::nullopt;  // 万% is no unit
    unit.name = "ratio";
    unit.scale = Rational{1, parts};
    return unit;
  }
  if (usual_name(plain) == plain && count_characters(plain) > 12) return std::nullopt;
  for (std::size_t at = 0; at < plain.size() && usual_name(plain) == plain;) {
    const auto point = code_point_at(plain, at);
    if (!point || !is_unit_character(point->value)) return std::nullopt;
    at += point->size;
  }
  unit.name = without_measure_word(plain);
  return unit;
}

bool same_unit(const Unit& a, const Unit& b) { return usual_name(a.name) == usual_name(b.name); }

bool holds_number(std::string_view plain) { return plain.find_first_of("0123456789") != std::string_view::npos; }

bool has_lost_glyph(std::string_view plain) {
  constexpr std::array<std::string_view, 8> lost{"?", "□", "\uFFFD", "■", "▯", "〓", "◇", "☐"};
  return std::ranges::any_of(lost, [&](std::string_view glyph) { return plain.contains(glyph); });
}

bool starts_with_numeral(std::string_view plain) {
  constexpr std::array<std::string_view, 14> numerals{"一", "二", "三", "四", "五", "六", "七",
                                                      "八", "九", "十", "百", "千", "两", "零"};
  return std::ranges::any_of(numerals, [&](std::string_view numeral) { return plain.starts_with(numeral); });
}

std::size_t count_ideographs(std::string_view plain) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < plain.size();) {
    const auto point = code_point_at(plain, at);
    if (point && is_ideograph(point->value)) ++count;
    at += point ? point->size : 1;
  }
  return count;
}

}  // namespace hallbook::target_words
