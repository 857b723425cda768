#include "identity/sign_in.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "identity/second_factor.h"
#include "identity/session_store.h"
#include "identity/user_ops.h"
#include "identity/user_store.h"
#include "platform/crypto/hash.h"
#include "platform/log/log.h"

namespace hallbook::identity {
namespace {

using std::chrono::seconds;
using Kind = SignInOutcome::Kind;

/// What the database has of somebody who wants in; empty strings when there is nobody, or nobody who may.
struct Candidate {
  std::optional<User> user;
  user_store::Credential credential;
};

/// B5: a credential that is not the one whose digest was journaled opens nothing, nor do roles that no line granted.
Candidate candidate(db::ReadTx& tx, std::string_view name) {
  Candidate found;
  const auto user = user_store::find(tx, name);
  const auto digests = user_store::digests_of(tx, name);
  auto credential = user_store::credential(tx, name);
  if (!user || !digests || !credential) return found;
  found.user = user;
  if (user->closed_at) return found;
  const auto is = [](const std::string& bytes, const std::optional<Digest>& digest) {
    return bytes.empty() ? !digest : digest == crypto::sm3(bytes);
  };
  if (!is(credential->password, digests->password) || !is(credential->second_factor, digests->second_factor)) {
    log::error(
        "the credential of {} is not the one in the journal; nobody signs in with it. Run hallbook verify, then "
        "hallbook user reset-password",
        name);
    return found;
  }
  if (!grants_are_sound(tx, name)) {  // R-IDN-07
    log::error(
        "the roles of {} are not those in the journal; nobody signs in with that name. Run hallbook verify, then "
        "hallbook user roles",
        name);
    return found;
  }
  found.credential = std::move(*credential);
  return found;
}

/// R-IDN-24: a line when a wait begins or grows, else one a minute and network; never a name that nobody has.
void journal_refusal(Gate& gate, const std::optional<User>& who, const std::string& remote, std::int64_t times,
                     seconds wait) {
  const auto all = gate.sessions.units();
  ensure(!all->empty(), "no unit to journal in");
  gate.denials.refused_sign_in(who ? who->unit : all->front().id, {who ? who->name : "", remote, times, wait.count()},
                               gate.clock.now(), gate.tick());
}

/// Somebody who was told to wait and tried all the same: nothing was judged, but it was tried.
SignInOutcome told_to_wait(Gate& gate, std::string_view name, const std::string& remote, seconds wait) {
  const auto who = [&] {
    auto tx = gate.data.read();
    return user_store::find(tx, name);
  }();
  journal_refusal(gate, who, remote, 1, seconds{0});
  SignInOutcome outcome;
  outcome.kind = Kind::wait;
  outcome.wait = wait;
  return outcome;
}

SignInOutcome refused_outcome(Gate& gate, const Candidate& who, const std::string& name, const std::string& remote,
                              Kind kind) {
  const auto refused = gate.limiter.failed(name, remote, gate.tick());
  SignInOutcome outcome;
  outcome.kind = kind;
  outcome.left = refused.left;
  outcome.wait = std::max(refused.wait, refused.address_wait);
  const int in_a_row = std::max(refused.failures, refused.address_failures);
  journal_refusal(gate, who.user, remote, outcome.wait > seconds{0} ? in_a_row : 1, outcome.wait);
  return outcome;
}

/// Counts a try as ended when it is left by an early return or an exception.
class Try {
 public:
  Try(SignInLimiter& limiter, std::string name) : limiter_{limiter}, name_{std::move(name)} {}
  ~Try() {
    if (open_) limiter_.left(name_);
  }
  Try(const Try&) = delete;
  void counted() { open_ = false; }

 private:
  SignInLimiter& limiter_;
  std::string name_;
  bool open_ = true;
};

/// Ends the sessions that make room for one more, seen longest ago first.
std::vector<std::string> make_room(db::WriteTx& tx, const GateSettings& settings, std::string_view user, Instant now,
                                   const std::optional<std::string>& old_token) {
  session_store::remove_old(tx, now - settings.sessions.most, now - settings.sessions.idle - std::chrono::minutes{2});
  std::vector<std::string> ended;
  auto open = session_store::of_user(tx, user);
  if (old_token)
    if (const auto old = session_store::find(tx, token_digest(*old_token)); old && old->user == user) {
      session_store::remove(tx, old->id);
      ended.push_back(old->id);
      std::erase_if(open, [&](const Session& session) { return session.id == old->id; });
    }
  while (open.size() >= settings.sessions.parallel) {
    session_store::remove(tx, open.back().id);
    ended.push_back(open.back().id);
    open.pop_back();
  }
  return ended;
}

/// Opens the session in one transaction with the check that nothing changed while the password was being hashed.
Result<> open_session(Gate& gate, const SignInAttempt& attempt, const Session& session, const Candidate& who,
                      const std::optional<std::int64_t>& step, int failures) {
  return gate.data.write([&](journal::Books& books) -> Result<> {
    const Candidate again = candidate(books.tx, session.user);
    const bool same = again.credential.password == who.credential.password &&
                      again.credential.second_factor == who.credential.second_factor;
    if (!same || (step && again.credential.last_step >= *step))
      return refuse(RefusalCode::conflict, {"账号刚刚有变动，请重新登录", "The account just changed; sign in again."});
    if (step) user_store::keep_last_step(books.tx, session.user, *step);
    SessionOpened event{session.user, session.id, session.remote, failures, {}};
    event.ended = make_room(books.tx, gate.settings, session.user, session.created_at, attempt.old_token);
    session_store::insert(books.tx, session);
    journal::append(books, again.user->unit, {"user:" + session.user}, session.created_at, event);
    return {};
  });
}

const Unit* home_of(const Person& person, const std::vector<Unit>& units) {
  const auto home = std::ranges::find(units, person.user.unit, &Unit::id);
  return home == units.end() ? nullptr : &*home;
}

}  // namespace

SessionDuties duties_of(const GateSettings& settings, const Person& person, const std::vector<Unit>& units,
                        Instant at) {
  const Unit* home = home_of(person, units);
  if (home == nullptr || home->sample) return {};
  const auto most_age = settings.passwords.most_age;
  const bool old = most_age.count() > 0 && person.user.password_at && at - *person.user.password_at >= most_age;
  return {person.user.must_change || old,
          settings.administrators_need_second_factor && !person.user.second_factor && is_administrator(person.grants)};
}

std::string_view second_factor_word(const GateSettings& settings, const Person& person,
                                    const std::vector<Unit>& units) {
  if (person.user.second_factor) return "on";
  if (!settings.administrators_need_second_factor || !is_administrator(person.grants)) return "off";
  const Unit* home = home_of(person, units);
  return home != nullptr && home->sample ? "advised" : "required";
}

std::optional<Unit> unit_for(const Person& person, std::string_view code, const std::vector<Unit>& units) {
  const auto has_role = [&](const Unit& unit) { return !roles_in(unit.id, person.grants, units).empty(); };
  if (!code.empty()) {
    const auto named = std::ranges::find(units, code, &Unit::code);
    return named != units.end() && has_role(*named) ? std::optional{*named} : std::nullopt;
  }
  const Unit* home = home_of(person, units);
  if (home != nullptr && has_role(*home)) return *home;
  if (const auto other = std::ranges::find_if(units, has_role); other != units.end()) return *other;
  return home == nullptr ? std::nullopt : std::optional{*home};
}

Result<SignInOutcome> check_password_of(Gate& gate, std::string_view name, std::string_view password,
                                        std::string_view remote) {
  const std::string key{name};
  if (const auto wait = gate.limiter.begin(key, remote, gate.tick()); wait > seconds{0})
    return told_to_wait(gate, name, std::string{remote}, wait);
  Try running{gate.limiter, key};
  const Candidate who = [&] {
    auto tx = gate.data.read();
    return candidate(tx, name);
  }();
  const auto matches = gate.hasher.matches(password, who.credential.password);
  if (!matches) return std::unexpected{matches.error()};
  if (!*matches) {
    running.counted();
    return refused_outcome(gate, who, key, std::string{remote}, Kind::wrong_password);
  }
  SignInOutcome outcome;
  outcome.kind = Kind::fine;
  return outcome;
}

Result<SignInOutcome> sign_in(Gate& gate, const SignInAttempt& attempt) {
  if (const auto wait = gate.limiter.begin(attempt.name, attempt.remote, gate.tick()); wait > seconds{0})
    return told_to_wait(gate, attempt.name, attempt.remote, wait);
  SignInOutcome outcome;
  Try running{gate.limiter, attempt.name};
  const Candidate who = [&] {
    auto tx = gate.data.read();
    return candidate(tx, attempt.name);
  }();
  const auto matches = gate.hasher.matches(attempt.password, who.credential.password);
  if (!matches) return std::unexpected{matches.error()};
  if (!*matches) {
    running.counted();
    return refused_outcome(gate, who, attempt.name, attempt.remote, Kind::wrong_password);
  }
  std::optional<std::int64_t> step;
  if (!who.credential.second_factor.empty()) {
    if (attempt.code.empty()) {
      outcome.kind = Kind::code_needed;
      return outcome;
    }
    const auto accepted = factor_accepts(gate.data.keys(), attempt.name, who.credential.second_factor, attempt.code,
                                         gate.clock.now(), who.credential.last_step);
    if (!accepted) return std::unexpected{accepted.error()};
    if (!*accepted) {
      running.counted();
      return refused_outcome(gate, who, attempt.name, attempt.remote, Kind::wrong_code);
    }
    step = *accepted;
  }
  running.counted();
  const int failures = gate.limiter.succeeded(attempt.name, attempt.remote, gate.tick());
  outcome.token = new_session_token();
  const Instant now = gate.clock.now();
  const Session session{new_session_id(), token_digest(outcome.token), attempt.name, now, now,
                        attempt.remote,   kept_agent(attempt.agent)};
  if (auto opened = open_session(gate, attempt, session, who, step, failures); !opened)
    return std::unexpected{opened.error()};
  outcome.person = gate.sessions.find(session.token, now, gate.tick());
  ensure(outcome.person != nullptr, "a session that was just opened is not there");
  outcome.kind = Kind::fine;
  return outcome;
}

}  // namespace hallbook::identity
