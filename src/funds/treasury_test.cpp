#include "funds/treasury.h"

#include <gtest/gtest.h>

#include <fstream>

#include "funds/funds_fixture.h"

namespace hallbook::funds {
namespace {

const std::string export_head = "支付凭证号,支付日期,收款人,支付金额,用途\n";

struct TreasuryHall : TestFunds {
  Result<TreasuryImport> import_rows(const std::string& rows, bool dry_run = false) {
    std::ofstream{path / "t.csv", std::ios::binary} << export_head << rows;
    return import_treasury(*data, as("li"), path / "t.csv", dry_run);
  }
  Result<> aside(const std::string& voucher, const std::string& reason) {
    return write([&](journal::Books& books) { return set_treasury_row_aside(books, as("li"), voucher, reason); });
  }
  std::size_t waiting() {
    auto tx = data->read();
    return waiting_rows(tx, unit).size();
  }
};

// R-TRE-07
TEST(Treasury, AFileComesInOnceAndAVoucherToo) {
  TreasuryHall hall;
  const std::string first = "001,2026-03-01,甲公司,12.00,邮寄\n";
  EXPECT_EQ(must(hall.import_rows(first, true)).stored, 1u);
  EXPECT_EQ(hall.waiting(), 0u) << "a dry run keeps nothing";
  const auto stored = must(hall.import_rows(first));
  EXPECT_GT(stored.seq, 0);
  ASSERT_EQ(stored.matches.size(), 1u);
  EXPECT_EQ(stored.matches[0].kind, MatchKind::unknown);
  EXPECT_EQ(hall.import_rows(first).error().field, "file");
  // Next month's export begins with the same rows.
  const auto more = must(hall.import_rows(first + "002,2026-04-01,乙公司,5,\n"));
  EXPECT_EQ(more.known, 1u);
  EXPECT_EQ(more.stored, 1u);
  EXPECT_EQ(hall.import_rows("001,2026-03-01,甲公司,12.01,邮寄\n").error().field, "voucher");
  EXPECT_EQ(hall.import_rows("003,2026-03-01,甲公司,1,\n003,2026-03-01,甲公司,1,\n").error().where, "第 3 行");
  EXPECT_EQ(hall.waiting(), 2u);
  EXPECT_EQ(hall.replayed(), "");
}

// R-TRE-08, R-TRE-09
TEST(Treasury, ARowIsSettledOnce) {
  TreasuryHall hall;
  must(hall.import_rows("001,2026-03-01,甲公司,12.00,邮寄\n"));
  EXPECT_EQ(hall.aside("009", "别的项目").error().code, RefusalCode::not_found);
  EXPECT_EQ(hall.aside("001", " ").error().field, "reason");
  const auto settled = hall.write(
      [&](journal::Books& books) { return settle_treasury_row(books, hall.as("li"), "001", "P-2026-0001"); });
  EXPECT_EQ(settled.error().field, "payment");
  EXPECT_TRUE(hall.aside("001", "别的项目").has_value());
  EXPECT_EQ(hall.aside("001", "再来").error().code, RefusalCode::wrong_state);
  EXPECT_EQ(hall.waiting(), 0u);
  auto tx = hall.data->read();
  EXPECT_EQ(must(find_treasury_row(tx, hall.unit, "001")).reason, "别的项目");
  EXPECT_EQ(hall.replayed(), "");
}

}  // namespace
}  // namespace hallbook::funds
