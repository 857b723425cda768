#include "base/quantity.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace hallbook {
namespace {

TEST(Quantity, ReadsAndPrints) {
  struct Case {
    std::string_view text;
    int scale;
    std::int64_t units;
    std::string_view printed;
  };
  for (const auto& c :
       {Case{"12", 0, 12, "12"}, Case{"12.5", 2, 1250, "12.50"}, Case{"1,234", 0, 1234, "1234"},
        Case{"１２．５", 1, 125, "12.5"}, Case{"1.500", 1, 15, "1.5"}, Case{"-3", 0, -3, "-3"},
        Case{"-0.05", 2, -5, "-0.05"}, Case{"19万", 0, 190000, "190000"}, Case{"1.2345万", 0, 12345, "12345"},
        Case{"2亿", 0, 200000000, "200000000"}, Case{"0.000001", 6, 1, "0.000001"}, Case{"000", 0, 0, "0"},
        Case{" 7 ", 0, 7, "7"}, Case{"+7", 0, 7, "7"}, Case{"9223372036854775807", 0, INT64_MAX, "9223372036854775807"},
        Case{"-9223372036854775808", 0, INT64_MIN, "-9223372036854775808"}}) {
    const auto quantity = parse_quantity(c.text, c.scale);
    ASSERT_TRUE(quantity) << c.text;
    EXPECT_EQ(quantity->units(), c.units) << c.text;
    EXPECT_EQ(to_string(*quantity), c.printed) << c.text;
  }
}

TEST(Quantity, RefusesWithTheValue) {
  struct Case {
    std::string_view text;
    int scale;
    RefusalCode code;
  };
  for (const auto& c :
       {Case{"", 0, RefusalCode::invalid}, Case{"x", 0, RefusalCode::invalid}, Case{"1.5", 0, RefusalCode::invalid},
        Case{"1.25", 1, RefusalCode::invalid}, Case{"1e3", 0, RefusalCode::invalid},
        Case{"12,3", 0, RefusalCode::invalid}, Case{"1 2", 0, RefusalCode::invalid},
        Case{"12件", 0, RefusalCode::invalid}, Case{"0x1F", 0, RefusalCode::invalid},
        Case{"NaN", 0, RefusalCode::invalid}, Case{"1,2345", 0, RefusalCode::invalid},
        Case{",123", 0, RefusalCode::invalid}, Case{"9223372036854775808", 0, RefusalCode::over_limit},
        Case{"9223372036854775807", 1, RefusalCode::over_limit}}) {
    const auto quantity = parse_quantity(c.text, c.scale);
    ASSERT_FALSE(quantity) << c.text;
    EXPECT_EQ(quantity.error().code, c.code) << c.text;
    EXPECT_TRUE(quantity.error().message.en.contains(c.text) && quantity.error().message.zh.contains(c.text));
  }
}

TEST(Quantity, ArithmeticIsExactAndNeverWraps) {
  EXPECT_EQ(Quantity(150, 2), Quantity(15, 1));
  EXPECT_EQ(to_string(Quantity(5, 1) + Quantity(25, 2)), "0.75");
  EXPECT_EQ(to_string(Quantity(5, 1) - Quantity(75, 2)), "-0.25");
  EXPECT_LT(Quantity(149, 2), Quantity(15, 1));
  EXPECT_GT(Quantity(INT64_MAX, 0), Quantity(INT64_MAX, 6));
  EXPECT_EQ(Quantity(1500, 3).at_scale(1).units(), 15);
  EXPECT_THROW((void)Quantity(1501, 3).at_scale(1), BrokenInvariant);
  EXPECT_THROW((void)Quantity(INT64_MAX, 0).at_scale(1), QuantityOverflow);
  EXPECT_THROW((void)(Quantity(INT64_MAX, 0) + Quantity(1, 0)), QuantityOverflow);
  EXPECT_THROW((void)(Quantity(INT64_MIN, 0) - Quantity(1, 0)), QuantityOverflow);
  EXPECT_THROW((void)Quantity(1, 0).at_scale(7), BrokenInvariant);
}

}  // namespace
}  // namespace hallbook
