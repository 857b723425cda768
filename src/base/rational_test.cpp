#include "base/rational.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/ensure.h"
#include "base/rng.h"

namespace hallbook {
namespace {

Rational of(std::string_view text) { return Rational::parse(text).value(); }

TEST(Rational, ExactText) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"12", "12"},
      {"0.95", "0.95"},
      {"-3.1250", "-3.125"},
      {"2/3", "2/3"},
      {"4/8", "0.5"},
      {"-6/4", "-1.5"},
      {"0/7", "0"},
      {"-0", "0"},
      {"010", "10"},
      {"0.08", "0.08"},
      {"00.0100", "0.01"},
      {"1/3", "1/3"},
      {"10/20000", "0.0005"},
      {"9223372036854775808", "9223372036854775808"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"1/9223372036854775808", "1/9223372036854775808"},
      {"1/1152921504606846976", "0.000000000000000000867361737988403547205962240695953369140625"},
      {"123456789012345678901234567890/3", "41152263004115226300411522630"},
      {"1/18446744073709551617", "1/18446744073709551617"}};
  for (const auto& [text, exact] : cases) {
    const auto value = Rational::parse(text);
    ASSERT_TRUE(value) << text;
    EXPECT_EQ(value->exact(), exact) << text;
    EXPECT_EQ(Rational::parse(value->exact()), value) << text;
  }
}

TEST(Rational, ParseRefuses) {
  for (const std::string_view text : {"", "-", "+1", ".5", "5.", "1/0", "1/", "/2", "1/-2", "0.5/2", "1e3", "1 ",
                                      "0x10", "１", "--1", "1.2.3", "1/2/3", "1,000"})
    EXPECT_FALSE(Rational::parse(text)) << text;
  EXPECT_TRUE(Rational::parse(std::string(400, '9')));
  EXPECT_FALSE(Rational::parse(std::string(401, '9')));
}

TEST(Rational, RoundsHalfAwayFromZero) {
  struct Case {
    std::string_view value;
    int places;
    std::string_view text;
  };
  for (const auto& c :
       {Case{"0.005", 2, "0.01"}, Case{"-0.005", 2, "-0.01"}, Case{"0.0049", 2, "0.00"}, Case{"-0.0049", 2, "0.00"},
        Case{"2/3", 2, "0.67"}, Case{"94.96", 1, "95.0"}, Case{"2.5", 0, "3"}, Case{"-2.5", 0, "-3"},
        Case{"9.665", 2, "9.67"}, Case{"12", 3, "12.000"}, Case{"9223372036854775807.5", 0, "9223372036854775808"}})
    EXPECT_EQ(of(c.value).rounded(c.places), c.text) << c.value;
}

TEST(Rational, ToInt64) {
  EXPECT_EQ(of("2.5").to_int64(), 3);
  EXPECT_EQ(of("-2.5").to_int64(), -3);
  EXPECT_EQ(of("2.49").to_int64(), 2);
  EXPECT_EQ(of("9223372036854775807").to_int64(), INT64_MAX);
  EXPECT_EQ(of("9223372036854775807.5").to_int64(), std::nullopt);
  EXPECT_EQ(of("-9223372036854775808").to_int64(), INT64_MIN);
}

TEST(Rational, EdgesOf64Bits) {
  const Rational least = INT64_MIN;
  const Rational most = INT64_MAX;
  EXPECT_EQ((least - 1 + 1).exact(), least.exact());
  EXPECT_EQ(least - 1 + 1, least);
  EXPECT_EQ((least * least / least).exact(), least.exact());
  EXPECT_EQ((least / -1).exact(), "9223372036854775808");
  EXPECT_EQ(Rational(1, INT64_MIN) * least, Rational{1});
  EXPECT_EQ(Rational(INT64_MIN, INT64_MIN), Rational{1});
  EXPECT_LT(least - 1, least);
  EXPECT_GT(most + 1, most);
  EXPECT_EQ((most + 1).is_whole(), true);
  EXPECT_EQ(Rational(1, 3).is_whole(), false);
  EXPECT_THROW(Rational(1, 0), BrokenInvariant);
  EXPECT_THROW(Rational(1) / Rational{}, BrokenInvariant);
  EXPECT_EQ(Rational::scaled(-12345, 2).exact(), "-123.45");
  EXPECT_EQ(min(Rational(1, 3), Rational(1, 2)), Rational(1, 3));
  EXPECT_EQ(max(Rational(1, 3), Rational(1, 2)), Rational(1, 2));
}

TEST(Rational, CopiesAndMovesKeepTheValue) {
  Rational big = of("123456789012345678901234567890");
  Rational copy = big;
  EXPECT_EQ(copy, big);
  Rational moved = std::move(copy);
  EXPECT_EQ(moved, big);
  Rational& self = moved;
  moved = self;
  EXPECT_EQ(moved, big);
  copy = Rational{3};  // a moved-from value can be given a new one
  EXPECT_EQ(copy, Rational{3});
  moved = copy;
  EXPECT_EQ(moved.exact(), "3");
}

/// The same arithmetic in 128-bit integers, for numbers small enough.
struct Reference {
  __int128 top, bottom;
};
bool same(const Rational& value, Reference r) {
  if (r.bottom < 0) r.top = -r.top, r.bottom = -r.bottom;
  __int128 a = r.top < 0 ? -r.top : r.top, b = r.bottom;
  while (b != 0) std::swap(a, b), b %= a;
  const Rational wanted{static_cast<std::int64_t>(r.top / a), static_cast<std::int64_t>(r.bottom / a)};
  return value == wanted && value.exact() == wanted.exact() && (value <=> wanted) == 0;
}

TEST(Rational, TenThousandRoundsAgainst128Bits) {
  Rng rng{20261124};
  for (int round = 0; round < 10'000; ++round) {
    const std::int64_t limit = rng.chance(1, 2) ? 20 : 1'000'000'000;
    const std::int64_t a = rng.between(-limit, limit), b = rng.between(1, limit);
    const std::int64_t c = rng.between(-limit, limit), d = rng.between(1, limit);
    const Rational x{a, b}, y{c, d};
    const __int128 A = a, B = b, C = c, D = d;
    ASSERT_TRUE(same(x + y, {A * D + C * B, B * D})) << a << '/' << b << ' ' << c << '/' << d;
    ASSERT_TRUE(same(x - y, {A * D - C * B, B * D})) << a << '/' << b << ' ' << c << '/' << d;
    ASSERT_TRUE(same(x * y, {A * C, B * D})) << a << '/' << b << ' ' << c << '/' << d;
    if (c != 0) {
      ASSERT_TRUE(same(x / y, {A * D, B * C})) << a << '/' << b << ' ' << c << '/' << d;
    }
    ASSERT_EQ(x < y, A * D < C * B);
    ASSERT_EQ(x == y, A * D == C * B);
    ASSERT_EQ(Rational::parse(x.exact()), x);
  }
}

TEST(Rational, LawsHoldBeyond64Bits) {
  Rng rng{7};
  for (int round = 0; round < 1'000; ++round) {
    const auto any = [&] {
      const auto top = static_cast<std::int64_t>(rng.next());
      const auto bottom = static_cast<std::int64_t>(rng.next());
      return Rational{top, bottom == 0 ? 1 : bottom};
    };
    const Rational x = any(), y = any(), z = any();
    ASSERT_EQ((x + y) - y, x);
    ASSERT_EQ((x + y) * z, x * z + y * z);
    if (!y.is_zero()) {
      ASSERT_EQ(x / y * y, x);
    }
    ASSERT_EQ(x<y, (y - x)> Rational{});
    ASSERT_EQ(Rational::parse((x * y * z).exact()), x * y * z);
  }
}

}  // namespace
}  // namespace hallbook
