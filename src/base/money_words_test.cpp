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

// R-MON-04
TEST(ReadAmount, UnderstoodOrRefused) {
  struct {
    const char* text;
    AmountColumn column;
    std::int64_t fen;  // 0: refused
    const char* understood;
  } const cases[] = {
      {"1234.5", AmountColumn::yuan, 123450, ""},
      {"1,234.50", AmountColumn::yuan, 123450, ""},
      {"1.500", AmountColumn::yuan, 150, ""},
      {"１２３４．５", AmountColumn::yuan, 123450, "“１２３４．５” was read as 1234.50 yuan"},
      {"1.2万元", AmountColumn::yuan, 1200000, "“1.2万元” was read as 12000.00 yuan"},
      {"1.2", AmountColumn::ten_thousand_yuan, 1200000, "“1.2” was read as 12000.00 yuan"},
      {"0.000001", AmountColumn::ten_thousand_yuan, 1, "“0.000001” was read as 0.01 yuan"},
      {"800元", AmountColumn::ten_thousand_yuan, 80000, "“800元” was read as 800.00 yuan"},
      {"12.345", AmountColumn::yuan, 0, ""},
      {"0.0000001", AmountColumn::ten_thousand_yuan, 0, ""},
      {"-5", AmountColumn::yuan, 0, ""},
      {"0.00", AmountColumn::yuan, 0, ""},
      {"", AmountColumn::yuan, 0, ""},
      {"约300", AmountColumn::yuan, 0, ""},
      {"99999999999999999999", AmountColumn::yuan, 0, ""},
  };
  for (const auto& each : cases) {
    const auto read = read_amount(each.text, each.column, "amount");
    ASSERT_EQ(read.has_value(), each.fen != 0) << each.text;
    if (!read) {
      EXPECT_EQ(read.error().field, "amount") << each.text;
      continue;
    }
    EXPECT_EQ(read->amount.fen(), each.fen) << each.text;
    EXPECT_EQ(read->understood.en, each.understood);
  }
}

}  // namespace
}  // namespace hallbook
