#include "registers/import_heading.h"

#include <gtest/gtest.h>

namespace hallbook::registers {
namespace {

TEST(ImportHeading, ReducesWhatPeoplePrint) {  // R-IMP-02
  struct Case {
    std::string_view printed, key, core;
  };
  const Case cases[] = {
      {"办件编号", "办件编号", "办件编号"},
      {"  办件 编号\n", "办件编号", "办件编号"},
      {"＊邮费（元）：", "邮费(元)", "邮费"},
      {"* 邮费\r\n（元）", "邮费(元)", "邮费"},
      {"Ｆｅｅ", "fee", "fee"},
      {"Case Number", "casenumber", "casenumber"},
      {"重量【千克】", "重量【千克】", "重量"},
      {"（元）", "(元)", "(元)"},
      {"费用(元", "费用(元", "费用(元"},
      {"单/双程", "单/双程", "单/双程"},
      {"", "", ""},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(heading_key(one.printed), one.key) << one.printed;
    EXPECT_EQ(heading_core(heading_key(one.printed)), one.core) << one.printed;
  }
}

TEST(ImportHeading, NamesColumnsAsSpreadsheets) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
}

TEST(ImportHeading, KnowsTotalRows) {  // R-IMP-08
  for (const auto* word : {"合计", "合 计", "总计：", "合计（件）", "Total", "累计"})
    EXPECT_EQ(total_word(word), TotalWord::total) << word;
  for (const auto* word : {"小计", "本页小计", "Subtotal"}) EXPECT_EQ(total_word(word), TotalWord::page) << word;
  for (const auto* word : {"合计科", "办件", "", "totals of 2026"})
    EXPECT_EQ(total_word(word), TotalWord::none) << word;
}

}  // namespace
}  // namespace hallbook::registers
