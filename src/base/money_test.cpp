#include "base/money.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/ensure.h"
#include "base/money_math.h"
#include "base/rng.h"

namespace hallbook {
namespace {

TEST(Money, OverflowThrows) {
  const Money most = Money::from_fen(INT64_MAX);
  EXPECT_THROW((void)(most + Money::from_fen(1)), MoneyOverflow);
  EXPECT_THROW((void)(Money::from_fen(INT64_MIN) - Money::from_fen(1)), MoneyOverflow);
  EXPECT_EQ((Money::from_fen(1) - Money::from_fen(3)).fen(), -2);
}

TEST(Money, PrintsYuan) {
  const std::pair<std::int64_t, std::string_view> cases[] = {{0, "0.00"},
                                                             {5, "0.05"},
                                                             {-5, "-0.05"},
                                                             {123450, "1234.50"},
                                                             {-100, "-1.00"},
                                                             {INT64_MAX, "92233720368547758.07"},
                                                             {INT64_MIN, "-92233720368547758.08"}};
  for (const auto& [fen, text] : cases) {
    EXPECT_EQ(to_yuan(Money::from_fen(fen)), text);
    EXPECT_EQ(parse_yuan(text).value().fen(), fen) << text;
  }
}

TEST(Money, ReadsWhatPeopleWrite) {  // R-MON-01
  const std::pair<std::string_view, std::int64_t> cases[] = {
      {"1234.5", 123450},      {"1,234.50", 123450}, {"￥12", 1200},     {"¥12.30", 1230},
      {"１２．５元", 1250},    {"1.2万元", 1200000}, {"1.2万", 1200000}, {"420000元", 42000000},
      {"0.5亿元", 5000000000}, {" 12 元 ", 1200},    {"12元整", 1200},   {"-0.05", -5},
      {"-￥5", -500},          {"￥-5", -500},       {"−5", -500},       {"12.500", 1250},
      {"0.000001万元", 1},     {"1，234元", 123400}, {"人民币5元", 500}, {"3,000,000,000", 300000000000}};
  for (const auto& [text, fen] : cases) {
    const auto money = parse_yuan(text);
    ASSERT_TRUE(money) << text;
    EXPECT_EQ(money->fen(), fen) << text;
  }
}

TEST(Money, RefusesWithTheValueAndWhatIsWanted) {
  struct Case {
    std::string_view text;
    RefusalCode code;
  };
  for (const auto& c :
       {Case{"", RefusalCode::invalid}, Case{"abc", RefusalCode::invalid}, Case{"12.345", RefusalCode::invalid},
        Case{"1e3", RefusalCode::invalid}, Case{"12,34", RefusalCode::invalid}, Case{"1.2.3", RefusalCode::invalid},
        Case{"--5", RefusalCode::invalid}, Case{"12 件", RefusalCode::invalid}, Case{"元", RefusalCode::invalid},
        Case{".5", RefusalCode::invalid}, Case{"5.", RefusalCode::invalid}, Case{"\xff", RefusalCode::invalid},
        Case{"92233720368547758.08", RefusalCode::over_limit}, Case{"99999999999亿元", RefusalCode::over_limit}}) {
    const auto money = parse_yuan(c.text);
    ASSERT_FALSE(money) << c.text;
    EXPECT_EQ(money.error().code, c.code) << c.text;
    EXPECT_FALSE(money.error().message.zh.empty() || money.error().message.en.empty());
  }
  EXPECT_TRUE(parse_yuan("12.345").error().message.en.contains("12.345"));
  EXPECT_EQ(parse_yuan(std::string(100'000, '9')).error().code, RefusalCode::over_limit);
}

TEST(Money, ShareRoundsHalfUp) {
  EXPECT_EQ(share(Money::from_fen(100), 1, 3, Rounding::half_up).fen(), 33);
  EXPECT_EQ(share(Money::from_fen(100), 2, 3, Rounding::half_up).fen(), 67);
  EXPECT_EQ(share(Money::from_fen(100), 2, 3, Rounding::down).fen(), 66);
  EXPECT_EQ(share(Money::from_fen(1), 1, 2, Rounding::half_up).fen(), 1);
  EXPECT_EQ(share(Money::from_fen(INT64_MAX), INT64_MAX, INT64_MAX, Rounding::half_up).fen(), INT64_MAX);
  EXPECT_THROW((void)share(Money::from_fen(-1), 1, 2, Rounding::half_up), BrokenInvariant);
  EXPECT_THROW((void)share(Money::from_fen(1), 1, 0, Rounding::half_up), BrokenInvariant);
  EXPECT_THROW((void)share(Money::from_fen(INT64_MAX), 2, 1, Rounding::half_up), BrokenInvariant);
}

TEST(Money, AllocateAddsUpToTheFen) {  // R-MON-02
  Rng rng{42};
  for (int round = 0; round < 10'000; ++round) {
    std::vector<std::int64_t> weights(1 + rng.below(8));
    for (auto& weight : weights) weight = static_cast<std::int64_t>(rng.below(100));
    if (std::accumulate(weights.begin(), weights.end(), std::int64_t{0}) == 0) weights[0] = 1;
    const Money whole = Money::from_fen(static_cast<std::int64_t>(rng.below(100'000'000)));
    Money sum;
    for (const Money part : allocate(whole, weights)) {
      ASSERT_GE(part, Money{});
      sum = sum + part;
    }
    ASSERT_EQ(sum, whole);
  }
  EXPECT_THROW((void)allocate(Money::from_fen(1), std::vector<std::int64_t>{0, 0}), BrokenInvariant);
  EXPECT_THROW((void)allocate(Money::from_fen(1), std::vector<std::int64_t>{2, -1}), BrokenInvariant);
}

}  // namespace
}  // namespace hallbook
