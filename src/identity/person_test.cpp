// R-IDN-08: one person has one open account, and stays the same person under another name.
#include "identity/person.h"

#include <gtest/gtest.h>

#include "identity/identity_fixture.h"
#include "journal/keys.h"

namespace hallbook::identity {

constexpr std::string_view wrong_number = "53011219850315123X", other_number = "530112199006064562";

struct Persons : testing::Test {
  TestGate hall;

  Digest mark(std::string_view number) { return person_mark(hall.data->keys(), number).value(); }
  Result<> name(const std::string& account, std::string_view number) {
    const Digest marked = mark(number);
    return hall.data->write(
        [&](journal::Books& books) { return name_person(books, hall.acting(hall.root.id), account, marked); });
  }
  bool same(std::string_view one, std::string_view other) {
    auto tx = hall.data->read();
    return is_same_person(tx, one, other);
  }
};

TEST_F(Persons, MarksAreOfThePersonAndOfThisHall) {
  EXPECT_EQ(mark("530112198503151232"), mark(" 530112198503151232 "));
  EXPECT_EQ(mark("11010519491231002x"), mark("11010519491231002X"));
  EXPECT_NE(mark("530112198503151232"), mark(other_number));
  TestGate elsewhere;  // another data directory has another master key
  EXPECT_NE(mark(other_number), person_mark(elsewhere.data->keys(), other_number).value());
  const auto refused = person_mark(hall.data->keys(), wrong_number);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "number");
  EXPECT_EQ(refused.error().message.zh.find(wrong_number), std::string::npos) << "a number typed wrong is not repeated";
}

TEST_F(Persons, OnePersonHasOneOpenAccount) {
  ASSERT_TRUE(name("clerk", other_number));
  EXPECT_TRUE(name("clerk", other_number)) << "the same again changes nothing";
  const auto second = name("finance", other_number);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, RefusalCode::conflict);
  EXPECT_NE(second.error().message.en.find("clerk"), std::string::npos);
  EXPECT_EQ(name("clerk", "530112198503151232").error().code, RefusalCode::wrong_state) << "accounts change no hands";
  EXPECT_EQ(name("nobody", "530112198503151232").error().code, RefusalCode::not_found);
  EXPECT_FALSE(same("clerk", "finance"));
  EXPECT_TRUE(same("finance", "finance"));
}

TEST_F(Persons, AClosedAccountIsStillTheSamePerson) {
  ASSERT_TRUE(name("clerk", other_number));
  ASSERT_TRUE(hall.data->write(
      [&](journal::Books& books) { return close_user(books, hall.acting(hall.root.id), "clerk", "调走"); }));
  EXPECT_TRUE(name("finance", other_number));
  EXPECT_TRUE(same("clerk", "finance"));
  EXPECT_EQ(name("clerk", other_number).error().code, RefusalCode::wrong_state);
}

TEST_F(Persons, NeitherTheJournalNorTheTablesHoldTheNumber) {
  ASSERT_TRUE(name("clerk", other_number));
  auto tx = hall.data->read();
  int named = 0;
  journal::each_line(tx, hall.root.id, 1, [&](const journal::Line& line) {
    named += line.kind == PersonNamed::kind;
    EXPECT_EQ(line.body.find(other_number), std::string::npos);
  });
  EXPECT_EQ(named, 1);
}

}  // namespace hallbook::identity
