#include "queueing/cover.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace hallbook::queueing {
namespace {

bool covers(const Cover& cover, const std::vector<int>& x) {
  for (const Cover::Row& row : cover.rows) {
    int sum = 0;
    for (std::size_t j = 0; j < x.size(); ++j) sum += row.takes[j] * x[j];
    if (sum < row.need) return false;
  }
  return true;
}

/// Every combination: the only judge that cannot share a mistake with the simplex.
double by_trying_all(const Cover& cover) {
  double best = -1;
  std::vector<int> x(cover.cost.size());
  for (;;) {
    if (covers(cover, x)) {
      double cost = 0;
      for (std::size_t j = 0; j < x.size(); ++j) cost += cover.cost[j] * x[j];
      if (best < 0 || cost < best) best = cost;
    }
    std::size_t j = 0;
    while (j < x.size() && x[j] == cover.most[j]) x[j++] = 0;
    if (j == x.size()) return best;
    ++x[j];
  }
}

Cover random_cover(Rng& rng) {
  Cover cover;
  const std::size_t variables = 2 + rng.below(3);
  for (std::size_t j = 0; j < variables; ++j) {
    cover.cost.push_back(1 + static_cast<double>(rng.below(40)) / 16);
    cover.most.push_back(static_cast<int>(3 + rng.below(4)));
  }
  for (std::size_t i = 0; i < 2 + rng.below(6); ++i) {
    Cover::Row row;
    for (std::size_t j = 0; j < variables; ++j) row.takes.push_back(static_cast<char>(rng.below(2)));
    row.need = static_cast<int>(rng.below(7));
    cover.rows.push_back(std::move(row));
  }
  return cover;
}

TEST(Cover, IsTheCheapestOfAll) {
  Rng rng{20'261'124};
  for (int round = 0; round < 400; ++round) {
    const Cover cover = random_cover(rng);
    const double want = by_trying_all(cover);
    const auto got = solve_cover(cover);
    ASSERT_EQ(got.has_value(), want >= 0) << round;
    if (!got) continue;
    EXPECT_NEAR(got->cost, want, 1e-9) << round;
    EXPECT_TRUE(covers(cover, got->x)) << round;
    EXPECT_TRUE(got->proven) << round;
    Cover smaller = cover;
    drop_implied(smaller);
    EXPECT_LE(smaller.rows.size(), cover.rows.size());
    EXPECT_NEAR(solve_cover(smaller)->cost, want, 1e-9) << round;
  }
}

TEST(Cover, OddCircleNeedsMoreThanItsFractions) {
  // Three shifts, each pair of them must have one: halves cost 1.5, whole numbers 2.
  Cover cover{{1, 1, 1}, {5, 5, 5}, {{{1, 1, 0}, 1}, {{0, 1, 1}, 1}, {{1, 0, 1}, 1}}};
  EXPECT_NEAR(solve_cover(cover)->cost, 2, 1e-9);
  const auto early = solve_cover(cover, 1);  // one node: the fractions are known, a rounded cover too
  ASSERT_TRUE(early);
  EXPECT_FALSE(early->proven);
  EXPECT_LE(early->bound, 2);
}

}  // namespace
}  // namespace hallbook::queueing
