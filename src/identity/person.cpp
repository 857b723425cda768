#include "identity/person.h"

#include <fmt/format.h>

#include "base/citizen_number.h"
#include "base/ensure.h"
#include "base/text.h"
#include "identity/person_store.h"
#include "identity/user_store.h"
#include "journal/derived_key.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {

Json PersonNamed::to_json() const { return Json::Object{{"name", name}, {"mark", mark.hex()}}; }

PersonNamed PersonNamed::from_json(const Json& body) {
  const auto mark = Digest::from_hex(body.at("mark").string());
  ensure(mark.has_value(), "PersonNamed: the mark is not 64 hex digits");
  return {body.at("name").string(), *mark};
}

void apply(journal::Books& books, const journal::Meta& meta, const PersonNamed& event) {
  person_store::insert(books.tx, event.name, event.mark, meta.at);
  user_store::count_change(books.tx);
}

Result<Digest> person_mark(const journal::KeyRing& keys, std::string_view number) {
  std::string folded{trim(number)};
  if (!folded.empty() && folded.back() == 'x') folded.back() = 'X';
  if (!is_citizen_number(folded))  // what was typed is not repeated: it may be somebody's number with one wrong digit
    return refuse(RefusalCode::invalid,
                  {"这不是有效的公民身份号码：18 位，末位是校验码，请核对",
                   "this is no valid citizen number: 18 characters, the last one checks the others"},
                  "number");
  const auto key = journal::derived_key(keys, "hallbook persons 1");
  if (!key) return std::unexpected{key.error()};
  return crypto::hmac_sm3(*key, folded);
}

// R-IDN-08
Result<> name_person(journal::Books& books, const Acting& acting, std::string_view name, const Digest& mark) {
  const auto user = user_store::find(books.tx, name);
  if (!user)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这个人", quote(name)), fmt::format("there is nobody called “{}”", quote(name))},
                  "name");
  if (user->closed_at)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("“{}”已停用，不能再改", user->name), fmt::format("{} is closed", user->name)}, "name");
  if (const auto known = person_store::mark_of(books.tx, name)) {
    if (*known == mark) return {};
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("{} 已登记为另一个人。账号不能换人：请停用它，给新的人另开一个。", user->name),
                   fmt::format("{} belongs to another person. An account does not change hands: close it and add a new "
                               "one.",
                               user->name)},
                  "number");
  }
  for (const auto& other : person_store::open_accounts(books.tx, mark))
    return refuse(RefusalCode::conflict,
                  {fmt::format("这个人已有账号 {}。一人一个账号：请先停用其中一个。", other),
                   fmt::format("this person already has the account {}. One person has one account: close one of them "
                               "first.",
                               other)},
                  "number");
  journal::append(books, user->unit, acting.actor, acting.at, PersonNamed{user->name, mark});
  return {};
}

bool is_person_known(db::ReadTx& tx, std::string_view name) { return person_store::mark_of(tx, name).has_value(); }

bool is_same_person(db::ReadTx& tx, std::string_view name, std::string_view other) {
  if (name == other) return true;
  const auto mark = person_store::mark_of(tx, name);
  return mark && mark == person_store::mark_of(tx, other);
}

}  // namespace hallbook::identity
