#include "identity/role.h"

#include <array>
#include <utility>

#include "base/ensure.h"

namespace hallbook::identity {
namespace {

constexpr int permission_count = 34;

struct PermissionRow {
  Permission permission;
  std::string_view name;
  /// One letter a role in the order of Role, '-' where it is not granted. `anyone` and `signed_in` need no role.
  std::string_view roles;
};

// R-IDN-01. Columns: clerk, staff, finance, director, inspector, IT, auditor, administrator.
// clang-format off
constexpr std::array<PermissionRow, permission_count> table{{
    {Permission::anyone,            "anyone",            "csfdixra"},
    {Permission::signed_in,         "signed_in",         "csfdixra"},
    {Permission::register_read,     "register.read",     "csfdixr-"},
    {Permission::register_record,   "register.record",   "cs--i---"},
    {Permission::register_correct,  "register.correct",  "cs--i---"},
    {Permission::register_import,   "register.import",   "-s---x--"},
    {Permission::register_export,   "register.export",   "-sfd-xr-"},
    {Permission::register_close,    "register.close",    "-s-d----"},
    {Permission::register_reveal,   "register.reveal",   "cs------"},
    {Permission::project_read,      "project.read",      "csfdixr-"},
    {Permission::project_decide,    "project.decide",    "-s-d----"},
    {Permission::project_edit,      "project.edit",      "-s------"},
    {Permission::evaluation_read,   "evaluation.read",   "csfdixr-"},
    {Permission::evaluation_freeze, "evaluation.freeze", "-s-d----"},
    {Permission::journal_read,      "journal.read",      "-sfd-xr-"},
    {Permission::journal_verify,    "journal.verify",    "-s-d-xr-"},
    {Permission::definition_read,   "definition.read",   "-sfd-xra"},
    {Permission::definition_edit,   "definition.edit",   "-----x--"},
    {Permission::user_read,         "user.read",         "---d-xra"},
    {Permission::user_manage,       "user.manage",       "-------a"},
    {Permission::operations_read,   "operations.read",   "-----x-a"},
    {Permission::funds_read,        "funds.read",        "-sfd--r-"},
    {Permission::funds_budget,      "funds.budget",      "--f-----"},
    {Permission::funds_request,     "funds.request",     "-sf-----"},
    {Permission::funds_approve,     "funds.approve",     "--fd----"},
    {Permission::funds_pay,         "funds.pay",         "--f-----"},
    {Permission::funds_contract,    "funds.contract",    "-sf-----"},
    {Permission::funds_accept,      "funds.accept",      "cs------"},
    {Permission::funds_books,       "funds.books",       "--f-----"},
    {Permission::funds_exception,   "funds.exception",   "---d----"},
    {Permission::service_read,      "service.read",      "csfdixr-"},
    {Permission::service_round,     "service.round",     "----i---"},
    {Permission::service_fix,       "service.fix",       "cs------"},
    {Permission::service_verify,    "service.verify",    "-s-d----"},
}};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (std::to_underlying(table[i].permission) != static_cast<int>(i) || table[i].roles.size() != role_count)
      return false;
  return true;
}
static_assert(in_order(), "one row per permission, in the order of the enum, one column per role");

constexpr auto permission_list = [] {
  std::array<Permission, permission_count> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = table[i].permission;
  return all;
}();

constexpr std::string_view role_names[] = {"clerk",     "staff", "finance", "director",
                                           "inspector", "it",    "auditor", "administrator"};
static_assert(std::size(role_names) == role_count);

}  // namespace

std::string_view role_name(Role role) { return role_names[std::to_underlying(role)]; }

std::string_view permission_name(Permission permission) {
  return table[static_cast<std::size_t>(std::to_underlying(permission))].name;
}

Text role_title(Role role) {
  switch (role) {
    case Role::clerk: return {"窗口人员", "clerk"};
    case Role::staff: return {"科室人员", "section staff"};
    case Role::finance: return {"财务", "finance"};
    case Role::director: return {"主任", "director"};
    case Role::inspector: return {"巡检", "inspector"};
    case Role::it: return {"信息技术", "IT"};
    case Role::auditor: return {"审计", "auditor"};
    case Role::administrator: return {"管理员", "administrator"};
  }
  throw BrokenInvariant{"role_title: unknown role"};
}

std::optional<Role> find_role(std::string_view name) {
  for (int i = 0; i < role_count; ++i)
    if (role_names[i] == name) return static_cast<Role>(i);
  return std::nullopt;
}

std::span<const Permission> all_permissions() { return permission_list; }

bool grants(Role role, Permission permission) {
  const auto& row = table[static_cast<std::size_t>(std::to_underlying(permission))];
  return row.roles[static_cast<std::size_t>(std::to_underlying(role))] != '-';
}

}  // namespace hallbook::identity
