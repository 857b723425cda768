#pragma once
// Tokens: how a program asks in the name of a person, without a browser. Source: docs/rules/identity.md, R-IDN-60 to
// R-IDN-67; why so: docs/decisions/0032-tokens.md.
#include "identity/user_ops.h"
#include "platform/http/message.h"

namespace hallbook::identity {

inline constexpr int most_token_days = 365;
inline constexpr std::string_view token_mark = "token:";  // before the id, in SignedIn::session and in journal lines

struct SignedIn;  // access.h
bool is_program(const SignedIn& who);
/// R-IDN-65: not what a person answers for by name (approving, deciding, freezing) nor what gives rights to people.
bool may_by_token(Permission permission);

struct Token {
  std::string id;  // public: lists and journal lines name it
  std::string user;
  UnitId unit;  // the user's home; (unit, seq) is the line that issued it
  std::int64_t seq = 0;
  std::string title;  // what it is for; 1..40 characters
  Digest digest;  // SM3 of the secret, whose 192 random bits make that useless for guessing
  Instant issued_at;
  Date ends_on;  // the last day on which it opens
  std::optional<Instant> ended_at;  // before its time
  std::string end_reason;  // "ended", "password", "closed", "second_factor"; "" while it is open
  std::optional<Date> used_on;  // the last day of use
};

struct TokenIssued {  // in the journal of the home unit
  static constexpr std::string_view kind = "TokenIssued";
  std::string name, token, title;
  Digest digest;
  Date ends_on;
  Json to_json() const;
  static TokenIssued from_json(const Json& body);
};
struct TokensEnded {
  static constexpr std::string_view kind = "TokensEnded";
  std::string name, reason;
  std::vector<std::string> tokens;
  Json to_json() const;
  static TokensEnded from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const TokenIssued& event);
void apply(journal::Books& books, const journal::Meta& meta, const TokensEnded& event);

/// A fresh secret: "hb_" (so that scanners of files find it) and 48 hex digits.
std::string new_token_secret();
/// What `Authorization: Bearer …` holds: "" when it is nothing that this house issued. nullopt: no header, or another
/// scheme, which may be meant for a proxy before this server.
std::optional<std::string> bearer_secret(const http::Request& request);
/// Does it open on this day? (R-IDN-62)
bool is_open(const Token& token, Date today);

struct NewToken {
  std::string title;
  std::int64_t days = 0;  // 1..365
  Digest digest;
};
/// For Acting::name, who asks for himself. Refuses: invalid (title, days), ten open ones already (over_limit).
Result<Token> issue_token(journal::Books& books, const Acting& acting, const NewToken& asked);
/// Ends one token of the user, or all when `id` is "". Refuses (not_found) when none is open.
Result<> end_tokens(journal::Books& books, const Acting& acting, const User& user, std::string_view id,
                    std::string_view reason);

/// Of everybody or (name) of one; those that are over for more than 30 days are left out. Sorted by name, newest first.
std::vector<Token> tokens_of(db::ReadTx& tx, std::string_view name, Instant now);
/// Open or not. nullopt: no such token.
std::optional<Token> find_token(db::ReadTx& tx, std::string_view id);

}  // namespace hallbook::identity
