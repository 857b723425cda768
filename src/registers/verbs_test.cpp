// The three verbs, closing, late entries, case files and personal fields.
#include "tests/registers/hall.h"

#include "platform/files/disk.h"

namespace hallbook::registers {
namespace {

using tests::Hall;

class Verbs : public Hall {};

TEST_F(Verbs, RecordCorrectVoidKeepEveryVersionAndTheTotals) {  // R-REG-14, R-REG-15
  const auto mailing = adopt(tests::case_toml);
  const auto first =
      record(mailing, {{"sent_on", "2026-03-09"}, {"waybill", "SF1"}, {"fee", "12.50"}, {"zone", "A区"}});
  ASSERT_TRUE(first) << first.error().message.en;
  EXPECT_EQ(first->id.value, 1);
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-04-01"}, {"waybill", "SF2"}, {"fee", "8"}, {"zone", "C区"}}));
  const std::int64_t before = seq();
  EXPECT_EQ(sum(mailing, "fee"), 2050);
  EXPECT_EQ(sum(mailing, "fee", mailing.filters[0].conditions), 1250);
  ASSERT_TRUE(correct(mailing, 1, {{"fee", "15"}, {"zone", "B区"}}));
  EXPECT_EQ(sum(mailing, "fee"), 2300);
  ASSERT_TRUE(void_entry(mailing, 2));
  EXPECT_EQ(sum(mailing, "fee"), 1500);
  EXPECT_EQ(count(mailing), 1);
  EXPECT_EQ(count(mailing, {{"zone", true, {"B区"}}}), 0);
  EXPECT_EQ(sum(mailing, "fee", {}, before), 2050);  // as it stood
  EXPECT_EQ(count(mailing, {{"zone", false, {"A区"}}}, before), 1);

  auto tx = data_->read();
  const auto versions = history(tx, acting_.unit, mailing, EntryId{1});
  ASSERT_TRUE(versions);
  ASSERT_EQ(versions->size(), 2U);
  EXPECT_EQ((*versions)[0].state, EntryState::superseded);
  EXPECT_EQ((*versions)[0].ended_seq, (*versions)[1].seq);
  EXPECT_EQ((*versions)[1].reason, "录错");
  EXPECT_EQ(history(tx, acting_.unit, mailing, EntryId{2})->back().ended_reason, "重复");
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

TEST_F(Verbs, RefusalsNameTheField) {
  const auto mailing = adopt(tests::case_toml);
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-03-09"}, {"waybill", "SF1"}}));
  const struct {
    const char* name;
    tests::Cells cells;
    std::string field;
  } cases[] = {
      {"missing day", {{"waybill", "SF9"}}, "sent_on"},
      {"below the minimum", {{"sent_on", "2026-03-09"}, {"fee", "-1"}}, "fee"},
      {"check", {{"sent_on", "2026-03-09"}, {"signed_on", "2026-03-08"}}, "signed_on"},
      {"R-REG-34 key taken", {{"sent_on", "2026-03-10"}, {"waybill", "SF1"}}, "waybill"},
  };
  for (const auto& one : cases) {
    const auto refused = record(mailing, one.cells);
    ASSERT_FALSE(refused) << one.name;
    EXPECT_EQ(refused.error().field, one.field) << one.name;
    EXPECT_FALSE(refused.error().message.zh.empty() || refused.error().message.en.empty());
  }
  EXPECT_EQ(count(mailing), 1);
  ASSERT_TRUE(void_entry(mailing, 1));
  EXPECT_TRUE(record(mailing, {{"sent_on", "2026-03-10"}, {"waybill", "SF1"}}));  // free again
  EXPECT_EQ(correct(mailing, 1, {{"fee", "1"}}).error().code, RefusalCode::wrong_state);
  EXPECT_EQ(correct(mailing, 99, {{"fee", "1"}}).error().code, RefusalCode::not_found);
  EXPECT_EQ(correct(mailing, 2, {{"fee", "1"}}, " ").error().field, "reason");
  EXPECT_EQ(void_entry(mailing, 2, "").error().field, "reason");
  EXPECT_FALSE(correct(mailing, 2, {{"waybill", "SF1"}}));  // nothing changes
}

TEST_F(Verbs, StatusFollowsThePath) {  // R-REG-35, R-REG-36
  const auto mailing = adopt(tests::case_toml);
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-03-09"}, {"fee", "1"}}));
  EXPECT_EQ(correct(mailing, 1, {{"status", "已签收"}}).error().code, RefusalCode::wrong_state);
  EXPECT_TRUE(correct(mailing, 1, {{"status", "已揽收"}}, ""));  // a step alone needs no reason
  EXPECT_TRUE(correct(mailing, 1, {{"status", "已签收"}, {"signed_on", "2026-03-11"}}, ""));
  EXPECT_EQ(correct(mailing, 1, {{"fee", "2"}}, "").error().field, "reason");
  EXPECT_EQ(correct(mailing, 1, {{"status", "待揽收"}}).error().code, RefusalCode::wrong_state);
}

TEST_F(Verbs, ClosedPeriodsMakeLateEntries) {  // R-REG-13
  const auto mailing = adopt(tests::case_toml);
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-03-09"}, {"fee", "1"}}));
  EXPECT_FALSE(close(mailing, make_date(2026, 11, 25)));  // tomorrow
  ASSERT_TRUE(close(mailing, make_date(2026, 3, 31)));
  EXPECT_EQ(close(mailing, make_date(2026, 3, 1)).error().code, RefusalCode::wrong_state);
  EXPECT_EQ(record(mailing, {{"sent_on", "2026-03-31"}}).error().field, "reason");
  const auto late = record(mailing, {{"sent_on", "2026-03-31"}}, "补登");
  ASSERT_TRUE(late);
  EXPECT_TRUE(late->late);
  EXPECT_EQ(late->reason, "补登");
  EXPECT_FALSE(record(mailing, {{"sent_on", "2026-04-01"}}, "无关")->late);
  ASSERT_TRUE(void_entry(mailing, 1));
  auto tx = data_->read();
  EXPECT_TRUE(history(tx, acting_.unit, mailing, EntryId{1})->back().late);
  EXPECT_EQ(closed_until(tx, acting_.unit, "mailing"), make_date(2026, 3, 31));
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

TEST_F(Verbs, PersonalFieldsAreSealedMaskedAndOpened) {  // R-REG-11, R-REG-12
  const auto mailing = adopt(tests::case_toml);
  const auto shown = record(mailing, {{"sent_on", "2026-03-09"}, {"recipient", "欧阳暗记"}, {"phone", "13812341234"}});
  ASSERT_TRUE(shown);
  const auto recipient = mailing.index("recipient"), phone = mailing.index("phone");
  EXPECT_EQ(std::get<std::string>(shown->values[phone]), "138****1234");
  auto tx = data_->read();
  EXPECT_EQ(std::get<std::string>(history(tx, acting_.unit, mailing, EntryId{1})->at(0).values[phone]), "●●●");
  EXPECT_EQ(std::get<std::string>(clear_values(tx, acting_, mailing, EntryId{1})->at(recipient)), "欧阳暗记");
  ASSERT_TRUE(correct(mailing, 1, {{"phone", "13900000000"}}));  // the name is carried over, sealed
  auto later = data_->read();
  const auto clear = clear_values(later, acting_, mailing, EntryId{1});
  ASSERT_TRUE(clear);
  EXPECT_EQ(std::get<std::string>(clear->at(recipient)), "欧阳暗记");
  EXPECT_EQ(std::get<std::string>(clear->at(phone)), "13900000000");
  Acting keyless = acting_;
  keyless.keys = nullptr;
  const auto refused = data_->write([&](journal::Books& books) {
    return registers::record(books, keyless, mailing,
                             tests::values_of(mailing, {{"sent_on", "2026-03-09"}, {"phone", "1"}}), {});
  });
  EXPECT_EQ(refused.error().code, RefusalCode::unavailable);
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

TEST_F(Verbs, NoClearPersonalTextInAnyFile) {
  const auto mailing = adopt(tests::case_toml);
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-03-09"}, {"recipient", "欧阳暗记"}, {"phone", "13812341234"}}));
  for (const auto& file : std::filesystem::recursive_directory_iterator{folder_.path()}) {
    if (!file.is_regular_file()) continue;
    const auto bytes = files::read_file(file.path(), 64 << 20);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->find("欧阳暗记"), std::string::npos) << file.path();
    EXPECT_EQ(bytes->find("13812341234"), std::string::npos) << file.path();
  }
}

TEST_F(Verbs, NextVersionMayAddButNotDrop) {  // R-REG-10
  const auto before = adopt(tests::catalogue_toml);
  ASSERT_TRUE(record(before, {{"code", "x"}, {"valid_from", "2026-01-01"}}));
  const std::string more = std::string{tests::catalogue_toml} +
                           "[[field]]\nname = \"dept\"\ntitle = { zh = \"部门\", en = \"Dept\" }\ntype = "
                           "\"text\"\nmax_chars = 40\ndimension = true\n";
  const auto now = adopt(more);
  EXPECT_EQ(record(before, {{"code", "y"}, {"valid_from", "2026-01-01"}}).error().code,
            RefusalCode::conflict);  // an old page
  ASSERT_TRUE(record(now, {{"code", "y"}, {"valid_from", "2026-01-01"}, {"dept", "税务"}}));
  EXPECT_EQ(count(now, {{"dept", false, {"税务"}}}), 1);
  EXPECT_EQ(count(now, {{"dept", true, {"税务"}}}), 1);
  auto dropped =
      data_->write([&](journal::Books& books) { return adopt_register(books, acting_, tests::catalogue_toml); });
  EXPECT_FALSE(dropped);
  auto tx = data_->read();
  EXPECT_EQ(find_register(tx, acting_.unit, "nothing").error().code, RefusalCode::not_found);
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

}  // namespace
}  // namespace hallbook::registers
