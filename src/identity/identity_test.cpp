#include <gtest/gtest.h>

#include <cstdlib>

#include "identity/adoption.h"
#include "identity/unit.h"
#include "journal/verify.h"
#include "platform/crypto/hash.h"

namespace hallbook::identity {
namespace {

const Instant now{std::chrono::milliseconds{1'767'225'600'000}};
const journal::Actor wang{"cli:wang"};

struct IdentityTest : testing::Test {
  Result<Unit> found(Unit unit) {
    return database->write([&](db::WriteTx& tx) {
      journal::Books books{tx, evidence};
      return found_unit(books, wang, now, unit);
    });
  }
  std::int64_t adopt(UnitId unit, const std::string& kind, const std::string& name, const std::string& text) {
    return database->write([&](db::WriteTx& tx) {
      journal::Books books{tx, evidence};
      return journal::append(books, unit, wang, now, DefinitionAdopted{kind, name, text}).seq;
    });
  }
  std::unique_ptr<db::Database> database = *db::Database::open({":memory:"}, journal::migrations());
  journal::EvidenceStore evidence{std::filesystem::temp_directory_path() / "hallbook-identity-unused"};
};

}  // namespace

TEST_F(IdentityTest, FoundsUnitsAsTheFirstLineOfTheirOwnChains) {
  const auto city = found({{}, {}, "CITY", "市中心", false});
  const auto hall = found({{}, city->id, "HALL", "区大厅", true});
  ASSERT_TRUE(hall);
  auto tx = database->read();
  EXPECT_EQ(journal::head(tx, city->id).seq, 1);
  EXPECT_EQ(journal::head(tx, hall->id).seq, 1);
  ASSERT_EQ(units(tx).size(), 2u);
  const auto back = find_unit(tx, hall->id);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->parent, city->id);
  EXPECT_EQ(back->name, "区大厅");
  EXPECT_TRUE(back->sample);
  EXPECT_FALSE(find_unit(tx, UnitId{99}).has_value());
}

TEST_F(IdentityTest, RefusesEmptyLongAndTakenNames) {
  ASSERT_TRUE(found({{}, {}, "A", "甲", false}));
  EXPECT_EQ(found({{}, {}, "", "乙", false}).error().field, "code");
  EXPECT_EQ(found({{}, {}, "B", "", false}).error().field, "name");
  EXPECT_FALSE(found({{}, {}, std::string(33, 'B'), "乙", false}));
  EXPECT_FALSE(found({{}, {}, "B", std::string(121, 'x'), false}));
  EXPECT_FALSE(found({{}, {}, "B\n", "乙", false}));
  EXPECT_EQ(found({{}, {}, "A", "乙", false}).error().code, RefusalCode::conflict);
  auto tx = database->read();
  EXPECT_EQ(units(tx).size(), 1u);
}

TEST_F(IdentityTest, KeepsEveryVersionOfADefinition) {
  const auto unit = found({{}, {}, "A", "甲", false})->id;
  const auto first = adopt(unit, "scheme", "x", "one");
  adopt(unit, "scheme", "y", "other");
  const auto second = adopt(unit, "scheme", "x", "two");
  auto tx = database->read();
  const auto in_force = find_definition(tx, unit, "scheme", "x");
  ASSERT_TRUE(in_force);
  EXPECT_EQ(in_force->text, "two");
  EXPECT_EQ(in_force->version, 2);
  EXPECT_EQ(in_force->adopted_seq, second);
  EXPECT_EQ(in_force->digest, crypto::sm3("two"));
  EXPECT_EQ(find_definition(tx, unit, "scheme", "x", second - 1)->text, "one");
  EXPECT_FALSE(find_definition(tx, unit, "scheme", "x", first - 1));
  EXPECT_FALSE(find_definition(tx, unit, "prices", "x"));
  EXPECT_FALSE(find_definition(tx, UnitId{9}, "scheme", "x"));
  ASSERT_EQ(definitions(tx, unit, "scheme").size(), 2u);
  EXPECT_EQ(definitions(tx, unit, "scheme").at(0).text, "two");
  EXPECT_EQ(definitions(tx, unit, "scheme", first).size(), 1u);
}

TEST_F(IdentityTest, ReplaysToTheSameTables) {
  const auto unit = found({{}, {}, "A", "甲", true})->id;
  adopt(unit, "scheme", "x", "one");
  adopt(unit, "scheme", "x", "two");
  const journal::EventKind kinds[] = {journal::event_kind<UnitFounded>({"设立单位", "unit founded"}),
                                      journal::event_kind<DefinitionAdopted>({"采用定义", "definition adopted"})};
  auto rebuilt = *db::Database::open({":memory:"}, journal::migrations());
  journal::Report report;
  auto tx = database->read();
  journal::replay(tx, *rebuilt, evidence, kinds, {}, report);
  auto truth = rebuilt->read();
  journal::compare_tables(truth, tx, {}, {}, report);
  EXPECT_TRUE(report.sound()) << report.problems.front().where << report.problems.front().message.en;
}

}  // namespace hallbook::identity
