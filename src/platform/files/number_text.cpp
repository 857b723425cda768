#include "platform/files/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/date.h"
#include "base/text.h"

namespace hallbook::files {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t day_seconds = 86'400;

std::optional<double> stored_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// At most 15 digits name their double uniquely, so a plain decimal without padding is already the shortest.
bool is_shortest(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.size() > 15) return false;
  bool point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && !point && i > 0)
      point = true;
    else if (text[i] < '0' || text[i] > '9')
      return false;
  }
  const bool padded_front = text[0] == '0' && !text.starts_with("0.");  // "0" itself may be "-0"
  const bool padded_back = point && (text.ends_with('0') || text.ends_with('.'));
  return !padded_front && !padded_back;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The letters of a format code that mean something, lower case: literals, colours, conditions and AM/PM gone.
/// Elapsed hours, minutes or seconds ([h]) leave "[".
std::string meaning_of(std::string_view code) {
  std::string left;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = lower(code[i]);
    if (c == ';') break;  // the first section is for positive numbers
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const auto close = std::min(code.find(']', i), code.size());
      const auto inside = code.substr(i + 1, close - i - 1);
      if (!inside.empty() && std::ranges::all_of(inside, [](char x) { return "hms"sv.contains(lower(x)); }))
        left += "[h";
      i = close;
    } else {
      left += c;
    }
  }
  for (const auto word : {"general"sv, "am/pm"sv, "a/p"sv, "g/通用格式"sv})
    for (auto at = left.find(word); at != std::string::npos; at = left.find(word)) left.erase(at, word.size());
  return left;
}

std::string clock_text(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Day `serial` of the workbook's calendar. The 1900 one counts a 29 February 1900 that never was.
std::optional<Date> day_of(std::int64_t serial, bool from_1904) {
  if (from_1904)
    return serial > 2'957'003 ? std::nullopt
                              : std::optional{plus_days(make_date(1904, 1, 1), static_cast<int>(serial))};
  if (serial < 1 || serial == 60 || serial > 2'958'465) return std::nullopt;
  return plus_days(serial < 60 ? make_date(1899, 12, 31) : make_date(1899, 12, 30), static_cast<int>(serial));
}

std::string day_text(Date day) {
  const auto year = static_cast<unsigned>(static_cast<int>(day.year()));
  const auto month = static_cast<unsigned>(day.month()), number = static_cast<unsigned>(day.day());
  std::string text = "0000-00-00";  // by hand: one of these a row is where a register's reading time goes
  const auto put = [&](std::size_t at, unsigned digit) { text[at] = static_cast<char>('0' + digit % 10); };
  put(0, year / 1000), put(1, year / 100), put(2, year / 10), put(3, year);
  put(5, month / 10), put(6, month), put(8, number / 10), put(9, number);
  return text;
}

}  // namespace

std::optional<std::string> shortest_decimal(std::string_view text) {
  text = trim(text);
  if (is_shortest(text)) return std::string{text};
  const auto value = stored_number(text);
  if (!value) return std::nullopt;
  if (*value == 0) return "0";
  std::array<char, 512> digits;  // the longest double without exponent takes 328 characters
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), *value, std::chars_format::scientific).ptr;
  const std::string_view shortest{digits.data(), static_cast<std::size_t>(end - digits.data())};
  const auto e = shortest.find('e');
  int exponent = 0;
  const auto power = shortest.substr(e + (shortest[e + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  std::string figures;
  for (const char c : shortest.substr(0, e))
    if (c >= '0' && c <= '9') figures += c;
  const int whole = exponent + 1;  // figures before the point
  std::string plain = *value < 0 ? "-" : "";
  if (whole <= 0) return plain + "0." + std::string(static_cast<std::size_t>(-whole), '0') + figures;
  const auto front = static_cast<std::size_t>(whole);
  if (figures.size() <= front) return plain + figures + std::string(front - figures.size(), '0');
  return plain + figures.substr(0, front) + "." + figures.substr(front);
}

Shape shape_of_builtin(std::uint32_t id) {
  if (id == 46) return Shape::elapsed;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56)
    return Shape::time;
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return Shape::date;
  return Shape::number;
}

Shape shape_of_code(std::string_view format_code) {
  const auto left = meaning_of(format_code);
  const auto first = left.find_first_of("ymdhs");
  // "0.00 m" counts metres: a digit place before the first letter makes it a number.
  if (first == std::string::npos || left.find_first_of("0#?") < first) return Shape::number;
  if (left.contains('[')) return Shape::elapsed;
  const bool clock = left.find_first_of("hs") != std::string::npos;
  return left.find_first_of("yd") != std::string::npos || !clock ? Shape::date : Shape::time;
}

std::optional<std::string> date_text(std::string_view serial, Shape shape, bool from_1904) {
  const auto value = stored_number(trim(serial));
  if (!value || *value < 0 || *value >= 3e6) return std::nullopt;
  auto days = static_cast<std::int64_t>(std::floor(*value));
  auto seconds = static_cast<std::int64_t>(std::llround((*value - static_cast<double>(days)) * day_seconds));
  if (seconds == day_seconds) {
    ++days;
    seconds = 0;
  }
  if (shape == Shape::elapsed) return clock_text(days * day_seconds + seconds);
  if (days == 0 && (shape == Shape::time || (seconds > 0 && !from_1904))) return clock_text(seconds);
  const auto day = day_of(days, from_1904);
  if (!day) return std::nullopt;
  return seconds == 0 ? day_text(*day) : day_text(*day) + " " + clock_text(seconds);
}

std::optional<std::string> iso_cell_text(std::string_view text) {
  text = trim(text);
  if (text.ends_with('Z')) text.remove_suffix(1);
  const bool only_time = text.size() > 2 && text[2] == ':';
  if (!only_time && text.size() < 10) return std::nullopt;
  const auto clock = only_time ? text : text.size() > 11 && text[10] == 'T' ? text.substr(11) : std::string_view{};
  if (!only_time && text.size() > 10 && clock.empty()) return std::nullopt;
  const auto day = only_time ? std::nullopt : parse_iso_date(text.substr(0, 10));
  if (!only_time && !day) return std::nullopt;
  if (clock.empty()) return only_time ? std::nullopt : std::optional{day_text(*day)};
  const auto seconds = parse_time_of_day(clock.substr(0, clock.find('.')));
  if (!seconds) return std::nullopt;
  if (only_time) return clock_text(*seconds);
  return *seconds == 0 ? day_text(*day) : day_text(*day) + " " + clock_text(*seconds);
}

}  // namespace hallbook::files
