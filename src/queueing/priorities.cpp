#include "queueing/priorities.h"

#include "queueing/erlang.h"
#include "queueing/exact_domain.h"

namespace hallbook::queueing {
namespace {

constexpr double rate_most = 1e9, mean_most = 1e9, cv_most = 1e3;

Result<> check(const PriorityClass& one) {
  if (auto fine = exact::check_number(one.arrivals, "arrivals", exact::Zero::allowed, rate_most); !fine) return fine;
  if (auto fine = exact::check_number(one.mean_handling, "mean_handling", exact::Zero::refused, mean_most); !fine)
    return fine;
  return exact::check_number(one.handling_cv, "handling_cv", exact::Zero::allowed, cv_most);
}

/// `residual` = mean work that a new arrival finds in service times the chance to find it.
std::vector<double> cobham(double residual, std::span<const double> loads) {
  std::vector<double> waits;
  double before = 0;
  for (const double load : loads) {
    const double with = before + load;
    waits.push_back(residual / ((1 - before) * (1 - with)));
    before = with;
  }
  return waits;
}

std::unexpected<Refusal> no_class() {
  return refuse(RefusalCode::invalid, {"至少要有一个等级", "give at least one class of citizens"}, "classes");
}

}  // namespace

Result<double> mg1_mean_wait(double arrivals, double mean_handling, double handling_cv) {
  const PriorityClass one{arrivals, mean_handling, handling_cv};
  const auto waits = mg1_priority_waits({&one, 1});
  if (!waits) return std::unexpected{waits.error()};
  return waits->front();
}

Result<std::vector<double>> mg1_priority_waits(std::span<const PriorityClass> classes) {
  if (classes.empty()) return no_class();
  std::vector<double> loads;
  double residual = 0, total = 0;
  for (const PriorityClass& one : classes) {
    if (auto fine = check(one); !fine) return std::unexpected{fine.error()};
    loads.push_back(one.arrivals * one.mean_handling);
    total += loads.back();
    residual += loads.back() * one.mean_handling * (1 + one.handling_cv * one.handling_cv) / 2;
  }
  if (auto fine = exact::check_stable(total, 1); !fine) return std::unexpected{fine.error()};
  return cobham(residual, loads);
}

Result<std::vector<double>> mmc_priority_waits(int windows, double mean_handling, std::span<const double> arrivals) {
  if (arrivals.empty()) return no_class();
  if (auto fine = exact::check_windows(windows); !fine) return std::unexpected{fine.error()};
  std::vector<double> loads;
  double total = 0;
  for (const double rate : arrivals) {
    if (auto fine = check({rate, mean_handling, 1}); !fine) return std::unexpected{fine.error()};
    loads.push_back(rate * mean_handling / windows);
    total += rate * mean_handling;
  }
  const auto delay = erlang_c(windows, total);
  if (!delay) return std::unexpected{delay.error()};
  return cobham(*delay * mean_handling / windows, loads);
}

}  // namespace hallbook::queueing
