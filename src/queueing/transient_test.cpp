#include "queueing/transient.h"

#include <gtest/gtest.h>

#include <cmath>

#include "queueing/erlang.h"

namespace hallbook::queueing {
namespace {

TEST(Transient, SettlesAtErlangA) {
  // 9 Erlang, 10 windows, patience of 4 handling times: after 60 handling times the start is forgotten.
  const auto answer = transient({{{0, 600, 0.9, 10, 0}, {600, 700, 0.9, 10, 0}}, 10, 40}).value();
  const auto want = erlang({ErlangModel::a, 10, 9, 4, {}}).value();
  EXPECT_NEAR(answer.stretches[1].p_wait, want.p_wait, 1e-9);
  EXPECT_NEAR(answer.stretches[1].mean_queue, want.mean_queue, 1e-8);
  EXPECT_NEAR(answer.stretches[1].mean_busy, 10 * want.occupancy, 1e-8);
  EXPECT_NEAR(answer.stretches[1].abandoned, want.abandoned_share * 90, 1e-8);
}

TEST(Transient, ManyWindowsAreTheInfiniteStation) {
  // Nobody waits: the number present is Poisson with mean a (1 − exp(−t / S)).
  const auto answer = transient({{{0, 15, 0.4, 60, 0}}, 10, 0}).value();
  EXPECT_NEAR(answer.stretches[0].people_at_end, 4 * (1 - std::exp(-1.5)), 1e-10);
  EXPECT_NEAR(answer.stretches[0].mean_busy, 4 * (1 - (1 - std::exp(-1.5)) / 1.5), 1e-10);
  EXPECT_LT(answer.mean_wait_min, 1e-12);
}

TEST(Transient, OneWindowWithoutRoomToLeaveFillsUp) {
  // No window at all: arrivals pile up, and leave at the rate of their patience.
  const auto answer = transient({{{0, 20, 0.5, 0, 0}}, 10, 30}).value();
  EXPECT_NEAR(answer.stretches[0].people_at_end, 15 * (1 - std::exp(-20.0 / 30)), 1e-10);
  EXPECT_NEAR(answer.abandoned, 10 - answer.stretches[0].people_at_end, 1e-9);
}

// R-QUE-35: all windows leave, nobody arrives any more. Finishing first empties the windows; pushed back, all stay.
TEST(Transient, LunchSemanticsDiffer) {
  TransientQuestion question{{{0, 30, 0.4, 60, 0}, {30, 40, 0, 0, 60}}, 10, 0, Leaving::finish_first};
  const double at_noon = 4 * (1 - std::exp(-3.0));
  const auto finish = transient(question).value();
  EXPECT_NEAR(finish.stretches[1].people_at_end, at_noon * std::exp(-1.0), 1e-9);
  EXPECT_NEAR(finish.stretches[1].mean_queue, 0, 1e-9);
  question.leaving = Leaving::capacity_drop;
  const auto dropped = transient(question).value();
  EXPECT_NEAR(dropped.stretches[1].people_at_end, at_noon, 1e-9);
  EXPECT_NEAR(dropped.stretches[1].mean_queue, at_noon, 1e-9);
}

TEST(Transient, LeaversGoOnUntilTheirCitizenIsDone) {
  // Overloaded pool of 6: half leaves. Finishing first keeps more of them busy for a while than dropping does.
  TransientQuestion question{{{0, 60, 1.2, 6, 0}, {60, 65, 1.2, 3, 3}, {65, 90, 1.2, 6, 0}}, 10, 60};
  const auto finish = transient(question).value();
  question.leaving = Leaving::capacity_drop;
  const auto dropped = transient(question).value();
  EXPECT_NEAR(dropped.stretches[1].mean_busy, 3, 1e-3);
  // Three leavers, all but surely busy at first, each with an exponential rest: 3 + 3 (1 − exp(−0.5)) / 0.5.
  EXPECT_NEAR(finish.stretches[1].mean_busy, 3 + 3 * (1 - std::exp(-0.5)) / 0.5, 2e-3);
  EXPECT_LT(finish.mean_wait_min, dropped.mean_wait_min);
  EXPECT_LT(finish.cut_off, 1e-9);
}

TEST(Transient, RefusesWhatCannotBe) {
  EXPECT_FALSE(transient({{}, 10, 0}));
  EXPECT_FALSE(transient({{{0, 10, 1, 2, 0}}, 0, 0}));
  EXPECT_FALSE(transient({{{0, 10, -1, 2, 0}}, 10, 0}));
  EXPECT_FALSE(transient({{{0, 10, 1, 2, 0}, {11, 20, 1, 2, 0}}, 10, 0}));  // a gap
  EXPECT_FALSE(transient({{{0, 10, 1, 2, 0}, {10, 20, 1, 2, 3}}, 10, 0}));  // three of two leave
  EXPECT_FALSE(transient({{{0, 900000, 900, 2, 0}}, 10, 0}));               // a queue without end
}

}  // namespace
}  // namespace hallbook::queueing
