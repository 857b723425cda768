#include "identity/token.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/access.h"
#include "identity/session.h"
#include "identity/token_store.h"
#include "identity/user_store.h"
#include "platform/crypto/seal.h"

namespace hallbook::identity {
namespace {

constexpr std::string_view secret_prefix = "hb_";
constexpr std::size_t secret_digits = 48;
constexpr std::size_t max_title = 40;
constexpr std::ptrdiff_t most_open = 10;
/// A token that is over stays in the list so long, so that one sees why a program is let in no more.
constexpr int shown_days = 30;

bool is_secret(std::string_view text) {
  return text.size() == secret_prefix.size() + secret_digits && text.starts_with(secret_prefix) &&
         text.find_first_not_of("0123456789abcdef", secret_prefix.size()) == std::string_view::npos;
}

bool says_bearer(std::string_view scheme) {
  constexpr std::string_view bearer = "bearer";
  return std::ranges::equal(scheme, bearer, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

Result<> check_new_token(const NewToken& asked) {
  if (trim(asked.title).empty())
    return refuse(RefusalCode::invalid, {"请写明给哪个程序用", "say which program it is for"}, "title");
  if (auto good = check_text(asked.title, max_title); !good) {
    good.error().field = "title";
    return good;
  }
  if (asked.days < 1 || asked.days > most_token_days)
    return refuse(RefusalCode::invalid,
                  {fmt::format("有效天数应为 1 至 {}", most_token_days),
                   fmt::format("a token holds for 1 to {} days", most_token_days)},
                  "days");
  return {};
}

}  // namespace

bool is_program(const SignedIn& who) { return who.session.starts_with(token_mark); }

bool may_by_token(Permission permission) {
  switch (permission) {
    case Permission::user_manage:
    case Permission::funds_approve:
    case Permission::funds_exception:
    case Permission::project_decide:
    case Permission::evaluation_freeze: return false;
    default: return true;
  }
}

Json TokenIssued::to_json() const {
  return Json::Object{
      {"name", name}, {"token", token}, {"title", title}, {"digest", digest.hex()}, {"ends_on", iso(ends_on)}};
}
TokenIssued TokenIssued::from_json(const Json& body) {
  const auto digest = Digest::from_hex(body.at("digest").string());
  const auto ends_on = parse_iso_date(body.at("ends_on").string());
  ensure(digest && ends_on, "TokenIssued: the digest or the day does not read");
  return {body.at("name").string(), body.at("token").string(), body.at("title").string(), *digest, *ends_on};
}

Json TokensEnded::to_json() const {
  Json list = Json::Array{};
  for (const auto& token : tokens) list.push_back(token);
  return Json::Object{{"name", name}, {"reason", reason}, {"tokens", std::move(list)}};
}
TokensEnded TokensEnded::from_json(const Json& body) {
  TokensEnded event{body.at("name").string(), body.at("reason").string(), {}};
  for (const Json& token : body.at("tokens").array()) event.tokens.push_back(token.string());
  return event;
}

void apply(journal::Books& books, const journal::Meta& meta, const TokenIssued& event) {
  Token token;
  token.id = event.token;
  token.user = event.name;
  token.unit = meta.unit;
  token.seq = meta.seq;
  token.title = event.title;
  token.digest = event.digest;
  token.issued_at = meta.at;
  token.ends_on = event.ends_on;
  token_store::insert(books.tx, token);
  user_store::count_change(books.tx);
}

void apply(journal::Books& books, const journal::Meta& meta, const TokensEnded& event) {
  for (const auto& token : event.tokens) token_store::end(books.tx, token, meta.at, event.reason);
  user_store::count_change(books.tx);
}

std::string new_token_secret() {
  std::string secret{secret_prefix};
  for (const char byte : crypto::random_bytes(secret_digits / 2))
    secret += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return secret;
}

std::optional<std::string> bearer_secret(const http::Request& request) {
  const std::string_view value = request.header("authorization");
  const auto blank = std::min(value.find(' '), value.size());
  if (!says_bearer(value.substr(0, blank))) return std::nullopt;
  const std::string_view secret = value.substr(std::min(blank + 1, value.size()));
  return std::string{is_secret(secret) ? secret : ""};
}

bool is_open(const Token& token, Date today) { return !token.ended_at && today <= token.ends_on; }

Result<Token> issue_token(journal::Books& books, const Acting& acting, const NewToken& asked) {
  if (auto good = check_new_token(asked); !good) return std::unexpected{good.error()};
  const auto user = user_store::find(books.tx, acting.name);
  ensure(user && !user->closed_at, "issue_token: nobody is signed in");
  const Date today = hall_date(acting.at);
  const auto open = std::ranges::count_if(token_store::of_user(books.tx, user->name),
                                          [&](const Token& token) { return is_open(token, today); });
  if (open >= most_open)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("每人最多有 {} 个有效的令牌，请先结束不用的", most_open),
                   fmt::format("a person has at most {} open tokens; end one that is not used", most_open)});
  const std::string id = new_session_id();
  journal::append(books, user->unit, acting.actor, acting.at,
                  TokenIssued{user->name, id, std::string{trim(asked.title)}, asked.digest,
                              plus_days(today, static_cast<int>(asked.days))});
  return *token_store::find(books.tx, id);
}

Result<> end_tokens(journal::Books& books, const Acting& acting, const User& user, std::string_view id,
                    std::string_view reason) {
  TokensEnded event{user.name, std::string{reason}, {}};
  for (const Token& token : token_store::of_user(books.tx, user.name))
    if (is_open(token, hall_date(acting.at)) && (id.empty() || token.id == id)) event.tokens.push_back(token.id);
  if (event.tokens.empty())
    return refuse(RefusalCode::not_found,
                  {"没有这个有效的令牌，它可能已到期或已结束", "there is no such token; it may have ended"});
  journal::append(books, user.unit, acting.actor, acting.at, event);
  return {};
}

std::vector<Token> tokens_of(db::ReadTx& tx, std::string_view name, Instant now) {
  auto found = name.empty() ? token_store::all(tx) : token_store::of_user(tx, name);
  const Date first = plus_days(hall_date(now), -shown_days);
  std::erase_if(found, [&](const Token& token) {
    return token.ends_on < first || (token.ended_at && hall_date(*token.ended_at) < first);
  });
  return found;
}

std::optional<Token> find_token(db::ReadTx& tx, std::string_view id) { return token_store::find(tx, id); }

}  // namespace hallbook::identity
