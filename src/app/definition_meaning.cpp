// A definition's text in words, shown beside it while it is edited. Source: docs/rules/api.md, R-API-54.
#include <fmt/format.h>

#include "app/definition_judge.h"
#include "base/json.h"
#include "base/work_calendar.h"
#include "indicators/prices.h"
#include "indicators/scheme.h"

namespace hallbook::app {
namespace {

std::vector<MeaningLine> months_of(std::string_view text) {
  WorkCalendar calendar;
  if (!calendar.load(text)) return {};
  const int year = static_cast<int>(Json::parse(text)->at("year").integer());
  std::vector<MeaningLine> lines;
  int all = 0;
  for (const Period& month : buckets(year_of(year), PeriodKind::month)) {
    const auto days = calendar.count_workdays(month);
    if (!days) return {};
    all += *days;
    lines.push_back({{period_name(month), period_name(month)},
                     {fmt::format("{} 个工作日", *days), fmt::format("{} working days", *days)}});
  }
  lines.push_back({{fmt::format("{} 全年", year), fmt::format("all of {}", year)},
                   {fmt::format("{} 个工作日", all), fmt::format("{} working days", all)}});
  return lines;
}

std::vector<MeaningLine> prices_of(std::string_view text) {
  indicators::PriceTable prices;
  if (!prices.load(text)) return {};
  std::vector<MeaningLine> lines;
  for (const auto& [name, series] : prices.all())
    for (const auto& price : series)
      lines.push_back({price.title,
                       {fmt::format("{} {}，{} 起", price.amount.exact(), price.unit, iso(price.from)),
                        fmt::format("{} {} from {}", price.amount.exact(), price.unit, iso(price.from))}});
  return lines;
}

std::vector<MeaningLine> points_of(std::string_view text) {
  const auto scheme = indicators::parse_scheme(text);
  if (!scheme) return {};
  const auto points = [](const Rational& number) { return Text{number.exact() + " 分", number.exact() + " points"}; };
  std::vector<MeaningLine> lines{{{"预算执行率", "Budget execution"}, points(scheme->execution)}};
  for (const auto& group : scheme->groups) lines.push_back({{group.level1, group.level1}, points(group.points)});
  for (const auto& grade : scheme->grades)
    lines.push_back(
        {grade.name, {fmt::format("{} 分起", grade.from.exact()), fmt::format("from {} points", grade.from.exact())}});
  return lines;
}

}  // namespace

std::vector<MeaningLine> meaning_of(std::string_view kind, std::string_view text) {
  if (kind == "calendar") return months_of(text);
  if (kind == "prices") return prices_of(text);
  if (kind == "scheme") return points_of(text);
  return {};
}

}  // namespace hallbook::app
