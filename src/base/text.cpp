#include "base/text.h"

#include <fmt/format.h>

#include <array>

#include "base/ensure.h"
#include "base/utf8.h"

namespace hallbook {
namespace {

/// Bytes of the first `count` code points; a broken byte counts as one.
std::size_t bytes_of(std::string_view utf8, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < utf8.size(); --count) {
    const auto point = code_point_at(utf8, at);
    at += point ? point->size : 1;
  }
  return at;
}

char32_t half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  if (c >= 0x1D7CE && c <= 0x1D7FF) return (c - 0x1D7CE) % 10 + '0';
  switch (c) {
    case 0x3000:
    case 0x00A0: return ' ';
    case 0x2212:
    case 0xFE63: return '-';
    case 0xFE50: return ',';
    case 0xFE52: return '.';
    case 0xFE54: return ';';
    case 0xFE55: return ':';
    case 0xFE59: return '(';
    case 0xFE5A: return ')';
    case 0xFE62: return '+';
    case 0xFE64: return '<';
    case 0xFE65: return '>';
    case 0xFE66: return '=';
    case 0xFE6A: return '%';
    default: return c;
  }
}

/// Trust B27: characters that change the direction of what stands beside them.
constexpr bool is_direction_mark(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
constexpr bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto point = code_point_at(bytes, at);
    if (!point) return false;
    at += point->size;
  }
  return true;
}

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) at += bytes_of(utf8.substr(at), 1);
  return count;
}

std::string first_characters(std::string_view utf8, std::size_t count) {
  return std::string{utf8.substr(0, bytes_of(utf8, count))};
}

std::string_view trim(std::string_view utf8) {
  constexpr std::array<std::string_view, 7> blanks{" ", "\t", "\r", "\n", "\u3000", "\u00A0", "\uFEFF"};
  for (bool again = true; again;) {
    again = false;
    for (const auto blank : blanks) {
      if (utf8.starts_with(blank)) utf8.remove_prefix(blank.size()), again = true;
      if (utf8.ends_with(blank)) utf8.remove_suffix(blank.size()), again = true;
    }
  }
  return utf8;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string quote(std::string_view value) {
  constexpr std::size_t longest = 40;
  value = trim(value);
  std::string text;
  std::size_t count = 0;
  for (std::size_t at = 0; at < value.size(); ++count) {
    if (count == longest) return text + "…";
    const auto point = code_point_at(value, at);
    if (!point || is_control(point->value) || is_direction_mark(point->value))
      text += "·";
    else
      text.append(value.substr(at, point->size));
    at += point ? point->size : 1;
  }
  return text;
}

std::string to_half_width(std::string_view utf8) {
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto point = code_point_at(utf8, at);
    if (!point) {
      text.push_back(utf8[at++]);
      continue;
    }
    append_utf8(text, half_width(point->value));
    at += point->size;
  }
  return text;
}

// R-TXT-01.
Result<> check_text(std::string_view utf8, std::size_t max_characters, bool lines) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) {
    const auto point = code_point_at(utf8, at);
    if (!point)
      return refuse(RefusalCode::invalid,
                    {fmt::format("文字的第 {} 个字节不是 UTF-8；请重新输入或另存为 UTF-8", at + 1),
                     fmt::format("byte {} of the text is not UTF-8; type it again or save it as UTF-8", at + 1)});
    const char32_t c = point->value;
    if (is_control(c) && !(lines && (c == '\n' || c == '\t')))
      return refuse(RefusalCode::invalid,
                    {fmt::format("第 {} 个字符是控制字符 U+{:04X}；请删去", count + 1, static_cast<unsigned>(c)),
                     fmt::format("character {} is the control character U+{:04X}; remove it", count + 1,
                                 static_cast<unsigned>(c))});
    if (is_direction_mark(c))
      return refuse(RefusalCode::invalid,
                    {fmt::format("第 {} 个字符 U+{:04X} 会改变书写方向，使打印结果与内容不符；请删去", count + 1,
                                 static_cast<unsigned>(c)),
                     fmt::format("character {} is U+{:04X}, which changes the writing direction so that print and "
                                 "content differ; remove it",
                                 count + 1, static_cast<unsigned>(c))});
    at += point->size;
  }
  if (count > max_characters)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("文字有 {} 个字符，最多 {} 个；请缩短", count, max_characters),
                   fmt::format("the text has {} characters, at most {} are kept; shorten it", count, max_characters)});
  return {};
}

}  // namespace hallbook
