#include "base/work_calendar.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/json.h"

namespace hallbook {
namespace {

std::unexpected<Refusal> bad(std::string_view zh, std::string_view en, std::string where = {}) {
  return refuse(RefusalCode::invalid, {fmt::format("工作日历{}", zh), fmt::format("work calendar: {}", en)}, {},
                std::move(where));
}

/// The days that one list of the file names, each a day or a span, all of `year`.
Result<std::set<Date>> read_days(const Json& file, std::string_view list, int year) {
  const Json* items = file.find(list);
  if (items == nullptr || !items->is_array())
    return bad(fmt::format("缺少列表“{}”", list), fmt::format("the list “{}” is missing", list));
  std::set<Date> days;
  for (const Json& item : items->array()) {
    const auto period = item.is_string() ? parse_period(item.string())
                                         : bad(fmt::format("“{}”中有一项不是文字", list),
                                               fmt::format("an item of “{}” is not text", list));
    if (!period) return std::unexpected{period.error()};
    for (Date day = period->first; day <= period->last; day = plus_days(day, 1)) {
      if (static_cast<int>(day.year()) != year)
        return bad(fmt::format("：{} 不在 {} 年", iso(day), year), fmt::format("{} is not in {}", iso(day), year));
      days.insert(day);
    }
  }
  return days;
}

bool is_weekend(Date day) { return std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() >= 6; }

}  // namespace

Result<> WorkCalendar::load(std::string_view json) {
  const auto file = Json::parse(json);
  if (!file) return std::unexpected{file.error()};
  const Json* year = file->find("year");
  if (year == nullptr || !year->is_int() || year->integer() < 1900 || year->integer() > 2199)
    return bad("缺少年份 year（1900…2199）", "“year” is missing or not in 1900…2199");
  const int number = static_cast<int>(year->integer());
  auto off = read_days(*file, "off", number);
  if (!off) return std::unexpected{off.error()};
  auto worked = read_days(*file, "worked", number);
  if (!worked) return std::unexpected{worked.error()};
  for (const Date day : *worked)
    if (off->contains(day))
      return bad(fmt::format("：{} 既放假又上班", iso(day)), fmt::format("{} is both off and worked", iso(day)));
  years_[number] = Year{std::move(*off), std::move(*worked)};
  return {};
}

// R-CAL-01: a weekend day is free unless it is a make-up day; a weekday is worked unless it is off.
Result<bool> WorkCalendar::is_workday(Date day) const {
  ensure(day.ok(), "work calendar: not a valid date");
  const auto year = years_.find(static_cast<int>(day.year()));
  if (year == years_.end()) {  // R-CAL-03
    std::string loaded;
    for (const auto& [known, days] : years_) loaded += fmt::format("{}{}", loaded.empty() ? "" : ", ", known);
    const int wanted = static_cast<int>(day.year());
    return refuse(RefusalCode::unavailable,
                  {fmt::format("没有 {} 年的工作日历（已有：{}）；请先放入 definitions/calendars/{}.json", wanted,
                               loaded.empty() ? "无" : loaded, wanted),
                   fmt::format("the work calendar of {} is not loaded (loaded: {}); add definitions/calendars/{}.json",
                               wanted, loaded.empty() ? "none" : loaded, wanted)});
  }
  if (year->second.worked.contains(day)) return true;
  return !is_weekend(day) && !year->second.off.contains(day);
}

// R-CAL-02: the day of receipt is day 0.
Result<Date> WorkCalendar::plus_workdays(Date from, int days) const {
  ensure(days >= 0, "work calendar: negative number of days");
  Date day = from;
  while (days > 0) {
    day = plus_days(day, 1);
    const auto worked = is_workday(day);
    if (!worked) return std::unexpected{worked.error()};
    if (*worked) --days;
  }
  return day;
}

Result<int> WorkCalendar::count_workdays(const Period& period) const {
  int count = 0;
  for (Date day = period.first; day <= period.last; day = plus_days(day, 1)) {
    const auto worked = is_workday(day);
    if (!worked) return std::unexpected{worked.error()};
    if (*worked) ++count;
  }
  return count;
}

}  // namespace hallbook
