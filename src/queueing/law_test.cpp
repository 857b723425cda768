#include "queueing/law.h"

#include <gtest/gtest.h>

#include <cmath>

#include "queueing/draw.h"
#include "queueing/evaluate.h"
#include "queueing/value.h"

namespace hallbook::queueing {
namespace {

TEST(Law, MeanAndVariance) {
  EXPECT_EQ(mean_of({LawKind::none, 5, 0, {}}), 0);
  EXPECT_EQ(variance_of({LawKind::exponential, 4, 0, {}}), 16);
  EXPECT_EQ(variance_of({LawKind::deterministic, 4, 0, {}}), 0);
  EXPECT_DOUBLE_EQ(variance_of({LawKind::lognormal, 10, 0.8, {}}), 64);
  const Law uniform{LawKind::empirical, 0, 0, {3, 9}};  // mean (a + b)/2, variance (b − a)²/12
  EXPECT_DOUBLE_EQ(mean_of(uniform), 6);
  EXPECT_DOUBLE_EQ(variance_of(uniform), 3);
}

TEST(Law, QuantilesAreThoseOfTheLaw) {
  EXPECT_NEAR(quantile({LawKind::exponential, 10, 0, {}}, 0.5), 10 * std::log(2), 1e-9);
  EXPECT_NEAR(quantile({LawKind::lognormal, 10, 0.8, {}}, 0.5), 10 / std::sqrt(1.64), 1e-6);
  EXPECT_NEAR(quantile({LawKind::lognormal, 10, 0.8, {}}, 0.975),
              10 / std::sqrt(1.64) * std::exp(1.959963985 * std::sqrt(std::log(1.64))), 1e-4);
  EXPECT_EQ(quantile({LawKind::deterministic, 7, 0, {}}, 0.1), 7);
  EXPECT_EQ(quantile({LawKind::empirical, 0, 0, {1, 3, 8}}, 0.75), 5.5);
  EXPECT_TRUE(std::isinf(quantile({}, 0.5)));
}

TEST(Value, ReadsAndWritesNumbersInOrder) {
  const auto value = Value::parse(R"({"b": 0.1, "a": [1, 2.5, true, null], "c": "中"})");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->find("b")->number(), 0.1);
  EXPECT_EQ(value->find("a")->array()[0].integer(), 1);
  EXPECT_EQ(Value{Value::Array{*value}}.pretty(), "[\n  {\"b\": 0.1, \"a\": [1, 2.5, true, null], \"c\": \"中\"}\n]\n");
}

TEST(Value, RefusesWhatIsNoJson) {
  for (const char* text : {"", "{", "{\"a\": 1, \"a\": 2}", "1e999", "[1,]", "nul", "[] []", "{\"a\" 1}"})
    EXPECT_FALSE(Value::parse(text)) << text;
}

}  // namespace
}  // namespace hallbook::queueing
