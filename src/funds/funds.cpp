#include "funds/funds.h"

#include "funds/contracts.h"
#include "identity/acting_may.h"

namespace hallbook::funds {

std::string person_of(const Acting& acting) { return identity::person_behind(acting); }

bool has_role(db::ReadTx& tx, UnitId unit, std::string_view person, identity::Role role) {
  if (person.starts_with("cli:")) return true;
  const auto user = identity::find_user(tx, person);
  if (!user || user->closed_at) return false;
  const auto roles = identity::roles_in(unit, identity::grants_of(tx, person), identity::units(tx));
  return std::ranges::find(roles, role) != roles.end();
}

// R-FND-33
Result<> check_may(db::ReadTx& tx, const Acting& acting, identity::Permission permission) {
  return identity::check_acting_may(tx, acting, permission);
}

std::vector<journal::EventKind> event_kinds() {
  std::vector<journal::EventKind> kinds;
  for (const auto& more : {budget_event_kinds(), request_event_kinds(), contract_event_kinds(), books_event_kinds()})
    kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

}  // namespace hallbook::funds
