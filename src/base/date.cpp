#include "base/date.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"

namespace hallbook {
namespace {

constexpr int first_year = 1900;  // older or newer than this is a slip of the pen in a hall's registers
constexpr int last_year = 2199;

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// `least` to `most` digits at the front; a following digit makes it no number of that length.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < text.size() && is_digit(text[count]) && count <= most) value = value * 10 + (text[count++] - '0');
  if (count < least || count > most) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

std::optional<Date> valid_date(int year, int month, int day) {
  const Date date = make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (year < first_year || year > last_year || !date.ok()) return std::nullopt;
  return date;
}

std::optional<Date> take_separated_date(std::string_view& text) {
  const auto year = take_digits(text, 4, 4);
  if (!year) return std::nullopt;
  text = trim(text);
  std::string_view separator;
  for (const std::string_view candidate : {"-", "/", ".", "年"})
    if (take(text, candidate)) separator = candidate;
  if (separator.empty()) return std::nullopt;
  text = trim(text);
  const auto month = take_digits(text, 1, 2);
  text = trim(text);
  if (!month || !take(text, separator == "年" ? "月" : separator)) return std::nullopt;
  text = trim(text);
  const auto day = take_digits(text, 1, 2);
  if (!day) return std::nullopt;
  if (separator == "年") {
    std::string_view rest = trim(text);
    if (!take(rest, "日") && !take(rest, "号")) return std::nullopt;
    text = rest;
  }
  return valid_date(*year, *month, *day);
}

/// "20260309", "20260309083000": digits alone, as the provincial platform exports them.
std::optional<Date> take_date(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits != 8 && digits != 12 && digits != 14) return take_separated_date(text);
  std::string_view parts[] = {text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)};
  text.remove_prefix(8);
  return valid_date(*take_digits(parts[0], 4, 4), *take_digits(parts[1], 2, 2), *take_digits(parts[2], 2, 2));
}

/// "Z", "+08:00", "+0800": read over, the hall's clock is what people mean.
bool take_zone(std::string_view& text) {
  if (take(text, "Z")) return true;
  if (!take(text, "+") && !take(text, "-")) return true;
  const bool hours = take_digits(text, 2, 2) || take_digits(text, 4, 4);
  if (take(text, ":")) return hours && take_digits(text, 2, 2);
  return hours;
}

/// A clock time at the front: 8:30, 08:30:00, 08:30:00.000, 8时30分, 083000.
std::optional<std::int32_t> take_clock(std::string_view& text) {
  int afternoon = -1;
  if (take(text, "上午") || take(text, "AM"))
    afternoon = 0;
  else if (take(text, "下午") || take(text, "PM"))
    afternoon = 1;
  text = trim(text);
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  std::optional<int> hour, minute = 0, second = 0;
  if (digits == 4 || digits == 6) {
    std::string_view parts[] = {text.substr(0, 2), text.substr(2, 2), digits == 6 ? text.substr(4, 2) : "00"};
    hour = take_digits(parts[0], 2, 2), minute = take_digits(parts[1], 2, 2), second = take_digits(parts[2], 2, 2);
    text.remove_prefix(digits);
  } else {
    hour = take_digits(text, 1, 2);
    if (!hour) return std::nullopt;
    const bool chinese = take(text, "时") || take(text, "点");
    if (!chinese && !take(text, ":")) return std::nullopt;
    if (!chinese || (!text.empty() && is_digit(text.front()))) {
      minute = take_digits(text, chinese ? 1 : 2, 2);
      if (!minute) return std::nullopt;
      if (chinese && !take(text, "分")) return std::nullopt;
      if (!chinese ? take(text, ":") : !text.empty() && is_digit(text.front())) {
        second = take_digits(text, chinese ? 1 : 2, 2);
        if (chinese && !take(text, "秒")) return std::nullopt;
      }
    }
    if (!chinese && second && take(text, "."))
      while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  if (!hour || !minute || !second || !take_zone(text)) return std::nullopt;
  std::string_view rest = trim(text);
  if (afternoon < 0 && take(rest, "AM")) afternoon = 0;
  if (afternoon < 0 && take(rest, "PM")) afternoon = 1;
  if (afternoon >= 0) {
    if (*hour > 12) return std::nullopt;
    hour = *hour % 12 + 12 * afternoon;
  }
  text = rest;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return *hour * 3600 + *minute * 60 + *second;
}

struct Moment {
  std::optional<Date> date;
  std::optional<std::int32_t> seconds;
};

/// The whole of `text` as a date, a time, or both; nullopt when anything is left over.
std::optional<Moment> parse_moment(std::string_view text) {
  const std::string plain = to_half_width(text);
  std::string_view rest = trim(plain);
  Moment moment;
  std::string_view attempt = rest;
  moment.date = take_date(attempt);
  if (moment.date) {
    rest = attempt;
    take(rest, "T");
    rest = trim(rest);
  }
  if (!rest.empty()) {
    moment.seconds = take_clock(rest);
    if (!moment.seconds || !rest.empty()) return std::nullopt;
  }
  return moment;
}

}  // namespace

std::string iso(Date date) {
  ensure(date.ok(), "iso(): not a valid date");
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string iso(Instant at) {
  const auto local = at + std::chrono::hours{8};
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss clock{local - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}+08:00", iso(Date{day}), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count(), clock.subseconds().count());
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::string_view parts[] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  const auto year = take_digits(parts[0], 4, 4);
  const auto month = take_digits(parts[1], 2, 2);
  const auto day = take_digits(parts[2], 2, 2);
  if (!year || !month || !day) return std::nullopt;
  return valid_date(*year, *month, *day);
}

std::optional<Date> parse_date(std::string_view text) {
  const auto moment = parse_moment(text);
  return moment ? moment->date : std::nullopt;
}

std::optional<std::int32_t> parse_time_of_day(std::string_view text) {
  const auto moment = parse_moment(text);
  return moment ? moment->seconds : std::nullopt;
}

}  // namespace hallbook
