#include "indicators/print.h"

namespace hallbook::indicators {

std::string readable(const Rational& value) {
  auto exact = value.exact();
  const auto point = exact.find('.');
  const bool decimal = exact.find('/') == std::string::npos;
  if (decimal && (point == std::string::npos || exact.size() - point <= 9)) return exact;
  return "≈" + value.rounded(6);
}

std::string grouped(const Rational& value, int places) {
  const auto plain = value.rounded(places);
  const bool negative = plain.starts_with('-');
  const auto digits_end = std::min(plain.find('.'), plain.size());
  std::string text = plain.substr(digits_end);
  std::size_t since = 0;
  for (std::size_t i = digits_end; i > (negative ? 1U : 0U); --i) {
    if (since == 3) {
      text.insert(0, ",");
      since = 0;
    }
    text.insert(0, 1, plain[i - 1]);
    ++since;
  }
  return (negative ? "-" : "") + text;
}

std::string in_document_unit(const Rational& value, const Target& target) {
  if (target.unit == "ratio") {
    const bool percent = target.printed_unit.empty() || target.scale == Rational{1};
    const auto scale = percent ? Rational{1, 100} : target.scale;
    return (value / scale).rounded(2) + (percent ? "%" : target.printed_unit);
  }
  if (target.unit == "元" && target.scale > Rational{1})
    return grouped(value / target.scale, 2) + (target.printed_unit.empty() ? "元" : target.printed_unit);
  return grouped(value, value.is_whole() ? 0 : 2) + target.unit;
}

namespace {

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
    c = (c << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  at += length;
  return c;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || c >= 0x20000;
}

}  // namespace

std::string_view printed_sign(Operator op) {
  static constexpr std::array<std::string_view, 5> signs{"≥", ">", "≤", "<", "="};
  return signs[static_cast<std::size_t>(op)];
}

std::size_t columns(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) width += is_wide(next_character(utf8, at)) ? 2 : 1;
  return width;
}

std::string padded(std::string_view utf8, std::size_t width, bool right) {
  const auto has = columns(utf8);
  const std::string space(width > has ? width - has : 0, ' ');
  return right ? space + std::string{utf8} : std::string{utf8} + space;
}

}  // namespace hallbook::indicators
