// /users, /roles, /units: people of the unit at hand and of those below it. R-IDN-57.
#include <fmt/format.h>

#include <charconv>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/identity_api.h"
#include "identity/person.h"
#include "identity/sign_in.h"
#include "identity/unit_reach.h"
#include "identity/user_ops.h"

namespace hallbook::identity {

Json unit_json(const Unit& unit) {
  return Json::Object{{"code", unit.code}, {"name", unit.name}, {"sample", unit.sample}};
}

Json units_of_person(const std::vector<Grant>& grants, const std::vector<Unit>& all) {
  Json items = Json::Array{};
  for (const Unit& unit : all) {
    const auto roles = roles_in(unit.id, grants, all);
    if (roles.empty()) continue;
    const auto above = std::ranges::find(all, unit.parent, &Unit::id);
    const bool seen = above != all.end() && !roles_in(above->id, grants, all).empty();
    Json item = unit_json(unit);
    item["parent"] = seen ? Json{above->code} : Json{};
    Json names = Json::Array{};
    for (const Role role : roles) names.push_back(role_name(role));
    item["roles"] = std::move(names);
    items.push_back(std::move(item));
  }
  return items;
}

Json sessions_json(db::ReadTx& tx, Gate& gate, std::string_view user, std::string_view current, Instant at) {
  Json items = Json::Array{};
  for (const Session& session : sessions_of(tx, user, gate.settings.sessions, at))
    items.push_back(Json::Object{{"id", session.id},
                                 {"created_at", utc_iso(session.created_at)},
                                 {"seen_at", utc_iso(session.seen_at)},
                                 {"remote", session.remote},
                                 {"agent", session.agent},
                                 {"current", session.id == current}});
  return Json::Object{{"items", std::move(items)}, {"next", Json{}}};
}

std::string utc_iso(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(Date{day}), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

std::string lower_case(std::string_view ascii) {
  std::string lower{ascii};
  for (char& byte : lower)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  return lower;
}

Result<std::string> text_field(const Json& body, std::string_view name, std::size_t max_characters, bool optional) {
  const Json* value = body.find(name);
  if (optional && (value == nullptr || value->is_null())) return std::string{};
  const std::string field{name};
  if (value == nullptr || !value->is_string() || (!optional && value->string().empty()))
    return refuse(RefusalCode::invalid, {fmt::format("请填写 {}", name), fmt::format("{} is missing", name)}, field);
  if (value->string().size() > max_characters * 4 || count_characters(value->string()) > max_characters)
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 最多 {} 个字符", name, max_characters),
                   fmt::format("{} has at most {} characters", name, max_characters)},
                  field);
  return value->string();
}

Result<std::vector<std::string>> texts_field(const Json& body, std::string_view name, std::size_t most) {
  const Json* value = body.find(name);
  std::vector<std::string> texts;
  const bool list = value != nullptr && value->is_array() && value->array().size() <= most &&
                    std::ranges::all_of(value->array(), [](const Json& item) { return item.is_string(); });
  if (!list)
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 应为文字的列表", name), fmt::format("{} is a list of texts", name)},
                  std::string{name});
  for (const Json& item : value->array()) texts.push_back(item.string());
  return texts;
}

namespace {

using http::Request;
using http::Response;

constexpr std::size_t max_page = 500;
constexpr std::size_t max_unit_code = 32;

Json user_json(db::ReadTx& tx, const User& user, const std::vector<Unit>& units, const Context& context) {
  const auto grants = grants_of(tx, user.name);
  const auto roles_json = [](const std::vector<Role>& roles) {
    Json list = Json::Array{};
    for (const Role role : roles) list.push_back(role_name(role));
    return list;
  };
  Json granted = Json::Array{};
  for (const Grant& grant : grants) {
    const auto unit = std::ranges::find(units, grant.unit, &Unit::id);
    if (unit != units.end() && is_within(grant.unit, context.unit.id, units))  // of other units not even that they are
      granted.push_back(Json::Object{{"unit", unit_json(*unit)}, {"roles", roles_json(grant.roles)}});
  }
  const auto home = std::ranges::find(units, user.unit, &Unit::id);
  return Json::Object{{"name", user.name},
                      {"display_name", user.display_name},
                      {"unit", home == units.end() ? Json{} : unit_json(*home)},
                      {"roles", roles_json(roles_in(context.unit.id, grants, units))},
                      {"granted", std::move(granted)},
                      {"added_at", utc_iso(user.added_at)},
                      {"closed_at", user.closed_at ? Json{utc_iso(*user.closed_at)} : Json{}},
                      {"close_reason", user.close_reason},
                      {"must_change_password", user.must_change},
                      {"second_factor", user.second_factor},
                      {"person_known", is_person_known(tx, user.name)},
                      {"wait_s", context.gate->limiter.waiting(user.name, context.gate->tick()).count()}};
}

Result<std::size_t> people_limit(const Request& request) {
  const std::string_view text = request.query_or("limit", "50");
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error == std::errc{} && end == text.data() + text.size() && limit >= 1 && limit <= max_page) return limit;
  return refuse(RefusalCode::invalid,
                {fmt::format("limit 应为 1 至 {} 的整数", max_page),
                 fmt::format("limit is a whole number from 1 to {}", max_page)},
                "limit");
}

Acting acting_of(const Context& context) { return {context.unit.id, context.actor(), context.at, context.who->name}; }

Response user_answer(journal::Books& books, Context& context, std::string_view name, int status = 200) {
  const auto user = find_user(books.tx, name);
  ensure(user.has_value(), "a user that was just changed is not there");
  const Json json = user_json(books.tx, *user, units(books.tx), context);
  return http::json_response(status, Json::Object{{"user", json}});
}

/// By name, from the one behind `after`; at most `limit`.
Result<Response> get_users(const Request& request, Context& context) {
  const auto limit = people_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const std::string_view after = request.query_or("after");
  auto tx = context.data.read();
  const auto all = units(tx);
  Json items = Json::Array{};
  Json next;
  std::string last;
  for (const User& user : users_within(tx, context.unit.id)) {
    if (user.name <= after) continue;
    if (items.array().size() == *limit) {
      next = last;
      break;
    }
    items.push_back(user_json(tx, user, all, context));
    last = user.name;
  }
  return http::ok(Json::Object{{"items", std::move(items)}, {"next", std::move(next)}});
}

Result<Response> get_user(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto user = user_within(tx, context.unit.id, request.param("name"));
  if (!user) return std::unexpected{user.error()};
  return http::ok(Json::Object{{"user", user_json(tx, *user, units(tx), context)}});
}

/// The unit that the body names: the one at hand or one below it, which its administrator's right reaches (R-IDN-57).
Result<Unit> unit_reached(db::ReadTx& tx, const Context& context, const std::string& code) {
  return unit_below(units(tx), context.unit.id, code, "unit");
}

Acting acting_in(const Context& context, const Unit& unit) {
  Acting acting = acting_of(context);
  acting.unit = unit.id;
  return acting;
}

/// The roles of the body, which an administrator of this unit may give.
Result<std::vector<Role>> roles_of(const Json& body) {
  const auto names = texts_field(body, "roles", role_count);
  if (!names) return std::unexpected{names.error()};
  return roles_from(*names);
}

Result<Response> post_user(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto name = text_field(*body, "name", 100);
  if (!name) return std::unexpected{name.error()};
  const auto display_name = text_field(*body, "display_name", 100);
  if (!display_name) return std::unexpected{display_name.error()};
  const auto roles = roles_of(*body);
  if (!roles) return std::unexpected{roles.error()};
  const auto code = text_field(*body, "unit", max_unit_code, true);
  if (!code) return std::unexpected{code.error()};
  const std::string password = crypto::first_password();
  const auto phc = context.gate->hasher.hash(password);
  if (!phc) return std::unexpected{phc.error()};
  context.idempotency_key.clear();  // the answer holds a password: it is shown once and kept nowhere (R-IDN-15)
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto unit = unit_reached(books.tx, context, *code);
    if (!unit) return std::unexpected{unit.error()};
    const NewUser person{*name, std::string{trim(*display_name)}, *roles};
    const auto added = add_user(books, acting_in(context, *unit), person, *phc);
    if (!added) return std::unexpected{added.error()};
    const Json json = user_json(books.tx, *added, units(books.tx), context);
    return http::created(Json::Object{{"user", json}, {"first_password", password}});
  });
}

/// The frame of every change of one person: found within this unit, else 404.
using Found = Result<User> (*)(db::ReadTx&, UnitId, std::string_view);
http::Response change(const Request& request, Context& context,
                      const std::function<Result<Response>(journal::Books&, const std::string& name)>& job,
                      Found find = user_wholly_within) {
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto user = find(books.tx, context.unit.id, request.param("name"));
    if (!user) return std::unexpected{user.error()};
    return job(books, user->name);
  });
}

Result<Response> post_roles(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto roles = roles_of(*body);
  if (!roles) return std::unexpected{roles.error()};
  const auto code = text_field(*body, "unit", max_unit_code, true);
  if (!code) return std::unexpected{code.error()};
  return change(
      request, context,
      [&](journal::Books& books, const std::string& name) -> Result<Response> {
        const auto unit = unit_reached(books.tx, context, *code);
        if (!unit) return std::unexpected{unit.error()};
        if (auto done = grant_roles(books, acting_in(context, *unit), name, *roles); !done)
          return std::unexpected{done.error()};
        return user_answer(books, context, name);
      },
      user_within);
}

Result<Response> post_close(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto reason = text_field(*body, "reason", 200);
  if (!reason) return std::unexpected{reason.error()};
  return change(request, context, [&](journal::Books& books, const std::string& name) -> Result<Response> {
    if (auto done = close_user(books, acting_of(context), name, *reason); !done) return std::unexpected{done.error()};
    return user_answer(books, context, name);
  });
}

Result<Response> post_reset_password(const Request& request, Context& context) {
  const std::string password = crypto::first_password();
  const auto phc = context.gate->hasher.hash(password);
  if (!phc) return std::unexpected{phc.error()};
  context.idempotency_key.clear();  // see post_user
  return change(request, context, [&](journal::Books& books, const std::string& name) -> Result<Response> {
    if (name == context.who->name)
      return refuse(RefusalCode::not_allowed, {"自己的密码请在“改密码”里改", "change your own password on its page"});
    if (auto done = set_password(books, acting_of(context), name, *phc, true); !done)
      return std::unexpected{done.error()};
    return http::ok(Json::Object{{"first_password", password}});
  });
}

Result<Response> post_unlock(const Request& request, Context& context) {
  http::Response response =
      change(request, context, [&](journal::Books& books, const std::string& name) -> Result<Response> {
        if (auto done = unlock_user(books, acting_of(context), name); !done) return std::unexpected{done.error()};
        return user_answer(books, context, name);
      });
  if (response.status == 200) context.gate->limiter.forget(std::string{request.param("name")});
  return response;
}

Result<Response> post_reset_factor(const Request& request, Context& context) {
  return change(request, context, [&](journal::Books& books, const std::string& name) -> Result<Response> {
    if (auto done = reset_second_factor(books, acting_of(context), name); !done) return std::unexpected{done.error()};
    return user_answer(books, context, name);
  });
}

/// The number goes into a mark and is kept nowhere; answers never repeat it.
Result<Response> post_person(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto number = text_field(*body, "number", 40);
  if (!number) return std::unexpected{number.error()};
  const auto mark = person_mark(context.data.keys(), *number);
  if (!mark) return std::unexpected{mark.error()};
  context.idempotency_key.clear();  // a kept digest of the request would let the number be guessed
  return change(request, context, [&](journal::Books& books, const std::string& name) -> Result<Response> {
    if (auto done = name_person(books, acting_of(context), name, *mark); !done) return std::unexpected{done.error()};
    return user_answer(books, context, name);
  });
}

Result<Response> get_user_sessions(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto user = user_within(tx, context.unit.id, request.param("name"));
  if (!user) return std::unexpected{user.error()};
  return http::ok(sessions_json(tx, *context.gate, user->name, context.who->session, context.at));
}

Result<Response> delete_user_sessions(const Request& request, Context& context) {
  return change(request, context, [&](journal::Books& books, const std::string& name) -> Result<Response> {
    if (auto done = end_sessions(books, acting_of(context), name, {}, "ended"); !done)
      return std::unexpected{done.error()};
    return http::no_content();
  });
}

Result<Response> get_roles(const Request&, Context&) {
  Json items = Json::Array{};
  for (int i = 0; i < role_count; ++i) {
    const Role role = static_cast<Role>(i);
    Json permissions = Json::Array{};
    for (const Permission permission : all_permissions())
      if (grants(role, permission)) permissions.push_back(permission_name(permission));
    const Text title = role_title(role);
    items.push_back(Json::Object{{"name", role_name(role)},
                                 {"title", Json::Object{{"zh", title.zh}, {"en", title.en}}},
                                 {"permissions", std::move(permissions)}});
  }
  Json all = Json::Array{};
  for (const Permission permission : all_permissions()) all.push_back(permission_name(permission));
  return http::ok(Json::Object{{"items", std::move(items)}, {"permissions", std::move(all)}, {"next", Json{}}});
}

Result<Response> get_units(const Request&, Context& context) {
  auto tx = context.data.read();
  return http::ok(
      Json::Object{{"items", units_of_person(grants_of(tx, context.who->name), units(tx))}, {"next", Json{}}});
}

}  // namespace

std::span<const Route> user_routes() {
  using enum Permission;
  using http::Method;
  // clang-format off
  static const Route routes[] = {
      {Method::get, "/users", user_read, get_users, {"看人员", "see the people"}, "", "Users", "unit after limit"},
      {Method::get, "/users/{name}", user_read, get_user, {"看一个人", "see a person"}, "", "UserAnswer", "unit"},
      {Method::post, "/users", user_manage, post_user, {"加人", "add a person"}, "NewUser", "FirstPassword", "unit"},
      {Method::post, "/users/{name}/roles", user_manage, post_roles, {"定职责", "set roles"}, "Roles", "UserAnswer", "unit"},
      {Method::post, "/users/{name}/close", user_manage, post_close, {"停用人员", "close a person"}, "Reason", "UserAnswer", "unit"},
      {Method::post, "/users/{name}/reset-password", user_manage, post_reset_password, {"重设密码", "reset a password"}, "", "FirstPassword", "unit"},
      {Method::post, "/users/{name}/unlock", user_manage, post_unlock, {"解除锁定", "lift a lock"}, "", "UserAnswer", "unit"},
      {Method::post, "/users/{name}/reset-second-factor", user_manage, post_reset_factor, {"清除动态口令", "reset a second factor"}, "", "UserAnswer", "unit"},
      {Method::post, "/users/{name}/person", user_manage, post_person, {"登记账号是谁的", "say whose account it is"}, "CitizenNumber", "UserAnswer", "unit"},
      {Method::get, "/users/{name}/sessions", user_read, get_user_sessions, {"看一个人的会话", "see a person's sessions"}, "", "Sessions", "unit"},
      {Method::del, "/users/{name}/sessions", user_manage, delete_user_sessions, {"结束一个人的会话", "end a person's sessions"}, "", "", "unit"},
      {Method::get, "/roles", signed_in, get_roles, {"看职责与权限", "see roles and permissions"}, "", "RoleMatrix"},
      {Method::get, "/units", signed_in, get_units, {"看单位", "see the units"}, "", "Units"},
  };
  // clang-format on
  return routes;
}

std::span<const Route> identity_routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> routes{session_routes().begin(), session_routes().end()};
    routes.insert(routes.end(), token_routes().begin(), token_routes().end());
    routes.insert(routes.end(), user_routes().begin(), user_routes().end());
    return routes;
  }();
  return all;
}

}  // namespace hallbook::identity
