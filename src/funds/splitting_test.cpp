#include "funds/splitting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace hallbook::funds {
namespace {

Purchase bought(std::string category, int year, std::int64_t fen, bool by_that_way = false) {
  return {std::move(category), year, "Q-2026-0001", "甲公司", Money::from_fen(fen), by_that_way};
}

// R-CTR-01
TEST(Splitting, PartsOfAYearAddUp) {
  const PurchaseLimit limit{"30201", {"三家比价", "three quotations"}, Money::from_fen(500'000)};
  const auto reached = [&](const std::vector<Purchase>& purchases) {
    return std::ranges::any_of(sums_below(purchases, limit), [&](const auto& sum) { return sum.sum >= limit.from; });
  };
  EXPECT_FALSE(reached({}));
  EXPECT_FALSE(reached({bought("30201", 2026, 499'999)}));
  EXPECT_FALSE(reached({bought("30201", 2026, 250'000), bought("30201", 2026, 249'999)}));
  EXPECT_TRUE(reached({bought("30201", 2026, 250'000), bought("30201", 2026, 250'000)}));
  EXPECT_FALSE(reached({bought("30201", 2026, 250'000), bought("30201", 2027, 250'000)}));
  EXPECT_FALSE(reached({bought("30201", 2026, 250'000), bought("30202", 2026, 250'000)}));
  EXPECT_FALSE(reached({bought("30201", 2026, 250'000), bought("30201", 2026, 250'000, true)}));
  // One purchase above the limit is another question than a split one.
  EXPECT_FALSE(reached({bought("30201", 2026, 600'000)}));
  const auto found = sums_below({bought("30201", 2026, 300'000), bought("30201", 2026, 300'000)}, limit);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].sum.fen(), 600'000);
  EXPECT_EQ(found[0].purchases, 2);
  EXPECT_EQ(found[0].year, 2026);
}

TEST(Splitting, FloorsKeepTwoDigits) {
  for (const auto& [fen, floor] : {std::pair{1, 1},
                                   {9, 9},
                                   {10, 10},
                                   {99, 99},
                                   {100, 100},
                                   {109, 100},
                                   {110, 110},
                                   {499'999, 490'000},
                                   {500'000, 500'000},
                                   {1'000'000, 1'000'000}})
    EXPECT_EQ(purchase_floor(Money::from_fen(fen)).fen(), floor) << fen;
}

// R-CTR-01
TEST(Splitting, LimitsAreData) {
  std::ifstream file{HALLBOOK_SOURCE "/definitions/funds/purchasing.toml"};
  const auto shipped = read_purchase_limits(std::string{std::istreambuf_iterator<char>{file}, {}});
  ASSERT_TRUE(shipped.has_value()) << shipped.error().message.en;
  EXPECT_GE(shipped->size(), 5u);
  EXPECT_EQ(shipped_purchase_limits().size(), shipped->size());
  for (const char* const broken :
       {"[[limit]]\ncategory='1'\nfrom='0'\nway={zh='a',en='b'}",
        "[[limit]]\ncategory='1'\nfrom='x'\nway={zh='a',en='b'}", "[[limit]]\nfrom='1'\nway={zh='a',en='b'}",
        "[[limit]]\ncategory='1'\nfrom='1'", "limit=[1]", "limit=[",
        "[[limit]]\ncategory='1'\nfrom='1'\nway={zh='a',en='b'}\n[[limit]]\ncategory='1'\nfrom='1'\nway={zh='a',en='b'"
        "}"})
    EXPECT_FALSE(read_purchase_limits(broken).has_value()) << broken;
}

}  // namespace
}  // namespace hallbook::funds
