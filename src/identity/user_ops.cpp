#include "identity/user_ops.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/session_store.h"
#include "identity/token.h"
#include "identity/user_store.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {
namespace {

constexpr std::size_t max_reason = 200;

std::unexpected<Refusal> no_user(std::string_view name) {
  return refuse(RefusalCode::not_found,
                {fmt::format("没有“{}”这个人", quote(name)), fmt::format("there is nobody called “{}”", quote(name))},
                "name");
}

Result<User> open_user(db::ReadTx& tx, std::string_view name) {
  const auto user = user_store::find(tx, name);
  if (!user) return no_user(name);
  if (user->closed_at)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("“{}”已停用，不能再改。停用的登录名也不再给别人用。", user->name),
                   fmt::format("{} is closed and changes no more; a closed name is given to nobody else.", user->name)},
                  "name");
  return *user;
}

/// Taking this right from oneself, or from the last one who has it, would lock the hall out of its own house.
Result<> check_not_oneself(const Acting& acting, std::string_view name) {
  if (!acting.name.empty() && acting.name == name)
    return refuse(RefusalCode::not_allowed, {"自己的职责和账号请由另一位管理员来改",
                                             "ask another administrator to change your own roles or account"});
  return {};
}

Result<> check_not_last_administrator(db::ReadTx& tx, const Acting& acting, std::string_view name) {
  if (acting.name.empty()) return {};
  const auto holders = user_store::holders(tx, Role::administrator);
  if (holders.size() == 1 && holders.front() == name)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("{} 是唯一的管理员。请先添加另一位管理员。", name),
                   fmt::format("{} is the only administrator. Add another one first.", name)});
  return {};
}

bool is_seen_from(UnitId top, const User& user, const std::vector<Grant>& grants, const std::vector<Unit>& all) {
  return is_within(user.unit, top, all) ||
         std::ranges::any_of(grants, [&](const Grant& grant) { return is_within(grant.unit, top, all); });
}

/// The home unit's journal holds what concerns the person.
void journal_of_person(journal::Books& books, const Acting& acting, const User& user, const auto& event) {
  journal::append(books, user.unit, acting.actor, acting.at, event);
}

/// R-IDN-66: that none is open is fine.
void end_every_token(journal::Books& books, const Acting& acting, const User& user, std::string_view reason) {
  const auto ended = end_tokens(books, acting, user, {}, reason);
  ensure(ended || ended.error().code == RefusalCode::not_found, "the tokens of a known person could not be ended");
}

/// R-IDN-34: that none is open is fine.
void end_every_session(journal::Books& books, const Acting& acting, std::string_view name, std::string_view reason) {
  const auto ended = end_sessions(books, acting, name, {}, reason);
  ensure(ended || ended.error().code == RefusalCode::not_found, "the sessions of a known person could not be ended");
}

}  // namespace

Result<User> user_within(db::ReadTx& tx, UnitId top, std::string_view name) {
  const auto user = user_store::find(tx, name);
  if (!user || !is_seen_from(top, *user, user_store::grants(tx, name), units(tx))) return no_user(name);
  return *user;
}

std::vector<User> users_within(db::ReadTx& tx, UnitId top) {
  const auto all = units(tx);
  auto found = user_store::all(tx);
  std::erase_if(found,
                [&](const User& user) { return !is_seen_from(top, user, user_store::grants(tx, user.name), all); });
  return found;
}

Result<User> user_wholly_within(db::ReadTx& tx, UnitId top, std::string_view name) {
  auto user = user_within(tx, top, name);
  if (!user) return user;
  const auto all = units(tx);
  const auto grants = user_store::grants(tx, name);
  const bool whole = is_within(user->unit, top, all) && std::ranges::all_of(grants, [&](const Grant& grant) {
                       return grant.roles.empty() || is_within(grant.unit, top, all);
                     });
  if (whole) return user;
  return refuse(RefusalCode::not_allowed,
                {fmt::format("{} 还属于别的单位，请那里的管理员来办", name),
                 fmt::format("{} belongs to another unit too; ask an administrator there", name)});
}

Result<User> add_user(journal::Books& books, const Acting& acting, const NewUser& user, std::string_view phc,
                      bool must_change) {
  if (auto good = check_user_name(user.name); !good) return std::unexpected{good.error()};
  if (auto good = check_display_name(user.display_name); !good) return std::unexpected{good.error()};
  if (auto good = check_roles({{acting.unit, user.roles}}); !good) return std::unexpected{good.error()};
  if (const auto other = user_store::find(books.tx, user.name))
    return refuse(
        RefusalCode::conflict,
        {fmt::format("登录名 {} {}，请另取一个", user.name, other->closed_at ? "曾属于已停用的人" : "已有人用"),
         fmt::format("the name {} {}; take another", user.name,
                     other->closed_at ? "belonged to somebody who is closed" : "is taken")},
        "name");
  journal::append(books, acting.unit, acting.actor, acting.at, UserAdded{user.name, user.display_name});
  if (!user.roles.empty())
    journal::append(books, acting.unit, acting.actor, acting.at, RolesGranted{user.name, user.roles});
  if (auto set = set_password(books, acting, user.name, phc, must_change); !set) return std::unexpected{set.error()};
  return *user_store::find(books.tx, user.name);
}

Result<> grant_roles(journal::Books& books, const Acting& acting, std::string_view name,
                     const std::vector<Role>& roles) {
  const auto user = open_user(books.tx, name);
  if (!user) return std::unexpected{user.error()};
  if (auto other = check_not_oneself(acting, name); !other) return other;
  auto grants = user_store::grants(books.tx, name);
  const bool was = is_administrator(grants);
  const auto here = std::ranges::find(grants, acting.unit, &Grant::unit);
  if (here != grants.end() && here->roles == roles && grants_are_sound(books.tx, name)) return {};
  if (here == grants.end())
    grants.push_back({acting.unit, roles});
  else
    here->roles = roles;
  if (auto good = check_roles(grants); !good) return good;
  if (was && !is_administrator(grants))
    if (auto good = check_not_last_administrator(books.tx, acting, name); !good) return good;
  journal::append(books, acting.unit, acting.actor, acting.at, RolesGranted{std::string{name}, roles});
  end_every_session(books, acting, name, "roles");
  return {};
}

Result<> close_user(journal::Books& books, const Acting& acting, std::string_view name, std::string_view reason) {
  const auto user = open_user(books.tx, name);
  if (!user) return std::unexpected{user.error()};
  if (auto other = check_not_oneself(acting, name); !other) return other;
  if (trim(reason).empty())
    return refuse(RefusalCode::invalid, {"请写明停用的原因", "say why the account is closed"}, "reason");
  if (auto checked = check_text(reason, max_reason); !checked) return checked;
  if (auto good = check_not_last_administrator(books.tx, acting, name); !good) return good;
  journal_of_person(books, acting, *user, UserClosed{user->name, std::string{reason}});
  end_every_session(books, acting, name, "closed");
  end_every_token(books, acting, *user, "closed");
  return {};
}

Result<> set_password(journal::Books& books, const Acting& acting, std::string_view name, std::string_view phc,
                      bool must_change, std::string_view keep) {
  const auto user = open_user(books.tx, name);
  if (!user) return std::unexpected{user.error()};
  user_store::keep_password(books.tx, name, phc);
  journal_of_person(books, acting, *user, PasswordSet{user->name, crypto::sm3(phc), must_change});
  std::vector<std::string> ended;
  for (const Session& session : session_store::of_user(books.tx, name)) {
    if (session.id == keep) continue;
    session_store::remove(books.tx, session.id);
    ended.push_back(session.id);
  }
  if (!ended.empty()) journal_of_person(books, acting, *user, SessionsEnded{user->name, "password", ended});
  end_every_token(books, acting, *user, "password");
  return {};
}

Result<> unlock_user(journal::Books& books, const Acting& acting, std::string_view name) {
  const auto user = open_user(books.tx, name);
  if (!user) return std::unexpected{user.error()};
  journal_of_person(books, acting, *user, UserUnlocked{user->name});
  return {};
}

Result<> reset_second_factor(journal::Books& books, const Acting& acting, std::string_view name) {
  const auto user = open_user(books.tx, name);
  if (!user) return std::unexpected{user.error()};
  if (!user->second_factor)
    return refuse(RefusalCode::wrong_state,
                  {fmt::format("{} 没有设动态口令", name), fmt::format("{} has no second factor", name)});
  if (auto other = check_not_oneself(acting, name); !other) return other;
  user_store::drop_second_factor(books.tx, name);
  journal_of_person(books, acting, *user, SecondFactorSet{user->name, std::nullopt});
  end_every_session(books, acting, name, "second_factor");
  end_every_token(books, acting, *user, "second_factor");
  return {};
}

Result<std::vector<std::string>> end_sessions(journal::Books& books, const Acting& acting, std::string_view name,
                                              std::string_view session, std::string_view reason) {
  const auto user = user_store::find(books.tx, name);
  if (!user) return no_user(name);
  std::vector<std::string> ended;
  for (const Session& open : session_store::of_user(books.tx, name))
    if (session.empty() || open.id == session) ended.push_back(open.id);
  if (ended.empty())
    return refuse(RefusalCode::not_found,
                  {"没有这个会话，它可能已经结束", "there is no such session; it may have ended"});
  for (const std::string& id : ended) session_store::remove(books.tx, id);
  journal_of_person(books, acting, *user, SessionsEnded{user->name, std::string{reason}, ended});
  return ended;
}

}  // namespace hallbook::identity
