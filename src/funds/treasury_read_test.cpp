#include "funds/treasury_read.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/money_math.h"
#include "base/text.h"
#include "tests/files/temp_folder.h"

namespace hallbook::funds {
namespace {

std::string told_file(const std::string& csv) {
  const tests::TempFolder folder;
  std::ofstream{folder / "t.csv", std::ios::binary} << csv;
  const auto read = read_treasury_file(folder / "t.csv");
  if (!read) return "refused " + read.error().field + " " + read.error().where;
  std::string text = std::to_string(read->notes.size()) + " notes";
  for (const auto& row : read->rows)
    text += "; " + std::to_string(row.row) + " " + row.voucher + " " + iso(row.paid_on) + " " + row.payee + " " +
            to_yuan(row.amount) + " " + row.purpose;
  return text;
}

// R-TRE-01
TEST(TreasuryFile, FindsItsColumns) {
  EXPECT_EQ(
      told_file(
          "支付凭证号,支付日期,收款人全称,支付金额（元）,用途\n0001,2026-03-31,甲公司,\"1,234.50\",一季度邮寄费\n"),
      "0 notes; 2 0001 2026-03-31 甲公司 1234.50 一季度邮寄费");
  EXPECT_EQ(
      told_file("某局支付明细\n\n序号,摘要,金额(万元),收款人,清算日期,凭证号\n1,退回,-0.5,甲公司,20260331,0001\n"),
      "1 notes; 4 0001 2026-03-31 甲公司 -5000.00 退回");
  EXPECT_EQ(told_file("a,b\n1,2\n"), "refused file ");
  EXPECT_EQ(told_file("支付凭证号,支付日期,收款人,支付金额\n"), "refused file ");
  // GB 18030, as the platform's own export is.
  EXPECT_EQ(told_file(*utf8_to_gb18030("支付凭证号,支付日期,收款人,支付金额\n0001,2026年3月31日,甲公司,12\n")),
            "0 notes; 2 0001 2026-03-31 甲公司 12.00 ");
}

// R-TRE-02
TEST(TreasuryFile, EveryRowIsWholeOrRefused) {
  const std::string head = "支付凭证号,支付日期,收款人,支付金额\n";
  EXPECT_EQ(told_file(head + "1,2026-03-31,甲公司,12\n合计,,,12\n"), "1 notes; 2 1 2026-03-31 甲公司 12.00 ");
  EXPECT_EQ(told_file(head + ",2026-03-31,甲公司,12\n"), "refused voucher 第 2 行");
  EXPECT_EQ(told_file(head + "1,2026-03-31,,12\n"), "refused payee 第 2 行");
  EXPECT_EQ(told_file(head + "1,2026-02-30,甲公司,12\n"), "refused paid_on 第 2 行");
  EXPECT_EQ(told_file(head + "1,2026-03-31,甲公司,12.345\n"), "refused amount 第 2 行");
  EXPECT_EQ(told_file(head + "1,2026-03-31,甲公司,0\n"), "refused amount 第 2 行");
  EXPECT_EQ(told_file(head + "1,2026-03-31,甲公司,\n"), "refused amount 第 2 行");
  EXPECT_EQ(told_file(head + "1,2026-03-31,\xE2\x80\xAE甲公司,5\n"), "refused  第 2 行");
  std::string many = head;
  for (std::size_t i = 0; i <= most_treasury_rows; ++i) many += std::to_string(i) + ",2026-03-31,甲公司,1\n";
  EXPECT_EQ(told_file(many), "refused file ");
}

}  // namespace
}  // namespace hallbook::funds
