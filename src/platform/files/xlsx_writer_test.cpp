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
  const auto written = [&] {
    auto writer = create_table(folder / "t.xlsx", TableFormat::xlsx, "").value();
    for (int i = 0; i < 10'000; ++i)
      writer->row({{CellKind::text, "0123456789"}, {CellKind::number, std::to_string(i)}});
    return writer->finish();
  };
  ASSERT_TRUE(written());
  const auto whole = std::filesystem::file_size(folder / "t.xlsx");
  std::filesystem::remove(folder / "t.xlsx");
  for (const std::uint64_t room :
       {std::uint64_t{10'000}, whole / 2, whole - 1}) {  // it fills up among rows; at the last byte
    const tests::SmallDisk full{room};
    const auto finished = written();
    ASSERT_FALSE(finished) << room;
    EXPECT_EQ(finished.error().code, RefusalCode::unavailable);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << room;
  }
  auto writer = create_table(folder / "t.xlsx", TableFormat::xlsx, "").value();
  writer->row({{CellKind::text, std::string(32'768, 'x')}});
  EXPECT_EQ(writer->finish().error().code, RefusalCode::over_limit);
}

// R-FIL-30: no clock, no name of a machine in the file.
TEST(XlsxWriter, SameRowsSameBytes) {
  const TempFolder folder;
  for (const char* name : {"a.xlsx", "b.xlsx"}) {
    auto writer = create_table(folder / name, TableFormat::xlsx, "办件").value();
    for (int i = 0; i < 3'000; ++i)
      writer->row({{CellKind::text, "呈贡<&>" + std::to_string(i)},
                   {CellKind::date, "2026-03-09 08:30:00"},
                   {CellKind::number, "12.50", 2}});
    ASSERT_TRUE(writer->finish());
  }
  const auto one = read_file(folder / "a.xlsx", 10'000'000), other = read_file(folder / "b.xlsx", 10'000'000);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(*one, *other);
}

}  // namespace
}  // namespace hallbook::files
