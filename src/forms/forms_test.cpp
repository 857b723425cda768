#include <gtest/gtest.h>

#include <fstream>

#include "base/embedded.h"
#include "forms/docx.h"
#include "forms/formats.h"
#include "forms/page_rows.h"
#include "forms/pdf.h"
#include "forms/self_evaluation.h"
#include "forms/target_table.h"
#include "forms/template.h"
#include "forms/xlsx.h"
#include "platform/files/table.h"

namespace hallbook::forms {
namespace {

namespace fs = std::filesystem;

Document sample() {
  Document document;
  document.title = "示例";
  document.blocks.emplace_back(paragraph("项目支出绩效自评表", Align::center, true, 44));
  document.blocks.emplace_back(Paragraph{{{"单位:", false, 0}, {"{{unit}}", true, 0}}, Align::left});
  document.blocks.emplace_back(paragraph("{{?note}}说明:{{note}}{{/note}}"));
  Table table{{2000, 3000, 2000}, {}};
  table.rows.push_back({{cell("指标"), cell("说明"), cell("得分", Align::right)}, true});
  table.rows.push_back(
      {{cell("{{#rows}}{{no}} {{name}}"), cell("{{why}}"), cell("{{score}}{{/rows}}", Align::right)}, false});
  Cell wide = cell("合计 {{money|yuan}} 元({{money|words}})");
  wide.columns = 3;
  table.rows.push_back({{wide}, false});
  document.blocks.emplace_back(std::move(table));
  return document;
}

Json facts() {
  return Json::Object{
      {"unit", "政务服务管理局"},
      {"money", 42'000'000},
      {"note", ""},
      {"rows", Json::Array{Json::Object{{"no", 1}, {"name", "办件量"}, {"why", "a < b & \"c\""}, {"score", "12.50"}},
                           Json::Object{{"no", 2}, {"name", "印量"}, {"why", "两行\n说明"}, {"score", "11.66"}}}}};
}

files::SourceFile opened(const std::string& bytes) {
  const fs::path file = fs::path{testing::TempDir()} / "forms_test.docx";
  std::ofstream{file, std::ios::binary} << bytes;
  return files::SourceFile::open(file, 64u << 20).value();
}

// R-FRM-10, R-FRM-12, R-FRM-13
TEST(Template, FillsPlaceholdersRowsAndConditions) {
  const auto filled = fill(sample(), facts());
  ASSERT_TRUE(filled) << filled.error().message.en;
  ASSERT_EQ(filled->blocks.size(), 3u);  // the empty note is left out
  const auto& unit = std::get<Paragraph>(filled->blocks[1]);
  EXPECT_EQ(plain_text(unit), "单位:政务服务管理局");
  EXPECT_TRUE(unit.runs.back().bold);
  const auto& table = std::get<Table>(filled->blocks[2]);
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(plain_text(table.rows[1].cells[0]), "1 办件量");
  EXPECT_EQ(plain_text(table.rows[2].cells[2]), "11.66");
  EXPECT_EQ(plain_text(table.rows[3].cells[0]), "合计 420,000.00 元(肆拾贰万元整)");
}

// R-FRM-11
TEST(Template, NamesEveryPlaceholderAndItsPlace) {
  Document form = sample();
  std::get<Paragraph>(form.blocks[1]).runs[1].text = "{{unti}}";
  std::get<Table>(form.blocks[3]).rows[2].cells[0] = cell("{{money|yuna}}{{open");
  const auto filled = fill(form, facts());
  ASSERT_FALSE(filled);
  EXPECT_EQ(
      filled.error().message.en,
      "paragraph 2, {{unti}}: there is no such fact; table 1 row 3 cell 1, {{money|yuna}}: there is no such "
      "format; use yuan, wan, words, percent or date; table 1 row 3 cell 1, {{: the placeholder is not closed by }}");
}

TEST(Template, AListThatNeverClosesIsRefused) {
  Document form = sample();
  std::get<Table>(form.blocks[3]).rows[1].cells[2] = cell("{{score}}");
  const auto filled = fill(form, facts());
  ASSERT_FALSE(filled);
  EXPECT_NE(filled.error().message.zh.find("表格 1 第 2 行的 {{#rows}}:没有结束的 {{/rows}}"), std::string::npos)
      << filled.error().message.zh;
}

// R-FRM-15
TEST(Template, EqualNeighboursJoinLevelByLevel) {
  Document form;
  form.blocks.emplace_back(
      Table{{1, 1, 1}, {{{cell("{{#rows}}{{^level1}}"), cell("{{^level2}}"), cell("{{name}}{{/rows}}")}, false}}});
  Json::Array rows;
  for (const auto& [one, two] : {std::pair{"产出", "数量"}, {"产出", "数量"}, {"效益", "数量"}, {"效益", "社会"}})
    rows.push_back(Json::Object{{"level1", one}, {"level2", two}, {"name", "n"}});
  const auto filled = fill(form, Json::Object{{"rows", rows}});
  ASSERT_TRUE(filled);
  std::string merges;
  for (const Row& row : std::get<Table>(filled->blocks[0]).rows)
    for (const Cell& one : row.cells) merges += one.merge == Merge::begin ? 'b' : one.merge == Merge::go_on ? 'g' : '-';
  EXPECT_EQ(merges,
            "bb-"
            "gg-"
            "bb-"
            "gb-");
}

// R-FRM-30 to R-FRM-34
TEST(Template, ShippedFormsAreReadAndNameOnlyKnownFacts) {
  dossier::Project project;
  project.name = "项目";
  project.year = 2026;
  project.goals = {{"总体目标(2026年-2028年)", "三年"}, {"预算年度(2026年)目标", "一年"}};
  dossier::IndicatorRow indicator;
  indicator.no = 1;
  indicator.name = "办件量";
  indicator.operator_cell = ">=";
  indicator.value_cell = "19万件";
  indicator.unit_cell = "件";
  project.indicators.push_back(indicator);
  const Json evaluation = Json::parse(R"({"as_of":"2026-12-31","findings":[],"execution":{"weight":"10","score":null},
    "total":{"weight":"100","score":"99.75","grade":null},"indicators":[{"no":1,"level1":"产出指标","level2":"数量指标",
    "name":"办件量","value":"195511","value_printed":"195,511件","weight":"12.5","score":"12.50","met":true}]})")
                              .value();
  const auto form =
      read_document_xml(embedded_files("definitions/forms/yunnan-2026-self-evaluation.xml").front().text, "form");
  ASSERT_TRUE(form) << form.error().message.en;
  const auto filled = fill(*form, self_evaluation_facts(project, evaluation));
  ASSERT_TRUE(filled) << filled.error().message.en;
  std::string text;
  for (const Row& row : std::get<Table>(filled->blocks[2]).rows)
    for (const Cell& one : row.cells) text += plain_text(one) + "|";
  EXPECT_NE(text.find("|一年||"), std::string::npos) << text;
  EXPECT_NE(text.find("办件量|>=|19万件|件|195,511件|12.5|12.50||"), std::string::npos) << text;
  EXPECT_NE(text.find("年度资金总额||||10|||"), std::string::npos) << text;  // money not recorded: blank, never 0
  const auto targets =
      read_document_xml(embedded_files("definitions/forms/yunnan-2026-target-table.xml").front().text, "form");
  ASSERT_TRUE(targets && fill(*targets, target_table_facts(project)));
  ASSERT_EQ(self_evaluation_obstacles(evaluation).size(), 1u);
  EXPECT_EQ(self_evaluation_obstacles(evaluation)[0].code, "no_money");
}

// R-FRM-14
TEST(Formats, PrintMoneyRatiosAndDates) {
  struct Case {
    Json value;
    std::string format, text;
  };
  const Case cases[] = {{42'000'000, "yuan", "420,000.00"},
                        {-108'600, "yuan", "-1,086.00"},
                        {5, "yuan", "0.05"},
                        {42'000'000, "wan", "42.00"},
                        {1'000'150, "wan", "1.00015"},
                        {108'600, "words", "壹仟零捌拾陆元整"},
                        {"0.94964", "percent", "94.96%"},
                        {"2/3", "percent", "66.67%"},
                        {"2026-09-07", "date", "2026年9月7日"},
                        {nullptr, "yuan", ""},
                        {nullptr, "percent", ""},
                        {12, "", "12"}};
  for (const Case& one : cases) {
    const auto text = printed(one.value, one.format);
    ASSERT_TRUE(text && *text) << one.format;
    EXPECT_EQ(**text, one.text);
  }
  EXPECT_FALSE(*printed("x", "yuan"));
  EXPECT_FALSE(*printed("2026-02-30", "date"));
  EXPECT_FALSE(printed("x", "euro").has_value());
}

// R-FRM-01, R-FRM-04, R-FIL-30
TEST(Docx, ReadsBackWhatItWrites) {
  Document document = *fill(sample(), facts());
  document.sheet = {16838, 11906, 1587, 1474, 2098, 1984};
  Table merged{{1000, 1000}, {}};
  merged.rows.push_back({{Cell{{paragraph("一")}, 1, Merge::begin}, cell("甲")}, false});
  merged.rows.push_back({{Cell{{Paragraph{}}, 1, Merge::go_on}, cell("乙")}, false});
  document.blocks.emplace_back(merged);
  document.blocks.emplace_back(paragraph("页后"));
  const std::string bytes = write_docx(document);
  EXPECT_EQ(bytes, write_docx(document));
  const auto back = read_docx(opened(bytes));
  ASSERT_TRUE(back) << back.error().message.en;
  EXPECT_EQ(back->blocks, document.blocks);
  EXPECT_EQ(back->sheet, document.sheet);
}

// R-FRM-02
TEST(Docx, ATableInACellGivesItsTextToThatCell) {
  const auto read = read_document_xml(
      "<w:document xmlns:w='w'><w:body><w:tbl><w:tblGrid><w:gridCol w:w='100'/><w:gridCol "
      "w:w='100'/></w:tblGrid><w:tr><w:tc>"
      "<w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
      "</w:tc></w:tr></w:tbl></w:body></w:document>",
      "form");
  ASSERT_TRUE(read) << read.error().message.en;
  const auto& table = std::get<Table>(read->blocks.at(0));
  ASSERT_EQ(table.rows.size(), 1u);
  ASSERT_EQ(table.rows[0].cells.size(), 2u);  // what the row leaves of the grid is an empty cell
  EXPECT_EQ(plain_text(table.rows[0].cells[0]), "外\n内");
}

// R-FRM-03
TEST(Docx, RefusesWhatIsNoDocument) {
  const auto text = read_docx(opened("not a zip"));
  ASSERT_FALSE(text);
  std::string many = "<w:document xmlns:w='w'><w:body>";
  for (int i = 0; i <= 1'000'000; ++i) many += "<w:p/>";
  const auto empty = read_document_xml(many + "</w:body></w:document>", "many.xml");
  ASSERT_FALSE(empty) << "empty paragraphs take memory, too";
  EXPECT_EQ(empty.error().code, RefusalCode::over_limit);
  const auto cut = read_docx(opened(write_docx(sample()).substr(0, 500)));
  ASSERT_FALSE(cut);
  EXPECT_FALSE(cut.error().message.zh.empty());
}

// R-FRM-20
TEST(PageRows, AMergeGetsTheRoomItNeeds) {
  Table table{{1000, 1000}, {}};
  table.rows.push_back({{Cell{{paragraph("高")}, 1, Merge::begin}, cell("甲")}, false});
  table.rows.push_back({{Cell{{}, 1, Merge::go_on}, cell("乙")}, false});
  table.rows.push_back({{cell("丙"), cell("丁")}, false});
  const auto cells = placed_cells(table, 1);
  ASSERT_EQ(cells.size(), 5u);
  EXPECT_EQ(cells[0].rows, 2u);
  EXPECT_EQ(cells[1].x, 50);
  EXPECT_EQ(row_heights(table, cells, {60, 20, 15, 10, 10}, 12), (std::vector<double>{20, 40, 12}));
}

// R-FRM-24, R-FIL-31
TEST(Xlsx, OurOwnReaderFindsEveryCellAndBytesRepeat) {
  const Document document = *fill(sample(), facts());
  const std::string bytes = write_xlsx(document, "厅簿 · 草稿");
  EXPECT_EQ(bytes, write_xlsx(document, "厅簿 · 草稿"));
  const fs::path file = fs::path{testing::TempDir()} / "forms_test.xlsx";
  std::ofstream{file, std::ios::binary} << bytes;
  auto reader = files::open_table(file, {});
  ASSERT_TRUE(reader) << reader.error().message.en;
  std::string text;
  files::Row row;
  while ((*reader)->next(row).value())
    for (const auto& one : row.cells) text += one.text + "|";
  EXPECT_NE(text.find("1 办件量|a < b & \"c\"|12.50|"), std::string::npos) << text;
  EXPECT_NE(text.find("合计 420,000.00 元(肆拾贰万元整)|"), std::string::npos) << text;
}

// R-FRM-21 to R-FRM-23
TEST(Pdf, BreaksPagesBetweenRowsAndIsTheSameTwice) {
  Document document = sample();
  Json many = facts();
  Json::Array rows;
  for (int no = 1; no <= 100; ++no)
    rows.push_back(Json::Object{{"no", no}, {"name", "指标"}, {"why", "说明"}, {"score", "1.00"}});
  many["rows"] = rows;
  const ProofLine proof{"厅簿 · 草稿", "", "2027-01-12T16:20:00+08:00"};
  const auto filled = fill(document, many);
  const auto pdf = write_pdf(*filled, proof);
  ASSERT_TRUE(pdf) << pdf.error().message.en;
  EXPECT_EQ(pdf->pages, 4);
  EXPECT_EQ(pdf->bytes, write_pdf(*filled, proof)->bytes);
  const ProofLine other{"厅簿 · 草稿", "HB1", proof.date};
  EXPECT_NE(pdf->bytes, write_pdf(*filled, other)->bytes);
}

}  // namespace
}  // namespace hallbook::forms
