#include "base/target.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/text.h"

namespace hallbook {
namespace {

TEST(Target, EveryRowOfTheCases) {  // R-TGT-01 to R-TGT-08
  std::ifstream file{HALLBOOK_SOURCE "/tests/cases/targets.csv"};
  std::string line;
  std::getline(file, line);
  int rows = 0;
  for (; std::getline(file, line); ++rows) {
    const auto cells = split(trim(line), ',');
    ASSERT_EQ(cells.size(), 6u) << line;
    const Target target = parse_target(cells[0], cells[1]);
    const bool number = target.kind == TargetKind::number;
    EXPECT_EQ(number ? symbol(target.op) : "", cells[2]) << line;
    EXPECT_EQ(number ? target.value.exact() : "", cells[3]) << line;
    EXPECT_EQ(number ? target.unit : kind_name(target.kind), cells[4]) << line;
    EXPECT_EQ(target.finding.empty(), cells[5].empty()) << line;
    EXPECT_TRUE(target.message.en.contains(cells[5])) << target.message.en;
  }
  EXPECT_EQ(rows, 16);
}

struct Number {
  std::string_view text, unit_cell, op, value, unit, printed_unit;
  std::string_view op_cell = "";
  std::string_view finding = "";
};

class TargetNumber : public testing::TestWithParam<Number> {};
TEST_P(TargetNumber, IsRead) {
  const auto& c = GetParam();
  const Target target = parse_target(c.text, c.unit_cell, c.op_cell);
  ASSERT_EQ(target.kind, TargetKind::number) << c.text << ' ' << target.finding;
  EXPECT_EQ(symbol(target.op), c.op) << c.text;
  EXPECT_EQ(target.value.exact(), c.value) << c.text;
  EXPECT_EQ(target.unit, c.unit) << c.text;
  EXPECT_EQ(target.printed_unit, c.printed_unit) << c.text;
  EXPECT_EQ(target.finding, c.finding) << c.text;
}
INSTANTIATE_TEST_SUITE_P(
    Operators, TargetNumber,  // R-TGT-01
    testing::Values(
        Number{"≥5个", "", ">=", "5", "个", "个"}, Number{"≧5个", "", ">=", "5", "个", "个"},
        Number{"⩾5个", "", ">=", "5", "个", "个"}, Number{"＞＝5个", "", ">=", "5", "个", "个"},
        Number{"> = 5 个", "", ">=", "5", "个", "个"}, Number{"=>5个", "", ">=", "5", "个", "个"},
        Number{"不低于5个", "", ">=", "5", "个", "个"}, Number{"不少于5个", "", ">=", "5", "个", "个"},
        Number{"不小于5个", "", ">=", "5", "个", "个"}, Number{"大于等于5个", "", ">=", "5", "个", "个"},
        Number{"达到95%", "", ">=", "0.95", "ratio", "%"}, Number{"达到≥95%", "", ">=", "0.95", "ratio", "%"},
        Number{"95%以上", "", ">=", "0.95", "ratio", "%"}, Number{"95%（含）以上", "", ">=", "0.95", "ratio", "%"},
        Number{"≥95%（含）", "", ">=", "0.95", "ratio", "%"}, Number{"≥95%以上", "", ">=", "0.95", "ratio", "%"},
        Number{"不低于百分之95", "", ">=", "0.95", "ratio", "%"}, Number{"＞5个", "", ">", "5", "个", "个"},
        Number{"﹥5个", "", ">", "5", "个", "个"}, Number{"大于5个", "", ">", "5", "个", "个"},
        Number{"高于5个", "", ">", "5", "个", "个"}, Number{"超过5个", "", ">", "5", "个", "个"},
        Number{"≤300桶", "", "<=", "300", "桶", "桶"}, Number{"≦300桶", "", "<=", "300", "桶", "桶"},
        Number{"⩽300桶", "", "<=", "300", "桶", "桶"}, Number{"＜＝300桶", "", "<=", "300", "桶", "桶"},
        Number{"不超过300桶", "", "<=", "300", "桶", "桶"}, Number{"不高于300桶", "", "<=", "300", "桶", "桶"},
        Number{"不大于300桶", "", "<=", "300", "桶", "桶"}, Number{"300桶以内", "", "<=", "300", "桶", "桶"},
        Number{"控制在300桶以内", "", "<=", "300", "桶", "桶"}, Number{"300桶以下", "", "<=", "300", "桶", "桶"},
        Number{"＜24小时", "", "<", "24", "小时", "小时"}, Number{"﹤24小时", "", "<", "24", "小时", "小时"},
        Number{"低于24小时", "", "<", "24", "小时", "小时"}, Number{"＝1 项", "", "=", "1", "项", "项"},
        Number{"﹦1项", "", "=", "1", "项", "项"}, Number{"═1项", "", "=", "1", "项", "项"},
        Number{"等于1项", "", "=", "1", "项", "项"}));
INSTANTIATE_TEST_SUITE_P(
    Numbers, TargetNumber,  // R-TGT-03
    testing::Values(
        Number{"≥１９万件", "件", ">=", "190000", "件", "万件", "", "target.scale_in_value"},
        Number{"≥19万", "件", ">=", "190000", "件", "万件", "", "target.scale_in_value"},
        Number{"≥19", "万件", ">=", "190000", "件", "万件"}, Number{"≥1.5亿元", "", ">=", "150000000", "元", "亿元"},
        Number{"≥10", "万元", ">=", "100000", "元", "万元"}, Number{"≥0.1", "亿元", ">=", "10000000", "元", "亿元"},
        Number{"≥10万元", "元", ">=", "100000", "元", "万元", "", "target.scale_in_value"},
        Number{"≥￥10万", "", ">=", "100000", "元", "万元"}, Number{"≥3千元", "", ">=", "3000", "元", "千元"},
        Number{"≥3千克", "千克", ">=", "3", "千克", "千克"}, Number{"≥21,933人", "", ">=", "21933", "人", "人"},
        Number{"≥２１，９３３人", "", ">=", "21933", "人", "人"}, Number{"≥ 95.5％", "", ">=", "0.955", "ratio", "%"},
        Number{"≥95.0%", "%", ">=", "0.95", "ratio", "%"}, Number{"≥735人次", "人次", ">=", "735", "人次", "人次"},
        Number{"≥-5%", "", ">=", "-0.05", "ratio", "%"}, Number{"≥0", "次", ">=", "0", "次", "次"},
        Number{"≤3个工作日", "工作日", "<=", "3", "工作日", "个工作日"},
        Number{"≥100㎡", "平方米", ">=", "100", "㎡", "㎡"}, Number{"≥100m2", "", ">=", "100", "m2", "m2"},
        Number{"≥100平方米", "", ">=", "100", "平方米", "平方米"}, Number{"≤12个月", "", "<=", "12", "个月", "个月"},
        Number{"≥12", "", ">=", "12", "", ""}, Number{"≥95%。", "", ">=", "0.95", "ratio", "%"}));
INSTANTIATE_TEST_SUITE_P(Ratios, TargetNumber,  // R-TGT-04
                         testing::Values(Number{"≥90", "%", ">=", "0.9", "ratio", "%"},
                                         Number{"≥90", "％", ">=", "0.9", "ratio", "%"},
                                         Number{"≥90", "百分比", ">=", "0.9", "ratio", "百分比"},
                                         Number{"≥0.97", "比例", ">=", "0.97", "ratio", "比例"},
                                         Number{"≤0.9‰", "", "<=", "0.0009", "ratio", "‰"},
                                         Number{"≤0.9", "‰", "<=", "0.0009", "ratio", "‰"},
                                         Number{"≥120%", "", ">=", "1.2", "ratio", "%"},
                                         Number{"≥98%", "百分比", ">=", "0.98", "ratio", "%"},
                                         Number{"≥5个百分点", "", ">=", "0.05", "ratio", "个百分点"},
                                         Number{"≥98﹪", "", ">=", "0.98", "ratio", "%"}));
INSTANTIATE_TEST_SUITE_P(OperatorCell, TargetNumber,  // R-TGT-02
                         testing::Values(Number{"19万件", "件", ">=", "190000", "件", "万件",
                                                ">=", "target.scale_in_value"},
                                         Number{"300", "桶", "<=", "300", "桶", "桶", "<="},
                                         Number{"90", "%", ">=", "0.9", "ratio", "%", "≥"},
                                         Number{"10", "万元", ">=", "100000", "元", "万元", "＞＝"},
                                         Number{"≥95", "%", ">=", "0.95", "ratio", "%", "不低于"},
                                         Number{"≥95", "%", ">=", "0.95", "ratio", "%", "空"}));

struct Other {
  std::string_view text, unit_cell, op_cell;
  TargetKind kind;
  std::string_view finding;
};
TEST(Target, WhatIsNoNumberSaysWhy) {
  constexpr auto none = TargetKind::none;
  constexpr auto words = TargetKind::text;
  constexpr auto ask = TargetKind::suspicious;
  for (const auto& c : {Other{"", "件", ">=", none, "target.filler"},
                        Other{"空", "空", "空", none, "target.filler"},  // R-TGT-06
                        Other{"/", "", "", none, "target.filler"},
                        Other{"／", "", "", none, "target.filler"},
                        Other{"无", "", "", none, "target.filler"},
                        Other{"—", "", "", none, "target.filler"},
                        Other{"——", "", "", none, "target.filler"},
                        Other{"-", "", "", none, "target.filler"},
                        Other{"、", "", "", none, "target.filler"},
                        Other{" \u3000", "", "", none, "target.filler"},
                        Other{"N/A", "", "", none, "target.filler"},
                        Other{"…", "", "", none, "target.filler"},
                        Other{"持续提升", "", ">=", words, "target.text"},
                        Other{"有所提高", "", "", words, "target.text"},  // R-TGT-07
                        Other{"不低于上年", "", "", words, "target.text"},
                        Other{"确保8个子品牌全面推广并形成影响", "", "", words, "target.text"},
                        Other{"二100百分比", "", "", ask, "target.glyph_lost"},
                        Other{"2=100", "", "", ask, "target.glyph_lost"},  // R-TGT-08
                        Other{"?95%", "", "", ask, "target.glyph_lost"},
                        Other{"口95%", "", "", ask, "target.glyph_lost"},
                        Other{"□95%", "", "", ask, "target.glyph_lost"},
                        Other{"≥95?", "", "", ask, "target.glyph_lost"},
                        Other{"？", "", "", ask, "target.glyph_lost"},
                        Other{"95", "%", "?", ask, "target.glyph_lost"},
                        Other{"\uFFFD95%", "", "", ask, "target.glyph_lost"},
                        Other{"≥19万件", "张", "", ask, "target.unit_differs"},
                        Other{"≥95%", "件", "", ask, "target.unit_differs"},  // R-TGT-05
                        Other{"≥10万", "万元", "", ask, "target.unit_differs"},
                        Other{"≥95", "9x", "", ask, "target.unit_differs"},
                        Other{"95%", "", "", ask, "target.operator_missing"},
                        Other{"300", "桶", "", ask, "target.operator_missing"},  // R-TGT-02
                        Other{"≥95", "%", "<=", ask, "target.operator_differs"},
                        Other{"≤95%以上", "", "", ask, "target.operator_differs"},
                        Other{"90%-95%", "", "", ask, "target.range"},
                        Other{"≥90%~95%", "", "", ask, "target.range"},  // R-TGT-09
                        Other{"300至400桶", "", "", ask, "target.range"},
                        Other{"≥90%且≤95%", "", "", ask, "target.range"},
                        Other{"≥95 90", "", "", ask, "target.range"},
                        Other{"≥95", "比例", "", ask, "target.ratio_large"},
                        Other{"≥", "", "", ask, "target.unreadable"},
                        Other{"≥%", "", "", ask, "target.unreadable"},
                        Other{"不少于三次", "", "", ask, "target.unreadable"},
                        Other{"≥95%(预计)", "", "", ask, "target.unreadable"},
                        Other{"≥.5", "", "", ask, "target.unreadable"},
                        Other{"≥12,34件", "", "", ask, "target.unreadable"},
                        Other{"\xff", "", "", ask, "target.unreadable"}}) {
    const Target target = parse_target(c.text, c.unit_cell, c.op_cell);
    EXPECT_EQ(kind_name(target.kind), kind_name(c.kind)) << c.text;
    EXPECT_EQ(target.finding, c.finding) << c.text;
    EXPECT_FALSE(target.message.zh.empty() || target.message.en.empty()) << c.text;
    EXPECT_EQ(target.unit, "") << c.text;
    EXPECT_TRUE(target.value.is_zero()) << c.text;
  }
  EXPECT_EQ(parse_target("≥" + std::string(500, '9'), "").finding, "target.unreadable");
  EXPECT_EQ(parse_target(std::string(5000, 'x'), "").finding, "target.unreadable");
}

TEST(Target, ExactValueIsTestedNotThePrintedOne) {
  const Rational target{95, 100};
  EXPECT_FALSE(meets(Rational{9496, 10000}, Operator::at_least, target));
  EXPECT_TRUE(meets(target, Operator::at_least, target));
  EXPECT_FALSE(meets(target, Operator::more_than, target));
  EXPECT_TRUE(meets(target, Operator::at_most, target));
  EXPECT_FALSE(meets(target, Operator::less_than, target));
  EXPECT_TRUE(meets(target, Operator::equal, target));
  EXPECT_TRUE(meets(Rational{94, 100}, Operator::less_than, target));
}

}  // namespace
}  // namespace hallbook
