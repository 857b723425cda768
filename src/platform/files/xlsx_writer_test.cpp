#include <gtest/gtest.h>

#include "platform/files/disk.h"
#include "platform/files/table.h"
#include "tests/files/print_table.h"
#include "tests/files/temp_folder.h"

namespace hallbook::files {
namespace {

using tests::print_table;
using tests::TempFolder;

TEST(XlsxWriter, ReadsBackTheSame) {
  const TempFolder folder;
  const auto file = folder / "out.xlsx";
  auto writer =
      create_table(file, TableFormat::xlsx, "登记/表*太长的名称一二三四五六七八九十一二三四五六七八九十壹贰").value();
  writer->row({{CellKind::text, "标题"}, {CellKind::text, "=HYPERLINK(\"x\")"}, {CellKind::text, "007"}});
  writer->row({});
  writer->row({{CellKind::number, "-5.10", 2},
               {CellKind::number, "0"},
               {CellKind::number, "123456789012345"},
               {CellKind::number, "1234567890.123456"},
               {CellKind::number, "not a number"}});
  writer->row({{CellKind::date, "2026-03-09"},
               {CellKind::date, "2026-03-09 08:30:01"},
               {CellKind::date, "2026-13-01"},
               {CellKind::date, "1900-01-05"},
               {CellKind::empty, ""},
               {CellKind::text, " pad "}});
  writer->row({{CellKind::text, "two\nlines"},
               {CellKind::text, "_x0041_ <&>\""},
               {CellKind::text, "'=x"},
               {CellKind::text, "😀"}});
  EXPECT_FALSE(std::filesystem::exists(file));  // R-FIL-01
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(print_table(file),
            "xlsx\n1: 标题|=HYPERLINK(\"x\")|007\n3: #-5.1|#0|#123456789012345|1234567890.123456|not a number\n"
            "4: @2026-03-09|@2026-03-09 08:30:01|2026-13-01|1900-01-05|_| pad \n5: two\\nlines|_x0041_ <&>\"|'=x|😀\n");
  EXPECT_EQ(open_table(file).value()->sheets()[0].name, "登记 表 太长的名称一二三四五六七八九十一二三四五六七八九十壹");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder.path()}, {}), 1);
}

TEST(XlsxWriter, ManyRowsReadBackTheSame) {
  const TempFolder folder;
  auto writer = create_table(folder / "t.xlsx", TableFormat::xlsx, "x").value();
  std::string want = "xlsx\n";
  for (int i = 1; i <= 3000; ++i) {
    const auto n = std::to_string(i), cents = n + "." + std::to_string(i % 90 + 10);
    writer->row({{CellKind::number, n}, {CellKind::text, "备注" + n}, {CellKind::number, cents, 2}});
    want +=
        n + ": #" + n + "|备注" + n + "|#" + (cents.ends_with('0') ? cents.substr(0, cents.size() - 1) : cents) + "\n";
  }
  ASSERT_TRUE(writer->finish());
  EXPECT_EQ(print_table(folder / "t.xlsx"), want);
}

// R-FIL-01, R-FIL-19
TEST(XlsxWriter, NothingHalfRemains) {
  const TempFolder folder;
  {
    create_table(folder / "t.xlsx", TableFormat::xlsx, "").value()->row({{CellKind::text, "a"}});
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_EQ(create_table(folder / "no" / "t.xlsx", TableFormat::xlsx, "").error().code, RefusalCode::unavailable);
  for (const std::uint64_t room :
       {10'000u, 100'000u, 300'000u}) {  // the row file fills up; then only the archive would fit
    const tests::SmallDisk full{room};
    auto writer = create_table(folder / "t.xlsx", TableFormat::xlsx, "").value();
    for (int i = 0; i < 10'000; ++i)
      writer->row({{CellKind::text, "0123456789"}, {CellKind::number, std::to_string(i)}});
    const auto finished = writer->finish();
    ASSERT_FALSE(finished) << room;
    EXPECT_EQ(finished.error().code, RefusalCode::unavailable);
    writer.reset();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
  auto writer = create_table(folder / "t.xlsx", TableFormat::xlsx, "").value();
  writer->row({{CellKind::text, std::string(32'768, 'x')}});
  EXPECT_EQ(writer->finish().error().code, RefusalCode::over_limit);
}

}  // namespace
}  // namespace hallbook::files
