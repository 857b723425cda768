#pragma once
// Sign-ins of the sample year: one made-up person a role. Sample units ask neither for a new password nor for a second
// factor, since the password is printed; every surface says 示例.
#include <span>
#include <string>

#include "identity/role.h"
#include "identity/unit.h"
#include "journal/data_dir.h"

namespace hallbook::app {

struct SampleUser {
  std::string_view name, display_name;
  identity::Role role;
};
std::span<const SampleUser> sample_users();
std::string_view sample_password();

/// Adds them to a sample unit (ensure: it is one).
Result<> add_sample_users(journal::DataDir& data, const identity::Unit& unit);
/// The table of names, roles and the password, for the end of `demo` and the start of `serve`; "" where there are none.
std::string sample_sign_ins(journal::DataDir& data, const identity::Unit& unit, Lang lang);

}  // namespace hallbook::app
