#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "queueing/erlang.h"
#include "queueing/md_c.h"
#include "queueing/poisson.h"
#include "queueing/priorities.h"

namespace hallbook::queueing {
namespace {

TEST(SingleQueue, PollaczekKhinchine) {
  EXPECT_DOUBLE_EQ(mg1_mean_wait(0.5, 1, 1).value(), 1);    // M/M/1
  EXPECT_DOUBLE_EQ(mg1_mean_wait(0.8, 1, 0).value(), 2);    // M/D/1: half of M/M/1's 4
  EXPECT_NEAR(mg1_mean_wait(0.06, 12, 0.8).value(), 0.72 * 12 * 1.64 / 2 / 0.28, 1e-12);
  for (const auto& refused : {mg1_mean_wait(1, 1, 1), mg1_mean_wait(-1, 1, 1), mg1_mean_wait(1, 0, 1),
                              mg1_mean_wait(0.5, 1, -1), mg1_mean_wait(0.5, std::nan(""), 1)})
    EXPECT_FALSE(refused);
}

TEST(SingleQueue, CobhamPriorities) {
  // Two classes of load 0.3 and 0.4, exponential, mean 1: W0 = 0.7, 0.7 / 0.7 and 0.7 / (0.7 · 0.3).
  const std::array<PriorityClass, 2> two{{{0.3, 1, 1}, {0.4, 1, 1}}};
  const auto waits = mg1_priority_waits(two).value();
  EXPECT_NEAR(waits[0], 1, 1e-14);
  EXPECT_NEAR(waits[1], 10.0 / 3, 1e-14);
  // Conservation (Kleinrock 1965): sum of load · wait does not depend on the order.
  const std::array<PriorityClass, 2> laws{{{0.02, 20, 0.8}, {0.03, 10, 0}}}, swapped{{laws[1], laws[0]}};
  const auto a = mg1_priority_waits(laws).value(), b = mg1_priority_waits(swapped).value();
  EXPECT_NEAR(0.4 * a[0] + 0.3 * a[1], 0.3 * b[0] + 0.4 * b[1], 1e-12);
}

TEST(SingleQueue, PrioritiesOverSeveralWindows) {
  // The mean over all classes is the wait without classes; the first class sees only itself and what is in service.
  const std::array<double, 3> rates{2, 3, 4};
  const auto waits = mmc_priority_waits(10, 1, rates).value();
  const double all = erlang({ErlangModel::c, 10, 9, 0, {}})->mean_wait;
  EXPECT_NEAR((2 * waits[0] + 3 * waits[1] + 4 * waits[2]) / 9, all, 1e-13);
  EXPECT_NEAR(waits[0], erlang_c(10, 9).value() / 10 / (1 - 0.2), 1e-14);
  EXPECT_FALSE(mmc_priority_waits(10, 1, std::array{6.0, 4.0}));
  EXPECT_FALSE(mmc_priority_waits(0, 1, rates));
  EXPECT_FALSE(mmc_priority_waits(10, 1, {}));
}

struct MeanRow {
  int windows;
  double utilisation, want;
};

TEST(Mdc, MeanWaitIsCrommelins) {
  // From the roots of z^c = exp(a (z − 1)) by Lambert's W in 30 digits (mpmath).
  const MeanRow rows[] = {{1, 0.8, 2},
                          {2, 0.9, 2.14692321471582672},
                          {5, 0.5, 0.030653193797392716},
                          {10, 0.9, 0.344582050379681134},
                          {30, 0.95, 0.241186478484956889},
                          {100, 0.99, 0.445432841241403712}};
  for (const MeanRow& row : rows) {
    const auto queue = MdcQueue::make(row.windows, row.windows * row.utilisation).value();
    EXPECT_NEAR(queue.mean_wait(), row.want, 1e-11 * row.want) << row.windows;
  }
}

TEST(Mdc, OneWindowHasErlangsDistribution) {
  // P(W <= t) = (1 − rho) sum over k <= t of (rho (k − t))^k exp(−rho (k − t)) / k! (Erlang 1909)
  const double rho = 0.8;
  const auto queue = MdcQueue::make(1, rho).value();
  for (const double t : {0.0, 0.5, 1.0, 2.7, 6.25}) {
    double want = 0, factorial = 1;
    for (int k = 0; k <= static_cast<int>(t); ++k) {
      if (k > 0) factorial *= k;
      want += (1 - rho) * std::pow(rho * (k - t), k) * std::exp(-rho * (k - t)) / factorial;
    }
    EXPECT_NEAR(queue.p_within(t), want, 1e-12) << t;
  }
}

TEST(Mdc, TheDistributionHasTheMean) {
  // The mean is the area above the distribution; the two are computed in different ways.
  for (const auto& [windows, load] : {std::pair{3, 2.4}, {12, 11.0}, {40, 38.0}}) {
    const auto queue = MdcQueue::make(windows, load).value();
    double area = 0;
    const double step = 1.0 / 512;
    for (double t = step / 2; t < 12; t += step) area += step * (1 - queue.p_within(t));
    EXPECT_NEAR(area, queue.mean_wait(), 2e-6) << windows;
  }
}

TEST(Mdc, StaysSoundAtItsLimits) {
  EXPECT_NEAR(MdcQueue::make(2000, 1980)->p_wait(), 0.5, 0.1);  // between 0 and Erlang C's 0.546
  EXPECT_LT(MdcQueue::make(2000, 1980)->p_wait(), erlang_c(2000, 1980).value());
  EXPECT_NEAR(MdcQueue::make(1, 0.999)->mean_wait(), 0.999 / 0.002, 1e-6);
  EXPECT_EQ(MdcQueue::make(5, 0)->mean_wait(), 0);
  EXPECT_EQ(MdcQueue::make(2000, 20)->mean_wait(), 0);
  for (const auto& refused :
       {MdcQueue::make(0, 1), MdcQueue::make(3, 3), MdcQueue::make(3, -1), MdcQueue::make(1, 0.99999)})
    EXPECT_FALSE(refused);
}

TEST(Poisson, WeightsAreTheLaw) {
  const auto small = poisson_weights(2);
  EXPECT_EQ(small.first, 0u);
  EXPECT_NEAR(small.weight[0], std::exp(-2.0), 1e-16);
  EXPECT_NEAR(small.weight[3], std::exp(-2.0) * 8 / 6, 1e-16);
  const auto large = poisson_weights(1e6);
  double sum = 0, mean = 0;
  for (std::size_t i = 0; i < large.weight.size(); ++i) {
    sum += large.weight[i];
    mean += large.weight[i] * static_cast<double>(large.first + i);
  }
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_NEAR(mean, 1e6, 1e-5);
  EXPECT_EQ(poisson_weights(0).weight.size(), 1u);
}

}  // namespace
}  // namespace hallbook::queueing
