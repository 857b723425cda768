#include <gtest/gtest.h>

#include "base/money_math.h"
#include "base/money_words.h"

namespace hallbook {
namespace {

// R-MON-03
TEST(MoneyWords, AsOnAVoucher) {
  const std::pair<std::int64_t, const char*> cases[] = {
      {0, "零元整"},
      {5, "伍分"},
      {30, "叁角"},
      {35, "叁角伍分"},
      {100, "壹元整"},
      {105, "壹元零伍分"},
      {150, "壹元伍角"},
      {1000, "壹拾元整"},
      {108600, "壹仟零捌拾陆元整"},
      {100001, "壹仟元零壹分"},
      {1008600, "壹万零捌拾陆元整"},
      {42000000, "肆拾贰万元整"},
      {10000000, "壹拾万元整"},
      {100000000, "壹佰万元整"},
      {100000100, "壹佰万零壹元整"},
      {1680320, "壹万陆仟捌佰零叁元贰角"},
      {10700053, "壹拾万柒仟元伍角叁分"},
      {1640902, "壹万陆仟肆佰零玖元零贰分"},
      {10000000000, "壹亿元整"},
      {10000000100, "壹亿零壹元整"},
      {10010000000, "壹亿零壹拾万元整"},
      {102030405060, "壹拾亿贰仟零叁拾万肆仟零伍拾元陆角"},
      {-1230, "负壹拾贰元叁角"},
  };
  for (const auto& [fen, words] : cases) EXPECT_EQ(amount_in_words(Money::from_fen(fen)), words) << fen;
  // The largest and smallest amounts do not overflow.
  EXPECT_TRUE(amount_in_words(Money::from_fen(INT64_MAX)).ends_with("元柒分") ||
              amount_in_words(Money::from_fen(INT64_MAX)).ends_with("元零柒分"));
  EXPECT_TRUE(amount_in_words(Money::from_fen(INT64_MIN)).starts_with("负"));
}

}  // namespace
}  // namespace hallbook
