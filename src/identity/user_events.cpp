#include "identity/user_events.h"

#include "base/ensure.h"
#include "identity/adoption.h"
#include "identity/person.h"
#include "identity/token.h"
#include "identity/user_store.h"

namespace hallbook::identity {
namespace {

Json names_json(const std::vector<std::string>& names) {
  Json list = Json::Array{};
  for (const auto& name : names) list.push_back(name);
  return list;
}

std::vector<std::string> names_from(const Json& list) {
  std::vector<std::string> names;
  for (const Json& name : list.array()) names.push_back(name.string());
  return names;
}

Digest digest_from(const Json& hex) {
  const auto digest = Digest::from_hex(hex.string());
  ensure(digest.has_value(), "an event's digest is not 64 hex digits");
  return *digest;
}

std::string text_at(const Json& body, std::string_view key) { return body.at(key).string(); }

}  // namespace

Json UserAdded::to_json() const { return Json::Object{{"name", name}, {"display_name", display_name}}; }
UserAdded UserAdded::from_json(const Json& body) { return {text_at(body, "name"), text_at(body, "display_name")}; }

Json RolesGranted::to_json() const { return Json::Object{{"name", name}, {"roles", names_json(role_names_of(roles))}}; }
RolesGranted RolesGranted::from_json(const Json& body) {
  RolesGranted event{text_at(body, "name"), {}};
  for (const auto& name : names_from(body.at("roles"))) {
    const auto role = find_role(name);
    ensure(role.has_value(), "RolesGranted: unknown role");
    event.roles.push_back(*role);
  }
  return event;
}

Json UserClosed::to_json() const { return Json::Object{{"name", name}, {"reason", reason}}; }
UserClosed UserClosed::from_json(const Json& body) { return {text_at(body, "name"), text_at(body, "reason")}; }

Json PasswordSet::to_json() const {
  return Json::Object{{"name", name}, {"digest", digest.hex()}, {"must_change", must_change}};
}
PasswordSet PasswordSet::from_json(const Json& body) {
  return {text_at(body, "name"), digest_from(body.at("digest")), body.at("must_change").boolean()};
}

Json SecondFactorSet::to_json() const {
  return Json::Object{{"name", name}, {"digest", digest ? Json{digest->hex()} : Json{}}};
}
SecondFactorSet SecondFactorSet::from_json(const Json& body) {
  SecondFactorSet event{text_at(body, "name"), std::nullopt};
  if (!body.at("digest").is_null()) event.digest = digest_from(body.at("digest"));
  return event;
}

Json UserUnlocked::to_json() const { return Json::Object{{"name", name}}; }
UserUnlocked UserUnlocked::from_json(const Json& body) { return {text_at(body, "name")}; }

Json SessionOpened::to_json() const {
  return Json::Object{{"name", name},
                      {"session", session},
                      {"remote", remote},
                      {"refused_before", refused_before},
                      {"ended", names_json(ended)}};
}
SessionOpened SessionOpened::from_json(const Json& body) {
  return {text_at(body, "name"), text_at(body, "session"), text_at(body, "remote"), body.at("refused_before").integer(),
          names_from(body.at("ended"))};
}

Json SessionsEnded::to_json() const {
  return Json::Object{{"name", name}, {"reason", reason}, {"sessions", names_json(sessions)}};
}
SessionsEnded SessionsEnded::from_json(const Json& body) {
  return {text_at(body, "name"), text_at(body, "reason"), names_from(body.at("sessions"))};
}

Json SignInRefused::to_json() const {
  return Json::Object{{"name", name}, {"remote", remote}, {"times", times}, {"wait_s", wait_s}};
}
SignInRefused SignInRefused::from_json(const Json& body) {
  return {text_at(body, "name"), text_at(body, "remote"), body.at("times").integer(), body.at("wait_s").integer()};
}

Json AccessDenied::to_json() const {
  return Json::Object{
      {"name", name},     {"method", method}, {"path", path},  {"called", called}, {"permission", permission},
      {"reason", reason}, {"remote", remote}, {"times", times}};
}
AccessDenied AccessDenied::from_json(const Json& body) {
  return {text_at(body, "name"),       text_at(body, "method"), text_at(body, "path"),   text_at(body, "called"),
          text_at(body, "permission"), text_at(body, "reason"), text_at(body, "remote"), body.at("times").integer()};
}

void apply(journal::Books& books, const journal::Meta& meta, const UserAdded& event) {
  User user;
  user.name = event.name;
  user.display_name = event.display_name;
  user.unit = meta.unit;
  user.added_at = meta.at;
  user_store::insert(books.tx, user);
  user_store::count_change(books.tx);
}

void apply(journal::Books& books, const journal::Meta& meta, const RolesGranted& event) {
  user_store::set_roles(books.tx, event.name, meta.unit, event.roles);
  user_store::count_change(books.tx);
}

void apply(journal::Books& books, const journal::Meta& meta, const UserClosed& event) {
  user_store::close(books.tx, event.name, meta.at, event.reason);
  user_store::count_change(books.tx);
}

void apply(journal::Books& books, const journal::Meta& meta, const PasswordSet& event) {
  user_store::set_password_digest(books.tx, event.name, event.digest, meta.at, event.must_change);
  user_store::count_change(books.tx);
}

void apply(journal::Books& books, const journal::Meta&, const SecondFactorSet& event) {
  user_store::set_second_factor_digest(books.tx, event.name, event.digest);
  user_store::count_change(books.tx);
}

void apply(journal::Books& books, const journal::Meta&, const UserUnlocked&) { user_store::count_change(books.tx); }
void apply(journal::Books& books, const journal::Meta&, const SessionOpened&) { user_store::count_change(books.tx); }
void apply(journal::Books& books, const journal::Meta&, const SessionsEnded&) { user_store::count_change(books.tx); }
void apply(journal::Books&, const journal::Meta&, const SignInRefused&) {}
void apply(journal::Books&, const journal::Meta&, const AccessDenied&) {}

std::vector<journal::EventKind> event_kinds() {
  using journal::event_kind;
  return {event_kind<UnitFounded>({"设立单位", "unit founded"}),
          event_kind<DefinitionAdopted>({"采用定义", "definition adopted"}),
          event_kind<UserAdded>({"添加人员", "person added"}),
          event_kind<RolesGranted>({"授予职责", "roles granted"}),
          event_kind<PersonNamed>({"登记本人", "person named"}),
          event_kind<UserClosed>({"停用人员", "person closed"}),
          event_kind<PasswordSet>({"设定密码", "password set"}),
          event_kind<SecondFactorSet>({"设定动态口令", "second factor set"}),
          event_kind<UserUnlocked>({"解除锁定", "lock lifted"}),
          event_kind<SessionOpened>({"登录", "signed in"}),
          event_kind<SessionsEnded>({"结束会话", "sessions ended"}),
          event_kind<TokenIssued>({"签发令牌", "token issued"}),
          event_kind<TokensEnded>({"结束令牌", "tokens ended"}),
          event_kind<SignInRefused>({"登录被拒", "sign-in refused"}),
          event_kind<AccessDenied>({"拒绝访问", "access denied"})};
}

}  // namespace hallbook::identity
