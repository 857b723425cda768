#pragma once
// Who stands behind an act, and whether that person may: asked again inside the write job, also for the command line.
#include "identity/user_ops.h"

namespace hallbook::identity {

/// The person's name, or on the command line of the server's owner "cli:…".
std::string person_behind(const Acting& acting);
/// A named person is of the unit's people, not closed, and has the permission there. The owner of the server's command
/// line acts without a name and is not asked.
Result<> check_acting_may(db::ReadTx& tx, const Acting& acting, Permission permission);
/// People of the unit with the permission, by name: open accounts only.
std::vector<User> people_who_may(db::ReadTx& tx, UnitId unit, Permission permission);

}  // namespace hallbook::identity
