#pragma once
// People: who may sign in, and which roles each has in which unit. Users are closed, never deleted; a name is never used
// twice, so that "user:wang" in an old journal line is still the same person. Source: docs/rules/identity.md, R-IDN-02 to R-IDN-06.
#include <optional>
#include <string>
#include <vector>

#include "identity/role.h"
#include "identity/unit.h"

namespace hallbook::identity {

struct User {
  std::string name;  // 2..32 of a-z 0-9 . _ -, begins with a letter
  std::string display_name;  // 1..40 characters, as people call the person
  UnitId unit;  // the home unit; its journal holds what concerns the person
  Instant added_at;
  std::optional<Instant> closed_at;
  std::string close_reason;
  std::optional<Instant> password_at;  // nullopt: has none yet and cannot sign in
  bool must_change = false;  // the password is one that somebody else knows
  bool second_factor = false;
};

/// Roles as granted in one unit; they hold in the units below it too.
struct Grant {
  UnitId unit;
  std::vector<Role> roles;  // in the order of the enum
  friend bool operator==(const Grant&, const Grant&) = default;
};

/// Roles in `unit`: granted there or in a unit above it, in the order of the enum (R-IDN-03).
std::vector<Role> roles_in(UnitId unit, const std::vector<Grant>& grants, const std::vector<Unit>& units);
/// Is `unit` the same as `top` or below it?
bool is_within(UnitId unit, UnitId top, const std::vector<Unit>& units);
/// Does `roles` hold one that grants it?
bool may(const std::vector<Role>& roles, Permission permission);
bool is_administrator(const std::vector<Grant>& grants);

/// Refuses a name that is not of the form above, and a display name that is empty, too long or has odd characters.
Result<> check_user_name(std::string_view name);
Result<> check_display_name(std::string_view name);
/// R-IDN-04: who administers users has no other role, anywhere; an auditor only reads.
Result<> check_roles(const std::vector<Grant>& grants);
/// From JSON names, without doubles, in the order of the enum. Refuses (invalid) a name that is no role.
Result<std::vector<Role>> roles_from(const std::vector<std::string>& names);
std::vector<std::string> role_names_of(const std::vector<Role>& roles);

std::optional<User> find_user(db::ReadTx& tx, std::string_view name);
/// By name, closed ones too.
std::vector<User> users(db::ReadTx& tx);
std::vector<Grant> grants_of(db::ReadTx& tx, std::string_view name);
/// R-IDN-07: the role rows are those that the journal's RolesGranted lines give. A row written past the journal lets
/// nobody in.
bool grants_are_sound(db::ReadTx& tx, std::string_view name);

}  // namespace hallbook::identity
