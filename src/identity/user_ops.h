#pragma once
// What is done with people. Callers hash passwords beforehand: a hash takes a tenth of a second, the writer must not wait.
#include "identity/password_rules.h"
#include "identity/user_events.h"
#include "journal/keys.h"

namespace hallbook::identity {

struct Acting {
  UnitId unit;  // the unit that is being worked on
  journal::Actor actor;
  Instant at;
  std::string name;  // the user who acts; "" on the command line of the server's owner
  std::optional<Date> today = {};  // the hall's day; nullopt = of `at`. Sample data live on the last day of their year

  Date day() const { return today ? *today : hall_date(at); }
};

struct NewUser {
  std::string name, display_name;
  std::vector<Role> roles;
};

/// Adds to Acting::unit, with a first password that must be changed. Refuses a bad or a used name (closed ones too), bad
/// roles. `must_change` false: for sample sign-ins.
Result<User> add_user(journal::Books& books, const Acting& acting, const NewUser& user, std::string_view phc,
                      bool must_change = true);
/// Replaces the roles in Acting::unit. Refuses: not_found, closed, one's own roles, taking the last administrator away.
Result<> grant_roles(journal::Books& books, const Acting& acting, std::string_view name,
                     const std::vector<Role>& roles);
/// Ends sessions and tokens. Refuses: not_found, closed already, oneself, the last administrator.
Result<> close_user(journal::Books& books, const Acting& acting, std::string_view name, std::string_view reason);
/// Ends all tokens of the user, and all sessions but `keep` (a session id).
Result<> set_password(journal::Books& books, const Acting& acting, std::string_view name, std::string_view phc,
                      bool must_change, std::string_view keep = {});
Result<> unlock_user(journal::Books& books, const Acting& acting, std::string_view name);
/// Takes the second factor away, so that a new one can be set up.
Result<> reset_second_factor(journal::Books& books, const Acting& acting, std::string_view name);

/// A new secret, kept until a code confirms it. Refuses: one is set already, no master key.
Result<std::string> start_second_factor(journal::Books& books, const Acting& acting, const journal::KeyRing& keys);
/// Refuses: not started, a wrong code.
Result<> confirm_second_factor(journal::Books& books, const Acting& acting, const journal::KeyRing& keys,
                               std::string_view code);

/// Ends one session of the user, or all when `session` is "". Refuses (not_found) one that is not there.
Result<std::vector<std::string>> end_sessions(journal::Books& books, const Acting& acting, std::string_view name,
                                              std::string_view session, std::string_view reason);

/// The user, when he is of `top` or a unit below it or has a role there; else not_found: an administrator of one hall
/// learns nothing of another's people.
Result<User> user_within(db::ReadTx& tx, UnitId top, std::string_view name);
/// For what concerns the whole person (password, second factor, closing, sessions): the home unit and every unit with a
/// role must lie within `top`; an administrator of a branch would else take over one of the whole hall. Refuses:
/// not_found, not_allowed.
Result<User> user_wholly_within(db::ReadTx& tx, UnitId top, std::string_view name);
/// Those whom user_within finds, by name.
std::vector<User> users_within(db::ReadTx& tx, UnitId top);

}  // namespace hallbook::identity
