// POST GET DELETE /session, /session/password, /session/second-factor, /sessions. HTTP in, JSON out.
#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/identity_api.h"
#include "identity/session_store.h"
#include "identity/sign_in.h"
#include "identity/user_ops.h"
#include "platform/crypto/totp.h"

namespace hallbook::identity {

http::Response refused_sign_in(const SignInOutcome& outcome, Lang lang) {
  const auto wait = outcome.wait.count();
  const auto with = [&](http::Response response) {
    auto body = Json::parse(response.body);
    (*body)["left"] = outcome.left;
    (*body)["wait_s"] = static_cast<std::int64_t>(wait);
    response.body = body->canonical();
    if (wait > 0) response.headers.emplace_back("retry-after", std::to_string(wait));
    return response;
  };
  using Kind = SignInOutcome::Kind;
  if (outcome.kind == Kind::code_needed)
    return with(http::problem(401, "second_factor_needed",
                              {"请输入手机上的六位动态口令", "Type the six-digit code from your phone."}, lang));
  if (outcome.kind == Kind::wait)
    return with(http::problem(
        429, "too_many",
        {fmt::format("试错太多次，请等 {} 秒再试", wait), fmt::format("Too many wrong tries; wait {} seconds.", wait)},
        lang));
  const bool code = outcome.kind == Kind::wrong_code;
  const Text what = code ? Text{"动态口令不对", "Wrong code"} : Text{"名字或密码不对", "Wrong name or password"};
  const Text then = wait > 0 ? Text{fmt::format("，请等 {} 秒再试", wait), fmt::format("; wait {} seconds.", wait)}
                             : Text{fmt::format("，还可试 {} 次", outcome.left),
                                    fmt::format("; {} {} left.", outcome.left, outcome.left == 1 ? "try" : "tries")};
  return with(http::problem(401, code ? "wrong_code" : "wrong_password", {what.zh + then.zh, what.en + then.en}, lang));
}
namespace {

using http::Request;
using http::Response;

constexpr std::size_t max_sent = 1'000;  // characters of a password as sent

Gate& gate_of(Context& context) {
  ensure(context.gate != nullptr, "identity routes are served through serve_route");
  return *context.gate;
}

Json strings(const std::vector<std::string>& list) {
  Json json = Json::Array{};
  for (const auto& text : list) json.push_back(text);
  return json;
}

/// R-API-62
std::int64_t last_line(journal::DataDir& data, UnitId unit) {
  auto tx = data.read();
  return journal::head(tx, unit).seq;
}

Json session_json(journal::DataDir& data, Gate& gate, const Person& person, const Unit& unit, Instant at) {
  const auto units = gate.sessions.units();
  const auto roles = roles_in(unit.id, person.grants, *units);
  Json permissions = Json::Array{};
  for (const Permission permission : all_permissions())
    if (may(roles, permission)) permissions.push_back(permission_name(permission));
  const SessionDuties duties = duties_of(gate.settings, person, *units, at);
  return Json::Object{{"user", Json::Object{{"name", person.user.name},
                                            {"display_name", person.user.display_name},
                                            {"roles", strings(role_names_of(roles))},
                                            {"permissions", std::move(permissions)},
                                            {"unit", unit_json(unit)},
                                            {"must_change_password", duties.change_password},
                                            {"second_factor", second_factor_word(gate.settings, person, *units)}}},
                      {"units", units_of_person(person.grants, *units)},
                      {"today", iso(gate.today(unit, at))},
                      {"session", person.session.id},
                      {"ends_in_s", gate.sessions.left(person.session.token, gate.tick()).count()},
                      {"idle_s", gate.sessions.limits().idle.count()},
                      {"head", last_line(data, unit.id)},
                      {"version", gate.settings.version}};
}

std::shared_ptr<const Person> person_of(const Request& request, Context& context) {
  const auto token = session_cookie(request);
  if (!token) return nullptr;
  return gate_of(context).sessions.find(token_digest(*token), context.at, gate_of(context).tick(),
                                        false);  // the guard saw it already
}

Result<Response> post_session(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  Gate& gate = gate_of(context);
  const auto name = text_field(*body, "name", max_sent);
  if (!name) return std::unexpected{name.error()};
  const auto password = text_field(*body, "password", max_sent);
  if (!password) return std::unexpected{password.error()};
  const auto code = text_field(*body, "code", 20, true);
  if (!code) return std::unexpected{code.error()};
  SignInAttempt attempt{lower_case(trim(*name)),
                        *password,
                        std::string{trim(*code)},
                        request.remote,
                        std::string{request.header("user-agent")},
                        session_cookie(request)};
  auto outcome = sign_in(gate, attempt);
  if (!outcome) return std::unexpected{outcome.error()};
  if (outcome->kind != SignInOutcome::Kind::fine) return refused_sign_in(*outcome, context.lang);
  // R-IDN-58. The page that asks may stand in a unit: the session tells of that one when the person has a role there.
  auto unit = unit_for(*outcome->person, request.query_or("unit"), *gate.sessions.units());
  if (!unit) unit = unit_for(*outcome->person, {}, *gate.sessions.units());
  ensure(unit.has_value(), "a user without a home unit");
  Response response = http::ok(session_json(context.data, gate, *outcome->person, *unit, context.at));
  response.headers.emplace_back("set-cookie", set_session_cookie(outcome->token, request.secure));
  return response;
}

Result<Response> get_session(const Request& request, Context& context) {
  const auto person = person_of(request, context);
  if (!person) return http::problem(401, "not_signed_in", {"请先登录", "Sign in first."}, context.lang);
  return http::ok(session_json(context.data, gate_of(context), *person, context.unit, context.at));
}

Acting acting_as_self(const Context& context, UnitId home) {
  return {home, context.actor(), context.at, context.who->name};
}

Result<Response> delete_session(const Request& request, Context& context) {
  if (const auto person = person_of(request, context)) {
    [[maybe_unused]] const auto ended = context.data.write([&](journal::Books& books) {
      return end_sessions(books, acting_as_self(context, person->user.unit), person->user.name, person->session.id,
                          "signed_out");
    });  // ended meanwhile: signed out all the same
  }
  Response response = http::no_content();
  response.headers.emplace_back("set-cookie", set_session_cookie({}, request.secure));
  response.headers.emplace_back("clear-site-data", "\"cache\", \"storage\"");
  return response;
}

/// A new id for the session that goes on: a changed password ends every other one (R-IDN-33).
Result<Response> post_password(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto old = text_field(*body, "old", max_sent);
  if (!old) return std::unexpected{old.error()};
  const auto fresh = text_field(*body, "new", max_sent);
  if (!fresh) return std::unexpected{fresh.error()};
  Gate& gate = gate_of(context);
  const auto person = person_of(request, context);
  if (!person) return http::problem(401, "not_signed_in", {"请先登录", "Sign in first."}, context.lang);
  if (auto good = check_password(gate.settings.passwords, *fresh, person->user.name, person->user.display_name); !good)
    return std::unexpected{good.error()};
  if (*old == *fresh)
    return refuse(RefusalCode::invalid, {"新密码和旧密码一样", "the new password is the old one"}, "new");
  const auto right = check_password_of(gate, person->user.name, *old, request.remote);
  if (!right) return std::unexpected{right.error()};
  if (right->kind != SignInOutcome::Kind::fine) return refused_sign_in(*right, context.lang);
  gate.limiter.succeeded(person->user.name, request.remote, gate.tick());
  const auto phc = gate.hasher.hash(*fresh);
  if (!phc) return std::unexpected{phc.error()};
  const std::string token = new_session_token();
  const auto done = context.data.write([&](journal::Books& books) -> Result<> {
    auto set = set_password(books, acting_as_self(context, person->user.unit), person->user.name, *phc, false,
                            person->session.id);
    if (set) session_store::renew(books.tx, person->session.id, token_digest(token));
    return set;
  });
  if (!done) return std::unexpected{done.error()};
  Response response = http::no_content();
  response.headers.emplace_back("set-cookie", set_session_cookie(token, request.secure));
  return response;
}

Result<Response> post_second_factor(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto step = text_field(*body, "step", 20);
  if (!step) return std::unexpected{step.error()};
  const Acting acting = acting_as_self(context, context.unit.id);
  if (*step == "start") {
    const auto secret = context.data.write(
        [&](journal::Books& books) { return start_second_factor(books, acting, context.data.keys()); });
    if (!secret) return std::unexpected{secret.error()};
    return http::ok(
        Json::Object{{"secret", crypto::base32(*secret)}, {"uri", crypto::totp_uri(*secret, "Hallbook", acting.name)}});
  }
  if (*step != "confirm")
    return refuse(RefusalCode::invalid, {"step 应为 start 或 confirm", "step is start or confirm"}, "step");
  const auto code = text_field(*body, "code", 20);
  if (!code) return std::unexpected{code.error()};
  const auto done = context.data.write(
      [&](journal::Books& books) { return confirm_second_factor(books, acting, context.data.keys(), trim(*code)); });
  if (!done) return std::unexpected{done.error()};
  return http::no_content();
}

Result<Response> get_sessions(const Request&, Context& context) {
  auto tx = context.data.read();
  return http::ok(sessions_json(tx, gate_of(context), context.who->name, context.who->session, context.at));
}

Result<Response> delete_one_session(const Request& request, Context& context) {
  const auto done = context.data.write([&](journal::Books& books) {
    return end_sessions(books, acting_as_self(context, context.unit.id), context.who->name, request.param("id"),
                        "ended");
  });
  if (!done) return std::unexpected{done.error()};
  return http::no_content();
}

}  // namespace

std::span<const Route> session_routes() {
  using enum Permission;
  using http::Method;
  // clang-format off
  static const Route routes[] = {
      {Method::post, "/session", anyone, post_session, {"登录", "sign in"}, "SignIn", "Session"},
      {Method::get, "/session", signed_in, get_session, {"看自己的登录", "see who I am"}, "", "Session", "unit"},
      {Method::del, "/session", anyone, delete_session, {"退出", "sign out"}},
      {Method::post, "/session/password", signed_in, post_password, {"改自己的密码", "change my password"}, "PasswordChange"},
      {Method::post, "/session/second-factor", signed_in, post_second_factor, {"设动态口令", "set up my second factor"}, "SecondFactorStep", "SecondFactorSecret"},
      {Method::get, "/sessions", signed_in, get_sessions, {"看自己的会话", "see my sessions"}, "", "Sessions"},
      {Method::del, "/sessions/{id}", signed_in, delete_one_session, {"结束自己的一个会话", "end one of my sessions"}},
  };
  // clang-format on
  return routes;
}

}  // namespace hallbook::identity
