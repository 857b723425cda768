// R-IDN-02 to R-IDN-06, R-IDN-16: people, their roles, and what verify sees of them.
#include <gtest/gtest.h>

#include "identity/identity_fixture.h"
#include "identity/people_check.h"
#include "journal/verify.h"

namespace hallbook::identity {

TEST(UserNames, AreShortLowerCaseAscii) {
  for (const char* good : {"wang", "zhang.min", "li2", "a_b", "x-1", "abcdefghijklmnopqrstuvwxyzabcdef"})
    EXPECT_TRUE(check_user_name(good)) << good;
  for (const char* bad :
       {"", "w", "Wang", "1wang", ".a", "wang ", "王", "a/b", "a:b", "abcdefghijklmnopqrstuvwxyzabcdefg"})
    EXPECT_EQ(check_user_name(bad).error().field, "name") << bad;
  EXPECT_TRUE(check_display_name("张敏"));
  for (const char* bad : {"", "  ", "a\nb",
                          "\xE2\x80\xAE"
                          "evil"})
    EXPECT_EQ(check_display_name(bad).error().field, "display_name") << bad;
  EXPECT_FALSE(check_display_name(std::string(41, 'x')));
}

// R-IDN-03: a tree of four units; what is granted above holds below, never beside or above.
struct InheritCase {
  const char* name;
  std::int64_t granted, asked;
  bool holds;
};
class InheritTest : public testing::TestWithParam<InheritCase> {};
TEST_P(InheritTest, RolesGoDownTheTree) {
  const std::vector<Unit> tree{{UnitId{1}, {}, "CITY", "", false},
                               {UnitId{2}, UnitId{1}, "EAST", "", false},
                               {UnitId{3}, UnitId{2}, "ROOM", "", false},
                               {UnitId{4}, UnitId{1}, "WEST", "", false}};
  const auto& c = GetParam();
  const auto roles = roles_in(UnitId{c.asked}, {{UnitId{c.granted}, {Role::staff}}}, tree);
  EXPECT_EQ(!roles.empty(), c.holds);
  EXPECT_EQ(is_within(UnitId{c.asked}, UnitId{c.granted}, tree), c.holds);
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, InheritTest, testing::Values(
    InheritCase{"itself",       2, 2, true},
    InheritCase{"child",        1, 2, true},
    InheritCase{"grandchild",   1, 3, true},
    InheritCase{"parent",       2, 1, false},
    InheritCase{"sibling",      4, 2, false},
    InheritCase{"nephew",       4, 3, false},
    InheritCase{"unknown_unit", 1, 9, false}),
  [](const auto& test) { return std::string{test.param.name}; });
// clang-format on

TEST(Roles, OfSeveralUnitsAddUp) {
  const std::vector<Unit> tree{{UnitId{1}, {}, "A", "", false}, {UnitId{2}, UnitId{1}, "B", "", false}};
  const std::vector<Grant> grants{{UnitId{1}, {Role::director}}, {UnitId{2}, {Role::clerk, Role::director}}};
  EXPECT_EQ(roles_in(UnitId{2}, grants, tree), (std::vector{Role::clerk, Role::director}));
  EXPECT_EQ(roles_in(UnitId{1}, grants, tree), std::vector{Role::director});
}

TEST(Roles, RefuseWhatMustNotMeetInOnePerson) {  // R-IDN-04
  EXPECT_TRUE(check_roles({{UnitId{1}, {Role::clerk, Role::staff, Role::it}}}));
  EXPECT_TRUE(check_roles({{UnitId{1}, {Role::administrator}}, {UnitId{2}, {Role::administrator}}}));
  for (const Role alone : {Role::administrator, Role::auditor}) {
    EXPECT_EQ(check_roles({{UnitId{1}, {Role::clerk, alone}}}).error().code, RefusalCode::conflict);
    EXPECT_FALSE(check_roles({{UnitId{1}, {alone}}, {UnitId{2}, {Role::it}}}));
  }
  EXPECT_EQ(roles_from({"staff", "clerk", "staff"}).value(), (std::vector{Role::clerk, Role::staff}));
  EXPECT_EQ(roles_from({"boss"}).error().field, "roles");
}

struct UserTest : testing::Test {
  template <class Job>
  auto write(Job job) {
    return hall.data->write(job);
  }
  Result<> grant(const Acting& acting, const std::string& name, std::vector<Role> roles) {
    return write([&](journal::Books& books) { return grant_roles(books, acting, name, roles); });
  }
  Result<> close(const Acting& acting, const std::string& name, const std::string& reason = "调离") {
    return write([&](journal::Books& books) { return close_user(books, acting, name, reason); });
  }
  Result<User> add_named(const std::string& name) {
    return write([&](journal::Books& books) {
      return add_user(books, hall.acting(hall.root.id), {name, "某人", {Role::clerk}}, "$x");
    });
  }
  TestGate hall;
};

TEST_F(UserTest, AreClosedAndTheirNamesNeverUsedAgain) {  // R-IDN-02
  EXPECT_EQ(add_named("clerk").error().code, RefusalCode::conflict);
  EXPECT_EQ(close(hall.acting(hall.root.id), "clerk", " ").error().field, "reason");
  ASSERT_TRUE(close(hall.acting(hall.root.id), "clerk"));
  EXPECT_EQ(close(hall.acting(hall.root.id), "clerk").error().code, RefusalCode::wrong_state);
  EXPECT_EQ(grant(hall.acting(hall.root.id), "clerk", {Role::staff}).error().code, RefusalCode::wrong_state);
  const auto again = add_named("clerk");
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.en.find("closed"), std::string::npos);
  auto tx = hall.data->read();
  EXPECT_EQ(find_user(tx, "clerk")->close_reason, "调离");
  EXPECT_EQ(close(hall.acting(hall.root.id), "nobody").error().code, RefusalCode::not_found);
}

TEST_F(UserTest, NobodyChangesHimselfNorTheLastAdministrator) {  // R-IDN-06
  const Acting by_admin = hall.acting(hall.root.id, "administrator");
  EXPECT_EQ(grant(by_admin, "administrator", {Role::clerk}).error().code, RefusalCode::not_allowed);
  EXPECT_EQ(close(by_admin, "administrator").error().code, RefusalCode::not_allowed);
  const Acting by_other = hall.acting(hall.root.id, "director");
  EXPECT_EQ(close(by_other, "administrator").error().code, RefusalCode::wrong_state);
  EXPECT_EQ(grant(by_other, "administrator", {}).error().code, RefusalCode::wrong_state);
  hall.add("second", hall.root.id, {Role::administrator});
  EXPECT_TRUE(close(by_other, "administrator"));
  EXPECT_EQ(close(by_other, "second").error().code, RefusalCode::wrong_state);
  EXPECT_TRUE(close(hall.acting(hall.root.id), "second"));  // the owner's command line: rescue
}

TEST_F(UserTest, RolesOfOneUnitAreReplacedAndOthersStay) {
  hall.grant("clerk", hall.branch.id, {Role::staff});
  hall.grant("clerk", hall.root.id, {Role::finance});
  auto tx = hall.data->read();
  EXPECT_EQ(grants_of(tx, "clerk"),
            (std::vector<Grant>{{hall.root.id, {Role::finance}}, {hall.branch.id, {Role::staff}}}));
  EXPECT_EQ(hall.events("RolesGranted", hall.branch.id).size(), 1u);
  EXPECT_FALSE(grant(hall.acting(hall.branch.id), "clerk", {Role::administrator}));  // finance in the unit above
}

TEST_F(UserTest, AreSeenAndChangedWithinTheirUnitOnly) {  // R-IDN-05
  hall.add("branchling", hall.branch.id, {Role::clerk});
  hall.add("stranger", hall.other.id, {Role::clerk});
  hall.grant("director", hall.branch.id, {Role::director});
  auto tx = hall.data->read();
  EXPECT_TRUE(user_within(tx, hall.root.id, "branchling"));
  EXPECT_EQ(user_within(tx, hall.root.id, "stranger").error().code, RefusalCode::not_found);
  EXPECT_EQ(user_within(tx, hall.branch.id, "clerk").error().code, RefusalCode::not_found);
  EXPECT_TRUE(user_within(tx, hall.branch.id, "director"));
  EXPECT_EQ(user_wholly_within(tx, hall.branch.id, "director").error().code, RefusalCode::not_allowed);
  EXPECT_TRUE(user_wholly_within(tx, hall.root.id, "director"));
  EXPECT_EQ(users_within(tx, hall.branch.id).size(), 2u);
}

TEST_F(UserTest, FollowFromTheJournalAlone) {
  hall.grant("clerk", hall.branch.id, {Role::staff, Role::clerk});
  ASSERT_TRUE(close(hall.acting(hall.root.id), "finance"));
  auto rebuilt = *db::Database::open({":memory:"}, journal::migrations());
  journal::Report report;
  auto tx = hall.data->read();
  journal::replay(tx, *rebuilt, hall.data->evidence(), event_kinds(), {}, report);
  auto truth = rebuilt->read();
  const std::string except[] = {"credential", "session", "idempotency", "schema_version"};
  journal::compare_tables(truth, tx, {}, except, report);
  verify_credentials(tx, report);
  EXPECT_TRUE(report.sound()) << report.problems.front().where << report.problems.front().message.en;
}

TEST_F(UserTest, AForeignHashIsNamedByVerifyAndOpensNothing) {  // R-IDN-16
  const auto known = hall.gate.hasher.hash("Known-to-me-7").value();
  hall.data->database().write([&](db::WriteTx& tx) {
    tx.exec("UPDATE credential SET password = $1 WHERE account = 'director'", known);
    tx.exec("INSERT INTO credential (account, password, last_step) VALUES ('ghost', $1, 0)", known);
  });
  journal::Report report;
  {
    auto tx = hall.data->read();
    verify_credentials(tx, report);
  }
  ASSERT_EQ(report.problems.size(), 2u);
  EXPECT_EQ(report.problems.at(0).where, "credential director");
  EXPECT_EQ(report.problems.at(1).where, "credential ghost");
  Browser browser{hall.gate};
  EXPECT_EQ(browser.sign_in("director", "Known-to-me-7").status, 401);
}

TEST_F(UserTest, NoSecretStandsInTheJournal) {
  auto tx = hall.data->read();
  std::size_t lines = 0;
  for (const UnitId unit : journal::units(tx))
    journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
      EXPECT_EQ(line.body.find("argon2"), std::string::npos) << line.body;
      EXPECT_EQ(line.body.find(test_password), std::string::npos);
      ++lines;
    });
  EXPECT_GT(lines, 20u);
}

}  // namespace hallbook::identity
