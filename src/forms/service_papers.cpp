#include "forms/service_papers.h"

#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"
#include "identity/user.h"
#include "platform/crypto/hash.h"
#include "service/matters.h"
#include "service/rounds.h"

namespace hallbook::forms {
namespace {

constexpr std::size_t notice_digits = 16;

/// "7" → 7; 0, which no number is, for anything else.
std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : 0;
}

std::string list_of(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : "、") + word;
  return text;
}

std::string name_of(db::ReadTx& tx, const std::string& name) {
  const auto user = identity::find_user(tx, name);
  return user ? user->display_name : name;
}

std::string due_in_words(const service::Matter& matter) {
  return matter.due_on ? fmt::format("{} 前", iso(*matter.due_on))
                       : fmt::format("{} 个工作日内", matter.limit_workdays);
}

service::Checklist list_behind(db::ReadTx& tx, UnitId unit, const service::Round& round) {
  auto list = service::checklist_of(tx, unit, round.content.checklist, round.content.checklist_digest);
  ensure(list.has_value(), "a round's checklist is gone");
  return std::move(*list);
}

/// What failed, each with its place and what follows from it.
Json failures(const service::Round& round, const service::Checklist& list,
              const std::vector<service::Matter>& matters) {
  Json rows = Json::Array{};
  for (const auto& answer : round.content.answers) {
    if (answer.verdict != service::Verdict::fail) continue;
    const auto* item = list.item(answer.item);
    ensure(item != nullptr, "a round has an item that its checklist has not");
    std::vector<std::string> kinds;
    for (const auto& kind : answer.kinds) kinds.push_back(item->kind(kind)->title.zh);
    const auto matter = std::ranges::find(matters, answer.item, &service::Matter::item);
    rows.push_back(Json::Object{{"no", rows.array().size() + 1},
                                {"title", item->title.zh},
                                {"where", answer.windows.empty() ? std::string{"大厅"} : list_of(answer.windows)},
                                {"kinds", list_of(kinds)},
                                {"after", matter == matters.end() ? std::string{"当场已改"}
                                                                  : fmt::format("第 {} 号问题，{}整改", matter->number,
                                                                                due_in_words(*matter))}});
  }
  return rows;
}

Json steps_in_words(db::ReadTx& tx, UnitId unit, std::int64_t number) {
  Json rows = Json::Array{};
  for (const auto& taken : service::steps_of(tx, unit, number)) {
    const auto step = service::find_step(taken.step);
    const auto to = taken.to.empty() ? "" : "，交" + name_of(tx, taken.to);
    const auto note = taken.note.empty() ? "" : "：" + taken.note;
    rows.push_back(Json::Object{{"day", iso(taken.day)},
                                {"what", (step ? service::step_title(*step).zh : "发现") + to + note},
                                {"by", name_of(tx, taken.by)},
                                {"seq", taken.seq}});
  }
  return rows;
}

}  // namespace

Result<Json> round_notice_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number) {
  const auto round = service::find_round(tx, unit, number_in(number));
  if (!round) return std::unexpected{round.error()};
  const auto list = list_behind(tx, unit, *round);
  const auto* turn = list.turn(round->content.turn);
  Json rows = failures(*round, list, service::matters_of_round(tx, unit, round->number));
  const auto& score = round->score;
  std::string sentence =
      fmt::format("应查 {} 项，已查 {} 项，合格 {} 项，不合格 {} 项（当场已改 {} 项），不适用 {} 项。",
                  list.items.size(), score.looked, score.passed, score.failed, score.corrected, score.not_applicable);
  if (rows.array().empty()) sentence += "没有不合格的项目。";
  return Json::Object{{"unit", unit_name},
                      {"no", round->number},
                      {"day", iso(round->content.day)},
                      {"turn", turn == nullptr ? round->content.turn : turn->title.zh},
                      {"by", name_of(tx, round->by)},
                      {"checklist", list.title.zh},
                      {"score", service::points_text(score.score)},
                      {"base", service::points_text(list.base)},
                      {"sentence", std::move(sentence)},
                      {"failures", std::move(rows)}};
}

Result<Json> matter_notice_facts(db::ReadTx& tx, UnitId unit, std::string_view unit_name, std::string_view number) {
  const auto matter = service::find_matter(tx, unit, number_in(number));
  if (!matter) return std::unexpected{matter.error()};
  const auto round = service::find_round(tx, unit, matter->round);
  ensure(round.has_value(), "a matter's round is gone");
  const auto list = list_behind(tx, unit, *round);
  const auto* item = list.item(matter->item);
  std::vector<std::string> kinds;
  for (const auto& kind : matter->kinds) kinds.push_back(kind.zh);
  return Json::Object{{"unit", unit_name},
                      {"no", matter->number},
                      {"title", matter->title.zh},
                      {"rule", item == nullptr ? std::string{} : item->rule.zh},
                      {"where", matter->windows.empty() ? std::string{"大厅"} : list_of(matter->windows)},
                      {"kinds", list_of(kinds)},
                      {"level", service::level_title(matter->level).zh},
                      {"points", service::points_text(matter->points)},
                      {"found", fmt::format("{}，第 {} 号巡检，{}", iso(matter->opened_on), matter->round,
                                            name_of(tx, matter->found_by))},
                      {"due", due_in_words(*matter)},
                      {"holder", matter->holder.empty() ? std::string{"待交办"} : name_of(tx, matter->holder)},
                      {"times", service::times_found(tx, unit, *matter)},
                      {"state", service::state_title(matter->state).zh},
                      {"returned", matter->returned},
                      {"reopened", matter->reopened},
                      {"steps", steps_in_words(tx, unit, matter->number)}};
}

std::optional<std::string> service_digest(db::ReadTx& tx, UnitId unit, std::string_view kind) {
  const auto number = number_in(kind.substr(kind.find(':') + 1));
  if (kind.starts_with("round-notice:")) {
    const auto round = service::find_round(tx, unit, number);
    return round ? std::optional{round->content_digest.hex().substr(0, notice_digits)} : std::nullopt;
  }
  const auto matter = service::find_matter(tx, unit, number);
  if (!matter) return std::nullopt;
  return crypto::sm3(service::MatterOpened{*matter}.to_json().canonical()).hex().substr(0, notice_digits);
}

}  // namespace hallbook::forms
