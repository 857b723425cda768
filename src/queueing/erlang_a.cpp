// M/M/c+M. States above c leave at rate c + j·eta, eta = 1 / patience (in service times). The wait V that a patient
// person would have has the density K · exp(h(t)), h(t) = (a/eta)(1 - exp(-eta t)) - c t, on t > 0 (Zeltyn and
// Mandelbaum 2005): h is concave, so its integrals are those of one smooth hump.
#include "queueing/erlang_a.h"

#include <algorithm>
#include <cmath>

#include "queueing/quadrature.h"

namespace hallbook::queueing::exact {
namespace {

struct QueueSums {
  double busy = 0;   // P(all windows busy)
  double queue = 0;  // mean number waiting
};

/// Load below the windows: weights fall from state c on; both sums are relative to state c.
QueueSums light(double load, int windows, double eta, double loss) {
  double sum = 1, queue = 0, term = 1;
  for (int j = 1;; ++j) {
    term *= load / (windows + j * eta);
    sum += term;
    queue += j * term;
    if (j * term < 1e-18 * (1 + queue) && term < 1e-18 * sum) break;
  }
  const double all = 1 + loss * (sum - 1);  // times 1 / loss
  return {loss * sum / all, loss * queue / all};
}

/// Load at or above the windows: from the likeliest state outwards, so that nothing overflows.
QueueSums heavy(double load, int windows, double eta) {
  const double mode = std::floor((load - windows) / eta);  // people waiting in the likeliest state
  constexpr double smallest = 1e-20;
  double waiting_all = 0, all = 0, queue = 0;
  double term = 1;
  for (double j = mode;; ++j) {
    all += term;
    waiting_all += term;
    queue += j * term;
    term *= load / (windows + (j + 1) * eta);
    if (term * (j + 1) < smallest * (1 + queue)) break;
  }
  term = 1;
  double j = mode;
  for (; j > 0 && term > smallest; --j) {
    term *= (windows + j * eta) / load;
    all += term;
    waiting_all += term;
    queue += (j - 1) * term;
  }
  if (j <= 0)  // states below c follow: their sum is the recursion of 1 / B without its first term
    for (int n = windows; n > 0 && term > smallest; --n) {
      term *= n / load;
      all += term;
    }
  return {waiting_all / all, queue / all};
}

class Hump {
 public:
  Hump(double load, double windows, double eta) : load_{load}, windows_{windows}, eta_{eta} {
    peak_at_ = load > windows ? std::log(load / windows) / eta : 0;
    peak_ = height(peak_at_);
    const double slope = windows - load * std::exp(-eta * peak_at_);
    double step = slope > 0 ? 1 / slope : 1 / std::sqrt(windows * eta);
    step = std::min(step, 1 / std::sqrt(windows * eta) + 1 / windows);
    end_ = peak_at_ + step;
    while (height(end_) > peak_ - deep) end_ += step *= 2;
    start_ = 0;
    if (peak_ > deep) {  // h(0) = 0: the left foot
      double low = 0, high = peak_at_;
      for (int i = 0; i < 60; ++i) (height((low + high) / 2) < peak_ - deep ? low : high) = (low + high) / 2;
      start_ = low;
    }
  }
  /// Integral of factor(t) · exp(h(t) - peak) over [from, to] without its feet.
  template <class F>
  double area(double from, double to, const F& factor) const {
    const auto f = [&](double t) { return factor(t) * std::exp(height(t) - peak_); };
    const double low = std::max(from, start_), high = std::min(to, end_);
    if (low >= high) return 0;
    const double error = 1e-17 * scale();
    // Panels that double in width from the left, so that a short patience beside a long hump is not overlooked.
    const double split = std::clamp(peak_at_, low, high);
    double sum = 0, at = low;
    for (double width = std::min(1 / eta_, scale()); at < high; width *= 2) {
      const double next = at < split ? std::min(at + width, split) : std::min(at + width, high);
      sum += integrate(f, at, next, error);
      at = next;
    }
    return sum;
  }
  double end() const { return end_; }

 private:
  static constexpr double deep = 45;  // exp(-45) = 3e-20
  double height(double t) const { return load_ * -std::expm1(-eta_ * t) / eta_ - windows_ * t; }
  double scale() const { return std::min(1 / std::sqrt(windows_ * eta_), end_ - start_); }
  double load_, windows_, eta_, peak_at_, peak_, end_, start_;
};

void fill_waits(ErlangAnswer& answer, const ErlangQuestion& question, double eta) {
  const Hump hump{question.load, static_cast<double>(question.windows), eta};
  const auto one = [](double) { return 1.0; };
  const auto stays = [&](double t) { return std::exp(-eta * t); };
  const double k = answer.p_wait / hump.area(0, hump.end(), one);
  const double served = 1 - answer.abandoned_share;
  answer.mean_wait_served =
      served > 0 ? k * hump.area(0, hump.end(), [&](double t) { return t * stays(t); }) / served : 0;
  if (!question.within) return;
  const double t = *question.within;
  answer.p_within = 1 - k * hump.area(t, hump.end(), one) * stays(t);
  answer.served_within = std::max(0.0, served - k * hump.area(t, hump.end(), stays));
  answer.p_within_served = served > 0 ? answer.served_within / served : 0;
}

}  // namespace

ErlangAnswer answer_a(const ErlangQuestion& question, double loss) {
  ErlangAnswer answer;
  if (question.load <= 0) return answer;
  const double eta = 1 / question.patience;
  const QueueSums sums = question.load < question.windows ? light(question.load, question.windows, eta, loss)
                                                          : heavy(question.load, question.windows, eta);
  answer.p_wait = sums.busy;
  answer.mean_queue = sums.queue;
  answer.mean_wait = sums.queue / question.load;        // Little
  answer.abandoned_share = eta * sums.queue / question.load;  // each of the waiting leaves at rate eta
  answer.occupancy = question.load * (1 - answer.abandoned_share) / question.windows;
  if (answer.p_wait > 0) fill_waits(answer, question, eta);
  return answer;
}

}  // namespace hallbook::queueing::exact
