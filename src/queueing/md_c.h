#pragma once
// M/D/c: Poisson arrivals, constant handling, c equal windows, first come first served. Unit of time: the handling time.
// Sources: Crommelin 1932 (epochs one handling time apart: the queue is the supremum of a random walk with steps
// Poisson(a) − c), Spitzer 1956 (its generating function), Franx 2001 (the waiting distribution as a sum of positive
// terms). Domain: windows 1 … 100,000, load 0 <= a, a / c <= 0.9999 (R-QUE-31). Error: absolute 1e-11 in the
// distribution, relative 1e-9 in the mean, 1e-12 while a / c <= 0.99.
#include <vector>

#include "base/result.h"

namespace hallbook::queueing {

class MdcQueue {
 public:
  static Result<MdcQueue> make(int windows, double load);
  /// Mean time in the queue.
  double mean_wait() const { return mean_queue_ / load_; }
  double mean_queue() const { return mean_queue_; }
  /// P(W > 0).
  double p_wait() const { return 1 - p_within(0); }
  /// P(W <= t), t >= 0.
  double p_within(double t) const;
  /// P(at most n people wait) at any time.
  double queue_at_most(std::size_t n) const { return n < cumulative_.size() ? cumulative_[n] : 1; }

 private:
  MdcQueue() = default;
  int windows_ = 0;
  double load_ = 0;
  double mean_queue_ = 0;
  std::vector<double> cumulative_;
};

}  // namespace hallbook::queueing
