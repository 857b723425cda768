#include "service/matters.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/acting_may.h"
#include "identity/person.h"
#include "service/matters_store.h"
#include "service/rounds.h"

namespace hallbook::service {
namespace {

constexpr int days_of_repeats = 30;

/// R-SRV-08: a day is never guessed; where the calendar of the year is not there yet, the due day stays open.
std::optional<Date> due_after(const WorkCalendar& calendar, Date day, int workdays) {
  const auto due = calendar.plus_workdays(day, workdays);
  return due ? std::optional{*due} : std::nullopt;
}

Matter found_matter(const CheckItem& item, const Answer& answer, Date day) {
  Matter matter;
  matter.item = item.name;
  matter.title = item.title;
  matter.windows = answer.windows;
  for (const auto& kind : answer.kinds) matter.kinds.push_back(item.kind(kind)->title);
  matter.level = item.level;
  matter.points = item.points * std::max(1, static_cast<int>(answer.windows.size()));
  matter.opened_on = day;
  matter.limit_workdays = item.limit_workdays;
  return matter;
}

Result<> judge_taker(db::ReadTx& tx, UnitId unit, const std::string& to) {
  const auto people = identity::people_who_may(tx, unit, identity::Permission::service_fix);
  if (std::ranges::find(people, to, &identity::User::name) != people.end()) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”不能整改问题：不在本单位，或没有这个职责", quote(to)),
                 fmt::format("“{}” cannot fix matters: not of this unit, or without that duty", quote(to))},
                "to");
}

}  // namespace

// R-SRV-08
void open_matters(journal::Books& books, const Acting& acting, const Checklist& checklist, std::int64_t round,
                  const RoundContent& content) {
  const auto calendar = calendar_of(books.tx, acting.unit);
  auto number = matters_store::last_number(books.tx, acting.unit);
  for (const Answer& answer : content.answers) {
    if (answer.verdict != Verdict::fail || answer.corrected) continue;
    Matter matter = found_matter(*checklist.item(answer.item), answer, content.day);
    matter.number = ++number;
    matter.round = round;
    matter.found_by = identity::person_behind(acting);
    matter.due_on = due_after(calendar, content.day, matter.limit_workdays);
    journal::append(books, acting.unit, acting.actor, acting.at, MatterOpened{std::move(matter)});
  }
}

identity::Permission permission_for(Step step) {
  return step == Step::fix ? identity::Permission::service_fix : identity::Permission::service_verify;
}

Matter as_persons(db::ReadTx& tx, Matter matter, const StepAsked& asked) {
  const bool gave_to_finder = asked.step == Step::assign && identity::is_same_person(tx, asked.to, matter.found_by);
  const auto is_asking = [&](const std::string& name) { return identity::is_same_person(tx, name, asked.by); };
  if (std::ranges::any_of(matter.fixers, is_asking)) matter.fixers.insert(asked.by);
  if (gave_to_finder)
    matter.found_by = asked.to;
  else if (is_asking(matter.found_by))
    matter.found_by = asked.by;
  return matter;
}

Result<Matter> step_matter(journal::Books& books, const Acting& acting, std::int64_t number, StepAsked asked) {
  if (auto may = identity::check_acting_may(books.tx, acting, permission_for(asked.step)); !may)
    return std::unexpected{may.error()};
  const auto matter = find_matter(books.tx, acting.unit, number);
  if (!matter) return matter;
  asked.by = identity::person_behind(acting);
  asked.note = std::string{trim(asked.note)};
  if (asked.step != Step::assign) asked.to.clear();
  if (auto allowed = judge_step(as_persons(books.tx, *matter, asked), asked); !allowed)
    return std::unexpected{allowed.error()};
  if (asked.step == Step::assign)
    if (auto taker = judge_taker(books.tx, acting.unit, asked.to); !taker) return std::unexpected{taker.error()};
  const Date day = acting.day();
  const auto due = asked.step == Step::reopen
                       ? due_after(calendar_of(books.tx, acting.unit), day, matter->limit_workdays)
                       : std::nullopt;
  journal::append(books, acting.unit, acting.actor, acting.at, MatterStepped{number, std::move(asked), day, due});
  return find_matter(books.tx, acting.unit, number);
}

Result<Matter> find_matter(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  auto matter = matters_store::find(tx, unit, number);
  if (!matter)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有第 {} 号问题", number), fmt::format("there is no matter {}", number)}, "number");
  return std::move(*matter);
}

std::vector<Matter> matters_of_round(db::ReadTx& tx, UnitId unit, std::int64_t round) {
  return matters_store::of_round(tx, unit, round);
}

std::vector<StepTaken> steps_of(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  return matters_store::steps(tx, unit, number);
}

std::int64_t times_found(db::ReadTx& tx, UnitId unit, const Matter& matter) {
  return matters_store::same_since(tx, unit, matter.number, plus_days(matter.opened_on, -days_of_repeats));
}

}  // namespace hallbook::service
