// R-IDN-01: what each role may, written out once more by hand.
#include <gtest/gtest.h>

#include "identity/role.h"

namespace hallbook::identity {

struct RoleRights {
  const char* role;
  const char* rights;  // besides anyone and signed_in, in the order of the table
};
class RoleMatrix : public testing::TestWithParam<RoleRights> {};

TEST_P(RoleMatrix, GrantsExactlyThis) {
  const auto role = find_role(GetParam().role);
  ASSERT_TRUE(role);
  std::string rights;
  for (const Permission permission : all_permissions()) {
    if (permission == Permission::anyone || permission == Permission::signed_in) {
      EXPECT_TRUE(grants(*role, permission));
      continue;
    }
    if (grants(*role, permission)) rights += (rights.empty() ? "" : " ") + std::string{permission_name(permission)};
  }
  EXPECT_EQ(rights, GetParam().rights);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, RoleMatrix, testing::Values(
    RoleRights{"clerk", "register.read register.record register.correct register.reveal project.read evaluation.read "
                        "funds.accept service.read service.fix"},
    RoleRights{"staff", "register.read register.record register.correct register.import register.export register.close "
                        "register.reveal project.read project.decide project.edit evaluation.read evaluation.freeze "
                        "journal.read journal.verify definition.read funds.read funds.request funds.contract funds.accept "
                        "service.read service.fix service.verify"},
    RoleRights{"finance", "register.read register.export project.read evaluation.read journal.read definition.read "
                          "funds.read funds.budget funds.request funds.approve funds.pay funds.contract funds.books "
                          "service.read"},
    RoleRights{"director", "register.read register.export register.close project.read project.decide evaluation.read "
                           "evaluation.freeze journal.read journal.verify definition.read user.read funds.read "
                           "funds.approve funds.exception service.read service.verify"},
    RoleRights{"inspector", "register.read register.record register.correct project.read evaluation.read service.read "
                            "service.round"},
    RoleRights{"it", "register.read register.import register.export project.read evaluation.read journal.read "
                     "journal.verify definition.read definition.edit user.read operations.read service.read"},
    RoleRights{"auditor", "register.read register.export project.read evaluation.read journal.read journal.verify "
                          "definition.read user.read funds.read service.read"},
    RoleRights{"administrator", "definition.read user.read user.manage operations.read"}),
  [](const auto& test) { return std::string{test.param.role}; });
// clang-format on

TEST(Roles, AuditorsAndAdministratorsWriteNoBusiness) {
  for (const Permission permission :
       {Permission::register_record, Permission::register_correct,  Permission::register_import,
        Permission::register_close,  Permission::register_reveal,   Permission::project_decide,
        Permission::project_edit,    Permission::evaluation_freeze, Permission::definition_edit,
        Permission::funds_budget,    Permission::funds_request,     Permission::funds_approve,
        Permission::funds_pay,       Permission::funds_contract,    Permission::funds_accept,
        Permission::funds_books,     Permission::funds_exception,   Permission::service_round,
        Permission::service_fix,     Permission::service_verify})
    for (const Role role : {Role::auditor, Role::administrator}) EXPECT_FALSE(grants(role, permission));
  EXPECT_FALSE(grants(Role::auditor, Permission::user_manage));
}

TEST(Roles, HaveNamesAndTitles) {
  for (int i = 0; i < role_count; ++i) {
    const Role role = static_cast<Role>(i);
    EXPECT_EQ(find_role(role_name(role)), role);
    EXPECT_FALSE(role_title(role).zh.empty());
    EXPECT_FALSE(role_title(role).en.empty());
  }
  EXPECT_FALSE(find_role("Clerk"));
  EXPECT_FALSE(find_role(""));
  std::set<std::string_view> names;
  for (const Permission permission : all_permissions()) names.insert(permission_name(permission));
  EXPECT_EQ(names.size(), all_permissions().size());
}

}  // namespace hallbook::identity
