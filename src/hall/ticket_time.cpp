#include "hall/ticket_time.h"

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace hallbook::hall {
namespace {

constexpr std::int32_t most_seconds = 172'800;  // two days: what lies beyond is no time of a ticket

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "8:30", "08:30", "08:30:15", "25:10:00": hours to 47, because machines count on past midnight. -1 when it is not.
std::int32_t plain_clock(std::string_view text) {
  int part[3] = {0, 0, 0};
  std::size_t count = 0;
  for (std::size_t at = 0; count < 3;) {
    std::size_t digits = 0;
    while (at < text.size() && is_digit(text[at]) && digits < 2)
      part[count] = part[count] * 10 + (text[at++] - '0'), ++digits;
    if (digits == 0 || (count > 0 && digits != 2)) return -1;
    ++count;
    if (at == text.size()) break;
    if (text[at++] != ':' || count == 3) return -1;
  }
  if (count < 2 || part[0] > 47 || part[1] > 59 || part[2] > 59) return -1;
  return part[0] * 3600 + part[1] * 60 + part[2];
}

std::int32_t digits_clock(std::string_view text) {
  if (text.size() != 4 && text.size() != 6) return -1;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int hour = two(0), minute = two(2), second = text.size() == 6 ? two(4) : 0;
  return hour > 23 || minute > 59 || second > 59 ? -1 : hour * 3600 + minute * 60 + second;
}

std::optional<ReadTime> whole_number(std::string_view text, TimeForm form) {
  if (form != TimeForm::seconds)
    if (const std::int32_t clock = digits_clock(text); clock >= 0) return ReadTime{clock, no_day};
  std::int32_t seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc{} || end != text.data() + text.size() || seconds > most_seconds) return std::nullopt;
  if (form != TimeForm::clock) return ReadTime{seconds, no_day};
  std::string padded{text};  // a spreadsheet drops the zero of 083000
  if (padded.size() == 3 || padded.size() == 5) padded.insert(padded.begin(), '0');
  const std::int32_t clock = digits_clock(padded);
  return clock < 0 ? std::nullopt : std::optional{ReadTime{clock, no_day}};
}

}  // namespace

std::optional<ReadTime> TimeReader::number(std::string_view text) const {
  if (text.find('.') == std::string_view::npos) return whole_number(text, form_);
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || !(value >= 0) || value > most_seconds)
    return std::nullopt;
  if (form_ == TimeForm::seconds) return ReadTime{static_cast<std::int32_t>(std::lround(value)), no_day};
  if (value < 2) return ReadTime{static_cast<std::int32_t>(std::lround(value * 86'400)), no_day};
  // A spreadsheet's serial number: day 25569 is 1970-01-01. 20000 … 109574 are the years 1954 … 2199.
  if (value >= 20'000 && value < 109'575) {
    const double day = std::floor(value);
    return ReadTime{static_cast<std::int32_t>(std::lround((value - day) * 86'400)),
                    static_cast<std::int32_t>(day) - 25'569};
  }
  return ReadTime{static_cast<std::int32_t>(std::lround(value)), no_day};  // "32400.000"
}

std::optional<std::int32_t> TimeReader::day(std::string_view text) {
  if (text == last_text_ && last_day_ != no_day) return last_day_;
  auto date = text.size() == 10 ? parse_iso_date(text) : std::nullopt;
  if (!date) date = parse_date(text);
  if (!date) return std::nullopt;
  last_text_ = text;
  last_day_ = day_of(*date);
  return last_day_;
}

std::optional<ReadTime> TimeReader::time(const files::Cell& cell) {
  if (cell.kind == files::CellKind::error || cell.kind == files::CellKind::empty) return std::nullopt;
  const std::string_view text = trim(cell.text);
  if (const std::int32_t clock = plain_clock(text); clock >= 0) return ReadTime{clock, no_day};
  if (text.empty()) return std::nullopt;
  const bool numeric = std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; });
  if (numeric && text.size() < 8) return number(text);
  if (numeric && text.find('.') != std::string_view::npos) return number(text);
  if (text.size() > 11 && (text[10] == ' ' || text[10] == 'T'))
    if (const std::int32_t clock = plain_clock(text.substr(11)); clock >= 0)
      if (const auto on = day(text.substr(0, 10))) return ReadTime{clock, *on};
  const auto clock = parse_time_of_day(text);  // 上午8:30, 8时30分, 2026年3月9日 08:30, full-width digits …
  if (!clock) return std::nullopt;
  const auto date = parse_date(text);
  return ReadTime{*clock, date ? day_of(*date) : no_day};
}

}  // namespace hallbook::hall
