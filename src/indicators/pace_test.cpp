#include "indicators/pace.h"

#include <gtest/gtest.h>

#include "indicators/brief.h"

namespace hallbook::indicators {
namespace {

struct PaceCase {
  const char* name;
  std::int64_t value, target;
  Operator op;
  bool grows, running;
  int gone, all;
  Standing want;
};
class PaceTest : public testing::TestWithParam<PaceCase> {};

TEST_P(PaceTest, IsCalledByItsName) {  // R-API-30, R-API-31, R-API-32, R-API-33, R-API-34
  const auto& c = GetParam();
  PaceInput input;
  input.value = Rational{c.value};
  input.target = Rational{c.target};
  input.op = c.op;
  input.grows = c.grows;
  input.running = c.running;
  input.workdays_gone = c.gone;
  input.workdays_all = c.all;
  input.met = meets(*input.value, c.op, *input.target);
  EXPECT_EQ(standing_name(pace(input).standing), standing_name(c.want));
}

constexpr auto floor_op = Operator::at_least;
constexpr auto cap_op = Operator::at_most;
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, PaceTest, testing::Values(
    //       name               value target op        grows  running gone all
    PaceCase{"exactly_on_pace",   50,  100, floor_op, true,  true,  125, 250, Standing::on_pace},
    PaceCase{"one_below_pace",    49,  100, floor_op, true,  true,  125, 250, Standing::behind},
    PaceCase{"met_early",        100,  100, floor_op, true,  true,  125, 250, Standing::met},
    PaceCase{"three_times_rate",  25,  100, floor_op, true,  true,  125, 250, Standing::behind},
    PaceCase{"out_of_reach",      24,  100, floor_op, true,  true,  125, 250, Standing::out_of_reach},
    PaceCase{"nothing_yet",        0,  100, floor_op, true,  true,    0, 250, Standing::on_pace},
    PaceCase{"rate_meets_now",    96,   95, floor_op, false, true,   10, 250, Standing::on_pace},
    PaceCase{"rate_below_now",    94,   95, floor_op, false, true,   10, 250, Standing::behind},
    PaceCase{"not_met_at_end",    99,  100, floor_op, true,  false, 250, 250, Standing::not_met},
    PaceCase{"cap_kept",          89,  100, cap_op,   true,  true,   10, 250, Standing::within},
    PaceCase{"cap_near",          90,  100, cap_op,   true,  true,   10, 250, Standing::near_limit},
    PaceCase{"cap_at_end",       100,  100, cap_op,   true,  false, 250, 250, Standing::within},
    PaceCase{"cap_over",         101,  100, cap_op,   true,  true,   10, 250, Standing::over},
    PaceCase{"cap_over_at_end",  101,  100, cap_op,   false, false, 250, 250, Standing::not_met}),
  [](const auto& row) { return std::string{row.param.name}; });
// clang-format on

TEST(Pace, SharesAreOfWorkingDays) {  // R-API-31
  PaceInput input;
  input.value = Rational{30};
  input.target = Rational{190'000};
  input.grows = true;
  input.running = true;
  input.workdays_gone = 62;
  input.workdays_all = 248;
  EXPECT_EQ(pace(input).expected, Rational{47'500});
  input.grows = false;
  EXPECT_FALSE(pace(input).expected);
}

TEST(Pace, MissingIsNeitherZeroNorFine) {  // R-API-30
  PaceInput input;
  input.target = Rational{10};
  EXPECT_EQ(pace(input).standing, Standing::missing);
  EXPECT_FALSE(is_fine(Standing::missing));
  input.value = Rational{10};
  input.met = true;
  input.stale = true;
  EXPECT_EQ(pace(input).standing, Standing::stale);
}

BriefRow row(int no, Standing standing) {
  BriefRow row;
  row.no = no;
  row.name = "指标" + std::to_string(no);
  row.target_printed = "≥100件";
  row.value_printed = "80件";
  row.expected_printed = "90件";
  row.pace.standing = standing;
  return row;
}

TEST(Brief, CountsByStanding) {  // R-API-35
  const std::vector rows{row(1, Standing::on_pace), row(2, Standing::met), row(3, Standing::behind),
                         row(4, Standing::missing)};
  const auto found = brief(rows, 2, make_date(2026, 9, 17));
  EXPECT_EQ(found.sentence.zh, "四项指标，两项正常，一项落后或临近上限，一项缺数据；两个疑义待裁定。");
  EXPECT_EQ(found.sentence.en,
            "4 indicators, 2 fine, 1 behind or near a limit, 1 without data; 2 questions to be decided.");
  const std::vector fine{row(1, Standing::within), row(2, Standing::met)};
  EXPECT_EQ(brief(fine, 0, make_date(2026, 9, 17)).sentence.zh, "两项指标都正常。");
  EXPECT_TRUE(brief(fine, 0, make_date(2026, 9, 17)).lines.empty());
}

TEST(Brief, WorstFirstAndAtMostFive) {  // R-API-36
  const std::vector rows{row(1, Standing::near_limit), row(2, Standing::behind),  row(3, Standing::missing),
                         row(4, Standing::over),       row(5, Standing::not_met), row(6, Standing::on_pace),
                         row(7, Standing::stale)};
  const auto found = brief(rows, 1, make_date(2026, 9, 17));
  ASSERT_EQ(found.lines.size(), 5U);
  std::vector<int> order;
  for (const auto& line : found.lines) order.push_back(line.indicator);
  EXPECT_EQ(order, (std::vector{4, 5, 3, 7, 2}));
  EXPECT_EQ(found.lines[4].text.zh, "“指标2”到9月17日是 80件，按工作日应到 90件（目标 ≥100件）");
}

TEST(Brief, ALimitIsToldWithWhatIsBeyondIt) {  // R-API-36
  BriefRow water = row(3, Standing::over);
  water.name = "桶装水月消耗量";
  water.value_printed = "306桶";
  Target cap;
  cap.kind = TargetKind::number;
  cap.op = Operator::at_most;
  cap.value = Rational{300};
  cap.unit = cap.printed_unit = "桶";
  const Distance over = distance_of(Rational{306}, cap);
  std::tie(water.limit_printed, water.off) = std::tie(over.limit, over.off);
  const auto line = brief(std::vector{water}, 0, make_date(2026, 9, 17)).lines.front().text;
  EXPECT_EQ(line.zh, "“桶装水月消耗量”超了上限：306桶，上限 300桶，超出 6桶");
  EXPECT_EQ(line.en, "桶装水月消耗量: 306桶, 6桶 over the limit of 300桶");
  water.pace.standing = Standing::not_met;  // the year is over
  water.cap = over.cap;
  EXPECT_EQ(brief(std::vector{water}, 0, make_date(2026, 12, 31)).lines.front().text.zh, line.zh);
  Target rate;
  rate.kind = TargetKind::number;
  rate.value = Rational::parse("0.95").value();
  rate.unit = "ratio";
  rate.scale = Rational::parse("0.01").value();
  rate.printed_unit = "%";
  EXPECT_EQ(distance_of(Rational::parse("0.9269"), rate).off.zh, "2.31 个百分点");
  EXPECT_EQ(distance_of(std::nullopt, rate).off.zh, "");
  EXPECT_EQ(distance_of(Rational{1}, Target{}).limit, "");
}

}  // namespace
}  // namespace hallbook::indicators
