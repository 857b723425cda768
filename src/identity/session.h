#pragma once
// Sessions: a random cookie value of 128 bits, of which only the digest is kept. Source: docs/rules/identity.md,
// R-IDN-30 to R-IDN-36.
#include <atomic>
#include <mutex>

#include "identity/user.h"
#include "journal/data_dir.h"
#include "platform/http/message.h"

namespace hallbook::identity {

struct SessionLimits {
  std::chrono::seconds idle{std::chrono::minutes{15}};
  std::chrono::hours most{10};
  std::size_t parallel = 3;
};

struct Session {
  std::string id;  // public: lists and journal lines name it
  Digest token;    // SM3 of the cookie's value
  std::string user;
  Instant created_at, seen_at;
  std::string remote, agent;
};

/// A fresh value for the cookie: 32 hex digits.
std::string new_session_token();
/// A fresh public id: 12 hex digits.
std::string new_session_id();
Digest token_digest(std::string_view token);

/// "hallbook_session", under TLS "__Host-hallbook_session". nullopt when there is none, or it is not 32 hex digits.
std::optional<std::string> session_cookie(const http::Request& request);
/// The value of Set-Cookie; "" as token takes the cookie away.
std::string set_session_cookie(std::string_view token, bool secure);

/// What of a browser's name is kept with a session: at most 200 characters of UTF-8.
std::string kept_agent(std::string_view agent);
/// R-IDN-37: does a request come from where the session was opened: the same browser, and the same network (IPv4: the first
/// three numbers, so that a new address in the hall signs nobody out; IPv6: 64 bits; the machine itself by any of its names)?
bool same_client(const Session& session, std::string_view remote, std::string_view agent);

/// Is a session over, `idle` after it was last seen and `age` after it began? (R-IDN-31)
bool is_over(const SessionLimits& limits, std::chrono::milliseconds idle, std::chrono::milliseconds age);

/// A user's open sessions as the database has them, newest first.
std::vector<Session> sessions_of(db::ReadTx& tx, std::string_view user, const SessionLimits& limits, Instant now);

/// The person behind a cookie or a token, with what the guard needs to know of him.
struct Person {
  Session session;
  User user;
  std::vector<Grant> grants;
  std::string token = {};  // public id of the token that a program asks with; there is no session then
};

/// What the server remembers of open sessions, so that a request costs no query: people are read again when anything
/// about them or the units changed (people_state), ages are told by a clock that never jumps (trust C6).
class LiveSessions {
 public:
  using Ticks = std::chrono::milliseconds;
  LiveSessions(journal::DataDir& data, SessionLimits limits);

  /// nullptr: no such session, over, or its user is closed. `tick` comes from a steady clock.
  /// `active`: the person did something, so that the session is idle no more.
  std::shared_ptr<const Person> find(const Digest& token, Instant now, Ticks tick, bool active = true);
  std::shared_ptr<const std::vector<Unit>> units();
  const SessionLimits& limits() const { return limits_; }
  /// Grows with every event about people and units.
  std::shared_ptr<std::atomic<std::int64_t>> changes() const { return changes_; }
  /// How long a session that find() just gave still holds when nothing is done, rounded up (R-IDN-36).
  std::chrono::seconds left(const Digest& token, Ticks tick);

 private:
  struct Entry {
    std::shared_ptr<const Person> person;
    std::int64_t changes = 0;
    Ticks created, seen, stored;
  };
  std::optional<Entry> load(const Digest& token, Instant now, Ticks tick);
  void store_seen(const Digest& token, Instant now);
  void sweep(Ticks tick);  // under the mutex

  journal::DataDir& data_;
  const SessionLimits limits_;
  std::shared_ptr<std::atomic<std::int64_t>> changes_;  // shared with the database's hook, which outlives this
  std::mutex mutex_;
  std::map<Digest, Entry> entries_;
  std::size_t sweep_at_ = 256;  // entries that nobody asks for any more are dropped when there are so many
  std::shared_ptr<const std::vector<Unit>> units_;
  std::int64_t units_changes_ = -1;
};

}  // namespace hallbook::identity
