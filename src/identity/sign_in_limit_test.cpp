// R-IDN-20 to R-IDN-22: how long somebody waits, by a given clock.
#include <gtest/gtest.h>

#include "identity/sign_in_limit.h"

namespace hallbook::identity {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

}  // namespace

TEST(SignInDelay, GrowsFromTheFifthAndLocksAtTheTenth) {
  const int want[] = {0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 900, 900, 900};
  for (int failures = 0; failures < 13; ++failures)
    EXPECT_EQ(sign_in_delay({}, failures).count(), want[failures]) << failures;
  SignInLimits hall;  // a whole hall behind one router
  hall.address_free_failures = 30;
  hall.address_lock_failures = 60;
  EXPECT_EQ(sign_in_delay(hall, 29, true).count(), 0);
  EXPECT_EQ(sign_in_delay(hall, 30, true).count(), 5);
  EXPECT_EQ(sign_in_delay(hall, 59, true).count(), 900);
  EXPECT_EQ(sign_in_delay(hall, 5).count(), 5);
}

TEST(NetworkOf, IsOneMachine) {
  EXPECT_EQ(network_of("10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(network_of("::ffff:10.0.0.7"), "10.0.0.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2:ffff::1"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8:0:0:9::"));
  EXPECT_TRUE(is_loopback("127.0.0.1"));
  EXPECT_TRUE(is_loopback("::1"));
  EXPECT_FALSE(is_loopback("10.0.0.127"));
}

struct LimiterTest : testing::Test {
  bool wrong(const std::string& name, const std::string& from = "10.0.0.7") {
    if (limiter.begin(name, from, now) > seconds{0}) return false;
    last = limiter.failed(name, from, now);
    return true;
  }
  SignInLimiter limiter;
  SignInLimiter::Refused last;
  milliseconds now{1'000'000};
};

TEST_F(LimiterTest, AnAccountWaitsWhereverItIsTriedFrom) {
  for (int i = 1; i <= 5; ++i) {
    ASSERT_TRUE(wrong("wang", "10.0.0." + std::to_string(i)));
    EXPECT_EQ(last.left, 5 - i);
  }
  EXPECT_EQ(last.wait, seconds{5});
  EXPECT_EQ(limiter.begin("wang", "10.0.9.9", now), seconds{5});
  EXPECT_EQ(limiter.waiting("wang", now), seconds{5});
  EXPECT_EQ(limiter.begin("li", "10.0.9.9", now), seconds{0});
  now += milliseconds{4'999};
  EXPECT_EQ(limiter.begin("wang", "10.0.9.9", now), seconds{1});
  now += milliseconds{1};
  for (const int wait : {10, 20, 40, 80, 900}) {
    ASSERT_TRUE(wrong("wang"));
    EXPECT_EQ(last.wait, seconds{wait});
    now += seconds{wait} - milliseconds{1};
    EXPECT_FALSE(wrong("wang"));
    now += milliseconds{1};
  }
  ASSERT_TRUE(wrong("wang"));  // 15 minutes without a try: the count began anew
  EXPECT_EQ(last.failures, 1);
}

TEST_F(LimiterTest, AnAddressThatTriesManyNamesWaitsToo) {  // R-IDN-21, password spraying
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(wrong("user" + std::to_string(i)));
  EXPECT_EQ(last.wait, seconds{0});
  EXPECT_EQ(last.address_wait, seconds{5});
  EXPECT_FALSE(wrong("fresh"));
  EXPECT_TRUE(wrong("fresh", "10.0.0.8"));
}

TEST_F(LimiterTest, ItsOwnMachineIsNoAddress) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(wrong("user" + std::to_string(i), "127.0.0.1"));
}

TEST_F(LimiterTest, TheRightPasswordForgivesOnlyItsOwnTries) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(wrong("victim"));
  ASSERT_TRUE(wrong("mine"));
  ASSERT_EQ(limiter.begin("mine", "10.0.0.7", now), seconds{0});
  EXPECT_EQ(limiter.succeeded("mine", "10.0.0.7", now), 1);
  ASSERT_TRUE(wrong("victim2"));
  ASSERT_TRUE(wrong("victim3"));
  EXPECT_EQ(last.address_failures, 5);
  EXPECT_EQ(limiter.waiting("mine", now), seconds{0});
}

TEST_F(LimiterTest, TriesMadeElsewhereForgiveNothingHere) {
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(wrong("mine", "10.0.0.8"));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(wrong("victim" + std::to_string(i)));
  ASSERT_EQ(limiter.begin("mine", "10.0.0.7", now), seconds{0});
  EXPECT_EQ(limiter.succeeded("mine", "10.0.0.7", now), 4);
  ASSERT_TRUE(wrong("another"));
  EXPECT_EQ(last.address_failures, 5);
}

TEST_F(LimiterTest, GuessesSentTogetherAreCountedBeforeTheyAreJudged) {  // R-IDN-22
  for (int i = 0; i < 5; ++i) EXPECT_EQ(limiter.begin("wang", "10.0.0.7", now), seconds{0});
  EXPECT_GT(limiter.begin("wang", "10.0.0.7", now), seconds{0});
  limiter.left("wang");
  EXPECT_EQ(limiter.begin("wang", "10.0.0.7", now), seconds{0});
}

TEST_F(LimiterTest, AnUnlockedAccountMayTryAtOnce) {
  for (int i = 0; i < 5; ++i) wrong("wang", "10.0.0." + std::to_string(i));
  limiter.forget("wang");
  EXPECT_EQ(limiter.begin("wang", "10.0.0.99", now), seconds{0});
}

TEST(Limiter, RemembersNoMoreThanItsLimit) {
  SignInLimits limits;
  limits.most_keys = 100;
  SignInLimiter limiter{limits};
  const milliseconds now{5'000};
  for (int i = 0; i < 7; ++i) {
    static_cast<void>(limiter.begin("victim", "127.0.0.1", now));
    limiter.failed("victim", "127.0.0.1", now);
  }
  for (int i = 0; i < 5'000; ++i) limiter.failed("made-up" + std::to_string(i), "127.0.0.1", now);
  EXPECT_GT(limiter.waiting("victim", now), seconds{0});  // a flood of names does not push a locked one out
}

}  // namespace hallbook::identity
