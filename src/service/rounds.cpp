#include "service/rounds.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/embedded.h"
#include "base/ensure.h"
#include "identity/acting_may.h"
#include "identity/adoption.h"
#include "platform/crypto/hash.h"
#include "service/matters.h"
#include "service/rounds_store.h"

namespace hallbook::service {
namespace {

constexpr std::string_view checklist_kind = "checklist", daily_name = "daily";
constexpr int days_kept = 7;      // a phone may lie in a drawer over a weekend, not over a month
constexpr int days_of_missed = 30;

std::string_view shipped_checklist() {
  const auto files = embedded_files("definitions/checklists/daily.toml");
  ensure(files.size() == 1, "the checklist does not ship with the program");
  return files.front().text;
}

Checklist read_known(std::string_view text) {
  auto read = read_checklist(text);
  ensure(read.has_value(), "a known checklist does not read");
  return std::move(*read);
}

Result<> judge_day(Date day, Date today) {
  if (day <= today && days_between(day, today) <= days_kept) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("巡检日期 {} 不在最近 {} 天内", iso(day), days_kept),
                 fmt::format("the day of the round, {}, is not within the last {} days", iso(day), days_kept)},
                "day");
}

/// R-SRV-04: the first round with the shipped checklist makes it the unit's own, so that it is there for good.
void keep_checklist(journal::Books& books, const Acting& acting, const Checklist& checklist) {
  for (const auto& adopted : identity::definition_versions(books.tx, acting.unit, checklist_kind, checklist.name))
    if (adopted.digest == checklist.digest) return;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  identity::DefinitionAdopted{std::string{checklist_kind}, checklist.name,
                                              std::string{shipped_checklist()}, "首次巡检采用"});
}

}  // namespace

Checklist checklist_in_force(db::ReadTx& tx, UnitId unit) {
  const auto adopted = identity::find_definition(tx, unit, checklist_kind, daily_name);
  return read_known(adopted ? std::string_view{adopted->text} : shipped_checklist());
}

// R-SRV-04
Result<Checklist> checklist_of(db::ReadTx& tx, UnitId unit, std::string_view name, const Digest& digest) {
  for (const auto& adopted : identity::definition_versions(tx, unit, checklist_kind, name))
    if (adopted.digest == digest) return read_known(adopted.text);
  if (name == daily_name && crypto::sm3(shipped_checklist()) == digest) return read_known(shipped_checklist());
  return refuse(RefusalCode::conflict,
                {"这一轮用的清单不是本单位的。请重新打开巡检页，已答的会留着",
                 "this round was done with a checklist that is not the unit's; open the page again, answers are kept"},
                "checklist_digest");
}

WorkCalendar calendar_of(db::ReadTx& tx, UnitId unit) {
  WorkCalendar calendar;
  for (const auto& adopted : identity::definitions(tx, unit, "calendar"))
    ensure(calendar.load(adopted.text).has_value(), "an adopted calendar does not load");
  return calendar;
}

// R-SRV-05, R-SRV-06
Result<RoundTaken> send_round(journal::Books& books, const Acting& acting, const RoundContent& content) {
  if (auto may = identity::check_acting_may(books.tx, acting, identity::Permission::service_round); !may)
    return std::unexpected{may.error()};
  const auto by = identity::person_behind(acting);
  if (auto known = rounds_store::find_by_id(books.tx, acting.unit, content.id)) {
    if (known->content_digest == content.digest() && known->by == by) return RoundTaken{std::move(*known), true};
    return refuse(
        RefusalCode::conflict,
        {fmt::format("这个编号的巡检（第 {} 号）已经送出，内容不一样。请另开一轮", known->number),
         fmt::format("a round with this id was sent already (number {}) and says something else; begin a new one",
                     known->number)},
        "id");
  }
  const auto checklist = checklist_of(books.tx, acting.unit, content.checklist, content.checklist_digest);
  if (!checklist) return std::unexpected{checklist.error()};
  if (auto sound = judge_round(*checklist, content); !sound) return std::unexpected{sound.error()};
  if (auto near = judge_day(content.day, acting.day()); !near) return std::unexpected{near.error()};
  keep_checklist(books, acting, *checklist);
  const auto number = rounds_store::last_number(books.tx, acting.unit) + 1;
  journal::append(books, acting.unit, acting.actor, acting.at,
                  RoundSent{number, by, content, score_round(*checklist, content.answers)});
  open_matters(books, acting, *checklist, number, content);
  auto round = rounds_store::find(books.tx, acting.unit, number);
  ensure(round.has_value(), "a round that was sent is not there");
  return RoundTaken{std::move(*round), false};
}

Result<Round> find_round(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  auto round = rounds_store::find(tx, unit, number);
  if (!round)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有第 {} 号巡检", number), fmt::format("there is no round {}", number)}, "number");
  return std::move(*round);
}

std::vector<Round> list_rounds(db::ReadTx& tx, UnitId unit, std::int64_t after, std::size_t limit) {
  return rounds_store::newest(tx, unit, after, limit);
}

// R-SRV-07
std::vector<MissedRound> missed_lately(db::ReadTx& tx, UnitId unit, const Checklist& checklist, Date today) {
  const auto began = rounds_store::first_day(tx, unit);
  if (!began) return {};
  const Date first = std::max(*began, plus_days(today, -days_of_missed));
  return missed_rounds(checklist, calendar_of(tx, unit), first, today, rounds_store::done_since(tx, unit, first))
      .value_or(std::vector<MissedRound>{});
}

}  // namespace hallbook::service
