#pragma once
// What the journal says about people. None of it holds a secret: a password's line holds the digest of its hash.
#include "base/digest.h"
#include "identity/user.h"

namespace hallbook::identity {

struct UserAdded {  // in the journal of the home unit
  static constexpr std::string_view kind = "UserAdded";
  std::string name, display_name;
  Json to_json() const;
  static UserAdded from_json(const Json& body);
};

struct RolesGranted {  // in the journal of the unit where they hold; replaces the roles granted there before
  static constexpr std::string_view kind = "RolesGranted";
  std::string name;
  std::vector<Role> roles;
  Json to_json() const;
  static RolesGranted from_json(const Json& body);
};

struct UserClosed {
  static constexpr std::string_view kind = "UserClosed";
  std::string name, reason;
  Json to_json() const;
  static UserClosed from_json(const Json& body);
};

struct PasswordSet {
  static constexpr std::string_view kind = "PasswordSet";
  std::string name;
  Digest digest;  // SM3 of the PHC string; its 128-bit salt and 256-bit tag make that useless for guessing
  bool must_change = false;
  Json to_json() const;
  static PasswordSet from_json(const Json& body);
};

struct SecondFactorSet {
  static constexpr std::string_view kind = "SecondFactorSet";
  std::string name;
  std::optional<Digest> digest;  // SM3 of the sealed secret; nullopt: taken away
  Json to_json() const;
  static SecondFactorSet from_json(const Json& body);
};

struct UserUnlocked {
  static constexpr std::string_view kind = "UserUnlocked";
  std::string name;
  Json to_json() const;
  static UserUnlocked from_json(const Json& body);
};

// What happened at the door. No table follows from these.

struct SessionOpened {
  static constexpr std::string_view kind = "SessionOpened";
  std::string name, session, remote;
  std::int64_t refused_before = 0;  // wrong tries since the last good one
  std::vector<std::string> ended;  // sessions that made room for this one
  Json to_json() const;
  static SessionOpened from_json(const Json& body);
};

struct SessionsEnded {
  static constexpr std::string_view kind = "SessionsEnded";
  std::string name, reason;  // "signed_out", "ended", "password", "roles", "closed", "elsewhere"
  std::vector<std::string> sessions;
  Json to_json() const;
  static SessionsEnded from_json(const Json& body);
};

struct SignInRefused {  // when a wait begins or grows, else the first of a minute and network with those counted since
  static constexpr std::string_view kind = "SignInRefused";
  std::string name;  // "" when nobody has that name: people type passwords into the wrong field
  std::string remote;
  std::int64_t times = 0, wait_s = 0;  // with a wait: wrong tries in a row; without: since the last line
  Json to_json() const;
  static SignInRefused from_json(const Json& body);
};

struct AccessDenied {
  static constexpr std::string_view kind = "AccessDenied";
  std::string name, method, path;  // name "" of a stranger; path as in the route table, and what it was called with
  std::string called;
  std::string permission,
      reason;  // reason: "permission", "unit", "origin", "rule", "misses", "elsewhere", "no_session", "token"
  std::string remote;
  std::int64_t times = 1;  // with those since the last line about the same person and operation
  Json to_json() const;
  static AccessDenied from_json(const Json& body);
};

void apply(journal::Books& books, const journal::Meta& meta, const UserAdded& event);
void apply(journal::Books& books, const journal::Meta& meta, const RolesGranted& event);
void apply(journal::Books& books, const journal::Meta& meta, const UserClosed& event);
void apply(journal::Books& books, const journal::Meta& meta, const PasswordSet& event);
void apply(journal::Books& books, const journal::Meta& meta, const SecondFactorSet& event);
void apply(journal::Books& books, const journal::Meta& meta, const UserUnlocked& event);
void apply(journal::Books& books, const journal::Meta& meta, const SessionOpened& event);
void apply(journal::Books& books, const journal::Meta& meta, const SessionsEnded& event);
void apply(journal::Books& books, const journal::Meta& meta, const SignInRefused& event);
void apply(journal::Books& books, const journal::Meta& meta, const AccessDenied& event);

/// All kinds of this folder, for app/events.cpp.
std::vector<journal::EventKind> event_kinds();

}  // namespace hallbook::identity
