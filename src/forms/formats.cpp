#include "forms/formats.h"

#include <fmt/format.h>

#include "base/date.h"
#include "base/money_words.h"
#include "base/rational.h"

namespace hallbook::forms {
namespace {

std::unexpected<Refusal> unfit(std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid, {std::string{zh}, std::string{en}});
}

std::string grouped(std::uint64_t whole) {
  std::string digits = std::to_string(whole);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::uint64_t size_of(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string yuan(std::int64_t fen) {
  const std::uint64_t size = size_of(fen);
  return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", grouped(size / 100), size % 100);
}

/// No digit is lost: 10,001.50 yuan is 1.00015 万元.
std::string ten_thousands(std::int64_t fen) {
  const std::uint64_t size = size_of(fen);
  std::string decimals = fmt::format("{:06}", size % 1'000'000);
  while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
  return fmt::format("{}{}.{}", fen < 0 ? "-" : "", grouped(size / 1'000'000), decimals);
}

Result<std::string> as_it_is(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.string();
  if (value.is_int()) return std::to_string(value.integer());
  return unfit("这里是一组内容,不是一个值", "this is a group of facts, not one");
}

Result<std::string> percent(const Json& value) {
  const auto ratio = value.is_string() ? Rational::parse(value.string()) : std::nullopt;
  if (!ratio) return unfit("不是比率", "not a ratio");
  return (*ratio * Rational{100}).rounded(2) + "%";
}

Result<std::string> chinese_date(const Json& value) {
  const auto day = value.is_string() ? parse_iso_date(value.string()) : std::nullopt;
  if (!day) return unfit("不是日期(YYYY-MM-DD)", "not a date (YYYY-MM-DD)");
  return fmt::format("{}年{}月{}日", static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                     static_cast<unsigned>(day->day()));
}

}  // namespace

std::optional<Result<std::string>> printed(const Json& value, std::string_view format) {
  if (format.empty()) return as_it_is(value);
  const bool money = format == "yuan" || format == "wan" || format == "words";
  if (!money && format != "percent" && format != "date") return std::nullopt;
  if (value.is_null()) return "";  // what is not known yet is left blank, never 0
  if (format == "percent") return percent(value);
  if (format == "date") return chinese_date(value);
  if (!value.is_int()) return unfit("不是金额(整数分)", "not an amount (whole fen)");
  const std::int64_t fen = value.integer();
  return format == "yuan" ? yuan(fen) : format == "wan" ? ten_thousands(fen) : amount_in_words(Money::from_fen(fen));
}

}  // namespace hallbook::forms
