#include "service/round.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/crypto/hash.h"

namespace hallbook::service {
namespace {

constexpr std::size_t id_digits = 32;

std::unexpected<Refusal> not_on_list(std::string_view what_zh, std::string_view what_en, std::string_view name,
                                     std::string field) {
  return refuse(RefusalCode::invalid,
                {fmt::format("清单里没有{}“{}”", what_zh, quote(name)),
                 fmt::format("the checklist has no {} “{}”", what_en, quote(name))},
                std::move(field));
}

Json name_list(const std::vector<std::string>& names) {
  Json list = Json::Array{};
  for (const auto& name : names) list.push_back(name);
  return list;
}

std::vector<std::string> names_of(const Json& list) {
  std::vector<std::string> names;
  for (const Json& name : list.array()) names.push_back(name.string());
  return names;
}

Verdict verdict_in(std::string_view name) {
  for (const Verdict verdict : {Verdict::pass, Verdict::fail, Verdict::not_applicable})
    if (verdict_name(verdict) == name) return verdict;
  throw BrokenInvariant{"a round has an unknown answer"};
}

template <class Names>
bool once_each(const Names& names) {
  return std::set<std::string>(names.begin(), names.end()).size() == names.size();
}

Result<> judge_answer(const Checklist& checklist, const Answer& answer) {
  const CheckItem* item = checklist.item(answer.item);
  if (item == nullptr) return not_on_list("项目", "item", answer.item, "answers");
  const bool failed = answer.verdict == Verdict::fail;
  if (!failed && (answer.corrected || !answer.windows.empty() || !answer.kinds.empty()))
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”没有不合格，不带窗口、种类和当场已改", item->title.zh),
                   fmt::format("“{}” did not fail: no windows, kinds or correction go with it", item->title.en)},
                  "answers");
  if (!once_each(answer.windows) || !once_each(answer.kinds))
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”的窗口或种类重复", item->title.zh),
                   fmt::format("a window or kind of “{}” stands twice", item->title.en)},
                  "answers");
  for (const auto& window : answer.windows)
    if (!item->windows || std::ranges::find(checklist.windows, window) == checklist.windows.end())
      return not_on_list("窗口", "window", window, "answers");
  for (const auto& kind : answer.kinds)
    if (item->kind(kind) == nullptr) return not_on_list("种类", "kind", kind, "answers");
  return {};
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return "pass";
    case Verdict::fail: return "fail";
    case Verdict::not_applicable: return "not_applicable";
  }
  throw BrokenInvariant{"verdict_name: unknown verdict"};
}

Json RoundContent::to_json() const {
  Json rows = Json::Array{};
  for (const Answer& answer : answers)
    rows.push_back(Json::Object{{"item", answer.item},
                                {"result", verdict_name(answer.verdict)},
                                {"windows", name_list(answer.windows)},
                                {"kinds", name_list(answer.kinds)},
                                {"corrected", answer.corrected}});
  return Json::Object{{"id", id},     {"checklist", checklist}, {"checklist_digest", checklist_digest.hex()},
                      {"turn", turn}, {"day", iso(day)},        {"answers", std::move(rows)}};
}

RoundContent RoundContent::from_json(const Json& body) {
  const auto digest = Digest::from_hex(body.at("checklist_digest").string());
  const auto day = parse_iso_date(body.at("day").string());
  ensure(digest && day, "a round in a journal line does not read");
  RoundContent content{
      body.at("id").string(), body.at("checklist").string(), *digest, body.at("turn").string(), *day, {}};
  for (const Json& row : body.at("answers").array())
    content.answers.push_back({row.at("item").string(), verdict_in(row.at("result").string()),
                               names_of(row.at("windows")), names_of(row.at("kinds")), row.at("corrected").boolean()});
  return content;
}

Digest RoundContent::digest() const { return crypto::sm3(to_json().canonical()); }

// R-SRV-05
Result<> judge_round(const Checklist& checklist, const RoundContent& content) {
  const auto hex = [](char letter) { return is_digit(letter) || (letter >= 'a' && letter <= 'f'); };
  if (content.id.size() != id_digits || !std::ranges::all_of(content.id, hex))
    return refuse(RefusalCode::invalid, {"巡检编号是 32 位十六进制数", "a round's id has 32 hexadecimal digits"}, "id");
  if (checklist.turn(content.turn) == nullptr) return not_on_list("轮次", "round", content.turn, "turn");
  if (content.answers.empty())
    return refuse(RefusalCode::invalid,
                  {"一项也没有查，没有可送出的", "nothing was looked at, so there is nothing to send"}, "answers");
  std::set<std::string> seen;
  for (const Answer& answer : content.answers) {
    if (auto sound = judge_answer(checklist, answer); !sound) return sound;
    if (!seen.insert(answer.item).second)
      return refuse(RefusalCode::invalid,
                    {fmt::format("“{}”答了两次", checklist.item(answer.item)->title.zh),
                     fmt::format("“{}” is answered twice", checklist.item(answer.item)->title.en)},
                    "answers");
  }
  return {};
}

// R-SRV-03
RoundScore score_round(const Checklist& checklist, std::span<const Answer> answers) {
  RoundScore result;
  result.score = checklist.base;
  for (const Answer& answer : answers) {
    const CheckItem* item = checklist.item(answer.item);
    ensure(item != nullptr, "a scored round has an item that its checklist has not");
    ++result.looked;
    if (answer.verdict == Verdict::not_applicable) ++result.not_applicable;
    if (answer.verdict == Verdict::pass) ++result.passed;
    if (answer.verdict != Verdict::fail) continue;
    ++result.failed;
    if (answer.corrected) ++result.corrected;
    const int places = std::max(1, static_cast<int>(answer.windows.size()));
    if (!answer.corrected || checklist.corrected_deducts) result.score -= item->points * places;
  }
  if (checklist.floor) result.score = std::max(result.score, *checklist.floor);
  return result;
}

// R-SRV-07
Result<std::vector<MissedRound>> missed_rounds(const Checklist& checklist, const WorkCalendar& calendar, Date first,
                                               Date today, std::span<const MissedRound> done) {
  std::vector<MissedRound> missed;
  for (Date day = plus_days(today, -1); day >= first; day = plus_days(day, -1)) {
    const auto works = calendar.is_workday(day);
    if (!works) return std::unexpected{works.error()};
    if (!*works) continue;
    for (auto turn = checklist.turns.rbegin(); turn != checklist.turns.rend(); ++turn) {
      MissedRound planned{day, turn->name};
      if (std::ranges::find(done, planned) == done.end()) missed.push_back(std::move(planned));
    }
  }
  return missed;
}

}  // namespace hallbook::service
