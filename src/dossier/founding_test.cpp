// Source: the founding document as published; rules R-DOS-01 to R-DOS-07, R-DOS-10 to R-DOS-31.
#include <gtest/gtest.h>

#include <fstream>

#include "base/money_math.h"
#include "dossier/disclosure.h"
#include "dossier/plan.h"

namespace hallbook::dossier {
namespace {

std::string file(const std::string& name) {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/projects/" + name, std::ios::binary};
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>{in}, {}};
}

Project founding() {
  auto project = read_disclosure(file("2026-window-service-fund.txt"));
  EXPECT_TRUE(project) << project.error().message.en;
  return std::move(*project);
}

TEST(Founding, EveryFieldIsRead) {
  const Project project = founding();
  EXPECT_EQ(project.name, "政务中心窗口服务经费");
  EXPECT_EQ(project.year, 2026);
  EXPECT_EQ(project.period, year_of(2026));
  EXPECT_TRUE(project.period_stated);
  EXPECT_EQ(project.unit_name, "昆明市呈贡区政务服务管理局");
  EXPECT_EQ(project.unit_code, "11530121MB198972XH");
  EXPECT_EQ(project.address, "昆明市呈贡区呈祥街515号惠景园D7栋3楼");
  EXPECT_EQ(project.phone, "67416926");
  EXPECT_EQ(project.legal_person, "龚雪");
  EXPECT_EQ(project.funding, "财政全额拨款");
  EXPECT_TRUE(project.unit_profile.ends_with("5个内设机构。"));
  EXPECT_EQ(project.document_numbers, (std::vector<std::string>{"呈办通〔2019〕29号", "呈政复〔2019〕104号"}));
  ASSERT_TRUE(project.amount);
  EXPECT_EQ(to_yuan(*project.amount), "420000.00");
  EXPECT_TRUE(project.plan_text.starts_with("本项目开展时间"));
  EXPECT_TRUE(project.effects.starts_with("保障政务中心"));
  ASSERT_EQ(project.goals.size(), 2u);
  EXPECT_EQ(project.goals[0].title, "总体目标(2026年-2028年)");
  EXPECT_TRUE(project.goals[1].text.ends_with("工作内涵。。"));
  EXPECT_EQ(project.filler_cells, 24);
  EXPECT_TRUE(project.loose_cells.empty());
  for (const auto& section : project.sections) EXPECT_TRUE(section.known || section.heading.empty()) << section.heading;
}

TEST(Founding, SevenIndicatorsCellByCell) {
  const Project project = founding();
  ASSERT_EQ(project.indicators.size(), 7u);
  struct Want {
    const char *level1, *level2, *name, *op, *value, *unit, *label, *rule, *exact, *base_unit;
  };
  const Want wants[] = {
      {"产出指标", "数量指标", "政务服务大厅办件量", ">=", "19万件", "件", "定量指标", "年办件量", "190000", "件"},
      {"产出指标", "数量指标", "政务服务大厅免费打印复印量", ">=", "15万张", "张", "定量指标", "打印复印量", "150000",
       "张"},
      {"产出指标", "数量指标", "政务服务大厅桶装水月消耗量", "<=", "300", "桶", "定量指标", "桶装水消耗量", "300",
       "桶"},
      {"产出指标", "数量指标", "政务服务大厅结果物邮寄量", "<=", "220", "件", "定量指标", "结果物邮寄量", "220", "件"},
      {"效益指标", "社会效益指标", "持续优化提升政务服务能力", ">=", "90", "%", "定性指标", "小于90%扣100分", "0.9",
       "ratio"},
      {"效益指标", "社会效益指标", "为办事群众节约成本额", ">=", "10", "万元", "定量指标", "节约成本额", "100000",
       "元"},
      {"满意度指标", "服务对象满意度指标", "办事群众满意度", ">=", "95", "%", "定性指标",
       "群众满意度未超过95%的，扣10分。", "0.95", "ratio"}};
  for (std::size_t i = 0; i < 7; ++i) {
    const auto& row = project.indicators[i];
    const Want& want = wants[i];
    EXPECT_EQ(row.no, static_cast<int>(i) + 1);
    EXPECT_EQ(row.level1, want.level1);
    EXPECT_EQ(row.level2, want.level2);
    EXPECT_EQ(row.name, want.name);
    EXPECT_EQ(row.operator_cell, want.op);
    EXPECT_EQ(row.value_cell, want.value);
    EXPECT_EQ(row.unit_cell, want.unit);
    EXPECT_EQ(row.label_cell, want.label);
    EXPECT_EQ(row.rule_cell, want.rule);
    EXPECT_EQ(row.target.value.exact(), want.exact);
    EXPECT_EQ(row.target.unit, want.base_unit);
    EXPECT_EQ(symbol(row.target.op), want.op);
    EXPECT_FALSE(row.content_cell.empty());
    EXPECT_FALSE(row.source_cell.empty());
  }
  EXPECT_EQ(project.indicators[6].source_cell,
            "政务服务“好差评”管理系统、“办不成事窗口”、12345热线，营商环境投诉平台数据。");
}

TEST(Founding, EveryTrapIsFoundAndNothingElse) {
  std::vector<std::string> found;
  for (const auto& finding : check_project(founding())) {
    found.push_back(finding.code + " " + std::to_string(finding.indicator));
    EXPECT_FALSE(finding.message.zh.empty());
    EXPECT_FALSE(finding.message.en.empty());
    EXPECT_FALSE(finding.where.empty());
  }
  const std::vector<std::string> want{"goals_without_indicator 0",
                                      "no_weights 0",
                                      "missing_kinds 0",
                                      "filler 0",
                                      "scale_in_value 1",
                                      "rule_cell_without_rule 1",
                                      "scale_in_value 2",
                                      "rule_cell_without_rule 2",
                                      "monthly_cap_in_annual_table 3",
                                      "rule_cell_without_rule 3",
                                      "no_period 4",
                                      "cap_on_service 4",
                                      "rule_cell_without_rule 4",
                                      "number_called_qualitative 5",
                                      "rates_not_combined 5",
                                      "deduction_over_weight 5",
                                      "source_differs 6",
                                      "price_needed 6",
                                      "rule_cell_without_rule 6",
                                      "number_called_qualitative 7",
                                      "sources_not_weighted 7",
                                      "penalty_disagrees_at_target 7"};
  EXPECT_EQ(found, want);
}

TEST(Founding, FindingsNameTheFigures) {
  const auto findings = check_project(founding());
  const auto message = [&](std::string_view code) {
    for (const auto& finding : findings)
      if (finding.code == code) return finding.message.zh;
    return std::string{};
  };
  EXPECT_TRUE(message("filler").contains("24 个单元格"));
  EXPECT_TRUE(message("goals_without_indicator").contains("5 个部分中有 5 个"));
  EXPECT_TRUE(message("price_needed").contains("75000 元")) << message("price_needed");
  EXPECT_TRUE(message("price_needed").contains("0.67 元")) << message("price_needed");
  EXPECT_TRUE(message("price_needed").contains("0.64 元")) << message("price_needed");
  EXPECT_TRUE(message("missing_kinds").contains("质量、时效、成本"));
  EXPECT_TRUE(message("sources_not_weighted").contains("4 个数据来源"));
  EXPECT_TRUE(message("deduction_over_weight").contains("100 分"));
}

TEST(Founding, EveryFindingThatNeedsADecisionHasAProposedOne) {
  Project project = founding();
  const auto plan = read_plan(file("2026-window-service-fund.toml"));
  ASSERT_TRUE(plan) << plan.error().message.en;
  EXPECT_TRUE(fits(*plan, project));
  ASSERT_TRUE(apply_plan(project, *plan));
  EXPECT_EQ(project.code, "2026-window-service-fund");
  EXPECT_EQ(project.scheme, "10-50-30-10");
  std::size_t needed = 0;
  for (const auto& finding : check_project(project)) {
    const Decision* decision = project.decision(finding.code, finding.indicator);
    EXPECT_EQ(decision != nullptr, finding.needs_decision) << finding.code << " " << finding.indicator;
    if (finding.needs_decision) ++needed;
    if (decision == nullptr) continue;
    EXPECT_TRUE(decision->proposed);
    EXPECT_EQ(decision->by, "Hallbook 提议");
    EXPECT_FALSE(decision->reason.empty());
  }
  EXPECT_EQ(needed, project.decisions.size());
  EXPECT_EQ(needed, 17u);
}

TEST(Founding, ADecisionChangesWhatIsComputed) {
  Project project = founding();
  ASSERT_TRUE(apply_plan(project, *read_plan(file("2026-window-service-fund.toml"))));
  EXPECT_EQ(project.settled(3).formula, "max(by month: sum(water.barrels))");
  EXPECT_EQ(project.settled(7).op, Operator::at_least);
  for (auto& decision : project.decisions) {
    if (decision.finding == "monthly_cap_in_annual_table") decision.chosen = "mean_month";
    if (decision.finding == "penalty_disagrees_at_target") decision.chosen = "penalty_wins";
    if (decision.finding == "no_weights") decision.chosen = "scheme_10_20_40_20_10";
  }
  EXPECT_EQ(project.settled(3).formula, "mean(by month: sum(water.barrels))");
  EXPECT_EQ(project.settled(7).op, Operator::more_than);
  EXPECT_EQ(project.settled(7).rule, "deduct");
  EXPECT_EQ(project.settled_scheme(), "10-20-40-20-10");
}

}  // namespace
}  // namespace hallbook::dossier
