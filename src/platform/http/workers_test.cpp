#include "platform/http/workers.h"

#include <gtest/gtest.h>

#include <semaphore>
#include <thread>

#include "platform/http/admission.h"

namespace hallbook::http {
namespace {

using namespace std::chrono_literals;

TEST(Workers, TakeNoMoreThanTheyCanHold) {  // R-HTTP-17
  std::binary_semaphore leave{0};
  std::counting_semaphore<> done{0};
  Workers workers{1, 1, 60s};
  ASSERT_TRUE(workers.reserve());
  workers.run([&] {
    leave.acquire();
    done.release();
  });
  ASSERT_TRUE(workers.reserve());
  workers.run([&] { done.release(); });
  EXPECT_FALSE(workers.reserve());
  leave.release();
  done.acquire();
  done.acquire();
  while (!workers.reserve()) std::this_thread::yield();  // the place comes back when the task has ended
  std::binary_semaphore again{0};
  workers.run([] {}, [&] { again.release(); });
  again.acquire();
}

TEST(Workers, AQueueThatStandsStillTakesNothing) {  // R-HTTP-17
  std::binary_semaphore entered{0}, leave{0};
  Workers workers{1, 100, -1ms};
  ASSERT_TRUE(workers.reserve());
  workers.run([&] {
    entered.release();
    leave.acquire();
  });
  entered.acquire();
  ASSERT_TRUE(workers.reserve());  // nothing waits yet
  workers.run([] {});
  EXPECT_FALSE(workers.reserve());  // something waits longer than it should
  leave.release();
}

TEST(Workers, TheEndFinishesWhatWasTaken) {
  int ran = 0;
  Workers workers{1, 10, 60s};
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(workers.reserve());
    workers.run([&] { ++ran; });
  }
  workers.end();
  EXPECT_EQ(ran, 5);
  EXPECT_FALSE(workers.reserve());
}

TEST(Admission, CountsPerAddressAndInAll) {  // R-HTTP-16
  Admission admission{3, 2, 100};
  EXPECT_EQ(admission.enter("a"), Admission::Entry::entered);
  EXPECT_EQ(admission.enter("a"), Admission::Entry::entered);
  EXPECT_EQ(admission.enter("a"), Admission::Entry::address_full);
  EXPECT_EQ(admission.enter("b"), Admission::Entry::entered);
  EXPECT_EQ(admission.enter("c"), Admission::Entry::all_full);
  admission.leave("a");
  EXPECT_EQ(admission.enter("c"), Admission::Entry::entered);
  EXPECT_EQ(admission.open(), 3);
  Admission wide{100, 1, 1};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(wide.enter(""), Admission::Entry::entered);  // the proxy
  EXPECT_FALSE(admission.wait_until_empty(0ms));
  for (const char* group : {"a", "b", "c"}) admission.leave(group);
  EXPECT_TRUE(admission.wait_until_empty(0ms));
}

TEST(Admission, CountsBytes) {
  Admission admission{1, 1, 100};
  EXPECT_TRUE(admission.take_bytes(60));
  EXPECT_FALSE(admission.take_bytes(41));
  EXPECT_TRUE(admission.take_bytes(40));
  admission.give_bytes(60);
  EXPECT_TRUE(admission.take_bytes(60));
  EXPECT_FALSE(admission.take_bytes(~std::uint64_t{0}));
}

TEST(Admission, AHouseholdIsOneAddress) {  // R-HTTP-16
  EXPECT_EQ(Admission::group_of("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(Admission::group_of("::ffff:10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(Admission::group_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(Admission::group_of("fe80::1%eth0"), "fe80::");
}

}  // namespace
}  // namespace hallbook::http
