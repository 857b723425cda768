// Published self-evaluation tables of several column families: read by their headings, scored again.
#include "forms/rescore.h"

#include <gtest/gtest.h>

#include <fstream>

#include "forms/docx.h"
#include "forms/read_pdf.h"
#include "tests/files/workbook.h"

namespace hallbook::forms {
namespace {

PublishedEvaluation published(std::string_view text) {
  const auto grid = grid_of_text(text);
  EXPECT_TRUE(grid) << grid.error().message.en;
  const auto read = read_self_evaluation(*grid);
  EXPECT_TRUE(read) << read.error().message.en;
  return *read;
}

std::string codes(const Rescored& rescored) {
  std::string all;
  for (const auto& finding : rescored.findings) all += finding.code + " ";
  return all;
}

// Yunnan 公开14表: 指标性质, 指标值, 度量单位 below 年度指标值; money in yuan.
constexpr std::string_view yunnan = R"(项目支出绩效自评表
单位：元
项目名称	政务中心窗口服务经费
主管部门	呈贡区政府办	实施单位	呈贡区政务服务管理局
项目资金		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	420,000.00	420,000.00	378,000.00	10	90.00%	9.00
	其中：当年财政拨款	420,000.00	420,000.00	378,000.00		90.00%
	上年结转资金	0	0	0		0
	其他资金
一级指标	二级指标	三级指标	年度指标值			实际完成值	分值	得分	偏差原因分析及改进措施
			指标性质	指标值	度量单位
产出指标	数量指标	政务服务大厅办件量	≥	19万件	件	195511	20	20
		免费打印复印量	≥	15万张	张	139900张	15	13.99	设备停用两周，已修复
		桶装水月消耗量	≤	300	桶	330	15	13.5	高温
效益指标	社会效益指标	为办事群众节约成本额	≥	10	万元	12.5万元	30	30	无
满意度指标	服务对象满意度	办事群众满意度	≥	95	%	94.96%	10	10
总分						100	96.49
自评等级	优
)";

TEST(Rescore, ReadsTheYunnanFormByItsHeadings) {  // R-RSC-04 to R-RSC-08
  const auto read = published(yunnan);
  EXPECT_EQ(read.project, "政务中心窗口服务经费");
  EXPECT_EQ(read.unit_name, "呈贡区政务服务管理局");
  EXPECT_EQ(read.money_unit, "元");
  ASSERT_EQ(read.money.size(), 4u);
  EXPECT_EQ(read.money[0].adjusted->value, Rational{420'000});
  EXPECT_EQ(read.money[0].rate->value, Rational(9, 10));
  EXPECT_FALSE(read.money[3].adjusted) << "a blank stays blank";
  ASSERT_EQ(read.rows.size(), 5u);
  EXPECT_EQ(read.rows[0].target.value, Rational{190'000});
  EXPECT_EQ(read.rows[0].actual, Rational{195'511});
  EXPECT_EQ(read.rows[1].level1, "产出指标") << "a merged first level goes on";
  EXPECT_EQ(read.rows[1].target_text, "≥15万张");
  EXPECT_EQ(read.rows[3].actual, Rational{125'000});
  EXPECT_EQ(read.rows[3].reason, "") << "无 is no reason";
  EXPECT_EQ(read.rows[4].actual, Rational(9'496, 10'000));
  EXPECT_EQ(read.total_score->value, Rational(9'649, 100));
  EXPECT_EQ(read.grade, "优");
  EXPECT_TRUE(read.doubtful.empty());
}

TEST(Rescore, NamesRowByRowWhatWasPrintedAgainstTheRule) {  // R-RSC-12 to R-RSC-18
  const auto read = published(yunnan);
  const auto result = rescore(read, shipped_grades());
  EXPECT_EQ(result.execution.verdict, Verdict::same);
  EXPECT_EQ(result.rows[0].verdict, Verdict::same);
  EXPECT_EQ(result.rows[1].verdict, Verdict::same) << result.rows[1].derivation.en;
  EXPECT_EQ(result.rows[2].verdict, Verdict::same) << "13.5 is 13.50";
  EXPECT_EQ(result.rows[2].rule, "ratio-down-linear");
  EXPECT_EQ(result.rows[4].verdict, Verdict::same) << "9.9958 is 10.00";
  EXPECT_EQ(result.rows[4].met, false) << "94.96 % is not 95 %";
  EXPECT_EQ(codes(result), "reason_missing ");
  EXPECT_EQ(result.computed_total->rounded(2), "96.49");
  EXPECT_EQ(result.computed_grade, "优");
}

// A national form: 年度指标值 in one cell, money in 万元, 权重 in place of 分值 elsewhere.
TEST(Rescore, FindsWhatDoesNotHold) {
  const auto read = published(R"(（2025年度）	单位：万元
项目名称	示例项目
	年初预算数	全年预算数（A）	全年执行数（B）	分值	执行率（B/A）	得分
年度资金总额	150.00	150.00	125.25	10	84.00%	10
其中：当年财政拨款	100.00	100.00	125.25	—	—	—
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	甲	≥4754件	4604件	5	5
	时效指标	乙	≤5300小时	5830小时	15	13.64	超时
	质量指标	丙	=100%	98%	10	9.8	漏填
	质量指标	丁	逐步提升	达成	20	18
效益指标	社会效益	戊	≥10个	14个	30	30
满意度指标	满意度	己	≥95%	0.96	10	12
合计				100	98.44
等级：良
)");
  EXPECT_EQ(read.money_unit, "万元");
  const auto result = rescore(read, shipped_grades());
  EXPECT_EQ(result.execution.verdict, Verdict::differs);
  EXPECT_EQ(result.execution.computed->rounded(2), "8.35");
  EXPECT_EQ(result.rows[0].verdict, Verdict::differs) << "a missed target with the full score";
  EXPECT_EQ(result.rows[0].computed->rounded(2), "4.84");
  EXPECT_EQ(result.rows[1].verdict, Verdict::other_rule);
  EXPECT_EQ(result.rows[1].rule, "ratio-down-inverse");
  EXPECT_EQ(result.rows[2].verdict, Verdict::same);
  EXPECT_EQ(result.rows[3].verdict, Verdict::by_person);
  EXPECT_EQ(result.rows[4].verdict, Verdict::same);
  ASSERT_EQ(read.doubtful.size(), 1u) << "0.96 below ≥95%: read as 0.96 %, and said so";
  EXPECT_EQ(read.doubtful[0].code, "unit");
  EXPECT_EQ(codes(result),
            "rate_differs sources_differ sources_differ reason_missing full_score_unmet over_fulfilled reason_missing "
            "full_score_unmet score_above_points grade_differs ");
}

TEST(Rescore, LetsFewerDecimalsPassButNoFullScoreOfAMissedTarget) {  // R-RSC-13
  const auto read = published(
      "三级指标\t指标值\t实际完成值\t分值\t得分\n"
      "甲\t≥4754件\t4604件\t15\t14.5\n"
      "乙\t≥4754件\t4604件\t5\t5\n"
      "丙\t≥4754件\t4604件\t15\t14.527\n"
      "总分\t\t\t100\t34.03\n");
  const auto result = rescore(read, shipped_grades());
  EXPECT_EQ(result.rows[0].verdict, Verdict::rounded) << "14.53 printed 14.5";
  EXPECT_EQ(result.rows[1].verdict, Verdict::differs) << "4.84 rounds to 5, the full score";
  EXPECT_EQ(result.rows[2].verdict, Verdict::rounded) << "more decimals than a score has";
  EXPECT_NE(codes(result).find("total_differs"), std::string::npos) << "34.027";
}

TEST(Rescore, KnowsOtherNamesOfTheColumns) {  // R-RSC-02, R-RSC-04
  const auto weights = published(
      R"(序号	指标名称	权重	目标值	运算符	计量单位	全年实际值	自评得分	未完成原因
1	办件量	50	1.5	≥	万件	16000	50
2	投诉	40	5	≤	件	4	40
总分	90					90
)");
  ASSERT_EQ(weights.rows.size(), 2u);
  EXPECT_EQ(weights.rows[0].points->value, Rational{50});
  EXPECT_TRUE(weights.rows[0].doubtful) << "16000 万件 is 10,000 times the target: a person must look";
  EXPECT_EQ(weights.doubtful.at(0).code, "actual");
  EXPECT_EQ(weights.doubtful.at(0).place.zh, "第 2 行第 7 格");
  EXPECT_EQ(rescore(weights, shipped_grades()).rows[0].verdict, Verdict::not_computed);
  const auto directions = published(R"(| 一级指标 | 三级指标 | 指标方向 | 年初目标值 | 单位 | 完成值 | 满分 | 实际得分 |
| 产出 | 培训 | 正向 | 10 | 次 | 12 | 50 | 50 |
| 产出 | 耗水 | 反向 | 300 | 桶 | 290 | 40 | 40 |
)");
  EXPECT_EQ(directions.rows.at(0).target.op, Operator::at_least);
  EXPECT_EQ(directions.rows.at(1).target.op, Operator::at_most);
  EXPECT_EQ(rescore(directions, shipped_grades()).rows.at(1).verdict, Verdict::same);
}

TEST(Rescore, MarksCellsThatCannotBeReadWithoutAGuess) {  // R-RSC-09
  const auto read = published(
      "三级指标\t指标值\t实际完成值\t分值\t得分\n"
      "甲\t?95%\t96%\t10\t10\n"
      "乙\t≥10件\t12人\t10\t10\n"
      "丙\t≥10件\t12件\t十分\t10\n"
      "丁\t≥10件\t—\t10\t\n");
  ASSERT_EQ(read.doubtful.size(), 3u);
  EXPECT_EQ(read.doubtful[0].code, "target");
  EXPECT_EQ(read.doubtful[1].code, "actual");
  EXPECT_EQ(read.doubtful[2].code, "points");
  const auto result = rescore(read, shipped_grades());
  for (const auto& row : result.rows) EXPECT_EQ(row.verdict, Verdict::not_computed);
  EXPECT_FALSE(result.computed_total) << "a total needs every row";
}

TEST(Rescore, SpreadsMergedCellsOfADocx) {  // R-RSC-03
  Document document;
  Table table;
  table.widths = {1000, 1000, 1000, 1000, 1000, 1000};
  const auto row = [](std::vector<Cell> cells) { return Row{std::move(cells), false}; };
  Cell target = cell("年度指标值");
  target.columns = 2;
  table.rows.push_back(row({cell("一级指标"), cell("三级指标"), target, cell("实际完成值"), cell("得分")}));
  Cell level = cell("产出指标");
  level.merge = Merge::begin;
  Cell goes_on;
  goes_on.merge = Merge::go_on;
  table.rows.push_back(row({level, cell("甲"), cell("≥"), cell("3次"), cell("4次"), cell("10")}));
  table.rows.push_back(row({goes_on, cell("乙"), cell("≤"), cell("5次"), cell("4次"), cell("10")}));
  document.blocks.emplace_back(paragraph("项目支出绩效自评表"));
  document.blocks.emplace_back(std::move(table));
  const auto file = std::filesystem::path{testing::TempDir()} / "rescore_test.docx";
  std::ofstream{file, std::ios::binary} << write_docx(document);
  const auto grid = read_grid(file);
  ASSERT_TRUE(grid) << grid.error().message.en;
  EXPECT_EQ(grid->format, "docx");
  const auto read = read_self_evaluation(*grid);
  ASSERT_TRUE(read) << read.error().message.en;
  ASSERT_EQ(read->rows.size(), 2u);
  EXPECT_EQ(read->rows[1].level1, "产出指标");
  EXPECT_EQ(read->rows[1].target_text, "≤5次");
  EXPECT_EQ(read->rows[1].place.en, "table 1, row 3");
}

files::PlacedWord placed(double left, double top, std::string text, double width = 30) {
  return {left, top, left + width, top + 10, std::move(text)};
}

// A heading of two lines, a name of two lines, a level over two rows, money above.
TEST(Rescore, PutsATableTogetherFromTheWordsOfAPdf) {  // R-RSC-23, R-RSC-24
  std::vector<files::PlacedWord> words{placed(200, 10, "全年预算数"),
                                       placed(300, 10, "全年执行数"),
                                       placed(400, 10, "分值"),
                                       placed(500, 10, "得分"),
                                       placed(20, 30, "年度资金总额", 60),
                                       placed(205, 30, "100.00", 20),
                                       placed(310, 30, "90.00", 15),
                                       placed(405, 30, "10", 5),
                                       placed(505, 30, "9.00", 10),
                                       placed(20, 60, "一级指标"),
                                       placed(100, 60, "三级指标"),
                                       placed(200, 60, "年度指标值"),
                                       placed(300, 55, "实际"),
                                       placed(300, 65, "完成值"),
                                       placed(400, 60, "分值"),
                                       placed(500, 60, "得分"),
                                       placed(20, 97, "产出"),
                                       placed(100, 80, "很长的"),
                                       placed(100, 90, "名字"),
                                       placed(200, 85, "≥10件"),
                                       placed(300, 85, "9件"),
                                       placed(405, 85, "40"),
                                       placed(505, 85, "36.00"),
                                       placed(100, 110, "乙"),
                                       placed(200, 110, "≤5件"),
                                       placed(300, 110, "5件"),
                                       placed(405, 110, "30"),
                                       placed(505, 110, "30"),
                                       placed(20, 135, "效益"),
                                       placed(100, 135, "丙"),
                                       placed(200, 135, "≥95%"),
                                       placed(300, 135, "96%"),
                                       placed(405, 135, "20"),
                                       placed(505, 135, "20"),
                                       placed(20, 160, "总分"),
                                       placed(405, 160, "100"),
                                       placed(505, 160, "95.00")};
  const auto read = read_self_evaluation(grid_of_words(std::move(words)));
  ASSERT_TRUE(read) << read.error().message.en;
  ASSERT_EQ(read->money.size(), 1u);
  EXPECT_EQ(read->money[0].executed->value, Rational{90});
  ASSERT_EQ(read->rows.size(), 3u);
  EXPECT_EQ(read->rows[0].name, "很长的名字");
  EXPECT_EQ(read->rows[0].level1, "产出");
  EXPECT_EQ(read->rows[1].level1, "产出") << "it stands between the two rows";
  EXPECT_EQ(read->rows[2].level1, "效益");
  EXPECT_EQ(read->rows[0].actual, Rational{9});
  EXPECT_EQ(read->total_score->value, Rational{95});
  ASSERT_EQ(read->doubtful.size(), 1u) << "a guess is said to be one";
  EXPECT_EQ(read->doubtful[0].code, "pdf");
  const auto backward = grid_of_words({placed(100, 0, "三级指标"), placed(400, 0, "分值"), placed(600, 0, "得分", -300),
                                       placed(100, 40, "甲"), placed(400, 40, "10")});
  EXPECT_EQ(backward.rows.size(), 2u) << "a word that ends before it begins stands where it begins";
  const auto closed = grid_of_words({placed(0, 0, "合计"), placed(100, 0, "三级指标"), placed(400, 0, "分值")});
  EXPECT_EQ(closed.rows.size(), 1u) << "headings in the line that ends the table: a line as any other";
  const auto said = files::words_of_bbox(
      "<page width=\"1\" height=\"100\">\n<word xMin=\"1.5\" yMin=\"2\" xMax=\"3\" yMax=\"4\">&lt;=5</word>\n"
      "<page width=\"1\" height=\"50\">\n<word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">a</word>\n");
  ASSERT_EQ(said->size(), 2u);
  EXPECT_EQ(said->at(0).text, "<=5");
  EXPECT_EQ(said->at(1).top, 102) << "pages follow each other downward";
}

TEST(Rescore, RefusesMergedCellsThatBlowUp) {  // R-RSC-03
  Document document;
  Table table;
  table.widths.assign(63, 100);
  Cell wide = cell(std::string(1 << 20, 'x'));
  wide.columns = 63;
  table.rows.push_back({{wide}, false});
  document.blocks.emplace_back(table);
  EXPECT_EQ(grid_of(document).error().code, RefusalCode::over_limit) << "1 MiB in 63 places";
  Cell tall = cell(std::string(1 << 20, 'x')), goes_on;
  tall.merge = Merge::begin;
  goes_on.merge = Merge::go_on;
  std::get<Table>(document.blocks[0]) = Table{{100}, {{{tall}, false}}};
  for (int i = 0; i < 64; ++i) std::get<Table>(document.blocks[0]).rows.push_back({{goes_on}, false});
  EXPECT_EQ(grid_of(document).error().code, RefusalCode::over_limit) << "1 MiB in 65 rows";
}

TEST(Rescore, RefusesAWorkbookThatBlowsUp) {  // R-RSC-03, R-FIL-08
  const auto file = std::filesystem::path{testing::TempDir()} / "bomb.xlsx";
  const auto refused = [&](const tests::Parts& parts) {
    tests::write_zip(file, parts, true);
    EXPECT_LT(std::filesystem::file_size(file), 2u << 20) << "a small file";
    const auto grid = read_grid(file);
    return grid ? RefusalCode::invalid : grid.error().code;
  };
  EXPECT_EQ(refused(tests::workbook(std::string(64u << 20, ' '))), RefusalCode::over_limit) << "64 MiB of nothing";
  std::string rows;
  for (int i = 0; i < 20'001; ++i) rows += "<row><c><v>1</v></c></row>";
  EXPECT_EQ(refused(tests::workbook(rows)), RefusalCode::over_limit) << "more rows than any paper";
  // One string of 100 KiB that 1,000 cells name.
  std::string strings = "<sst><si><t>";
  for (std::size_t i = 0; i < 100 * 1024; ++i) strings += static_cast<char>('a' + (i * i / 7 + i % 13) % 26);
  strings += "</t></si></sst>";
  rows.clear();
  for (int i = 0; i < 1000; ++i) rows += "<row><c t=\"s\"><v>0</v></c></row>";
  auto named = tests::workbook(rows);
  named["xl/sharedStrings.xml"] = strings;
  EXPECT_EQ(refused(named), RefusalCode::over_limit) << "100 MiB of one string";
}

TEST(Rescore, SaysWhyUnpartedTextCannotBeRead) {  // R-RSC-25
  const auto said = [](std::string_view text) {
    const auto read = read_self_evaluation(*grid_of_text(text));
    return read ? std::string{} : read.error().message.en;
  };
  EXPECT_NE(said("项目支出绩效自评表\n一级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n产出\n办件量\n≥19万件\n20"
                 "万件\n50\n50\n")
                .find("one cell a line"),
            std::string::npos);
  EXPECT_NE(said("一级指标三级指标年度指标值实际完成值分值得分\n产出办件量≥19万件20万件5050\n").find("run together"),
            std::string::npos);
  const auto pdf = read_self_evaluation(grid_of_words({placed(100, 0, "一级指标三级指标年度指标值实际完成值分值得分"),
                                                       placed(100, 40, "产出办件量≥19万件20万件5050")}));
  ASSERT_FALSE(pdf);
  EXPECT_NE(pdf.error().message.en.find("run together"), std::string::npos) << pdf.error().message.en;
  EXPECT_NE(said("本年得分说明\n三级指标很多\n").find("no self-evaluation table"), std::string::npos);
}

TEST(Rescore, RefusesWhatIsNoSelfEvaluation) {  // R-RSC-01, R-RSC-05
  const auto grid = grid_of_text("一级指标\t三级指标\t指标值\n产出\t办件量\t≥19万件\n");
  const auto read = read_self_evaluation(*grid);
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.zh.find("实际完成值"), std::string::npos);
  EXPECT_FALSE(grid_of_text("\xff\xfe\x00\x00"));
}

}  // namespace
}  // namespace hallbook::forms
