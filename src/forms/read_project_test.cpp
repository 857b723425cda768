// Tables of targets as halls have them: read beside their words, from text, pasted cells, and the words of a PDF.
#include "forms/read_project.h"

#include <gtest/gtest.h>

#include "forms/read_pdf.h"

namespace hallbook::forms {
namespace {

files::PlacedWord word_at(double left, double top, std::string text) {
  const double width = static_cast<double>(text.size()) / 3 * 8;
  return {left, top, left + width, top + 10, std::move(text)};
}

/// Headings of two lines and narrow gaps, a level over rows of two pages, labels above.
std::vector<files::PlacedWord> table_of_targets() {
  return {word_at(20, 0, "项目名称"), word_at(60, 0, "帮办经费"), word_at(20, 20, "预算年度(2027年)"),
          word_at(120, 20, "一、把事办好，"), word_at(20, 31, "目标"), word_at(120, 31, "办快。"),
          word_at(20, 60, "一级指标"), word_at(60, 60, "三级指标"), word_at(120, 55, "指标"), word_at(120, 65, "性质"),
          word_at(150, 60, "指标值"), word_at(180, 55, "度量"), word_at(180, 65, "单位"), word_at(210, 60, "指标内容"),
          word_at(20, 100, "产出指标"),  // in the middle of the two rows of its page
          word_at(60, 85, "甲的"), word_at(60, 95, "件数"), word_at(124, 90, ">="), word_at(150, 90, "3000"),
          word_at(180, 90, "件"), word_at(210, 90, "甲的内容"), word_at(60, 110, "乙"), word_at(124, 110, "<="),
          word_at(150, 110, "5"), word_at(180, 110, "次"), word_at(210, 110, "乙的内容"),
          // the next page: one more row of 产出, then 效益 over two
          word_at(60, 400, "丙"), word_at(124, 400, ">="), word_at(150, 400, "90"), word_at(180, 400, "%"),
          word_at(210, 400, "丙的内容"), word_at(20, 430, "效益指标"), word_at(60, 420, "丁"), word_at(124, 420, ">="),
          word_at(150, 420, "10"), word_at(180, 420, "万元"), word_at(210, 420, "丁的内容"), word_at(60, 440, "戊"),
          word_at(124, 440, ">="), word_at(150, 440, "7"), word_at(180, 440, "件"), word_at(210, 440, "戊的内容")};
}

TEST(ReadProject, PutsATableOfTargetsTogetherFromAPdf) {  // R-RSC-30, R-RSC-22
  const auto read = read_project_grid(grid_of_words(table_of_targets()));
  ASSERT_TRUE(read) << read.error().message.en;
  const auto& project = read->project;
  EXPECT_EQ(project.name, "帮办经费");
  EXPECT_EQ(project.year, 2027);
  ASSERT_EQ(project.goals.size(), 1u) << read->document;
  EXPECT_EQ(project.goals[0].text, "一、把事办好，办快。") << "lines that touch are one cell";
  ASSERT_EQ(project.indicators.size(), 5u) << read->document;
  EXPECT_EQ(project.indicators[0].name, "甲的件数");
  EXPECT_EQ(project.indicators[0].operator_cell, ">=");
  EXPECT_EQ(project.indicators[0].unit_cell, "件") << "a heading of two lines";
  EXPECT_EQ(project.indicators[1].level1, "产出指标");
  EXPECT_EQ(project.indicators[2].level1, "产出指标") << "it goes on at the top of the next page";
  EXPECT_EQ(project.indicators[2].unit_cell, "%");
  EXPECT_EQ(project.indicators[3].level1, "效益指标");
  EXPECT_EQ(project.indicators[4].content_cell, "戊的内容");
  ASSERT_EQ(read->doubtful.size(), 1u) << "a guess is said to be one";
  EXPECT_EQ(read->doubtful[0].code, "pdf");
}

TEST(ReadProject, RefusesAPdfWithoutColumns) {  // R-RSC-30
  const auto read = read_project_grid(grid_of_words({word_at(0, 0, "三级指标指标性质"), word_at(0, 30, "甲≥5")}));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.en.find("指标性质"), std::string::npos);
}

TEST(ReadProject, MarksWhatItCouldNotPlace) {  // R-RSC-27
  const auto read = read_project_text(
      "项目名称：甲\n三级指标\t指标性质\t指标值\t度量单位\t心得\n乙\t>=\t5\t件\t好\n丙\t\t无\t件\t\n丁\t>="
      "\t5次\t件\t\n");
  ASSERT_TRUE(read) << read.error().message.en;
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& cell : read->doubtful) found.emplace_back(cell.code, cell.place.zh);
  const std::vector<std::pair<std::string, std::string>> expected{
      {"heading", "第 2 行第 5 格"}, {"target", "第 4 行第 3 格"}, {"unit", "第 5 行第 4 格"}};
  EXPECT_EQ(found, expected);
  EXPECT_EQ(doubts_in(read->document, "lines"), 3u);
  EXPECT_EQ(doubts_in(read->document, "pdf"), 4u);
}

TEST(ReadProject, FindsTargetsOfATextWithACellALine) {  // R-RSC-26
  const auto read = read_project_text(
      "项目名称：甲\n\n\t一级指标\n\t三级指标\n\t指标性质\n\t指标值\n\t度量单位\n\n\t产出指标\n\t乙\n\t>="
      "\n\t5\n\t件\n\n\t\n\t丙\n\t<=\n\t"
      "6\n\t次\n\n");
  ASSERT_TRUE(read) << read.error().message.en;
  ASSERT_EQ(read->places.size(), 2u);
  EXPECT_EQ(read->places[1].words, "丙 | <= | 6 | 次");
  EXPECT_EQ(read->grid.rows[*read->places[1].row].place.zh, "第 16 行");
}

TEST(ReadProject, KeepsATextWordForWord) {  // R-RSC-26, R-RSC-28
  const std::string_view text = "某局\r\n2027年甲项目\r\n\r\n\t三级指标\t指标值\r\n\t乙\t≥5件\r\n";
  auto read = read_project_text(text);
  ASSERT_TRUE(read) << read.error().message.en;
  EXPECT_EQ(read->document, text);
  EXPECT_EQ(read->grid.format, "lines");
  const auto again = read_project_grid(read->grid);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->document, text) << "its cells make the same text";
}

}  // namespace
}  // namespace hallbook::forms
