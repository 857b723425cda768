#pragma once
// Who may do what: roles and permissions as one table. Pages ask the same table which buttons to show; the permission
// matrix is printed from it. Source: domain.md section 6, ux.md section 4.1, docs/rules/identity.md.
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace hallbook::identity {

enum class Role { clerk, staff, finance, director, inspector, it, auditor, administrator };
inline constexpr int role_count = 8;

/// What one operation needs. `anyone` needs no session, `signed_in` only a session.
enum class Permission {
  anyone,
  signed_in,
  register_read,
  register_record,
  register_correct,
  register_import,
  register_export,
  register_close,
  register_reveal,
  project_read,
  project_decide,
  project_edit,
  evaluation_read,
  evaluation_freeze,
  journal_read,
  journal_verify,
  definition_read,
  definition_edit,
  user_read,
  user_manage,
  operations_read,
  funds_read,
  funds_budget,
  funds_request,
  funds_approve,
  funds_pay,
  funds_contract,
  funds_accept,
  funds_books,
  funds_exception,
  service_read,
  service_round,
  service_fix,
  service_verify,
};

/// "clerk" …, "register.read" …: as JSON, the CLI and x-permission write them.
std::string_view role_name(Role role);
std::string_view permission_name(Permission permission);
Text role_title(Role role);
std::optional<Role> find_role(std::string_view name);
std::span<const Permission> all_permissions();

/// The table. An administrator has no business right: users, operations and definitions' reading only.
bool grants(Role role, Permission permission);

}  // namespace hallbook::identity
