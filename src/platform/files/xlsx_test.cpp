#include <gtest/gtest.h>

#include "platform/files/disk.h"
#include "platform/files/table.h"
#include "tests/files/print_table.h"
#include "tests/files/temp_folder.h"
#include "tests/files/workbook.h"

namespace hallbook::files {
namespace {

using namespace std::string_literals;
using tests::changed;
using tests::Parts;
using tests::print_table;
using tests::TempFolder;
using tests::workbook;

const std::string sheet_part = "xl/worksheets/sheet1.xml", book_part = "xl/workbook.xml";

struct ReadCase {
  const char* name;
  Parts parts;
  std::string want;
  std::string sheet = "";
};
class XlsxReads : public testing::TestWithParam<ReadCase> {};

TEST_P(XlsxReads, Rows) {
  const TempFolder folder;
  tests::write_zip(folder / "t", GetParam().parts, true);
  EXPECT_EQ(print_table(folder / "t", {.limits = {}, .sheet = GetParam().sheet}), "xlsx\n" + GetParam().want);
}

Parts two_sheets(std::string_view first_state) {
  auto parts = workbook("<row><c><v>1</v></c></row>");
  parts = changed(parts, book_part, "<sheets>",
                  "<sheets><sheet name=\"参数\" state=\""s + std::string{first_state} + "\" r:id=\"r9\"/>");
  parts =
      changed(parts, "xl/_rels/workbook.xml.rels", "<Relationships>",
              "<Relationships><Relationship Id=\"r9\" Type=\"x/worksheet\" Target=\"../xl/./worksheets/two.xml\"/>");
  parts["xl/worksheets/two.xml"] =
      "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  return parts;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, XlsxReads, testing::Values(
    ReadCase{"nothing", workbook(""), ""},
    // R-FIL-18: rich text, readings, escapes
    ReadCase{"shared", workbook(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c></row>)"),
             "1: 标题|_|富 文本\n3: 東京|a\\nb_x0041_|_\n"},
    ReadCase{"first_shared_is_empty", changed(workbook(R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>)"), "xl/sharedStrings.xml", "<sst>", "<sst><si/>"), "1: _|标题\n"},
    // R-FIL-13: what is stored, as the shortest decimal
    ReadCase{"numbers", workbook("<row><c><v>0.1</v></c><c><v>1.1000000000000001</v></c><c t=\"n\"><v>1E+3</v></c><c><v>-0</v></c><c><v>20260309</v></c><c><v>1e999</v></c></row>"),
             "1: #0.1|#1.1|#1000|#0|#20260309|!1e999\n"},
    // R-FIL-14: dates by format; 60 is the day that never was
    ReadCase{"dates", workbook("<row><c s=\"1\"><v>46090</v></c><c s=\"2\"><v>46090.354166666664</v></c><c s=\"3\"><v>0.5</v></c><c s=\"4\"><v>1.0625</v></c>"
                               "<c s=\"5\"><v>1</v></c><c s=\"6\"><v>46090</v></c><c s=\"7\"><v>61</v></c><c s=\"1\"><v>60</v></c><c s=\"1\"><v>-5</v></c><c s=\"99\"><v>2</v></c></row>"),
             "1: @2026-03-09|@2026-03-09 08:30:00|@12:00:00|@25:30:00|@1900-01-01|#46090|@1900-03-01|#60|#-5|#2\n"},
    ReadCase{"dates_1904", changed(workbook("<row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>44628</v></c></row>"), book_part, "<sheets>", "<workbookPr date1904=\"1\"/><sheets>"),
             "1: @1904-01-01|@2026-03-09\n"},
    ReadCase{"iso_dates", workbook("<row><c t=\"d\"><v>2026-03-09T00:00:00Z</v></c><c t=\"d\"><v>2026-02-29</v></c></row>"), "1: @2026-03-09|!2026-02-29\n"},
    // R-FIL-15
    ReadCase{"types", workbook("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"inlineStr\"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is></c>"
                               "<c t=\"str\"><f>A1</f><v>text</v></c><c><f>1+1</f><v>2</v></c><c><f>SUM(A1:A3)</f></c><c><f>X</f><v/></c><c t=\"str\"><f>Y</f><v></v></c></row>"),
             "1: TRUE|FALSE|!#REF!|ab|text|#2|!=SUM(A1:A3)|!=X\n"},
    ReadCase{"no_marks", workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c r=\"B3\"><v>3</v></c></row>"), "1: #1|#2\n3: _|#3\n"},
    ReadCase{"blank_rows", workbook("<row r=\"2\"><c s=\"1\" r=\"XFD2\"/></row><row r=\"5\"><c t=\"inlineStr\"><is><t>  </t></is></c></row><row><c><v>1</v></c></row>"), "6: #1\n"},
    ReadCase{"apostrophe_stays", workbook("<row><c t=\"inlineStr\"><is><t>'=x</t></is></c><c t=\"inlineStr\"><is><t>=x</t></is></c></row>"), "1: '=x|=x\n"},
    // R-FIL-12
    ReadCase{"first_visible", two_sheets("hidden"), "1: #1\n"},
    ReadCase{"very_hidden", two_sheets("veryHidden"), "1: #1\n"},
    ReadCase{"first", two_sheets("visible"), "1: #2\n"},
    ReadCase{"by_name", two_sheets("hidden"), "1: #2\n", "参数"},
    ReadCase{"mixed_case_and_backslashes", [] { auto parts = workbook("<row><c><v>1</v></c></row>"); auto node = parts.extract("xl/styles.xml"); node.key() = "XL\\Styles.xml"; parts.insert(std::move(node)); return parts; }(), "1: #1\n"}
    ), [](const auto& c) { return std::string{c.param.name}; });
// clang-format on

TEST(Xlsx, ListsSheetsAndMergedRanges) {
  const TempFolder folder;
  tests::write_zip(folder / "t", two_sheets("hidden"));
  const auto sheets = open_table(folder / "t").value()->sheets();
  ASSERT_EQ(sheets.size(), 2u);
  EXPECT_EQ(sheets[0].name, "参数");
  EXPECT_TRUE(sheets[0].hidden);
  EXPECT_FALSE(sheets[1].hidden);

  // R-FIL-17: the value stands in the first cell only
  tests::write_zip(folder / "t",
                   workbook("<row><c><v>1</v></c><c/></row>", "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"));
  auto reader = open_table(folder / "t").value();
  Row row;
  EXPECT_TRUE(reader->next(row).value());
  EXPECT_EQ(row.cells.size(), 1u);
  EXPECT_FALSE(reader->next(row).value());
  EXPECT_EQ(reader->merged_ranges(), 1u);
  EXPECT_EQ(reader->bytes_read(), reader->total_bytes());
}

struct BadCase {
  const char* name;
  Parts parts;
  RefusalCode code;
  std::string zh, en;
  std::string sheet = "";
  bool deflate = false;
};
class XlsxRefuses : public testing::TestWithParam<BadCase> {};

TEST_P(XlsxRefuses, SaysWhatAndWhere) {
  const TempFolder folder;
  const auto& c = GetParam();
  tests::write_zip(folder / "t.xlsx", c.parts, c.deflate);
  const auto refusal = tests::refusal_of(folder / "t.xlsx", {.limits = tests::small_limits(), .sheet = c.sheet});
  ASSERT_TRUE(refusal) << "it was read";
  EXPECT_EQ(refusal->code, c.code);
  EXPECT_TRUE(refusal->message.zh.contains(c.zh)) << refusal->message.zh;
  EXPECT_TRUE(refusal->message.en.contains(c.en)) << refusal->message.en;
  EXPECT_TRUE(refusal->message.en.contains("t.xlsx")) << refusal->message.en;
}

Parts typed(std::string_view content_type) {
  return {{"[Content_Types].xml", "<Types><Override ContentType=\"" + std::string{content_type} + "\"/></Types>"}};
}
Parts with(Parts parts, const std::string& name, std::string bytes) {
  parts[name] = std::move(bytes);
  return parts;
}
std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}
/// Strings that bring the table of workbook() to `bytes`: 96 stand before, each string counts 16 above its text.
std::string strings_of(std::size_t bytes) {
  return repeated("<si><t>" + std::string(84, 'x') + "</t></si>", 3) + "<si><t>" +
         std::string(bytes - 96 - 300 - 16, 'x') + "</t></si>";
}
const std::string one = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
const std::string laughs = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>";

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, XlsxRefuses, testing::Values(
    // R-FIL-11: the kind by content
    BadCase{"plain_zip", {{"a.txt", "x"}}, RefusalCode::invalid, "普通压缩包", "no workbook"},
    BadCase{"ods", {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}, RefusalCode::invalid, ".ods", ".ods"},
    BadCase{"docx", typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), RefusalCode::invalid, ".docx", "a Word document"},
    BadCase{"pptx", typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), RefusalCode::invalid, ".pptx", "a presentation"},
    BadCase{"xlsb", typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), RefusalCode::invalid, ".xlsb", "a binary workbook"},
    BadCase{"xlsm", typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), RefusalCode::invalid, "含宏的文件", "with macros"},
    BadCase{"hidden_macro", with(workbook(one), "xl/vbaProject.bin", "x"), RefusalCode::invalid, "另存为 xlsx", "with macros"},
    // R-FIL-12
    BadCase{"no_such_sheet", workbook(one), RefusalCode::not_found, "没有名为 年报 的工作表；请改用下列之一；文件里的工作表：数据", "no sheet named 年报", "年报"},
    BadCase{"all_hidden", changed(workbook(one), book_part, "sheetId=\"1\"", "state=\"hidden\""), RefusalCode::not_found, "没有可见的工作表", "no visible sheet"},
    BadCase{"no_sheet_part", [] { auto parts = workbook(one); parts.erase(sheet_part); return parts; }(), RefusalCode::invalid, "缺少部分 xl/worksheets/sheet1.xml", "lacks the part"},
    BadCase{"outside_sheet", changed(workbook(one), "xl/_rels/workbook.xml.rels", "Target=\"w", "TargetMode=\"External\" Target=\"http://w"), RefusalCode::not_found, "没有可见的工作表", "no visible sheet"},
    // R-FIL-09: DTD, entities, depth, damage
    BadCase{"dtd", changed(workbook(one), sheet_part, "<worksheet>", laughs + "<worksheet>"), RefusalCode::invalid, "含有 DTD", "has a DTD"},
    BadCase{"dtd_in_strings", changed(workbook(one), "xl/sharedStrings.xml", "<sst>", laughs + "<sst>"), RefusalCode::invalid, "xl/sharedStrings.xml：含有 DTD", "xl/sharedStrings.xml: has a DTD"},
    BadCase{"entity", changed(workbook(one), sheet_part, "<v>1", "<v>&nbsp;"), RefusalCode::invalid, "XML 第 1 行损坏", "undefined entity"},
    BadCase{"depth", workbook(repeated("<row>", 65)), RefusalCode::over_limit, "嵌套太深", "nested too deep"},
    BadCase{"cut_xml", changed(workbook(one), sheet_part, "</worksheet>", ""), RefusalCode::invalid, "损坏", "damaged"},
    BadCase{"not_xml", with(workbook(one), sheet_part, "PK not xml"), RefusalCode::invalid, "损坏", "damaged"},
    // R-FIL-16: order and marks
    BadCase{"row_back", workbook("<row r=\"2\"/><row r=\"1\"/>"), RefusalCode::invalid, "第 2 行之后的行号“1”", "row number \"1\" behind row 2"},
    BadCase{"row_twice", workbook("<row r=\"2\"/><row r=\"2\"/>"), RefusalCode::invalid, "重复", "doubled"},
    BadCase{"row_zero", workbook("<row r=\"0\"/>"), RefusalCode::invalid, "行号“0”", "row number \"0\""},
    BadCase{"row_text", workbook("<row r=\"x\"/>"), RefusalCode::invalid, "行号“x”", "row number \"x\""},
    BadCase{"cell_back", workbook("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>"), RefusalCode::invalid, "标为“A1”", "marked \"A1\""},
    BadCase{"cell_twice", workbook("<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>"), RefusalCode::invalid, "标为“B1”", "marked \"B1\""},
    BadCase{"cell_of_other_row", workbook("<row r=\"2\"><c r=\"B7\"/></row>"), RefusalCode::invalid, "标为“B7”", "marked \"B7\""},
    BadCase{"string_number", workbook("<row r=\"1\"><c r=\"A1\"/><c r=\"B1\" t=\"s\"><v>5</v></c></row>"), RefusalCode::invalid, "数据!B1 指向不存在的第“5”条", "数据!B1 points to string \"5\""},
    // R-FIL-08, R-FIL-20: caps, one past the edge of small_limits()
    BadCase{"entries", [] { auto parts = workbook(one); for (char c = 'a'; c < 'g'; ++c) parts["p"s + c]; return parts; }(), RefusalCode::over_limit, "声称有 13 个文件，超过上限 12", "claims 13 files"},
    BadCase{"columns", workbook("<row r=\"1\"><c r=\"F1\"><v>1</v></c></row>"), RefusalCode::over_limit, "数据!F1 在第 5 列之后", "beyond column 5"},
    BadCase{"rows", workbook("<row r=\"7\"/>"), RefusalCode::over_limit, "超过 6 行", "more than 6 rows"},
    BadCase{"cell", workbook("<row><c t=\"str\"><v>" + std::string(101, 'x') + "</v></c></row>"), RefusalCode::over_limit, "数据!A1 超过 100 字节", "数据!A1 is longer than 100"},
    BadCase{"string", changed(workbook(one), "xl/sharedStrings.xml", "标题", std::string(101, 'x')), RefusalCode::over_limit, "第 1 条文字超过 100", "string 1 is longer than 100"},
    BadCase{"strings", changed(workbook(one), "xl/sharedStrings.xml", "<si/>", strings_of(501)), RefusalCode::over_limit, "文字表超过上限 500", "table of strings is over 500"},
    BadCase{"inflated", workbook(repeated("<row/>", 1) + std::string(60'000, ' ')), RefusalCode::over_limit, "解压后超过 40000 字节", "more than 40000 bytes", "", true}
    ), [](const auto& c) { return std::string{c.param.name}; });
// clang-format on

TEST(Xlsx, AcceptsExactlyTheLimits) {
  const TempFolder folder;
  auto parts = changed(workbook("<row r=\"6\"><c r=\"E6\" t=\"str\"><v>" + std::string(100, 'x') + "</v></c></row>"),
                       "xl/sharedStrings.xml", "标题", std::string(100, 'x'));
  for (char c = 'a'; c < 'f'; ++c) parts["p"s + c];
  tests::write_zip(folder / "t", parts, true);
  EXPECT_EQ(print_table(folder / "t", {.limits = tests::small_limits(), .sheet = {}}),
            "xlsx\n6: _|_|_|_|" + std::string(100, 'x') + "\n");
}

TEST(Xlsx, AcceptsExactlyTheStringsCap) {
  const TempFolder folder;
  tests::write_zip(folder / "t", changed(workbook(one), "xl/sharedStrings.xml", "<si/>", strings_of(500)));
  EXPECT_FALSE(tests::refusal_of(folder / "t", {.limits = tests::small_limits(), .sheet = {}}));
}

// The same rows wherever the blocks of 16 KiB are cut.
TEST(Xlsx, BlockEdgesDoNotShow) {
  const TempFolder folder;
  for (std::size_t pad = 0; pad < 60; ++pad) {
    std::string rows(pad, ' '), want = "xlsx\n";
    for (int i = 1; i <= 600; ++i) {
      rows += "<row><c><v>" + std::to_string(i) + "</v></c><c/><c t=\"str\"><v>文&amp;_x0041_</v></c></row>";
      want += std::to_string(i) + ": #" + std::to_string(i) + "|_|文&A\n";
    }
    tests::write_zip(folder / "t", workbook(rows), true);
    ASSERT_EQ(print_table(folder / "t"), want) << pad;
  }
}

TEST(Xlsx, RatioStopsABomb) {
  const TempFolder folder;
  tests::write_zip(folder / "t", workbook(std::string(4u << 20, ' ')), true);  // about 1000 : 1
  const auto refusal = tests::refusal_of(folder / "t");
  ASSERT_TRUE(refusal);
  EXPECT_TRUE(refusal->message.en.contains("inflates more than 400 times")) << refusal->message.en;
  EXPECT_FALSE(tests::refusal_of(folder / "t", {.limits = {.inflate_ratio = 2000}, .sheet = {}}));
}

TEST(Xlsx, AnEndlessTagIsNotCollected) {
  const TempFolder folder;
  tests::write_zip(folder / "t", workbook("<row r=\"" + std::string(1u << 20, '1') + "\"/>"));
  const auto refusal = tests::refusal_of(folder / "t");
  ASSERT_TRUE(refusal);
  EXPECT_TRUE(refusal->message.en.contains("XML tag of more than")) << refusal->message.en;
}

// A workbook cut anywhere, or with any byte changed, is refused or read, never a crash or a hang.
TEST(Xlsx, CutAndFlippedFiles) {
  const TempFolder folder;
  tests::write_zip(folder / "good", workbook(repeated("<row><c><v>1</v></c><c t=\"s\"><v>1</v></c></row>", 50)), true);
  const auto good = read_file(folder / "good", 1u << 20).value();
  for (std::size_t size = 4; size < good.size(); size += 37) {
    write_file(folder / "bad", std::string_view{good}.substr(0, size));
    const auto refusal = tests::refusal_of(folder / "bad");
    ASSERT_TRUE(refusal) << size;
    EXPECT_TRUE(refusal->message.en.contains("cut-off archive")) << refusal->message.en;
  }
  for (std::size_t at = 0; at < good.size(); at += 11) {
    auto bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x41);
    write_file(folder / "bad", bad);
    tests::refusal_of(folder / "bad");
  }
}

// R-FIL-08: a directory that claims a million entries is not believed
TEST(Xlsx, AClaimOfManyEntriesIsNotAllocated) {
  const TempFolder folder;
  tests::write_zip(folder / "t", workbook(one));
  auto bytes = read_file(folder / "t", 1u << 20).value();
  const auto end = bytes.rfind("PK\x05\x06");
  bytes[end + 8] = bytes[end + 10] = '\xFF';
  bytes[end + 9] = bytes[end + 11] = '\x7F';
  write_file(folder / "t", bytes);
  EXPECT_EQ(tests::refusal_of(folder / "t")->code, RefusalCode::over_limit);
}

TEST(Xlsx, EncryptedEntriesAreNamed) {
  const TempFolder folder;
  tests::write_zip(folder / "t", workbook(one));
  auto bytes = read_file(folder / "t", 1u << 20).value();
  for (auto at = bytes.find("PK\x01\x02"); at != std::string::npos; at = bytes.find("PK\x01\x02", at + 1))
    bytes[at + 8] |= 1;
  write_file(folder / "t", bytes);
  EXPECT_TRUE(tests::refusal_of(folder / "t")->message.zh.contains("加密"));
}

// ---- workbooks of other programs, written by tests/files/make_fixtures.sh

TEST(Foreign, Openpyxl) {
  const std::filesystem::path fixtures = HALLBOOK_SOURCE "/tests/files/fixtures";
  // R-FIL-15: openpyxl stores formulas without values; R-FIL-12: its first sheet is hidden
  EXPECT_EQ(print_table(fixtures / "openpyxl.xlsx"),
            "xlsx\n1: 姓名|日期|时间|金额|比例|备注|公式|是否\n"
            "2: 张三|@2026-03-09|@2026-03-09 08:30:15|#1234.56|#0.1| 前后空格 |!=D2*2|TRUE\n"
            "3: 李四|@2024-02-29|@17:05:00|#-0.07|#0.0000001|两行\\n文字|!=SUM(D2:D3)|FALSE\n"
            "5: 王五|2026-03-09|@30:00:00|#9007199254740991|#0.3333333333333333|\\n <&>|!#N/A\n"
            "7: 合并\n");
  EXPECT_EQ(print_table(fixtures / "openpyxl.xlsx", {.limits = {}, .sheet = "参数"}), "xlsx\n1: 别读我\n");
  EXPECT_EQ(print_table(fixtures / "openpyxl_1904.xlsx"), "xlsx\n1: d|@2026-03-09\n");
}

TEST(Foreign, LibreOfficeCalc) {
  EXPECT_EQ(print_table(HALLBOOK_SOURCE "/tests/files/fixtures/calc.xlsx"),
            "xlsx\n1: 姓名|日期|时间|金额|百分比|编号\n"
            "2: 张三|@2026-03-09|@08:30:15|#1234.56|#0.125|007\n"
            "3: 李,四|@2024-02-29|@17:05:00|#-0.07|#1|'=1+1\n"
            "4: 公式|@2026-03-09|!#DIV/0!|#1234.49|TRUE|两\\n行\n");
}

}  // namespace
}  // namespace hallbook::files
