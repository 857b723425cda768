#pragma once
// One queue in front of equal windows: general handling times (Pollaczek 1930, Khinchine 1932) and non-preemptive
// priorities (Cobham 1954; several windows with exponential handling of one mean: Davis 1966, Kella and Yechiali 1985).
// Unit of time: the caller's; arrival rates are per that unit. Error: relative 1e-12 (closed forms).
#include <span>
#include <vector>

#include "base/result.h"

namespace hallbook::queueing {

/// One class of citizens; the first of a list goes first.
struct PriorityClass {
  double arrivals = 0;  // per unit of time, >= 0
  double mean_handling = 0;  // > 0
  double handling_cv = 1;  // standard deviation / mean, >= 0; 1 = exponential, 0 = constant
};

/// M/G/1: mean time in the queue, arrivals · E[S²] / (2 (1 − rho)). Refuses rho >= 1.
Result<double> mg1_mean_wait(double arrivals, double mean_handling, double handling_cv);

/// M/G/1 with non-preemptive priorities: mean time in the queue of each class,
/// W0 / ((1 − s(k−1)) (1 − s(k))), W0 = sum of arrivals · E[S²] / 2, s(k) = load of the classes 1..k. Refuses a total
/// load >= 1 and an empty list.
Result<std::vector<double>> mg1_priority_waits(std::span<const PriorityClass> classes);

/// M/M/c with non-preemptive priorities and one mean handling time: the same with W0 = C(c, a) · mean / c and
/// s(k) = load of the classes 1..k divided by c. Refuses a total load >= windows.
Result<std::vector<double>> mmc_priority_waits(int windows, double mean_handling, std::span<const double> arrivals);

}  // namespace hallbook::queueing
