#include <gtest/gtest.h>

#include "base/text.h"
#include "platform/files/cell_name.h"
#include "platform/files/disk.h"
#include "platform/files/encoding.h"
#include "platform/files/formula_guard.h"
#include "platform/files/table.h"
#include "platform/files/table_writers.h"
#include "tests/files/print_table.h"
#include "tests/files/temp_folder.h"

namespace hallbook::files {
namespace {

using namespace std::string_literals;
using tests::print_table;
using tests::TempFolder;

struct ReadCase {
  const char* name;
  std::string bytes;
  std::string want;  // as print_table prints it
};
class CsvReads : public testing::TestWithParam<ReadCase> {};

TEST_P(CsvReads, Rows) {
  const TempFolder folder;
  write_file(folder / "t.csv", GetParam().bytes);
  EXPECT_EQ(print_table(folder / "t.csv"), GetParam().want);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, CsvReads, testing::Values(
    ReadCase{"plain", "a,b\n1,2\n", "csv utf-8\n1: a|b\n2: 1|2\n"},
    ReadCase{"no_last_newline", "a,b\r\n1,2", "csv utf-8\n1: a|b\n2: 1|2\n"},
    ReadCase{"bom", "\xEF\xBB\xBF姓名,年\n张三,1", "csv utf-8\n1: 姓名|年\n2: 张三|1\n"},
    // R-FIL-05: blank rows keep their number
    ReadCase{"blank_rows", "\na\n\n,,\n  \nb\n\n", "csv utf-8\n2: a\n6: b\n"},
    ReadCase{"lone_cr", "a,b\r1,2\r\rx,y", "csv utf-8\n1: a|b\n2: 1|2\n4: x|y\n"},
    ReadCase{"empty_cells", "a,,c\n,x,\n", "csv utf-8\n1: a|_|c\n2: _|x|_\n"},
    // R-FIL-06: separators by the header line, outside quotes
    ReadCase{"semicolon", "a;b\n1,5;2\n", "csv utf-8\n1: a|b\n2: 1,5|2\n"},
    ReadCase{"tab", "a\tb,c\t\td\n1\t2\n", "csv utf-8\n1: a|b,c|_|d\n2: 1|2\n"},
    ReadCase{"cells_end_with_tab", "a\t,b\t,c\t\r\n1\t,2,3\n", "csv utf-8\n1: a\t|b\t|c\t\n2: 1\t|2|3\n"},
    ReadCase{"tie_is_comma", "a,b;c\n", "csv utf-8\n1: a|b;c\n"},
    ReadCase{"quoted_header", "\"a;b;c\",d\n1,2\n", "csv utf-8\n1: a;b;c|d\n2: 1|2\n"},
    ReadCase{"blank_before_header", "\n;;\na;b\n", "csv utf-8\n3: a|b\n"},
    ReadCase{"one_column", "a\nb\n", "csv utf-8\n1: a\n2: b\n"},
    // RFC 4180 quotes; the row number counts records, as a spreadsheet shows them
    ReadCase{"quotes", "\"a,\"\"b\"\"\",\"\"\n\"x\r\ny\",2\nz,3\n", "csv utf-8\n1: a,\"b\"|_\n2: x\\ny|2\n3: z|3\n"},
    ReadCase{"quote_in_plain", "a\"b,5\" disk\n", "csv utf-8\n1: a\"b|5\" disk\n"},
    ReadCase{"space_behind_quote", "\"a\"  ,\"b\" \n\"c\"", "csv utf-8\n1: a|b\n2: c\n"},
    ReadCase{"quoted_breaks", "\"a\rb\nc\r\n\r\nd\",2\n", "csv utf-8\n1: a\\nb\\nc\\n\\nd|2\n"},
    // R-FIL-10: the apostrophe of our own exports goes; an unguarded one stays
    ReadCase{"guard", "'=1+1,'-5,\"'@x\",'abc,'＝x,''=x\n", "csv utf-8\n1: =1+1|-5|@x|'abc|＝x|'=x\n"},
    ReadCase{"text_formula", "a,b\n=\"007\",=A1\n", "csv utf-8\n1: a|b\n2: 007|=A1\n"},
    ReadCase{"utf16le", "\xFF\xFE" "a\0,\0\x20\x5F\n\0\x3D\xD8\x00\xDE,\0b\0"s, "csv utf-16le\n1: a|张\n2: 😀|b\n"},
    ReadCase{"utf16be", "\xFE\xFF\0a\0,\x5F\x20\0\n"s, "csv utf-16be\n1: a|张\n"},
    ReadCase{"gb18030", *utf8_to_gb18030("姓名,电话\n张三,138\n李四；喆,139\n"), "csv gb18030\n1: 姓名|电话\n2: 张三|138\n3: 李四；喆|139\n"},
    ReadCase{"gb18030_four_bytes", *utf8_to_gb18030("受理人员,地址\n㐀𠀀,办公室\n"), "csv gb18030\n1: 受理人员|地址\n2: 㐀𠀀|办公室\n"}
    ), [](const auto& c) { return std::string{c.param.name}; });
// clang-format on

// The same rows wherever the 64 KiB blocks are cut.
TEST(Csv, BlockEdgesDoNotShow) {
  const TempFolder folder;
  const std::string tail = "\"张\"\"三\r\n李\"\"\",五\r\n\xF0\x9F\x98\x80,'=x\r\n";
  for (std::size_t pad = 65536 - tail.size() - 8; pad <= 65536 + 2; ++pad) {
    const std::string head = "h,i\n" + std::string(pad - 6, 'p') + ",\n";
    const std::string want = ": " + std::string(pad - 6, 'p') + "|_\n3: 张\"三\\n李\"|五\n4: 😀|=x\n";
    write_file(folder / "t.csv", head + tail);
    ASSERT_EQ(print_table(folder / "t.csv"), "csv utf-8\n1: h|i\n2" + want) << pad;
    write_file(folder / "t.csv", *utf8_to_gb18030(head + tail));
    ASSERT_EQ(print_table(folder / "t.csv"), "csv gb18030\n1: h|i\n2" + want) << pad;
  }
}

struct BadCase {
  const char* name;
  std::string bytes;
  RefusalCode code;
  std::string zh;  // a part of the message
  std::string en;
};
class CsvRefuses : public testing::TestWithParam<BadCase> {};

TEST_P(CsvRefuses, SaysWhatAndWhere) {
  const TempFolder folder;
  const auto& c = GetParam();
  write_file(folder / "t.csv", c.bytes);
  const auto refusal = tests::refusal_of(folder / "t.csv", {.limits = tests::small_limits(), .sheet = {}});
  ASSERT_TRUE(refusal) << "it was read";
  EXPECT_EQ(refusal->code, c.code);
  EXPECT_TRUE(refusal->message.zh.contains(c.zh)) << refusal->message.zh;
  EXPECT_TRUE(refusal->message.en.contains(c.en)) << refusal->message.en;
  EXPECT_TRUE(refusal->message.en.contains("t.csv")) << refusal->message.en;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, CsvRefuses, testing::Values(
    BadCase{"empty", "", RefusalCode::invalid, "空文件", "is empty"},
    BadCase{"only_bom", "\xEF\xBB\xBF", RefusalCode::invalid, "空文件", "is empty"},
    // R-FIL-02, and R-FIL-04: found while rows are read
    BadCase{"nul", "a,b\nc,\0d\n"s, RefusalCode::invalid, "第 2 行有 NUL", "line 2 has a NUL"},
    BadCase{"utf16_without_bom", "a\0,\0b\0"s, RefusalCode::invalid, "第 1 行有 NUL", "line 1 has a NUL"},
    BadCase{"unclosed", "a,b\n\"x\ny\",1\nz,\"open\n1,2\n", RefusalCode::invalid, "第 4 行打开的引号", "opened on line 4"},
    BadCase{"behind_quote", "a,b\n\"x\"y,2\n", RefusalCode::invalid, "第 2 行：A2", "line 2: text stands behind"},
    // R-FIL-03: damaged UTF-8 is never read as GB 18030
    BadCase{"bom_then_bad", "\xEF\xBB\xBF" "a\nb\n\xC3\x28\n", RefusalCode::invalid, "第 3 行有不属于 utf-8 的字节 0xC3", "line 3 has a byte 0xC3"},
    BadCase{"one_broken_byte", "姓名,电话\n张三,138\n李四\xE5\xBC,139\n王五,1\n", RefusalCode::invalid, "第 3 行有损坏的字节 0xE5", "line 3 has a broken byte 0xE5"},
    BadCase{"cut_at_end", "姓名,电话\n张三\xE5\xBC", RefusalCode::invalid, "第 2 行", "line 2"},
    BadCase{"one_utf8_line_in_gb18030", *utf8_to_gb18030("姓名,受理事项\n张三,社会保险登记\n李四,不动产查询\n") + "王五,居住证办理\n", RefusalCode::invalid, "第 1 行", "line 1"},
    BadCase{"latin1", "name,city\nJos\xE9 x,M\xFCnchen\n", RefusalCode::invalid, "既不是 UTF-8", "neither UTF-8"},
    BadCase{"binary", "\x01\x80\x90\xFF\xFF\n", RefusalCode::invalid, "既不是 UTF-8", "neither UTF-8"},
    BadCase{"gb18030_cut", *utf8_to_gb18030("姓名,电话\n张三,138") + "\xD5", RefusalCode::invalid, "GB 18030（第 2 行）", "GB 18030 (line 2)"},
    BadCase{"utf16_half", "\xFF\xFE" "a\0b"s, RefusalCode::invalid, "不属于 utf-16le", "not utf-16le"},
    BadCase{"utf16_surrogate", "\xFF\xFE\n\0\x00\xDE"s + "a\0"s, RefusalCode::invalid, "第 2 行", "line 2"},
    // R-FIL-07: foreign files, told by their bytes (R-FIL-02)
    BadCase{"pdf", "%PDF-1.4", RefusalCode::invalid, "PDF", "a PDF file"},
    BadCase{"png", "\x89PNG\r\n\x1A\n", RefusalCode::invalid, "图片（PNG）", "a picture"},
    BadCase{"html_as_xls", "\xEF\xBB\xBF \n<HTML><table>", RefusalCode::invalid, "网页", "a web page"},
    BadCase{"old_xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" "W\0o\0r\0k\0b\0o\0o\0k\0"s, RefusalCode::invalid, "旧版 Excel 文件（.xls）；请另存为 xlsx", "an old Excel file"},
    BadCase{"encrypted", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s, RefusalCode::invalid, "去掉打开密码", "is encrypted"},
    BadCase{"old_doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s, RefusalCode::invalid, "Word 文档（.doc）", "Word document"},
    // R-FIL-20: caps, one past the edge of small_limits()
    BadCase{"file_bytes", std::string(4001, 'a'), RefusalCode::over_limit, "4001 字节，超过上限 4000", "4001 bytes, over the limit of 4000"},
    BadCase{"columns", "1,2,3,4,5,6\n", RefusalCode::over_limit, "第 1 行超过 5 列", "more than 5 columns"},
    BadCase{"rows", "1\n2\n3\n4\n5\n6\n7\n", RefusalCode::over_limit, "行数超过上限 6", "more than 6 rows"},
    BadCase{"cell_bytes", "a,b\nc," + std::string(101, 'x') + "\n", RefusalCode::over_limit, "单元格 B2 超过 100 字节", "cell B2 is longer than 100"},
    BadCase{"quoted_cell_bytes", "a,b\nc,\"" + std::string(101, '\n') + "\"\n", RefusalCode::over_limit, "第 2 行打开的引号可能没有关闭", "opened on line 2 may not be closed"}
    ), [](const auto& c) { return std::string{c.param.name}; });
// clang-format on

TEST(Csv, AcceptsExactlyTheLimits) {
  const TempFolder folder;
  const auto reads = [&](std::string bytes) {
    write_file(folder / "t.csv", bytes);
    return !tests::refusal_of(folder / "t.csv", {.limits = tests::small_limits(), .sheet = {}});
  };
  EXPECT_TRUE(reads("1,2,3,4,5\n"));
  EXPECT_TRUE(reads("1\n2\n3\n4\n5\n6\n"));
  EXPECT_TRUE(reads(std::string(100, 'x') + ",\"" + std::string(100, 'x') + "\"\n"));
  std::string full;
  for (int i = 0; i < 4; ++i) full += std::string(99, 'a') + "," + std::string(99, 'b') + ",,\n";
  EXPECT_TRUE(reads(full));
}

TEST(Csv, NoSheetsInCsv) {
  const TempFolder folder;
  write_file(folder / "t.csv", "a\n");
  EXPECT_EQ(open_table(folder / "t.csv", {.limits = {}, .sheet = "Sheet1"}).error().field, "sheet");
  EXPECT_EQ(open_table(folder / "none.csv").error().code, RefusalCode::not_found);
}

TEST(Csv, AReaderThatRefusedIsDone) {
  const TempFolder folder;
  write_file(folder / "t.csv", "a\n\"b\" x\nc\n");
  auto reader = open_table(folder / "t.csv").value();
  Row row;
  EXPECT_TRUE(reader->next(row).value());
  EXPECT_FALSE(reader->next(row).has_value());
  EXPECT_FALSE(reader->next(row).value());
}

// R-FIL-10
TEST(Guard, IsUndoneExactly) {
  for (const std::string text : {"=1", "+1", "-1", "@a", "\ta", "\na", "＝a", "＋a", "－a", "＠a", "'=a", "''=a"}) {
    EXPECT_TRUE(needs_guard(text)) << text;
    EXPECT_TRUE(has_guard("'" + text)) << text;
  }
  for (const std::string text : {"", "a", "1=1", "'", "''", "'a", " =1", "·-"}) {
    EXPECT_FALSE(needs_guard(text)) << text;
    EXPECT_FALSE(has_guard("'" + text)) << text;
  }
}

std::vector<OutCell> texts(std::initializer_list<const char*> cells) {
  std::vector<OutCell> row;
  for (const auto* const cell : cells) row.push_back({CellKind::text, cell});
  return row;
}

TEST(CsvWriter, BytesAsWritten) {
  const TempFolder folder;
  const auto file = folder / "out.csv";
  auto writer = create_table(file, TableFormat::csv, "x").value();
  writer->row(texts({"标题", "a,b", "say \"x\"", "two\nlines", " pad", "a;b"}));
  writer->row({{CellKind::number, "-5.10"},
               {CellKind::text, "-5"},
               {CellKind::number, "-cmd"},
               {CellKind::empty, ""},
               {CellKind::date, "2026-03-09"},
               {CellKind::text, "\tx"}});
  EXPECT_FALSE(std::filesystem::exists(file));  // R-FIL-01
  EXPECT_TRUE(writer->finish());
  EXPECT_EQ(read_file(file, 1000).value(),
            "\xEF\xBB\xBF标题,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" pad\",\"a;b\"\r\n"
            "-5.10,'-5,'-cmd,,2026-03-09,\"'\tx\"\r\n");
}

TEST(CsvWriter, ReadsBackTheSame) {
  const TempFolder folder;
  for (const auto format : {TableFormat::csv, TableFormat::csv_gb18030}) {
    auto writer = create_table(folder / "t.csv", format, "").value();
    std::string want = format == TableFormat::csv ? "csv utf-8\n" : "csv gb18030\n";
    for (int i = 1; i <= 3000; ++i) {
      writer->row(texts({"政务服务中心", "=SUM(A1)", "'-x", "a\"b", "五楼\n左", "㐀𠀀"}));
      want += std::to_string(i) + ": 政务服务中心|=SUM(A1)|'-x|a\"b|五楼\\n左|㐀𠀀\n";
    }
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(print_table(folder / "t.csv"), want);
  }
}

// R-FIL-01
TEST(CsvWriter, NothingHalfRemains) {
  const TempFolder folder;
  {
    create_table(folder / "t.csv", TableFormat::csv, "").value()->row(texts({"a"}));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  const auto refusal = create_table(folder / "no" / "t.csv", TableFormat::csv, "").error();
  EXPECT_EQ(refusal.code, RefusalCode::unavailable);
  EXPECT_TRUE(refusal.message.en.contains("t.csv"));
  {
    const tests::SmallDisk full{100'000};
    auto writer = create_table(folder / "t.csv", TableFormat::csv, "").value();
    for (int i = 0; i < 10'000; ++i) writer->row(texts({"0123456789", "0123456789"}));
    const auto finished = writer->finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().code, RefusalCode::unavailable);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Names, FormatAndCells) {
  EXPECT_EQ(format_of("a/b.CSV").value(), TableFormat::csv);
  EXPECT_EQ(format_of("x.xlsx").value(), TableFormat::xlsx);
  EXPECT_FALSE(format_of("x.xls"));
  EXPECT_EQ(cell_name(1, 7), "A7");
  EXPECT_EQ(cell_name(26, 1), "Z1");
  EXPECT_EQ(cell_name(27, 1), "AA1");
  EXPECT_EQ(cell_name(16384, 1048576), "XFD1048576");
  EXPECT_EQ(parse_cell_name("XFD1048576")->column, 16384u);
  for (const auto* const bad : {"", "A", "1", "a1", "A0", "A1B", "$A$1", "AAAAAAAAAAAAAAAA1", "A99999999999999999999"})
    EXPECT_FALSE(parse_cell_name(bad)) << bad;
  for (const auto* const bad : {"", "-", ".", "1.", ".5", "1e5", "--1", "+1", "1.2.3", "1 "})
    EXPECT_FALSE(is_plain_decimal(bad)) << bad;
  for (const auto* const good : {"0", "-1", "12.50", "007"}) EXPECT_TRUE(is_plain_decimal(good)) << good;
}

}  // namespace
}  // namespace hallbook::files
