#include "identity/session.h"

#include <fmt/format.h>

#include "base/text.h"
#include "identity/session_store.h"
#include "identity/sign_in_limit.h"
#include "identity/user_store.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/log/log.h"

namespace hallbook::identity {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t token_digits = 32;
constexpr std::size_t max_agent = 200;
constexpr std::string_view plain_cookie = "hallbook_session";
constexpr std::string_view secure_cookie = "__Host-hallbook_session";
/// The time last seen is written at most this often: a read must not cost a commit each time.
constexpr std::chrono::seconds store_every{60};
/// A wall clock that went back further than this makes a stored session's age unknown: it is over.
constexpr std::chrono::minutes clock_slack{5};

std::string random_hex(std::size_t bytes) {
  std::string text;
  for (const char byte : crypto::random_bytes(bytes)) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

/// One network of clients; narrower than this, a new lease of the same machine would sign a person out.
std::string client_network(std::string_view remote) {
  if (is_loopback(remote)) return "loopback";
  std::string network = network_of(remote);
  return network.contains(':') ? network : network.substr(0, network.rfind('.'));
}

bool is_token(std::string_view text) {
  return text.size() == token_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string new_session_token() { return random_hex(token_digits / 2); }
std::string new_session_id() { return random_hex(6); }
Digest token_digest(std::string_view token) { return crypto::sm3(token); }

std::optional<std::string> session_cookie(const http::Request& request) {
  const std::string_view wanted = request.secure ? secure_cookie : plain_cookie;
  std::optional<std::string> found;
  for (const std::string& pair : split(request.header("cookie"), ';')) {
    const std::string_view trimmed = trim(pair);
    const auto equals = trimmed.find('=');
    if (equals == std::string_view::npos || trimmed.substr(0, equals) != wanted) continue;
    const std::string_view value = trimmed.substr(equals + 1);
    if (!is_token(value) || (found && *found != value)) return std::nullopt;  // two different ones: neither is trusted
    found = value;
  }
  return found;
}

std::string set_session_cookie(std::string_view token, bool secure) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", secure ? secure_cookie : plain_cookie, token,
                     secure ? "; Secure" : "", token.empty() ? "; Max-Age=0" : "");
}

std::string kept_agent(std::string_view agent) { return first_characters(is_utf8(agent) ? agent : "", max_agent); }

bool same_client(const Session& session, std::string_view remote, std::string_view agent) {  // R-IDN-37
  return session.agent == kept_agent(agent) && client_network(session.remote) == client_network(remote);
}

bool is_over(const SessionLimits& limits, milliseconds idle, milliseconds age) {
  return idle >= limits.idle || age >= limits.most;
}

std::vector<Session> sessions_of(db::ReadTx& tx, std::string_view user, const SessionLimits& limits, Instant now) {
  auto found = session_store::of_user(tx, user);
  std::erase_if(found, [&](const Session& session) {
    return is_over(limits, now - session.seen_at - store_every, now - session.created_at);
  });
  return found;
}

LiveSessions::LiveSessions(journal::DataDir& data, SessionLimits limits)
    : data_{data}, limits_{limits}, changes_{std::make_shared<std::atomic<std::int64_t>>(0)} {
  {
    auto tx = data.read();
    *changes_ = user_store::changes(tx);
  }
  data.database().after_commit([shared = changes_](db::ReadTx& tx) { *shared = user_store::changes(tx); });
}

std::shared_ptr<const std::vector<Unit>> LiveSessions::units() {
  const std::int64_t changes = *changes_;
  {
    const std::lock_guard lock{mutex_};
    if (units_ && units_changes_ == changes) return units_;
  }
  auto tx = data_.read();
  auto fresh = std::make_shared<const std::vector<Unit>>(identity::units(tx));
  const std::lock_guard lock{mutex_};
  units_ = fresh;
  units_changes_ = changes;
  return fresh;
}

std::optional<LiveSessions::Entry> LiveSessions::load(const Digest& token, Instant now, Ticks tick) {
  Entry entry;
  entry.changes = *changes_;  // before reading: what changes meanwhile is read again
  auto tx = data_.read();
  const auto session = session_store::find(tx, token);
  if (!session || now < session->created_at - clock_slack || now < session->seen_at - clock_slack) return std::nullopt;
  const auto user = user_store::find(tx, session->user);
  if (!user || user->closed_at) return std::nullopt;
  if (!grants_are_sound(tx, session->user)) {
    log::error("session of {}: the role rows are not those of the journal; run hallbook verify", session->user);
    return std::nullopt;
  }
  entry.created = tick - std::max(milliseconds{0}, now - session->created_at);
  entry.seen = tick - std::max(milliseconds{0}, now - session->seen_at);
  entry.stored = entry.seen;
  entry.person = std::make_shared<const Person>(Person{*session, *user, user_store::grants(tx, session->user)});
  return entry;
}

void LiveSessions::sweep(Ticks tick) {
  std::erase_if(entries_, [&](const auto& entry) {
    return is_over(limits_, tick - entry.second.seen, tick - entry.second.created);
  });
  sweep_at_ = std::max<std::size_t>(256, entries_.size() * 2);
}

std::shared_ptr<const Person> LiveSessions::find(const Digest& token, Instant now, Ticks tick, bool active) {
  std::optional<Entry> known;
  {
    const std::lock_guard lock{mutex_};
    if (const auto at = entries_.find(token); at != entries_.end()) known = at->second;
  }
  if (!known || known->changes != *changes_) {
    auto fresh = load(token, now, tick);
    if (fresh && known) {
      fresh->created = known->created;
      fresh->seen = std::max(fresh->seen, known->seen);
      fresh->stored = known->stored;
    }
    known = std::move(fresh);
  }
  const bool over = !known || is_over(limits_, tick - known->seen, tick - known->created);
  bool store = false;
  {
    const std::lock_guard lock{mutex_};
    if (over) {
      entries_.erase(token);
      return nullptr;
    }
    if (entries_.size() >= sweep_at_) sweep(tick);
    const auto [at, fresh] = entries_.try_emplace(token, *known);
    known->seen = std::max(active ? tick : known->seen, at->second.seen);
    known->stored = std::max(known->stored, at->second.stored);
    store = known->seen - known->stored >= store_every;
    if (store) known->stored = known->seen;
    at->second = *known;
  }
  if (store) store_seen(token, now);
  return known->person;
}

std::chrono::seconds LiveSessions::left(const Digest& token, Ticks tick) {
  const std::lock_guard lock{mutex_};
  const auto at = entries_.find(token);
  const Ticks seen = at == entries_.end() ? tick : at->second.seen;
  const Ticks created = at == entries_.end() ? tick : at->second.created;
  const Ticks end = std::min(seen + limits_.idle, created + limits_.most);
  return std::chrono::ceil<std::chrono::seconds>(std::max(Ticks{0}, end - tick));
}

void LiveSessions::store_seen(const Digest& token, Instant now) {
  try {
    data_.database().write([&](db::WriteTx& tx) { session_store::see(tx, token, now); });
  } catch (const db::Fault& fault) {
    // Reading goes on when nothing can be written; only a restart would think the session older than it is.
    log::warning("session: the time last seen was not stored: {}", fault.what());
  }
}

}  // namespace hallbook::identity
