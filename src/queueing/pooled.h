#pragma once
// One queue before equal windows, Poisson arrivals, nobody leaves: the Kiefer–Wolfowitz recursion, one replication a
// vector lane. For bounds (no layout of n equal windows waits less than n comprehensive ones), self-tests against
// exact formulas, and single-skill stations. Source: Kiefer, Wolfowitz, "On the theory of queues with many servers" (1955).
#include <cstdint>
#include <span>
#include <vector>

#include "queueing/evaluate.h"
#include "queueing/path.h"

namespace hallbook::queueing {

struct PooledQueue {
  int windows = 1;  // 1..2000
  double arrivals_per_min = 1;  // above 0
  Law handling;  // deterministic, exponential or lognormal
};

/// Mean wait (minutes) of each replication over `customers` after the first `warm_up`, begun empty. The same bits on
/// every path. Refuses what the comments above exclude.
Result<std::vector<double>> pooled_mean_waits(const PooledQueue& queue, int replications, std::int64_t customers,
                                              std::int64_t warm_up, std::uint64_t seed, Path path = best_path());

/// Given days under `windows` windows that serve everything, without breaks, levels or factors, with patience: daily
/// sums as quick_sums gives them. Days with legs are not for this (ensure).
std::vector<DaySums> pooled_sums(const Scenario& scenario, int windows, const Target& target,
                                 std::span<const DayTrace> days);

}  // namespace hallbook::queueing
