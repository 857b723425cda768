#include "funds/funds.h"

#include <fmt/format.h>

#include "base/text.h"
#include "funds/contracts.h"

namespace hallbook::funds {

std::string person_of(const Acting& acting) { return acting.name.empty() ? acting.actor.name : acting.name; }

bool has_role(db::ReadTx& tx, UnitId unit, std::string_view person, identity::Role role) {
  if (person.starts_with("cli:")) return true;
  const auto user = identity::find_user(tx, person);
  if (!user || user->closed_at) return false;
  const auto roles = identity::roles_in(unit, identity::grants_of(tx, person), identity::units(tx));
  return std::ranges::find(roles, role) != roles.end();
}

// R-FND-33
Result<> check_may(db::ReadTx& tx, const Acting& acting, identity::Permission permission) {
  if (acting.name.empty()) return {};
  const auto user = identity::find_user(tx, acting.name);
  if (!user || user->closed_at)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这个人，或已停用", quote(acting.name)),
                   fmt::format("there is nobody called “{}”, or the person is closed", quote(acting.name))},
                  "by");
  const auto roles = identity::roles_in(acting.unit, identity::grants_of(tx, acting.name), identity::units(tx));
  if (identity::may(roles, permission)) return {};
  return refuse(RefusalCode::not_allowed,
                {fmt::format("{} 没有“{}”的权限", acting.name, identity::permission_name(permission)),
                 fmt::format("{} lacks the permission {}", acting.name, identity::permission_name(permission))},
                "by");
}

std::vector<journal::EventKind> event_kinds() {
  std::vector<journal::EventKind> kinds;
  for (const auto& more : {budget_event_kinds(), request_event_kinds(), contract_event_kinds(), books_event_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

}  // namespace hallbook::funds
