#include "indicators/rates.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/embedded.h"

namespace hallbook::indicators {
namespace {

registers::Definition shipped(std::string_view name) {
  const auto files = embedded_files("definitions/registers/" + std::string{name} + ".toml");
  return registers::parse_definition(files.at(0).text).value();
}

registers::Values row(const registers::Definition& definition, const std::map<std::string, std::string>& cells) {
  registers::Values values(definition.fields.size());
  for (const auto& [field, text] : cells)
    values[definition.index(field)] = registers::parse_value(*definition.field(field), text).value();
  return values;
}

WorkCalendar calendar() {
  WorkCalendar loaded;
  for (const auto& file : embedded_files("definitions/calendars/")) EXPECT_TRUE(loaded.load(file.text));
  return loaded;
}

struct RateCase {
  const char* name;
  const char* rate;
  std::map<std::string, std::string> cells;
  Rational part, whole;
};

class RowRate : public testing::TestWithParam<RateCase> {};

// R-RAT-01 to R-RAT-05: what one row adds to the numerator and the denominator.
TEST_P(RowRate, AddsPartAndWhole) {
  const auto& c = GetParam();
  const auto definition = shipped(rate_named(c.rate)->register_name);
  const auto share = rate_share(c.rate, definition, row(definition, c.cells), calendar());
  ASSERT_TRUE(share);
  EXPECT_EQ(share->part, c.part);
  EXPECT_EQ(share->whole, c.whole);
}

// What is gathered by rate_fields() alone, many rows at once, comes to the same.
TEST_P(RowRate, DependsOnItsFieldsOnly) {
  const auto& c = GetParam();
  const auto definition = shipped(rate_named(c.rate)->register_name);
  auto cells = c.cells;
  std::erase_if(cells, [&](const auto& cell) { return std::ranges::count(rate_fields(c.rate), cell.first) == 0; });
  EXPECT_EQ(cells, c.cells) << "a cell of this table that rate_fields() leaves out";
  RateTally tally;
  ASSERT_TRUE(add_to_rate(c.rate, tally, definition, row(definition, cells), calendar(), 3));
  EXPECT_EQ(tally.part, c.part * Rational{3});
  EXPECT_EQ(tally.whole, c.whole * Rational{3});
  EXPECT_EQ(tally.rows, 3u);
}

const std::map<std::string, std::string> mixed_limits{
    {"legal_limit", "14"}, {"legal_unit", "天"}, {"promised_limit", "5"}, {"promised_unit", "工作日"}};
INSTANTIATE_TEST_SUITE_P(
    Table, RowRate,
    testing::Values(RateCase{"depth_four", "online_depth", {{"depth", "IV"}}, 1, 1},
                    RateCase{"depth_three_is_not_whole", "online_depth", {{"depth", "III"}}, 0, 1},
                    RateCase{"depth_two_is_available", "online_available", {{"depth", "II"}}, 1, 1},
                    RateCase{"depth_one_is_not", "online_available", {{"depth", "I"}}, 0, 1},
                    RateCase{"working_days_are_seven_fifths", "limit_compression", mixed_limits, 7, 14},
                    RateCase{"one_limit_is_left_out", "limit_compression", {{"legal_limit", "14"}}, 0, 0},
                    RateCase{"one_visit", "one_visit", {{"visits", "1"}}, 1, 1},
                    RateCase{"two_visits", "one_visit", {{"visits", "2"}}, 0, 1},
                    RateCase{"make_up_saturday_counts",
                             "on_time",
                             {{"accepted_on", "2026-02-13"}, {"finished_on", "2026-02-14"}, {"promised_days", "1"}},
                             1,
                             1},
                    RateCase{"a_day_late",
                             "on_time",
                             {{"accepted_on", "2026-03-09"}, {"finished_on", "2026-03-11"}, {"promised_days", "1"}},
                             0,
                             1}),
    [](const auto& one) { return std::string{one.param.name}; });

// R-RAT-06 to R-RAT-13: which ratings and complaints are the part, and which the whole.
TEST(TotalRates, NameTheirPartAndWhole) {
  const registers::Condition active{"channel", true, {"7"}};
  EXPECT_EQ(rate_totals("good_top2").part.at(0).values, (std::vector<std::string>{"非常满意", "满意"}));
  EXPECT_EQ(rate_totals("good_top2").whole, std::vector{active});
  EXPECT_EQ(rate_totals("good_top3").part.at(0).values.size(), 3u);
  EXPECT_EQ(rate_totals("good_top3").part.at(1), active);
  EXPECT_TRUE(rate_totals("good_top2_with_defaults").whole.empty());
  EXPECT_EQ(rate_totals("good_top3_with_defaults").part.size(), 1u);
  EXPECT_EQ(rate_totals("active_share").part, std::vector{active});
  EXPECT_EQ(rate_totals("called_back").part.at(0).field, "called_back");
  EXPECT_EQ(rate_totals("solved").part.at(1).field, "solved");
  EXPECT_EQ(rate_totals("call_back_satisfied").part.at(1).field, "satisfied");
  EXPECT_EQ(rate_totals("call_back_satisfied").whole, rate_totals("called_back").part);
}

}  // namespace
}  // namespace hallbook::indicators
