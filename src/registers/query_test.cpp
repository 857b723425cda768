// Catalogue rows on a day, and rows gathered by their values: what rates read.
#include <algorithm>

#include "registers/transfer_fixture.h"

namespace hallbook::registers {
namespace {

class Catalogue : public TransferTest {
 protected:
  void SetUp() override {
    TransferTest::SetUp();
    items = adopt("items");
    for (const auto& [code, depth, from, to] : {std::tuple{"A", "Ⅳ级", "2025-01-01", "2025-12-31"},
                                                {"A", "Ⅲ级", "2026-01-01", ""},
                                                {"B", "Ⅳ级", "2026-01-01", ""},
                                                {"C", "Ⅳ级", "2026-03-01", "2026-06-30"}})
      enter(code, depth, from, to);
  }
  void enter(const char* code, const char* depth, const char* from, const char* to) {
    Values values(items.fields.size());
    for (const auto& [field, text] : std::map<std::string, const char*>{{"code", code},
                                                                        {"name", "事项"},
                                                                        {"dept", "示例局"},
                                                                        {"type", "即办件"},
                                                                        {"depth", depth},
                                                                        {"valid_from", from},
                                                                        {"valid_to", to}})
      values[items.index(field)] = parse_value(*items.field(field), text).value();
    const auto made = data->write([&](journal::Books& books) { return record(books, acting(), items, values); });
    ASSERT_TRUE(made) << made.error().message.en;
  }
  std::string valid_on(Date day, std::int64_t at_seq = 0) {
    std::string found;
    auto tx = data->read();
    each_valid_on(tx, unit, items, day, at_seq,
                  [&](const EntryVersion& entry) { found += std::to_string(entry.id.value) + " "; });
    return found;
  }
  std::map<std::string, std::int64_t> depths_on(Date day, std::int64_t at_seq = 0) {
    std::map<std::string, std::int64_t> found;
    auto tx = data->read();
    GroupOptions options;
    options.valid_on = day;
    options.at_seq = at_seq;
    each_group(tx, unit, items, std::array<std::string_view, 1>{"depth"}, options,
               [&](const Values& values, std::int64_t rows) {
                 EXPECT_TRUE(std::holds_alternative<std::monostate>(values[items.index("code")]));
                 found[std::get<std::string>(values[items.index("depth")])] += rows;
               });
    return found;
  }
  Definition items;
};

TEST_F(Catalogue, KnowsWhatIsValidOnADay) {  // R-REG-33
  EXPECT_EQ(valid_on(make_date(2024, 12, 31)), "");
  EXPECT_EQ(valid_on(make_date(2025, 1, 1)), "1 ");
  EXPECT_EQ(valid_on(make_date(2025, 12, 31)), "1 ");
  EXPECT_EQ(valid_on(make_date(2026, 1, 1)), "2 3 ");
  EXPECT_EQ(valid_on(make_date(2026, 6, 30)), "2 3 4 ");
  EXPECT_EQ(valid_on(make_date(2026, 7, 1)), "2 3 ");
}

TEST_F(Catalogue, GathersByValuesNowAndInThePast) {  // R-RAT-01
  using Depths = std::map<std::string, std::int64_t>;
  EXPECT_EQ(depths_on(make_date(2026, 6, 30)), (Depths{{"III", 1}, {"IV", 2}}));
  EXPECT_EQ(depths_on(make_date(2026, 7, 1)), (Depths{{"III", 1}, {"IV", 1}}));
  EXPECT_EQ(depths_on(make_date(2024, 7, 1)), Depths{});
  auto tx = data->read();
  const std::int64_t before = tx.one_int64("SELECT MAX(seq) FROM journal").value();
  const auto voided =
      data->write([&](journal::Books& books) { return void_entry(books, acting(), items, EntryId{3}, "重复"); });
  ASSERT_TRUE(voided) << voided.error().message.en;
  EXPECT_EQ(depths_on(make_date(2026, 7, 1)), (Depths{{"III", 1}}));
  EXPECT_EQ(depths_on(make_date(2026, 7, 1), before), (Depths{{"III", 1}, {"IV", 1}}));
}

// The versions of earlier years must not be read: the index over the last valid day is used.
TEST_F(Catalogue, FindsTheValidRowsByTheirEnd) {
  auto tx = data->read();
  std::string plan;
  tx.each(
      "EXPLAIN QUERY PLAN SELECT depth, COUNT(*) FROM entry_items WHERE unit_id = $1 AND ended_seq = 0 AND "
      "valid_from <= $2 AND COALESCE(\"valid_to\", '9999-12-31') >= $2 GROUP BY depth",
      [&](const db::Row& row) { plan += row.string(3) + "\n"; }, unit, std::string_view{"2026-06-30"});
  EXPECT_NE(plan.find("by_end_items"), std::string::npos) << plan;
}

// R-API-44: kept sums are never older than the last line that changed a row of the register.
TEST_F(Catalogue, AddsUpAnewAfterEachLineThatChangesARow) {
  const Selection all{&items, "", {}, 0};
  const auto rows = [&] {
    auto tx = data->read();
    std::int64_t sum = 0;
    for (const auto& day : day_totals(tx, unit, all, {make_date(2025, 1, 1), make_date(2026, 12, 31)})) sum += day.rows;
    return sum;
  };
  EXPECT_EQ(rows(), 4);
  EXPECT_EQ(rows(), 4);
  enter("D", "Ⅳ级", "2026-05-01", "");
  EXPECT_EQ(rows(), 5);
  const auto gone =
      data->write([&](journal::Books& books) { return void_entry(books, acting(), items, EntryId{1}, "wrong row"); });
  ASSERT_TRUE(gone) << gone.error().message.en;
  EXPECT_EQ(rows(), 4);
  auto tx = data->read();
  const Selection third{&items, "", {{"depth", false, {"III"}}}, 0}, others{&items, "", {{"depth", true, {"III"}}}, 0};
  const Period year{make_date(2026, 1, 1), make_date(2026, 12, 31)};
  EXPECT_EQ(day_totals(tx, unit, third, year).front().rows, 1);
  EXPECT_EQ(day_totals(tx, unit, others, year).front().rows, 1) << "the same words, turned round";
  EXPECT_EQ(day_totals(tx, unit, others, year).size(), 3u);
}

}  // namespace
}  // namespace hallbook::registers
