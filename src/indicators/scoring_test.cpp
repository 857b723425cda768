#include "indicators/scoring.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/text.h"

namespace hallbook::indicators {
namespace {

ScoreInput input_of(std::string_view rule, std::string_view target, std::string_view actual, std::string_view weight) {
  ScoreInput in;
  in.rule = *rule_named(rule);
  in.op = rule == "equal" ? Operator::equal : rule.starts_with("ratio-down") ? Operator::at_most : Operator::at_least;
  in.target = *Rational::parse(target);
  in.actual = *Rational::parse(actual);
  in.weight = *Rational::parse(weight);
  return in;
}

// R-SCO-01 to R-SCO-09: the published cases; the header names the columns.
TEST(Scoring, PublishedCases) {
  std::ifstream file{std::string{HALLBOOK_SOURCE} + "/tests/cases/scoring.csv"};
  ASSERT_TRUE(file);
  std::string line;
  std::getline(file, line);
  int rows = 0;
  while (std::getline(file, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const auto cells = split(line, ',');
    ASSERT_GE(cells.size(), 6U) << line;
    const auto result = score(input_of(cells[1], cells[2], cells[3], cells[4]));
    ++rows;
    if (cells[5].empty()) {
      EXPECT_FALSE(result) << line;
      continue;
    }
    ASSERT_TRUE(result) << line;
    EXPECT_EQ(result->points.rounded(2), cells[5]) << line;
  }
  EXPECT_GE(rows, 14);
}

struct Case {
  const char* name;
  const char* rule;
  Operator op;
  const char *target, *actual, *weight, *deduction, *picked;
  const char* points;  // exact; "" = refused
  bool met;
};
class ScoringTable : public testing::TestWithParam<Case> {};

TEST_P(ScoringTable, GivesExactPoints) {
  const auto& c = GetParam();
  auto in = input_of(c.rule, c.target, c.actual, c.weight);
  in.op = c.op;
  if (*c.deduction) in.deduction = Rational::parse(c.deduction);
  if (*c.picked) in.picked = Rational::parse(c.picked);
  const auto result = score(in);
  if (!*c.points) {
    ASSERT_FALSE(result);
    EXPECT_FALSE(result.error().message.zh.empty());
    EXPECT_FALSE(result.error().message.en.empty());
    return;
  }
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->points.exact(), c.points);
  EXPECT_EQ(result->met, c.met);
}

constexpr auto ge = Operator::at_least;
constexpr auto gt = Operator::more_than;
constexpr auto le = Operator::at_most;
constexpr auto lt = Operator::less_than;
constexpr auto eq = Operator::equal;
// clang-format off
INSTANTIATE_TEST_SUITE_P(Rules, ScoringTable, testing::Values(
    //   name                    rule                  op  target   actual   weight  deduct picked points  met
    Case{"up_met_R_SCO_01",      "ratio-up",           ge, "100",   "250",   "10",   "",    "",    "10",   true},
    Case{"up_strict_on_line",    "ratio-up",           gt, "95",    "95",    "10",   "",    "",    "10",   false},
    Case{"up_negative_clamped",  "ratio-up",           ge, "100",   "-5",    "10",   "",    "",    "0",    false},
    Case{"up_wrong_direction",   "ratio-up",           le, "100",   "50",    "10",   "",    "",    "",     false},
    Case{"equal_over_R_SCO_02",  "equal",              eq, "100",   "120",   "10",   "",    "",    "10",   false},
    Case{"equal_zero_below",     "equal",              eq, "0",     "-1",    "10",   "",    "",    "10",   false},
    Case{"linear_R_SCO_03",      "ratio-down-linear",  le, "300",   "312",   "12.5", "",    "",    "12",   false},
    Case{"linear_zero_target",   "ratio-down-linear",  le, "0",     "1",     "10",   "",    "",    "0",    false},
    Case{"linear_strict",        "ratio-down-linear",  lt, "300",   "300",   "10",   "",    "",    "10",   false},
    Case{"linear_just_below_2T", "ratio-down-linear",  le, "100",   "199",   "10",   "",    "",    "0.1",  false},
    Case{"inverse_R_SCO_04",     "ratio-down-inverse", le, "100",   "400",   "10",   "",    "",    "2.5",  false},
    Case{"down_wrong_direction", "ratio-down-inverse", ge, "100",   "400",   "10",   "",    "",    "",     false},
    Case{"bands_R_SCO_05",       "bands",              ge, "0",     "0",     "10",   "",    "0.85","8.5",  true},
    Case{"bands_without_pick",   "bands",              ge, "0",     "0",     "10",   "",    "",    "",     false},
    Case{"deduct_R_SCO_06",      "deduct",             ge, "0.9",   "0.89",  "15",   "5",   "",    "10",   false},
    Case{"deduct_clamped",       "deduct",             ge, "0.9",   "0.89",  "15",   "100", "",    "0",    false},
    Case{"deduct_met",           "deduct",             ge, "0.95",  "0.95",  "10",   "10",  "",    "10",   true},
    Case{"deduct_strict",        "deduct",             gt, "0.95",  "0.95",  "10",   "10",  "",    "0",    false},
    Case{"deduct_unstated",      "deduct",             ge, "0.95",  "0.95",  "10",   "",    "",    "",     false},
    Case{"execution_R_SCO_07",   "execution",          ge, "100",   "130",   "10",   "",    "",    "10",   true},
    Case{"execution_zero",       "execution",          ge, "0",     "5",     "10",   "",    "",    "",     false}),
  [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

// R-SCO-08: printed 10.00 and still not met; the clamp is shown.
TEST(Scoring, DerivationShowsWhatRoundingHides) {
  const auto near = score(input_of("ratio-up", "95", "94.996", "10"));
  EXPECT_EQ(near->points.rounded(2), "10.00");
  EXPECT_FALSE(near->met);
  EXPECT_EQ(near->derivation.zh, "94.996 ÷ 95 × 10 = 10.00（未达标：94.996 < 95）");
  EXPECT_EQ(near->derivation.en, "94.996 ÷ 95 × 10 = 10.00 (not met: 94.996 < 95)");
  auto in = input_of("deduct", "0.9", "0.5", "15");
  in.deduction = Rational{100};
  EXPECT_EQ(score(in)->derivation.zh, "15 − 100 = -85.00，低于 0，按 0 分计（未达标：0.5 < 0.9）");
  EXPECT_EQ(score(input_of("ratio-up", "4754", "4604", "5"))->derivation.en,
            "4604 ÷ 4754 × 5 = 4.84 (not met: 4604 < 4754)");
}

}  // namespace
}  // namespace hallbook::indicators
