#include "service/service_view.h"

#include <algorithm>

#include "base/ensure.h"
#include "identity/acting_may.h"
#include "platform/http/fields.h"

namespace hallbook::service {
namespace {

using identity::Permission;

Json answers_json(const Round& round, const Checklist& checklist) {
  Json list = Json::Array{};
  for (const Answer& answer : round.content.answers) {
    const CheckItem* item = checklist.item(answer.item);
    ensure(item != nullptr, "a round has an item that its checklist has not");
    Json kinds = Json::Array{}, windows = Json::Array{};
    for (const auto& kind : answer.kinds) kinds.push_back(http::text_json(item->kind(kind)->title));
    for (const auto& window : answer.windows) windows.push_back(window);
    list.push_back(Json::Object{{"item", answer.item},
                                {"title", http::text_json(item->title)},
                                {"result", verdict_name(answer.verdict)},
                                {"windows", std::move(windows)},
                                {"kinds", std::move(kinds)},
                                {"corrected", answer.corrected}});
  }
  return list;
}

/// Working days from today to the due day, which counts; negative when it is over. Null where no calendar is.
Json days_left(const Matter& matter, Date today, const WorkCalendar& calendar) {
  if (!matter.due_on) return {};
  const Date due = *matter.due_on;
  if (due == today) return 0;
  const bool over = due < today;
  const auto between = calendar.count_workdays({plus_days(over ? due : today, 1), over ? today : due});
  if (!between) return {};
  return over ? -*between : *between;
}

Json steps_json(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  Json list = Json::Array{};
  for (const StepTaken& taken : steps_of(tx, unit, number)) {
    const auto step = find_step(taken.step);
    list.push_back(Json::Object{{"step", taken.step},
                                {"title", http::text_json(step ? step_title(*step) : Text{"发现", "found"})},
                                {"by", person_json(tx, taken.by)},
                                {"to", person_json(tx, taken.to)},
                                {"note", taken.note},
                                {"day", iso(taken.day)},
                                {"at", http::utc(taken.at)},
                                {"seq", taken.seq}});
  }
  return list;
}

Json people_json(db::ReadTx& tx, UnitId unit, const Matter& matter) {
  Json list = Json::Array{};
  for (const auto& user : identity::people_who_may(tx, unit, Permission::service_fix))
    if (user.name != matter.found_by) list.push_back(Json::Object{{"name", user.name}, {"title", user.display_name}});
  return list;
}

}  // namespace

Json turn_json(const Checklist& checklist, std::string_view name) {
  const Turn* turn = checklist.turn(name);
  return turn == nullptr ? http::text_json({std::string{name}, std::string{name}}) : http::text_json(turn->title);
}

Json person_json(db::ReadTx& tx, std::string_view name) {
  if (name.empty()) return {};
  const auto user = identity::find_user(tx, name);
  return Json::Object{{"name", name}, {"title", user ? user->display_name : std::string{name}}};
}

Json round_json(db::ReadTx& tx, const Round& round, const Checklist& checklist) {
  return Json::Object{{"number", round.number},
                      {"id", round.content.id},
                      {"day", iso(round.content.day)},
                      {"turn", round.content.turn},
                      {"turn_title", turn_json(checklist, round.content.turn)},
                      {"by", person_json(tx, round.by)},
                      {"checklist", http::text_json(checklist.title)},
                      {"items", checklist.items.size()},
                      {"score", points_text(round.score.score)},
                      {"base", points_text(checklist.base)},
                      {"looked", round.score.looked},
                      {"passed", round.score.passed},
                      {"failed", round.score.failed},
                      {"corrected", round.score.corrected},
                      {"not_applicable", round.score.not_applicable},
                      {"seq", round.seq}};
}

Json round_detail(db::ReadTx& tx, UnitId unit, const Round& round, Date today) {
  const auto checklist = checklist_of(tx, unit, round.content.checklist, round.content.checklist_digest);
  ensure(checklist.has_value(), "a round's checklist is gone");
  Json json = round_json(tx, round, *checklist);
  json["answers"] = answers_json(round, *checklist);
  Json matters = Json::Array{};
  const auto calendar = calendar_of(tx, unit);
  for (const Matter& matter : matters_of_round(tx, unit, round.number))
    matters.push_back(matter_json(tx, unit, matter, today, calendar));
  json["matters"] = std::move(matters);
  json["again"] = false;
  return json;
}

// R-SRV-14
std::vector<Step> next_steps(const Matter& matter, const Acting& acting, bool may_fix, bool may_verify) {
  std::vector<Step> next;
  const auto by = identity::person_behind(acting);
  for (const Step step : all_steps) {
    const bool may = permission_for(step) == Permission::service_fix ? may_fix : may_verify;
    // Whom it goes to and why are asked for later: here they are given, so that only the state and the person count.
    if (may && judge_step(matter, {step, by, "?", "?"})) next.push_back(step);
  }
  return next;
}

Json matter_json(db::ReadTx& tx, UnitId unit, const Matter& matter, Date today, const WorkCalendar& calendar) {
  Json windows = Json::Array{}, kinds = Json::Array{};
  for (const auto& window : matter.windows) windows.push_back(window);
  for (const Text& kind : matter.kinds) kinds.push_back(http::text_json(kind));
  return Json::Object{{"number", matter.number},
                      {"round", matter.round},
                      {"item", matter.item},
                      {"title", http::text_json(matter.title)},
                      {"windows", std::move(windows)},
                      {"kinds", std::move(kinds)},
                      {"level", level_name(matter.level)},
                      {"level_title", http::text_json(level_title(matter.level))},
                      {"points", points_text(matter.points)},
                      {"found_by", person_json(tx, matter.found_by)},
                      {"opened_on", iso(matter.opened_on)},
                      {"limit_workdays", matter.limit_workdays},
                      {"due_on", http::day_json(matter.due_on)},
                      {"left", days_left(matter, today, calendar)},
                      {"overdue", is_overdue(matter, today)},
                      {"state", state_name(matter.state)},
                      {"state_title", http::text_json(state_title(matter.state))},
                      {"holder", person_json(tx, matter.holder)},
                      {"returned", matter.returned},
                      {"reopened", matter.reopened},
                      {"fixed_on", http::day_json(matter.fixed_on)},
                      {"closed_on", http::day_json(matter.closed_on)},
                      {"times", times_found(tx, unit, matter)}};
}

Json matter_detail(db::ReadTx& tx, const Acting& acting, const Matter& matter, bool may_fix, bool may_verify) {
  const UnitId unit = acting.unit;
  Json json = matter_json(tx, unit, matter, acting.day(), calendar_of(tx, unit));
  json["steps"] = steps_json(tx, unit, matter.number);
  Json next = Json::Array{};
  const auto asking = as_persons(tx, matter, {Step::fix, identity::person_behind(acting), "", ""});
  for (const Step step : next_steps(asking, acting, may_fix, may_verify)) next.push_back(step_name(step));
  json["next"] = std::move(next);
  json["people"] = may_verify ? people_json(tx, unit, matter) : Json{Json::Array{}};
  return json;
}

}  // namespace hallbook::service
