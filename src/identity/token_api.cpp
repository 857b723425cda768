// GET POST /tokens, DELETE /tokens/{id}. HTTP in, JSON out.
#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/identity_api.h"
#include "identity/token.h"
#include "platform/http/fields.h"

namespace hallbook::identity {
namespace {

using http::Request;
using http::Response;

constexpr std::size_t max_typed = 1'000;  // characters of a password as sent

std::string_view state_word(const Token& token, Date today) {
  if (token.ended_at) return "ended";
  return is_open(token, today) ? "open" : "expired";
}

Json token_json(db::ReadTx& tx, const Token& token, const Context& context) {
  const auto user = find_user(tx, token.user);
  return Json::Object{{"id", token.id},
                      {"title", token.title},
                      {"user", token.user},
                      {"display_name", user ? user->display_name : token.user},
                      {"mine", token.user == context.who->name},
                      {"state", state_word(token, hall_date(context.at))},
                      {"issued_at", utc_iso(token.issued_at)},
                      {"ends_on", iso(token.ends_on)},
                      {"ended_at", token.ended_at ? Json{utc_iso(*token.ended_at)} : Json{}},
                      {"end_reason", token.end_reason},
                      {"used_on", token.used_on ? Json{iso(*token.used_on)} : Json{}}};
}

/// One's own; who sees the people of this unit sees theirs too (R-IDN-67).
std::vector<Token> tokens_seen(db::ReadTx& tx, const Context& context) {
  if (!context.may(Permission::user_read)) return tokens_of(tx, context.who->name, context.at);
  std::set<std::string> names{context.who->name};
  for (const User& user : users_within(tx, context.unit.id)) names.insert(user.name);
  auto found = tokens_of(tx, {}, context.at);
  std::erase_if(found, [&](const Token& token) { return !names.contains(token.user); });
  return found;
}

Result<Response> get_tokens(const Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  auto tx = context.data.read();
  const auto seen = tokens_seen(tx, context);
  const auto before = std::ranges::find(seen, request.query_or("after"), &Token::id);
  std::size_t at = before == seen.end() ? 0 : static_cast<std::size_t>(before - seen.begin()) + 1;
  Json items = Json::Array{};
  for (; at < seen.size() && items.array().size() < *limit; ++at) items.push_back(token_json(tx, seen[at], context));
  return http::ok(
      Json::Object{{"items", std::move(items)}, {"next", at < seen.size() ? Json{seen[at - 1].id} : Json{}}});
}

/// R-IDN-61: the password once more, so that a screen left open gives nobody a year.
Result<Response> post_token(const Request& request, Context& context) {
  const auto body = request.json();
  if (!body) return std::unexpected{body.error()};
  const auto title = text_field(*body, "title", 100);
  if (!title) return std::unexpected{title.error()};
  const Json* days = body->find("days");
  if (days == nullptr || !days->is_int())
    return refuse(RefusalCode::invalid, {"请填写有效天数 days", "days is a whole number"}, "days");
  const auto password = text_field(*body, "password", max_typed);
  if (!password) return std::unexpected{password.error()};
  ensure(context.gate != nullptr, "identity routes are served through serve_route");
  Gate& gate = *context.gate;
  const auto right = check_password_of(gate, context.who->name, *password, request.remote);
  if (!right) return std::unexpected{right.error()};
  if (right->kind != SignInOutcome::Kind::fine) return refused_sign_in(*right, context.lang);
  gate.limiter.succeeded(context.who->name, request.remote, gate.tick());
  const std::string secret = new_token_secret();
  context.idempotency_key.clear();  // the answer holds the secret: it is shown once and kept nowhere (R-IDN-61)
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const Acting acting{context.unit.id, context.actor(), context.at, context.who->name};
    const auto token = issue_token(books, acting, {*title, days->integer(), token_digest(secret)});
    if (!token) return std::unexpected{token.error()};
    return http::created(Json::Object{{"token", token_json(books.tx, *token, context)}, {"secret", secret}});
  });
}

/// One's own, or as an administrator that of a person wholly within the unit (R-IDN-05).
Result<User> owner_of_token(db::ReadTx& tx, const Context& context, std::string_view id) {
  const auto token = find_token(tx, id);
  if (token && token->user == context.who->name) return *find_user(tx, token->user);
  if (token && context.may(Permission::user_manage) && user_within(tx, context.unit.id, token->user))
    return user_wholly_within(tx, context.unit.id, token->user);
  return refuse(RefusalCode::not_found,
                {fmt::format("没有令牌“{}”", quote(id)), fmt::format("there is no token “{}”", quote(id))}, "id");
}

Result<Response> delete_token(const Request& request, Context& context) {
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto user = owner_of_token(books.tx, context, request.param("id"));
    if (!user) return std::unexpected{user.error()};
    const Acting acting{context.unit.id, context.actor(), context.at, context.who->name};
    if (auto done = end_tokens(books, acting, *user, request.param("id"), "ended"); !done)
      return std::unexpected{done.error()};
    return http::no_content();
  });
}

}  // namespace

std::span<const Route> token_routes() {
  using enum Permission;
  using http::Method;
  // clang-format off
  static const Route routes[] = {
      {Method::get, "/tokens", signed_in, get_tokens, {"看程序令牌", "see tokens of programs"}, "", "Tokens", "unit after limit"},
      {Method::post, "/tokens", signed_in, post_token, {"签发程序令牌", "issue a token for a program"}, "NewToken", "IssuedToken"},
      {Method::del, "/tokens/{id}", signed_in, delete_token, {"结束程序令牌", "end a token"}, "", "", "unit"},
  };
  // clang-format on
  return routes;
}

}  // namespace hallbook::identity
