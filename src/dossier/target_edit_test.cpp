// R-DOS-46, R-DOS-49: what may be typed as a target, and how an adjustment stands beside an unchanged document.
#include "dossier/target_edit.h"

#include <gtest/gtest.h>

#include <fstream>

#include "dossier/plan.h"
#include "dossier/plan_write.h"

namespace hallbook::dossier {
namespace {

std::string shipped(const std::string& ending) {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/projects/2026-window-service-fund" + ending,
                   std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

Project planned(const std::string& plan, const std::string& document = shipped(".txt")) {
  auto project = read_disclosure(document).value();
  EXPECT_TRUE(apply_plan(project, read_plan(plan).value()));
  return project;
}
Project founding_planned() { return planned(shipped(".toml")); }

TargetEdit typed(int no, std::string op, std::string value) {
  return {no, std::move(op), std::move(value), "李", "呈财预〔2026〕18号"};
}
const IndicatorRow& row_of(const Project& project, int no) {
  return *std::ranges::find(project.indicators, no, &IndicatorRow::no);
}
/// The plan and project after an adjustment of the given project.
std::pair<std::string, Project> adjusted(const Project& project, const std::string& plan, const TargetEdit& edit) {
  const auto change = adjusted_target(project, edit);
  EXPECT_TRUE(change) << change.error().message.en;
  std::string written = write_target(project, plan, edit.no, *change);
  Project after = planned(written);
  return {std::move(written), std::move(after)};
}

struct Taken {
  int no;
  const char *op, *value, *cells, *exact;
};
class Accepted : public testing::TestWithParam<Taken> {};
TEST_P(Accepted, AsTheOfficeTypes) {
  const auto& [no, op, value, cells, exact] = GetParam();
  const auto project = founding_planned();
  const auto change = adjusted_target(project, typed(no, op, value));
  ASSERT_TRUE(change) << change.error().message.en;
  IndicatorRow row = row_of(project, no);
  put_target(row, *change);
  EXPECT_EQ(printed_cells(row), cells);
  EXPECT_EQ(row.target.kind, TargetKind::number);
  EXPECT_EQ(row.target.value.exact(), exact);
  EXPECT_EQ(row.target.unit, row_of(project, no).target.unit);
}
INSTANTIATE_TEST_SUITE_P(
    TargetEdit, Accepted,
    testing::Values(Taken{2, "", "≥16万张", ">=16万张", "160000"}, Taken{2, ">=", "１６万", ">=16万张", "160000"},
                    Taken{2, "≥", "160,000", ">=160,000张", "160000"},
                    Taken{2, "", "不低于16.5万张", ">=16.5万张", "165000"},
                    Taken{2, "", "16万张以上", ">=16万张", "160000"}, Taken{2, "<=", "15万张", "<=15万张", "150000"},
                    Taken{3, "", "＜＝２８０", "<=280桶", "280"}, Taken{4, "=", "0", "=0件", "0"},
                    Taken{5, ">=", "92.5", ">=92.5%", "0.925"}, Taken{5, ">=", "92.5%", ">=92.5%", "0.925"},
                    Taken{5, ">=", "92.55", ">=92.55%", "0.9255"},
                    Taken{2, ">=", "16.1234万", ">=16.1234万张", "161234"},
                    Taken{2, ">=", "999999999999", ">=999999999999张", "999999999999"},
                    Taken{6, ">=", "12.25", ">=12.25万元", "122500"}, Taken{6, ">=", "12", ">=12万元", "120000"},
                    Taken{7, ">", "95", ">95%", "0.95"}));

struct Refusing {
  int no;
  const char *op, *value, *field;
  RefusalCode code;
};
class Declined : public testing::TestWithParam<Refusing> {};
TEST_P(Declined, WithItsField) {
  const auto& [no, op, value, field, code] = GetParam();
  const auto change = adjusted_target(founding_planned(), typed(no, op, value));
  ASSERT_FALSE(change);
  EXPECT_EQ(change.error().field, field);
  EXPECT_EQ(change.error().code, code);
  EXPECT_FALSE(change.error().message.zh.empty());
  EXPECT_FALSE(change.error().message.en.empty());
}
INSTANTIATE_TEST_SUITE_P(TargetEdit, Declined,
                         testing::Values(Refusing{8, ">=", "1", "no", RefusalCode::not_found},
                                         Refusing{2, "≈", "16万张", "operator", RefusalCode::invalid},
                                         Refusing{2, "", "16万张", "operator", RefusalCode::invalid},
                                         Refusing{2, "<=", "≥16万张", "operator", RefusalCode::invalid},
                                         Refusing{2, ">=", "", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "逐步提升", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "16万件", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "95%", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "15-16万张", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "-16万张", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "15.123张", "value", RefusalCode::invalid},
                                         Refusing{5, ">=", "92.505%", "value", RefusalCode::invalid},
                                         Refusing{6, ">=", "10.255万元", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "1000000000000", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "15万张", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "150000", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "16万张\u202E", "value", RefusalCode::invalid},
                                         Refusing{2, ">=", "1111111111111111111111111111111111111111111111", "value",
                                                  RefusalCode::over_limit}));

TEST(TargetEdit, OneCellForBothKeepsItsUnit) {
  Project project;
  auto& row = project.indicators.emplace_back();
  row.no = 1;
  row.value_cell = "≥15万张";
  row.target = parse_target(row.value_cell, "");
  EXPECT_EQ(adjusted_target(project, typed(1, "", "≥16万份")).error().field, "value");
  const auto change = adjusted_target(project, typed(1, "", "不低于16万张"));
  ASSERT_TRUE(change) << change.error().message.en;
  put_target(row, *change);
  EXPECT_EQ(row.value_cell, "≥16万张");
  EXPECT_EQ(row.operator_cell, "");
  EXPECT_EQ(row.target.value, Rational{160'000});
}

TEST(TargetEdit, ThePlanKeepsItAndTheDocumentStays) {  // R-DOS-49
  const auto before = founding_planned();
  const auto [plan, after] = adjusted(before, shipped(".toml"), typed(2, "", "≥16万张"));
  EXPECT_EQ(after.document, before.document);
  ASSERT_TRUE(row_of(after, 2).adjusted);
  EXPECT_EQ(row_of(after, 2).adjusted->was_value, "15万张");
  EXPECT_EQ(row_of(after, 2).adjusted->reason, "呈财预〔2026〕18号");
  EXPECT_EQ(after.settled(2).rule, before.settled(2).rule);
  for (const auto& row : after.indicators)
    if (row.no != 2) {
      EXPECT_EQ(row.target.value, row_of(before, row.no).target.value);
      EXPECT_FALSE(row.adjusted);
    }
  // A formula edited afterwards leaves it alone, and a second adjustment still names the document's own cells.
  EXPECT_EQ(row_of(planned(write_plan(after, plan, {})), 2).target.value, Rational{160'000});
  const auto again = adjusted(after, plan, typed(2, ">=", "17万张")).second;
  EXPECT_EQ(row_of(again, 2).adjusted->was_value, "15万张");
  EXPECT_EQ(row_of(again, 2).target.value, Rational{170'000});
}

TEST(TargetEdit, ANewDocumentCountsAgain) {  // R-DOS-49
  const auto plan = adjusted(founding_planned(), shipped(".toml"), typed(2, "", "≥16万张")).first;
  std::string document = shipped(".txt");
  const auto cell = document.find("\t15万张");
  ASSERT_NE(cell, std::string::npos);
  document.replace(cell, std::string_view{"\t15万张"}.size(), "\t18万张");
  const auto project = planned(plan, document);
  EXPECT_EQ(row_of(project, 2).target.value, Rational{180'000});
  EXPECT_FALSE(row_of(project, 2).adjusted);
}

TEST(TargetEdit, TheRuleTurnsWithTheSignAndBack) {  // R-DOS-48
  const auto before = founding_planned();
  ASSERT_EQ(before.settled(2).rule, "ratio-up");
  const auto [plan, capped] = adjusted(before, shipped(".toml"), typed(2, "<=", "15万张"));
  EXPECT_EQ(capped.settled(2).rule, "ratio-down-linear");
  const auto [own, back] = adjusted(capped, plan, typed(2, ">=", "150000"));
  EXPECT_EQ(back.settled(2).rule, "ratio-up");
  EXPECT_FALSE(row_of(back, 2).adjusted);
  EXPECT_EQ(own.find("target ="), std::string::npos);
  EXPECT_EQ(adjusted(before, shipped(".toml"), typed(5, "<=", "90")).second.settled(5).rule, before.settled(5).rule)
      << "a printed deduction stays";
}

TEST(TargetEdit, APlanWithATargetThatIsNoNumberIsRefused) {  // R-DOS-40
  std::string plan = adjusted(founding_planned(), shipped(".toml"), typed(2, "", "≥16万张")).first;
  const auto value = plan.find("value = \"16万张\"");
  ASSERT_NE(value, std::string::npos);
  plan.replace(value, std::string_view{"value = \"16万张\""}.size(), "value = \"多些\"");
  auto project = read_disclosure(shipped(".txt")).value();
  const auto applied = apply_plan(project, read_plan(plan).value());
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().field, "plan");
  EXPECT_FALSE(read_plan("code = \"a\"\n[[indicator]]\nno = 1\nrule = \"equal\"\ntarget = { op = \"=\" }\n"));
  EXPECT_FALSE(read_plan("code = \"a\"\n[[indicator]]\nno = 1\nrule = \"equal\"\ntarget = \"5\"\n"));
}

}  // namespace
}  // namespace hallbook::dossier
