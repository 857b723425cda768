// Every rule of every kind, by table: a series in, derived values or the row that is refused out.
#include "registers/kinds.h"

#include "tests/registers/hall.h"

namespace hallbook::registers {
namespace {

struct SeriesCase {
  const char* name;
  std::string_view toml;
  std::vector<tests::Cells> rows;
  std::string want;  // derived values joined by a space, "!" where a row is refused
};

class SeriesTest : public testing::TestWithParam<SeriesCase> {};

TEST_P(SeriesTest, IsJudged) {
  const auto definition = parse_definition(GetParam().toml);
  ASSERT_TRUE(definition) << definition.error().message.en;
  std::vector<Values> values;
  for (const auto& cells : GetParam().rows) values.push_back(tests::values_of(*definition, cells));
  std::vector<SeriesRow> rows;
  for (std::size_t i = 0; i < values.size(); ++i)
    rows.push_back({EntryId{static_cast<std::int64_t>(i) + 1}, make_date(2026, 1, 1), &values[i]});
  const Series series = judge_series(*definition, rows);
  std::string found;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool refused = std::ranges::any_of(series.problems, [&](const SeriesProblem& one) { return one.row == i; });
    found += (found.empty() ? "" : " ") + (refused                  ? "!"
                                           : series.derived.empty() ? "-"
                                                                    : std::to_string(series.derived[i]));
  }
  EXPECT_EQ(found, GetParam().want);
  for (const auto& problem : series.problems) {
    EXPECT_FALSE(problem.refusal.message.zh.empty() || problem.refusal.message.en.empty());
    EXPECT_NE(problem.refusal.message.zh.find("2026-01-01"), std::string::npos);
  }
}

tests::Cells read(std::string_view reading, std::string_view event = "抄表", std::string_view start = "") {
  return {
      {"read_on", "2026-01-01"}, {"device", "D1"}, {"reading", reading}, {"event", event}, {"start_reading", start}};
}
tests::Cells move(std::string_view action, std::string_view amount) {
  return {{"on_day", "2026-01-01"}, {"item", "笔"}, {"action", action}, {"amount", amount}};
}
tests::Cells ticket(std::string_view action, std::string_view from, std::string_view to) {
  return {{"on_day", "2026-01-01"}, {"book", "A"}, {"action", action}, {"from_no", from}, {"to_no", to}};
}
tests::Cells valid(std::string_view from, std::string_view to = "") {
  return {{"code", "x"}, {"valid_from", from}, {"valid_to", to}};
}

constexpr auto meter = tests::meter_toml, stock = tests::stock_toml, water = tests::voucher_toml,
               items = tests::catalogue_toml;

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, SeriesTest, testing::Values(
    // R-REG-20 to R-REG-23
    SeriesCase{"first_reading_counts_nothing", meter, {read("1000"), read("1250"), read("1250")}, "0 250 0"},
    SeriesCase{"first_reading_with_start", meter, {read("1000", "抄表", "900"), read("1100")}, "100 100"},
    SeriesCase{"falling_counter", meter, {read("1000"), read("999"), read("1001")}, "0 ! 2"},
    SeriesCase{"reset_counts_from_zero", meter, {read("1000"), read("40", "清零"), read("50")}, "0 40 10"},
    SeriesCase{"swap_counts_from_start", meter, {read("1000"), read("530", "换机", "500")}, "0 30"},
    SeriesCase{"below_the_start", meter, {read("1000"), read("400", "换机", "500")}, "0 !"},
    SeriesCase{"start_without_reset", meter, {read("1000"), read("1100", "抄表", "1050")}, "0 !"},
    SeriesCase{"start_that_repeats_the_last", meter, {read("1000"), read("1100", "抄表", "1000")}, "0 100"},
    SeriesCase{"negative_reading", meter, {read("-1")}, "!"},
    // R-REG-24 to R-REG-27
    SeriesCase{"receive_issue_return", stock, {move("入库", "10"), move("领用", "4.5"), move("退回", "1")}, "100 -45 10"},
    SeriesCase{"never_below_zero", stock, {move("入库", "10"), move("领用", "10.1"), move("领用", "10")}, "100 ! -100"},
    SeriesCase{"issue_before_receipt", stock, {move("领用", "1"), move("入库", "1")}, "! 10"},
    SeriesCase{"adjust_both_ways", stock, {move("调整", "3"), move("调整", "-2"), move("调整", "-2")}, "30 -20 !"},
    SeriesCase{"count_sets_the_book", stock, {move("入库", "10"), move("盘点", "8"), move("盘点", "9"), move("领用", "9")}, "100 -20 10 -90"},
    SeriesCase{"negative_amounts", stock, {move("入库", "-1"), move("盘点", "-1"), move("领用", "-1")}, "! ! !"},
    // R-REG-28 to R-REG-32
    SeriesCase{"in_and_out", water, {ticket("入库", "1", "100"), ticket("领用", "1", "10"), ticket("领用", "11", "11")}, "0 10 1"},
    SeriesCase{"in_twice", water, {ticket("入库", "1", "100"), ticket("入库", "100", "110")}, "0 !"},
    SeriesCase{"adjoining_books", water, {ticket("入库", "1", "100"), ticket("入库", "101", "110"), ticket("领用", "99", "102")}, "0 0 4"},
    SeriesCase{"out_twice", water, {ticket("入库", "1", "100"), ticket("领用", "1", "10"), ticket("领用", "10", "12")}, "0 10 !"},
    SeriesCase{"out_without_in", water, {ticket("领用", "1", "1")}, "!"},
    SeriesCase{"out_past_the_end", water, {ticket("入库", "1", "100"), ticket("领用", "95", "101")}, "0 !"},
    SeriesCase{"out_before_the_start", water, {ticket("入库", "5", "100"), ticket("领用", "4", "6")}, "0 !"},
    SeriesCase{"out_over_a_gap", water, {ticket("入库", "1", "2"), ticket("入库", "4", "5"), ticket("领用", "1", "5")}, "0 0 !"},
    SeriesCase{"redeem_only_what_is_out", water, {ticket("入库", "1", "9"), ticket("核销", "1", "1"), ticket("领用", "1", "2"), ticket("核销", "1", "2"), ticket("核销", "2", "2")}, "0 ! 2 0 !"},
    SeriesCase{"void_only_what_is_in", water, {ticket("入库", "1", "9"), ticket("领用", "1", "2"), ticket("作废", "2", "3"), ticket("作废", "3", "3"), ticket("领用", "3", "3")}, "0 2 ! 0 !"},
    SeriesCase{"wrong_ranges", water, {ticket("入库", "9", "1"), ticket("入库", "-1", "1"), ticket("入库", "1", "1000001"), ticket("入库", "1", "1000000")}, "! ! ! 0"},
    // R-REG-33
    SeriesCase{"versions_in_turn", items, {valid("2026-01-01", "2026-03-31"), valid("2026-04-01")}, "- -"},
    SeriesCase{"open_end_overlaps", items, {valid("2026-01-01"), valid("2026-04-01")}, "- !"},
    SeriesCase{"one_day_overlaps", items, {valid("2026-01-01", "2026-04-01"), valid("2026-04-01")}, "- !"},
    SeriesCase{"ends_before_it_begins", items, {valid("2026-04-01", "2026-03-01")}, "!"}),
  [](const auto& one) { return std::string{one.param.name}; });
// clang-format on

TEST(StatusPath, AllowsItsStepsOnly) {  // R-REG-35
  const auto mailing = parse_definition(tests::case_toml);
  ASSERT_TRUE(mailing);
  EXPECT_TRUE(step_allowed(*mailing, "待揽收", "已揽收"));
  EXPECT_TRUE(step_allowed(*mailing, "退回", "退回"));
  EXPECT_FALSE(step_allowed(*mailing, "待揽收", "已签收"));
  EXPECT_FALSE(step_allowed(*mailing, "已签收", "已揽收"));
}

}  // namespace
}  // namespace hallbook::registers
