#include "identity/user.h"

#include <fmt/format.h>

#include "base/text.h"
#include "identity/user_store.h"

namespace hallbook::identity {
namespace {

constexpr std::size_t max_user_name = 32;
constexpr std::size_t max_display_name = 40;

const Unit* unit_of(UnitId id, const std::vector<Unit>& units) {
  const auto found = std::ranges::find(units, id, &Unit::id);
  return found == units.end() ? nullptr : &*found;
}

/// Calls `visit` for the unit and those above it. The tree has no rings: a parent is always older than its child.
template <class Visit>
void each_above(UnitId unit, const std::vector<Unit>& units, Visit visit) {
  for (const Unit* at = unit_of(unit, units); at != nullptr; at = unit_of(at->parent, units)) {
    visit(at->id);
    if (at->parent.value >= at->id.value) return;
  }
}

}  // namespace

std::vector<Role> roles_in(UnitId unit, const std::vector<Grant>& grants, const std::vector<Unit>& units) {
  std::set<Role> found;
  each_above(unit, units, [&](UnitId above) {
    for (const Grant& grant : grants)
      if (grant.unit == above) found.insert(grant.roles.begin(), grant.roles.end());
  });
  return {found.begin(), found.end()};
}

bool is_within(UnitId unit, UnitId top, const std::vector<Unit>& units) {
  bool found = false;
  each_above(unit, units, [&](UnitId above) { found = found || above == top; });
  return found;
}

bool may(const std::vector<Role>& roles, Permission permission) {
  if (permission == Permission::anyone || permission == Permission::signed_in) return true;
  return std::ranges::any_of(roles, [&](Role role) { return grants(role, permission); });
}

bool is_administrator(const std::vector<Grant>& grants) {
  return std::ranges::any_of(grants, [](const Grant& grant) {
    return std::ranges::find(grant.roles, Role::administrator) != grant.roles.end();
  });
}

Result<> check_user_name(std::string_view name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool good =
      name.size() >= 2 && name.size() <= max_user_name && letter(name.front()) &&
      std::ranges::all_of(name, [&](char c) { return letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; });
  if (good) return {};
  return refuse(
      RefusalCode::invalid,
      {fmt::format("登录名“{}”不行：请用 2 至 {} 个小写字母、数字或 . _ -，以字母开头", quote(name), max_user_name),
       fmt::format("the name “{}” will not do: use 2 to {} lower-case letters, digits or . _ -, beginning with "
                   "a letter",
                   quote(name), max_user_name)},
      "name");
}

Result<> check_display_name(std::string_view name) {
  if (trim(name).empty())
    return refuse(RefusalCode::invalid, {"请填写姓名", "the person's name is missing"}, "display_name");
  if (auto checked = check_text(name, max_display_name); !checked) {
    checked.error().field = "display_name";
    return checked;
  }
  return {};
}

Result<> check_roles(const std::vector<Grant>& grants) {
  std::set<Role> all;
  for (const Grant& grant : grants) all.insert(grant.roles.begin(), grant.roles.end());
  for (const Role alone : {Role::administrator, Role::auditor})
    if (all.contains(alone) && all.size() > 1)
      return refuse(
          RefusalCode::conflict,
          {fmt::format("{}不能再兼其他职责：管人的不办业务，查账的不动账。请另设一个登录名。", role_title(alone).zh),
           fmt::format("{} goes with no other role: who administers does no business, who audits changes "
                       "nothing. Give the other role to another name.",
                       role_title(alone).en)},
          "roles");
  return {};
}

Result<std::vector<Role>> roles_from(const std::vector<std::string>& names) {
  std::set<Role> roles;
  for (const std::string& name : names) {
    const auto role = find_role(name);
    if (!role)
      return refuse(RefusalCode::invalid,
                    {fmt::format("没有“{}”这个职责", quote(name)), fmt::format("there is no role “{}”", quote(name))},
                    "roles");
    roles.insert(*role);
  }
  return std::vector<Role>{roles.begin(), roles.end()};
}

std::vector<std::string> role_names_of(const std::vector<Role>& roles) {
  std::vector<std::string> names;
  for (const Role role : roles) names.emplace_back(role_name(role));
  return names;
}

std::optional<User> find_user(db::ReadTx& tx, std::string_view name) { return user_store::find(tx, name); }
std::vector<User> users(db::ReadTx& tx) { return user_store::all(tx); }
std::vector<Grant> grants_of(db::ReadTx& tx, std::string_view name) { return user_store::grants(tx, name); }

bool grants_are_sound(db::ReadTx& tx, std::string_view name) {
  const auto same = [](const Grant& a, const Grant& b) { return a.unit == b.unit && a.roles == b.roles; };
  return std::ranges::equal(user_store::grants(tx, name), user_store::journaled_grants(tx, name), same);
}

}  // namespace hallbook::identity
