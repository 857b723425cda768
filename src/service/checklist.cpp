#include "service/checklist.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/ensure.h"

namespace hallbook::service {
namespace {

constexpr int minutes_an_hour = 60;

Json words_json(const Text& text) { return Json::Object{{"zh", text.zh}, {"en", text.en}}; }

Json item_json(const CheckItem& item) {
  Json kinds = Json::Array{};
  for (const Kind& kind : item.kinds)
    kinds.push_back(Json::Object{{"name", kind.name}, {"title", words_json(kind.title)}});
  return Json::Object{{"name", item.name},
                      {"group", item.group},
                      {"title", words_json(item.title)},
                      {"rule", words_json(item.rule)},
                      {"level", level_name(item.level)},
                      {"level_title", words_json(level_title(item.level))},
                      {"points", points_text(item.points)},
                      {"limit_workdays", item.limit_workdays},
                      {"windows", item.windows},
                      {"kinds", std::move(kinds)}};
}

Json names_json(const std::vector<std::string>& names) {
  Json list = Json::Array{};
  for (const auto& name : names) list.push_back(name);
  return list;
}

}  // namespace

std::string_view level_name(Level level) {
  switch (level) {
    case Level::minor: return "minor";
    case Level::serious: return "serious";
    case Level::grave: return "grave";
  }
  throw BrokenInvariant{"level_name: unknown level"};
}

Text level_title(Level level) {
  switch (level) {
    case Level::minor: return {"一般", "minor"};
    case Level::serious: return {"较重", "serious"};
    case Level::grave: return {"严重", "grave"};
  }
  throw BrokenInvariant{"level_title: unknown level"};
}

const Kind* CheckItem::kind(std::string_view kind_name) const {
  const auto found = std::ranges::find(kinds, kind_name, &Kind::name);
  return found == kinds.end() ? nullptr : &*found;
}

const CheckItem* Checklist::item(std::string_view item_name) const {
  const auto found = std::ranges::find(items, item_name, &CheckItem::name);
  return found == items.end() ? nullptr : &*found;
}

const Turn* Checklist::turn(std::string_view turn_name) const {
  const auto found = std::ranges::find(turns, turn_name, &Turn::name);
  return found == turns.end() ? nullptr : &*found;
}

std::string points_text(int tenths_of_points) {
  const int whole = std::abs(tenths_of_points) / tenths, part = std::abs(tenths_of_points) % tenths;
  const auto* sign = tenths_of_points < 0 ? "-" : "";
  return part == 0 ? fmt::format("{}{}", sign, whole) : fmt::format("{}{}.{}", sign, whole, part);
}

std::string clock_text(int minutes) {
  return fmt::format("{:02}:{:02}", minutes / minutes_an_hour, minutes % minutes_an_hour);
}

Json checklist_json(const Checklist& checklist) {
  Json turns = Json::Array{}, groups = Json::Array{}, items = Json::Array{};
  for (const Turn& turn : checklist.turns)
    turns.push_back(Json::Object{{"name", turn.name},
                                 {"title", words_json(turn.title)},
                                 {"from", clock_text(turn.from)},
                                 {"until", clock_text(turn.until)}});
  for (const CheckGroup& group : checklist.groups)
    groups.push_back(Json::Object{{"name", group.name}, {"title", words_json(group.title)}});
  for (const CheckItem& item : checklist.items) items.push_back(item_json(item));
  return Json::Object{{"name", checklist.name},
                      {"title", words_json(checklist.title)},
                      {"digest", checklist.digest.hex()},
                      {"base", points_text(checklist.base)},
                      {"floor", checklist.floor ? Json{points_text(*checklist.floor)} : Json{}},
                      {"corrected_deducts", checklist.corrected_deducts},
                      {"windows", names_json(checklist.windows)},
                      {"spare", names_json(checklist.spare)},
                      {"turns", std::move(turns)},
                      {"groups", std::move(groups)},
                      {"items", std::move(items)}};
}

}  // namespace hallbook::service
