// R-DOS-10 to R-DOS-31 on documents that are not the founding one: a clean one is silent, each trap is seen alone.
#include <gtest/gtest.h>

#include "base/money.h"
#include "dossier/disclosure.h"
#include "dossier/facts.h"
#include "dossier/rule_cell.h"

namespace hallbook::dossier {
namespace {

struct Row {
  std::string level1 = "产出指标", level2 = "数量指标", name = "道路养护里程", op = ">=", value = "50", unit = "公里",
              label = "定量指标", rule = "完成得满分，未完成按比例扣分", content = "全年完成道路养护里程",
              source = "养护验收台账", weight = "15";
};

std::string document(const std::vector<Row>& rows) {
  std::string text =
      "官渡区交通运输局\n\n2026年农村公路养护经费项目\n\n项目名称\n\n农村公路养护经费\n\n立项依据\n\n《农村公路养护办法"
      "》（官政发〔2020〕3号）。\n\n"
      "项目实施单位\n\n单位名称：官渡区交通运输局\n组织机构代码：13530102CL12TH3BJT\n\n项目基本概况\n\n用于道路养护和应"
      "急抢修服务。\n\n"
      "项目实施内容\n\n道路养护、应急抢修服务。\n\n资金安排情况\n\n全年安排资金300000元。\n\n项目实施计划\n\n2026年1月1"
      "日至2026年12月31日。\n\n"
      "项目绩效目标表\n\n项目目标\t年度目标\t1.完成道路养护里程50公里。2.养护质量合格率达标。\n"
      "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标属性\t评（扣）分标准\t指标内容\t绩效指标值设定依据"
      "及数据来源\t权重\n";
  for (const auto& row : rows)
    text += row.level1 + "\t" + row.level2 + "\t" + row.name + "\t" + row.op + "\t" + row.value + "\t" + row.unit +
            "\t" + row.label + "\t" + row.rule + "\t" + row.content + "\t" + row.source + "\t" + row.weight + "\n";
  return text;
}

std::vector<Row> clean() {
  return {
      {},
      {"产出指标", "质量指标", "养护质量合格率", ">=", "98", "%", "定量指标", "低于98%的，扣10分", "全年养护质量合格率",
       "验收记录", "15"},
      {"产出指标", "时效指标", "抢修平均到场时间", "<=", "2", "小时", "定量指标", "每超1小时扣2分", "抢修平均到场时间",
       "抢修登记台账", "10"},
      {"成本指标", "经济成本指标", "养护总成本", "<=", "30", "万元", "定量指标", "超过30万元扣10分", "全年养护总成本",
       "支付台账", "20"},
      {"效益指标", "社会效益指标", "道路畅通率", ">=", "95", "%", "定量指标", "小于95%扣10分", "全年道路畅通率",
       "巡查台账", "20"},
      {"满意度指标", "服务对象满意度指标", "沿线群众满意度", ">=", "90", "%", "定量指标", "小于90%扣10分",
       "沿线群众满意度", "问卷调查", "20"},
  };
}

std::vector<std::string> found(const std::string& text) {
  auto project = read_disclosure(text);
  EXPECT_TRUE(project) << project.error().message.en;
  std::vector<std::string> codes;
  if (!project) return codes;
  for (const auto& finding : check_project(*project))
    codes.push_back(finding.code + " " + std::to_string(finding.indicator));
  return codes;
}

using Codes = std::vector<std::string>;

TEST(Checks, ACleanDocumentIsSilent) { EXPECT_EQ(found(document(clean())), Codes{}); }

struct TrapCase {
  const char* name;
  Row row;
  Codes want;
};
class Traps : public testing::TestWithParam<TrapCase> {};

TEST_P(Traps, AreSeenAlone) {
  auto rows = clean();
  rows[0] = GetParam().row;
  EXPECT_EQ(found(document(rows)), GetParam().want);
}

Row row(const std::function<void(Row&)>& change) {
  Row changed;
  change(changed);
  return changed;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, Traps, testing::Values(
    TrapCase{"rule_is_a_name", row([](Row& r) { r.rule = "养护里程"; }), {"rule_cell_without_rule 1"}},
    TrapCase{"rule_is_blank", row([](Row& r) { r.rule = ""; }), {"rule_cell_without_rule 1"}},
    TrapCase{"graduated_rule_is_a_rule", row([](Row& r) { r.rule = "每少1公里扣0.5分"; }), {}},
    TrapCase{"deducts_too_much", row([](Row& r) { r.rule = "不足50公里扣100分"; }), {"deduction_over_weight 1"}},
    TrapCase{"deducts_the_weight", row([](Row& r) { r.rule = "不足50公里扣15分"; }), {}},
    TrapCase{"penalty_at_target", row([](Row& r) { r.rule = "未超过50公里的，扣10分"; }), {"penalty_disagrees_at_target 1"}},
    TrapCase{"penalty_agrees", row([](Row& r) { r.op = ">"; r.rule = "未超过50公里的，扣10分"; }), {}},
    TrapCase{"penalty_missing_at_target", row([](Row& r) { r.op = ">"; r.rule = "小于50公里扣10分"; }), {"penalty_disagrees_at_target 1"}},
    TrapCase{"penalty_elsewhere", row([](Row& r) { r.rule = "小于40公里扣10分"; }), {"penalty_at_other_value 1"}},
    TrapCase{"monthly_cap", row([](Row& r) { r.name = "道路养护里程月用水量"; r.op = "<="; r.unit = "吨"; }), {"monthly_cap_in_annual_table 1"}},
    TrapCase{"monthly_floor", row([](Row& r) { r.content = "每月完成道路养护里程"; }), {"monthly_target_in_annual_table 1"}},
    TrapCase{"monthly_mean_is_clear", row([](Row& r) { r.name = "月均道路养护里程"; r.content = "月均道路养护里程"; }), {}},
    TrapCase{"a_date_is_no_month", row([](Row& r) { r.name = "9月底前道路养护里程"; }), {}},
    TrapCase{"cap_without_period", row([](Row& r) { r.op = "<="; r.name = "道路养护里程材料用量"; r.content = "沥青"; r.unit = "吨"; }), {"no_period 1"}},
    TrapCase{"cap_on_what_is_given", row([](Row& r) { r.op = "<="; r.name = "应急抢修服务次数"; r.unit = "次"; r.content = "全年道路养护里程"; }), {"cap_on_service 1"}},
    TrapCase{"called_qualitative", row([](Row& r) { r.label = "定性指标"; }), {"number_called_qualitative 1"}},
    TrapCase{"two_rates", row([](Row& r) { r.name = "道路养护里程水平"; r.unit = "%"; r.source = "计划完成率、质量达标率"; }), {"rates_not_combined 1"}},
    TrapCase{"two_rates_with_a_way", row([](Row& r) { r.unit = "%"; r.source = "计划完成率、质量达标率的平均值"; }), {}},
    TrapCase{"two_sources", row([](Row& r) { r.unit = "%"; r.source = "12345热线、问卷调查"; }), {"sources_not_weighted 1"}},
    TrapCase{"two_sources_weighted", row([](Row& r) { r.unit = "%"; r.source = "12345热线（权重40%）、问卷调查（权重60%）"; }), {}},
    TrapCase{"count_from_spending", row([](Row& r) { r.source = "实际支出金额"; }), {"source_differs 1"}},
    TrapCase{"savings_need_a_price", row([](Row& r) { r.name = "道路养护里程节约金额"; r.unit = "万元"; }), {"price_needed 1"}},
    TrapCase{"scale_in_value", row([](Row& r) { r.value = "5万公里"; }), {"scale_in_value 1"}},
    TrapCase{"above_100_percent", row([](Row& r) { r.value = "120"; r.unit = "%"; }), {"percent_over_100 1"}},
    TrapCase{"weight_missing", row([](Row& r) { r.weight = ""; }), {"weight_missing 1", "weights_do_not_sum 0"}}),
  [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

TEST(Checks, WeightsKindsAndLevels) {
  auto rows = clean();
  for (auto& row : rows) row.weight = "";
  EXPECT_EQ(found(document(rows)), Codes{"no_weights 0"});
  rows = clean();
  rows[0].weight = "25";
  EXPECT_EQ(found(document(rows)), Codes{"weights_do_not_sum 0"});
  rows = clean();
  rows[3] = {"产出指标", "质量指标",          "验收合格率",     ">=",       "98", "%",
             "定量指标", "低于98%的，扣10分", "全年验收合格率", "验收记录", "20"};
  EXPECT_EQ(found(document(rows)), Codes{"missing_kinds 0"});
  rows = clean();
  rows[4].name = rows[1].name;
  EXPECT_EQ(found(document(rows)), Codes{"repeated_indicator 5"});
  rows = clean();
  rows[3].value = "31";
  rows[3].rule = "超过31万元扣10分";
  EXPECT_EQ(found(document(rows)), Codes{"cost_cap_above_budget 4"});
  rows = clean();
  rows.insert(rows.begin() + 3, {"产出指标", "安全指标", "", "", "", "", "", "空", "", "", ""});
  EXPECT_EQ(found(document(rows)), (Codes{"level_without_indicators 0", "filler 0"}));
}

/// R-DOS-20.
TEST(RuleCell, ReadsDeductions) {
  struct Case {
    const char *cell, *unit, *threshold, *points;
    Operator when;
  };
  const Case cases[] = {{"小于90%扣100分", "%", "0.9", "100", Operator::less_than},
                        {"群众满意度未超过95%的，扣10分。", "%", "0.95", "10", Operator::at_most},
                        {"低于 ９５ ，扣除 2.5 分", "%", "0.95", "2.5", Operator::less_than},
                        {"超过30万元扣10分", "万元", "300000", "10", Operator::more_than},
                        {"不足50公里，扣5分", "公里", "50", "5", Operator::less_than},
                        {"大于等于3次扣1分", "次", "3", "1", Operator::at_least}};
  for (const auto& c : cases) {
    const RuleCell rule = read_rule_cell(c.cell, c.unit);
    ASSERT_EQ(rule.deductions.size(), 1u) << c.cell;
    EXPECT_EQ(rule.deductions[0].threshold.exact(), c.threshold) << c.cell;
    EXPECT_EQ(rule.deductions[0].points.exact(), c.points) << c.cell;
    EXPECT_EQ(rule.deductions[0].when, c.when) << c.cell;
    EXPECT_TRUE(rule.says_rule);
  }
  EXPECT_TRUE(read_rule_cell("每低1%扣2分", "%").deductions.empty());
  EXPECT_TRUE(read_rule_cell("每低1%扣2分", "%").says_rule);
  EXPECT_FALSE(read_rule_cell("年办件量", "件").says_rule);
}

/// R-DOS-04 to R-DOS-06.
TEST(Facts, AmountsDaysAndNumbers) {
  const auto fen = [](const char* text) {
    const auto amount = whole_amount(amounts_in(text));
    return amount ? amount->fen() : -1;
  };
  EXPECT_EQ(fen("全年安排资金420000元。"), 42'000'000);
  EXPECT_EQ(fen("共42万元"), 42'000'000);
  EXPECT_EQ(fen("安排４２．００万元"), 42'000'000);
  EXPECT_EQ(fen("合计1,234.56元，其中甲1000元、乙234元"), 123'456);
  EXPECT_EQ(fen("甲10元，乙20元"), -1);
  EXPECT_EQ(fen("甲10元，乙20元，30元"), 3000);
  EXPECT_EQ(fen("99999999999999999999亿元"), -1);
  EXPECT_EQ(fen("没有金额"), -1);
  EXPECT_EQ(period_in("自2026年1月1日起至12月31日止"), year_of(2026));
  EXPECT_EQ(period_in("2026年1月至12月"), year_of(2026));
  EXPECT_EQ(period_in("2026-01-01至2026-12-31"), year_of(2026));
  EXPECT_EQ(period_in("2026.1.1—2026.12.31"), year_of(2026));
  EXPECT_EQ(period_in("2026年2月30日至2026年3月1日"), std::nullopt);
  EXPECT_EQ(period_in("2026年"), std::nullopt);
  EXPECT_EQ(period_in("2026年3月1日至2026年2月1日"), std::nullopt);
  EXPECT_EQ(document_numbers_in("（呈政复﹝2019﹞104号）、国发[2020]5号"),
            (std::vector<std::string>{"呈政复〔2019〕104号", "国发〔2020〕5号"}));
  EXPECT_EQ(year_in("截至12026年，２０２６年"), 2026);
}

}  // namespace
}  // namespace hallbook::dossier
