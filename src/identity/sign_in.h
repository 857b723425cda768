#pragma once
// Signing in and what a session still owes. Source: docs/rules/identity.md, R-IDN-23 to R-IDN-27.
#include "identity/gateway.h"

namespace hallbook::identity {

/// What must be done before anything else. Sample units ask for neither: their passwords are printed anyway.
struct SessionDuties {
  bool change_password = false;
  bool set_second_factor = false;
};
SessionDuties duties_of(const GateSettings& settings, const Person& person, const std::vector<Unit>& units, Instant at);

/// "on" · "required" (an administrator without one) · "advised" (the same in a sample unit) · "off".
std::string_view second_factor_word(const GateSettings& settings, const Person& person, const std::vector<Unit>& units);

/// The unit with this code in which the person has a role; without a code the home unit, else the first with a role, else
/// the home unit without roles. nullopt: no such unit for this person.
std::optional<Unit> unit_for(const Person& person, std::string_view code, const std::vector<Unit>& units);

struct SignInAttempt {
  std::string name, password, code;  // code: "" when none was given
  std::string remote, agent;
  std::optional<std::string> old_token;  // the cookie that came with the request: its session ends
};

struct SignInOutcome {
  enum class Kind { fine, wrong_password, wrong_code, code_needed, wait } kind = Kind::wrong_password;
  std::string token;  // when fine: the value for the cookie
  std::shared_ptr<const Person> person;
  int left = 0;  // tries before a wait begins
  std::chrono::seconds wait{0};
};

/// Refuses (unavailable) when too many sign in at once or the second factor cannot be read. Unknown names, closed users and
/// wrong passwords are one and the same to the caller and take the same time.
Result<SignInOutcome> sign_in(Gate& gate, const SignInAttempt& attempt);

/// Is this the password of the user, as the journal's digest of it says? For a change of password; counts as a try.
Result<SignInOutcome> check_password_of(Gate& gate, std::string_view name, std::string_view password,
                                        std::string_view remote);

}  // namespace hallbook::identity
