#pragma once
// Stationary formulas for c equal windows and Poisson arrivals: Erlang B (loss), C (everybody waits), A (people leave).
// Unit of time: the mean service time. Load a = arrivals per service time (Erlang). Windows 1 … 100,000 (R-QUE-30).
// Sources: Erlang 1917; Jagerman 1974 (recursion of B); Palm 1957, Mandelbaum and Zeltyn 2007 (M/M/n+M).
// Error (R-QUE-32): relative 1e-11 up to 2,000 windows, 1e-10 up to 100,000; what is below 1e-300 is given as 0.
#include <optional>

#include "base/result.h"

namespace hallbook::queueing {

enum class ErlangModel { b, c, a };

struct ErlangQuestion {
  ErlangModel model = ErlangModel::c;
  int windows = 0;
  double load = 0;  // Erlang; 0 … 1e6; below `windows` for model C (R-QUE-31)
  double patience = 0;  // model A: mean of an exponential patience, in service times, 1e-6 … 1e6
  std::optional<double> within;  // a wait in service times, >= 0; the three shares "within" are then filled
};

struct ErlangAnswer {
  double p_wait = 0;  // share of arrivals that finds no free window (B: it is lost)
  double mean_wait = 0;  // mean time in the queue over all arrivals, also of those who leave; service times
  double mean_wait_served = 0;  // the same over those who are served
  double blocked = 0;  // share lost because no window was free (B), else 0
  double abandoned_share = 0;  // share that leaves the queue (A), else 0
  double occupancy = 0;  // mean share of busy windows
  double mean_queue = 0;  // mean number waiting
  double p_within = 1;  // share of arrivals whose time in the queue is <= within (A: whoever leaves earlier counts)
  double served_within = 1;  // share of arrivals served after at most `within`
  double p_within_served = 1;  // share of the served that waited at most `within`: what a hall's statistics count
};

/// Probability that all windows are busy in the loss system, B(c, a); a >= 0.
/// B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)).
Result<double> erlang_b(int windows, double load);
/// Probability of waiting C(c, a) = B / (1 - (a/c)(1 - B)); refuses a >= c.
Result<double> erlang_c(int windows, double load);
/// Everything about one station. Refuses windows, load, patience or within out of range.
Result<ErlangAnswer> erlang(const ErlangQuestion& question);

}  // namespace hallbook::queueing
