#include "service/service_events.h"

#include "base/ensure.h"

namespace hallbook::service {
namespace {

Json day_or_null(const std::optional<Date>& day) { return day ? Json{iso(*day)} : Json{}; }

Date day_in(const Json& value) {
  const auto day = parse_iso_date(value.string());
  ensure(day.has_value(), "a day in a journal line does not read");
  return *day;
}
std::optional<Date> day_if_any(const Json& value) {
  return value.is_null() ? std::nullopt : std::optional{day_in(value)};
}

int whole_in(const Json& body, std::string_view name) { return static_cast<int>(body.at(name).integer()); }

Level level_named(std::string_view name) {
  for (const Level level : {Level::minor, Level::serious, Level::grave})
    if (level_name(level) == name) return level;
  throw BrokenInvariant{"a matter has an unknown level"};
}

Json text_pair(const Text& text) { return Json::Object{{"zh", text.zh}, {"en", text.en}}; }
Text text_of_pair(const Json& pair) { return {pair.at("zh").string(), pair.at("en").string()}; }

}  // namespace

Json RoundSent::to_json() const {
  return Json::Object{{"number", number},
                      {"by", by},
                      {"content", content.to_json()},
                      {"score", score.score},
                      {"looked", score.looked},
                      {"passed", score.passed},
                      {"failed", score.failed},
                      {"corrected", score.corrected},
                      {"not_applicable", score.not_applicable}};
}

RoundSent RoundSent::from_json(const Json& body) {
  return {body.at("number").integer(),
          body.at("by").string(),
          RoundContent::from_json(body.at("content")),
          {whole_in(body, "score"), whole_in(body, "looked"), whole_in(body, "passed"), whole_in(body, "failed"),
           whole_in(body, "corrected"), whole_in(body, "not_applicable")}};
}

Json MatterOpened::to_json() const {
  Json windows = Json::Array{}, kinds = Json::Array{};
  for (const auto& window : matter.windows) windows.push_back(window);
  for (const Text& one : matter.kinds) kinds.push_back(text_pair(one));
  return Json::Object{{"number", matter.number},
                      {"round", matter.round},
                      {"item", matter.item},
                      {"title", text_pair(matter.title)},
                      {"windows", std::move(windows)},
                      {"kinds", std::move(kinds)},
                      {"level", level_name(matter.level)},
                      {"points", matter.points},
                      {"by", matter.found_by},
                      {"opened_on", iso(matter.opened_on)},
                      {"limit_workdays", matter.limit_workdays},
                      {"due_on", day_or_null(matter.due_on)}};
}

MatterOpened MatterOpened::from_json(const Json& body) {
  MatterOpened event;
  Matter& matter = event.matter;
  matter.number = body.at("number").integer();
  matter.round = body.at("round").integer();
  matter.item = body.at("item").string();
  matter.title = text_of_pair(body.at("title"));
  for (const Json& window : body.at("windows").array()) matter.windows.push_back(window.string());
  for (const Json& one : body.at("kinds").array()) matter.kinds.push_back(text_of_pair(one));
  matter.level = level_named(body.at("level").string());
  matter.points = whole_in(body, "points");
  matter.found_by = body.at("by").string();
  matter.opened_on = day_in(body.at("opened_on"));
  matter.limit_workdays = whole_in(body, "limit_workdays");
  matter.due_on = day_if_any(body.at("due_on"));
  return event;
}

Json MatterStepped::to_json() const {
  return Json::Object{
      {"number", number}, {"step", step_name(asked.step)}, {"by", asked.by}, {"to", asked.to}, {"reason", asked.note},
      {"day", iso(day)},  {"due_on", day_or_null(due)}};
}

MatterStepped MatterStepped::from_json(const Json& body) {
  const auto step = find_step(body.at("step").string());
  ensure(step.has_value(), "a step in a journal line does not read");
  return {body.at("number").integer(),
          {*step, body.at("by").string(), body.at("to").string(), body.at("reason").string()},
          day_in(body.at("day")),
          day_if_any(body.at("due_on"))};
}

std::vector<journal::EventKind> event_kinds() {
  return {journal::event_kind<RoundSent>({"送出巡检", "round sent"}),
          journal::event_kind<MatterOpened>({"发现问题", "matter opened"}),
          journal::event_kind<MatterStepped>({"办理问题", "matter stepped"})};
}

}  // namespace hallbook::service
