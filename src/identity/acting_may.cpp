#include "identity/acting_may.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::identity {

std::string person_behind(const Acting& acting) { return acting.name.empty() ? acting.actor.name : acting.name; }

Result<> check_acting_may(db::ReadTx& tx, const Acting& acting, Permission permission) {
  if (acting.name.empty()) return {};
  const auto user = find_user(tx, acting.name);
  if (!user || user->closed_at)
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这个人，或已停用", quote(acting.name)),
                   fmt::format("there is nobody called “{}”, or the person is closed", quote(acting.name))},
                  "by");
  if (may(roles_in(acting.unit, grants_of(tx, acting.name), units(tx)), permission)) return {};
  return refuse(RefusalCode::not_allowed,
                {fmt::format("{} 没有“{}”的权限", acting.name, permission_name(permission)),
                 fmt::format("{} lacks the permission {}", acting.name, permission_name(permission))},
                "by");
}

std::vector<User> people_who_may(db::ReadTx& tx, UnitId unit, Permission permission) {
  const auto all = units(tx);
  auto found = users(tx);
  std::erase_if(found, [&](const User& user) {
    return user.closed_at || !may(roles_in(unit, grants_of(tx, user.name), all), permission);
  });
  return found;
}

}  // namespace hallbook::identity
