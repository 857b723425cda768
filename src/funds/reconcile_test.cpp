#include "funds/reconcile.h"

#include <gtest/gtest.h>

#include "base/money_math.h"

namespace hallbook::funds {
namespace {

Money fen_of(std::int64_t amount) { return Money::from_fen(amount); }
BillLine billed_line(std::string key, std::int64_t count, std::int64_t amount) {
  return {std::move(key), Quantity{count, 0}, count > 0, fen_of(amount)};
}

// R-REC-01
TEST(Reconcile, PiecesTimesPriceIsTheInvoice) {
  const std::vector<RegisterLine> sent{{"单程", Quantity{120, 0}, fen_of(1'250), {}},
                                       {"双程", Quantity{7, 0}, fen_of(2'300), {}}};
  const auto even =
      reconcile(Subject::mailing, sent, {billed_line("单程", 120, 150'000), billed_line("双程", 7, 16'100)});
  EXPECT_TRUE(even.agrees);
  EXPECT_EQ(even.due.fen(), 166'100);
  const auto more =
      reconcile(Subject::mailing, sent, {billed_line("单程", 121, 151'250), billed_line("双程", 7, 16'099)});
  EXPECT_FALSE(more.agrees);
  ASSERT_EQ(more.lines.size(), 2u);
  EXPECT_EQ(to_string(more.lines[0].count_difference), "1");
  EXPECT_EQ(more.lines[0].difference->fen(), 1'250);
  EXPECT_EQ(to_string(more.lines[1].count_difference), "0");
  EXPECT_EQ(more.lines[1].difference->fen(), -1);
  EXPECT_EQ(more.difference.fen(), 1'249);
  // Differences that cancel in the sum are differences all the same.
  EXPECT_FALSE(
      reconcile(Subject::mailing, sent, {billed_line("单程", 120, 150'001), billed_line("双程", 7, 16'099)}).agrees);
}

// R-REC-01
TEST(Reconcile, OneSideOnly) {
  const std::vector<RegisterLine> received{{"A4 纸/80克", Quantity{10, 0}, fen_of(2'000), {}}};
  const auto missing = reconcile(Subject::supplies, received, {});
  EXPECT_FALSE(missing.agrees);
  EXPECT_EQ(missing.difference.fen(), -20'000);
  const auto unknown = reconcile(Subject::supplies, {}, {billed_line("硒鼓/388A", 2, 30'000)});
  EXPECT_FALSE(unknown.agrees);
  EXPECT_EQ(unknown.difference.fen(), 30'000);
  EXPECT_EQ(to_string(unknown.lines[0].count_difference), "2");
  EXPECT_TRUE(reconcile(Subject::supplies, {}, {}).agrees);
}

// R-REC-03: a key that stands twice is one; a bill that gives no count is compared by money; decimals count.
TEST(Reconcile, AddedUpFirst) {
  const auto twice =
      reconcile(Subject::supplies, {{"a", Quantity{4, 0}, fen_of(100), {}}, {"a", Quantity{150, 2}, fen_of(100), {}}},
                {billed_line("a", 0, 300), billed_line("a", 0, 250)});
  EXPECT_TRUE(twice.agrees) << twice.difference.fen();
  EXPECT_EQ(priced(Quantity{333, 3}, fen_of(100)).fen(), 33);
  EXPECT_EQ(priced(Quantity{5, 1}, fen_of(1)).fen(), 1);
}

// R-REC-02
TEST(Reconcile, BarrelsTicketsBill) {
  EXPECT_TRUE(reconcile_water(300, 300, fen_of(1'500), {billed_line("8月", 300, 450'000)}).agrees);
  const auto apart = reconcile_water(300, 298, fen_of(1'500), {billed_line("8月", 298, 447'000)});
  EXPECT_FALSE(apart.agrees);
  EXPECT_EQ(apart.difference.fen(), 0);
  ASSERT_EQ(apart.notes.size(), 1u);
  EXPECT_EQ(apart.notes[0].en, "300 tickets redeemed, 298 barrels delivered: -2 apart");
  EXPECT_FALSE(reconcile_water(300, 300, fen_of(1'500), {billed_line("8月", 300, 450'001)}).agrees);
}

// R-REC-04: repairs carry their cost themselves.
TEST(Reconcile, RepairsAcceptedAreTheBill) {
  const std::vector<RegisterLine> accepted{{"R-1", Quantity{1, 0}, {}, fen_of(30'000)},
                                           {"R-2", Quantity{1, 0}, {}, fen_of(12'345)}};
  EXPECT_TRUE(
      reconcile(Subject::repairs, accepted, {billed_line("R-1", 1, 30'000), billed_line("R-2", 1, 12'345)}).agrees);
  EXPECT_EQ(reconcile(Subject::repairs, accepted, {billed_line("R-1", 1, 30'000), billed_line("R-2", 1, 12'346)})
                .difference.fen(),
            1);
  // Without price or amount only the count is compared.
  EXPECT_TRUE(reconcile(Subject::repairs, {{"R-1", Quantity{1, 0}, {}, {}}}, {billed_line("R-1", 1, 500)}).agrees);
}

// R-REC-05
TEST(Reconcile, Subjects) {
  EXPECT_EQ(*subject_named("water"), Subject::water);
  EXPECT_EQ(subject_name(Subject::repairs), "repairs");
  EXPECT_EQ(subject_named("copies").error().field, "subject");
}

}  // namespace
}  // namespace hallbook::funds
