// Taking an import back: R-IMP-16; the sheets of a workbook: R-IMP-17.
#include "identity/adoption.h"
#include "identity/unit.h"
#include "journal/verify.h"
#include "registers/checks.h"
#include "registers/transfer_fixture.h"

namespace hallbook::registers {
namespace {

class WithdrawTest : public TransferTest {
 protected:
  Result<Withdrawn> withdraw(const Definition& definition, std::int64_t seq, const std::string& reason = "导错了月份") {
    return data->write(
        [&](journal::Books& books) { return withdraw_import(books, acting(), definition, seq, reason); });
  }
  std::int64_t import(const Definition& definition, const std::string& name, std::string_view bytes) {
    const auto result = import_file(*data, acting(), definition, file(name, bytes), {});
    EXPECT_TRUE(result && result->problems.empty()) << name;
    return result ? result->seq : 0;
  }
  Values values(const Definition& definition, const std::map<std::string, std::string>& cells) const {
    Values made(definition.fields.size());
    for (const auto& [name, text] : cells)
      made[definition.index(name)] = parse_value(*definition.field(name), text).value();
    return made;
  }
  template <class Verb>
  void write(const Verb& verb) {
    const auto done = data->write([&](journal::Books& books) -> Result<> {
      if (auto made = verb(books); !made) return std::unexpected{made.error()};
      return {};
    });
    ASSERT_TRUE(done) << done.error().message.en;
  }
  /// verify over registers, and the journal replayed into an empty database.
  std::string faults() {
    journal::Report report;
    auto truth = data->read();
    verify_registers(truth, data->evidence(), &data->keys(), report);
    std::filesystem::remove(root / "replayed.db");
    auto empty = db::Database::open({root / "replayed.db", true}, journal::migrations());
    auto kinds = event_kinds();
    kinds.push_back(journal::event_kind<identity::UnitFounded>({"建立单位", "unit founded"}));
    journal::replay(truth, **empty, data->evidence(), kinds, {}, report);
    auto found = (*empty)->read();
    const std::vector<std::string> except{"entry_key"};
    journal::compare_tables(truth, found, {}, except, report);
    std::string text;
    for (const auto& problem : report.problems) text += problem.where + ": " + problem.message.en + "\n";
    return text;
  }
};

const std::string two_mailings =
    "寄出日期,结果物,收件人,联系电话,收件地址,运单号,邮费\n"
    "2026-03-02,证照原件,王五,13700000001,某路 1 号,SF100,12.00\n"
    "2026-03-03,证照原件,赵六,13700000002,某路 2 号,SF101,15.00\n";

TEST_F(WithdrawTest, AllRowsGoByOneLineAndTheFileMayComeAgain) {  // R-IMP-16
  const auto mailing = adopt("mailing");
  const auto other = import(mailing, "a.csv",
                            "寄出日期,结果物,收件人,联系电话,收件地址,运单号,邮费\n"
                            "2026-02-02,证照原件,孙八,13700000003,某路 3 号,SF099,10.00\n");
  const auto seq = import(mailing, "b.csv", two_mailings);
  ASSERT_GT(seq, other);
  write([&](auto& books) {
    auto now = values(mailing, {{"fee", "13.00"}});
    for (auto& value : now)
      if (is_empty(value)) value = keep();
    return correct(books, acting(), mailing, EntryId{2}, now, "称重不对");
  });
  EXPECT_EQ(total(mailing, "fee"), 3800);
  const auto gone = withdraw(mailing, seq);
  ASSERT_TRUE(gone) << gone.error().message.en;
  EXPECT_EQ(gone->rows, 2);
  EXPECT_EQ(gone->corrected, 1);
  EXPECT_EQ(total(mailing, "fee"), 1000);  // the other file stands
  {
    auto tx = data->read();
    const auto versions = history(tx, unit, mailing, EntryId{2});
    ASSERT_TRUE(versions);
    EXPECT_EQ(versions->back().state, EntryState::voided);
    EXPECT_EQ(versions->back().ended_reason, "导错了月份");
    EXPECT_EQ((*versions)[0].state, EntryState::superseded);  // a version that was no longer in force stays as it was
  }
  EXPECT_EQ(faults(), "");
  const auto twice = withdraw(mailing, seq);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, RefusalCode::wrong_state);
  EXPECT_GT(import(mailing, "b.csv", two_mailings), seq);  // R-IMP-13 no longer stands in its way
  EXPECT_EQ(total(mailing, "fee"), 3700);
}

TEST_F(WithdrawTest, RefusedInAClosedPeriodWithoutReasonAndOfWhatIsNoImport) {  // R-IMP-16
  const auto mailing = adopt("mailing");
  const auto seq = import(mailing, "b.csv", two_mailings);
  EXPECT_EQ(withdraw(mailing, seq, " ").error().field, "reason");
  EXPECT_EQ(withdraw(mailing, seq - 1).error().code, RefusalCode::not_found);
  EXPECT_EQ(withdraw(adopt("training"), seq).error().code, RefusalCode::not_found);  // of another register
  write([&](auto& books) { return close_period(books, acting(), mailing, make_date(2026, 3, 2)); });
  const auto refused = withdraw(mailing, seq);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::wrong_state);
  EXPECT_NE(refused.error().message.en.find("2026-03-02"), std::string::npos) << refused.error().message.en;
  EXPECT_EQ(total(mailing, "fee"), 2700);
}

TEST_F(WithdrawTest, AMeterIsReckonedAnewAndOthersReadingsMustStand) {  // R-IMP-16
  const auto copies = adopt("copies");
  const std::string head = "抄表日期,设备编号,区域,用途,计数器读数\n";
  import(copies, "jan.csv", head + "2026-01-31,D1,B区,公众,1000\n");
  const auto feb = import(copies, "feb.csv", head + "2026-02-28,D1,B区,公众,1500\n");
  import(copies, "mar.csv", head + "2026-03-31,D1,B区,公众,1600\n");
  EXPECT_EQ(total(copies, "sheets"), 600);
  ASSERT_TRUE(withdraw(copies, feb));
  EXPECT_EQ(total(copies, "sheets"), 600);  // March now counts from January
  EXPECT_EQ(faults(), "");

  const auto supplies = adopt("supplies");
  const std::string stock = "日期,品名,单位,动作,数量\n";
  const auto in = import(supplies, "in.csv", stock + "2026-01-05,A4纸,包,入库,40\n");
  import(supplies, "out.csv", stock + "2026-01-06,A4纸,包,领用,30\n");
  const auto refused = withdraw(supplies, in);
  ASSERT_FALSE(refused);  // what was issued would come from nothing
  EXPECT_NE(refused.error().message.en.find("would not stand"), std::string::npos);
  EXPECT_EQ(faults(), "");
}

TEST_F(WithdrawTest, AForgedWithdrawalIsFound) {  // R-IMP-16
  const auto mailing = adopt("mailing");
  const auto seq = import(mailing, "b.csv", two_mailings);
  ASSERT_TRUE(withdraw(mailing, seq));
  write([&](journal::Books& books) -> Result<> {
    books.tx.exec("UPDATE imported_file SET withdrawn_seq = 0 WHERE seq = $1", seq);
    return {};
  });
  EXPECT_NE(faults().find("imported_file"), std::string::npos);
}

TEST_F(WithdrawTest, SheetsAreListedAndOneIsChosen) {  // R-IMP-17
  const auto training = adopt("training");
  const auto book = std::filesystem::path{HALLBOOK_SOURCE} / "tests/files/fixtures/openpyxl.xlsx";
  ImportOptions options;
  options.dry_run = true;
  options.mapping = {{"日期", "held_on"}, {"备注", "theme"}, {"金额", "people"}};
  const auto first = import_file(*data, acting(), training, book, options);
  ASSERT_TRUE(first) << first.error().message.en;
  EXPECT_GT(first->rows, 0U);  // of the visible sheet
  ASSERT_EQ(first->sheets.size(), 2U);
  EXPECT_EQ(first->sheets[0].name, "参数");
  EXPECT_TRUE(first->sheets[0].hidden);
  EXPECT_FALSE(first->sheets[1].hidden);
  options.sheet = "没有这张";
  const auto missing = import_file(*data, acting(), training, book, options);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().field, "sheet");
  EXPECT_NE(missing.error().message.zh.find("登记"), std::string::npos) << missing.error().message.zh;
}

}  // namespace
}  // namespace hallbook::registers
