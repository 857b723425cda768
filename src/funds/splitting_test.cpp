#include "funds/splitting.h"

#include <gtest/gtest.h>

#include <fstream>

namespace hallbook::funds {
namespace {

Purchase bought(std::string category, int year, std::int64_t fen, bool by_that_way = false) {
  return {std::move(category), year, "Q-2026-0001", "甲公司", Money::from_fen(fen), by_that_way};
}

// R-CTR-01
TEST(Splitting, PartsOfAYearAddUp) {
  const std::vector<PurchaseLimit> limits{{"30201", {"三家比价", "three quotations"}, Money::from_fen(500'000)}};
  const auto count = [&](const std::vector<Purchase>& purchases) { return find_splitting(purchases, limits).size(); };
  EXPECT_EQ(count({}), 0u);
  EXPECT_EQ(count({bought("30201", 2026, 499'999)}), 0u);
  EXPECT_EQ(count({bought("30201", 2026, 250'000), bought("30201", 2026, 249'999)}), 0u);
  EXPECT_EQ(count({bought("30201", 2026, 250'000), bought("30201", 2026, 250'000)}), 1u);
  EXPECT_EQ(count({bought("30201", 2026, 250'000), bought("30201", 2027, 250'000)}), 0u);
  EXPECT_EQ(count({bought("30201", 2026, 250'000), bought("30202", 2026, 250'000)}), 0u);
  EXPECT_EQ(count({bought("30201", 2026, 250'000), bought("30201", 2026, 250'000, true)}), 0u);
  // One purchase above the limit is another question than a split one.
  EXPECT_EQ(count({bought("30201", 2026, 600'000)}), 0u);
  const auto found = find_splitting({bought("30201", 2026, 300'000), bought("30201", 2026, 300'000)}, limits);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].sum.fen(), 600'000);
  EXPECT_EQ(found[0].parts.size(), 2u);
  EXPECT_EQ(found[0].year, 2026);
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
