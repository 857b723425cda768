#include "funds/duty.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "funds/event_fields.h"
#include "identity/person.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_exception_reason = 300;
constexpr std::string_view every_chain = "*";

bool is_pair(const DutyPair& pair, std::string_view one, std::string_view other) {
  return (pair.first == one && pair.second == other) || (pair.first == other && pair.second == one);
}

/// R-FND-31
bool is_excepted(db::ReadTx& tx, const Acting& acting, std::string_view chain, std::string_view one,
                 std::string_view other) {
  const Date today = acting.day();
  for (const auto& allowed : exceptions(tx, acting.unit)) {
    const DutyPair pair{allowed.first_act, allowed.second_act, {}};
    if (allowed.person == person_of(acting) && is_pair(pair, one, other) && today <= allowed.until_on &&
        (allowed.chain == chain || allowed.chain == every_chain))
      return true;
  }
  return false;
}

}  // namespace

// R-FND-30
Result<> check_duty(db::ReadTx& tx, const Acting& acting, const FundRules& rules, std::string_view chain,
                    std::string_view act) {
  const auto person = person_of(acting);
  for (const ChainAct& earlier : acts_on(tx, acting.unit, chain)) {
    if (earlier.act == act || !identity::is_same_person(tx, earlier.person, person)) continue;
    const auto parted =
        std::ranges::find_if(rules.duties, [&](const DutyPair& pair) { return is_pair(pair, earlier.act, act); });
    if (parted == rules.duties.end() || is_excepted(tx, acting, chain, earlier.act, act)) continue;
    const Text done = act_title(earlier.act);
    const Text asked = act_title(act);
    return refuse(
        RefusalCode::not_allowed,
        {fmt::format("{} 已在 {} 上{}，不能再{}（不相容职务：{}）；请换一个人，或由主任准许例外", earlier.person,
                     earlier.document, done.zh, asked.zh, parted->title.zh),
         fmt::format("{} did the {} on {} and cannot do the {} (duties that must not meet: {}); let another person do "
                     "it, or have an exception allowed",
                     earlier.person, done.en, earlier.document, asked.en, parted->title.en)},
        "by");
  }
  return {};
}

// R-FND-32
Result<> allow_exception(journal::Books& books, const Acting& acting, const FundRules& rules,
                         DutyExceptionAllowed asked) {
  if (auto may = check_may(books.tx, acting, identity::Permission::funds_exception); !may) return may;
  if (std::ranges::none_of(rules.duties,
                           [&](const DutyPair& pair) { return is_pair(pair, asked.first_act, asked.second_act); }))
    return refuse(RefusalCode::invalid,
                  {fmt::format("职责表里没有“{}”与“{}”这一对", quote(asked.first_act), quote(asked.second_act)),
                   fmt::format("the table of duties does not part “{}” and “{}”", quote(asked.first_act),
                               quote(asked.second_act))},
                  "acts");
  if (trim(asked.reason).empty())
    return refuse(RefusalCode::invalid, {"准许例外要写原因", "an exception needs a reason"}, "reason");
  if (auto sound = check_text(asked.reason, longest_exception_reason, true); !sound) return sound;
  asked.by = person_of(acting);
  if (asked.person.empty() || identity::is_same_person(books.tx, asked.person, asked.by))
    return refuse(RefusalCode::not_allowed, {"例外要由另一个人准许", "an exception is allowed by another person"},
                  "person");
  if (asked.until_on < acting.day())
    return refuse(RefusalCode::invalid, {"例外的截止日已过", "the exception's last day has gone by"}, "until");
  if (asked.chain != every_chain) asked.chain = chain_of(books.tx, acting.unit, asked.chain);
  journal::append(books, acting.unit, acting.actor, acting.at, asked);
  return {};
}

Json DutyExceptionAllowed::to_json() const {
  return Json::Object{{"chain", chain},           {"first_act", first_act}, {"second_act", second_act},
                      {"person", person},         {"reason", reason},       {"by", by},
                      {"until_on", iso(until_on)}};
}

DutyExceptionAllowed DutyExceptionAllowed::from_json(const Json& body) {
  return {body.at("chain").string(),  body.at("first_act").string(), body.at("second_act").string(),
          body.at("person").string(), body.at("reason").string(),    event_day(body, "until_on"),
          body.at("by").string()};
}

}  // namespace hallbook::funds
