#pragma once
// The guard before every handler: who asks, from which page, for which unit, with which right. Source:
// docs/rules/identity.md, R-IDN-40 to R-IDN-49; trust.md C10, C11, C18, C19, C26.
#include <span>

#include "identity/access.h"
#include "identity/denials.h"
#include "identity/live_tokens.h"
#include "identity/password_rules.h"
#include "identity/session.h"
#include "identity/sign_in_limit.h"
#include "platform/crypto/password.h"

namespace hallbook::identity {

struct GateSettings {
  SessionLimits sessions;
  SignInLimits sign_in;
  PasswordRules passwords;
  crypto::PasswordCost cost;
  std::size_t hashes_at_once = 0;  // 0: one per processor
  std::size_t hashes_waiting = 32;  // more sign-ins than this at once are told to come back (503)
  bool administrators_need_second_factor = true;
  std::string version = "0.1.0";
};

struct GateHooks {
  /// The hall's day for a unit; empty: hall_date(at). app/ gives the last day of the year for sample units.
  std::function<Date(const Unit& unit, Instant at)> today;
  /// A steady clock for ages, delays and minutes; empty: the machine's.
  std::function<std::chrono::milliseconds()> ticks;
  app::House* house = nullptr;  // handed on to every Context
};

/// What one server holds for its guard. Lives as long as the server, before it in declaration order.
struct Gate {
  Gate(journal::DataDir& data_dir, const Clock& the_clock, GateSettings the_settings = {}, GateHooks the_hooks = {});
  Gate(const Gate&) = delete;
  ~Gate();  // journals what was denied and only counted

  std::chrono::milliseconds tick() const;
  Date today(const Unit& unit, Instant at) const;

  journal::DataDir& data;
  const Clock& clock;
  const GateSettings settings;
  const GateHooks hooks;
  crypto::PasswordHasher hasher;
  SignInLimiter limiter;
  LiveSessions sessions;
  LiveTokens tokens;
  Denials denials;
  std::atomic<std::uint64_t> requests{0};  // numbers requests, so that a log line can be found from an answer
};

/// Answers one request of `route`, whose params are filled in. Never throws.
http::Response serve_route(const Route& route, const http::Request& request, Gate& gate) noexcept;

/// POST /session … GET /units: session, tokens, people, roles and units.
std::span<const Route> identity_routes();

}  // namespace hallbook::identity
