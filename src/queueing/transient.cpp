#include "queueing/transient.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "queueing/exact_domain.h"
#include "queueing/poisson.h"

namespace hallbook::queueing {
namespace {

constexpr double cut_off_most = 1e-9;
constexpr double work_most = 2e10;  // states × steps: about a minute
constexpr double steps_at_once = 2e4;

/// Probabilities of (people, leavers still busy). A leaver that is busy serves one of the people.
class Station {
 public:
  Station(const TransientQuestion& question, int people_most, int leavers_most)
      : mu_{1 / question.handling_mean_min},
        theta_{question.patience_mean_min > 0 ? 1 / question.patience_mean_min : 0},
        people_{people_most},
        leavers_{leavers_most},
        now_(static_cast<std::size_t>((people_most + 1) * (leavers_most + 1))) {
    now_[0] = 1;
  }

  /// A new stretch: earlier leavers are back, `leaving` of the `before` windows go. Which of them are busy is chance
  /// (hypergeometric), because nothing tells the windows of a pool apart.
  void change(int before, int leaving) {
    std::vector<double> next(now_.size());
    for (int n = 0; n <= people_; ++n)
      for (int k = 0; k <= std::min(n, leavers_); ++k) {
        const double p = now_[at(n, k)];
        if (p == 0) continue;
        const int busy = std::min(n - k, before);
        spread(p, n, before, leaving, busy, next);
      }
    now_ = std::move(next);
  }

  StretchAnswer run(const Stretch& stretch, double& cut_off) {
    StretchAnswer answer;
    const double rate =
        stretch.arrivals_per_min + mu_ * (stretch.windows + leavers_) + theta_ * std::max(0, people_ - stretch.windows);
    const double length = stretch.to_min - stretch.from_min;
    const int parts = static_cast<int>(std::ceil(std::max(1.0, rate * length / steps_at_once)));
    std::vector<double> spent(now_.size());  // expected minutes in each state
    for (int part = 0; part < parts; ++part) advance(stretch, rate, length / parts, spent);
    for (int n = 0; n <= people_; ++n)
      for (int k = 0; k <= std::min(n, leavers_); ++k) {
        const double share = spent[at(n, k)] / length;
        const int busy = std::min(n - k, stretch.windows);
        answer.mean_busy += share * (busy + k);
        answer.mean_queue += share * (n - k - busy);
        if (n - k >= stretch.windows) answer.p_wait += share;
        answer.people_at_end += now_[at(n, k)] * n;
        if (n == people_) cut_off += share * length * stretch.arrivals_per_min;
      }
    answer.abandoned = answer.mean_queue * theta_ * length;
    return answer;
  }

 private:
  std::size_t at(int n, int k) const { return static_cast<std::size_t>(n * (leavers_ + 1) + k); }

  void spread(double p, int n, int before, int leaving, int busy, std::vector<double>& next) const {
    if (leaving == 0) {
      next[at(n, 0)] += p;
      return;
    }
    const int least = std::max(0, busy - (before - leaving)), most = std::min(busy, leaving);
    std::vector<double> weight;
    double total = 0, w = 1;
    for (int k = least; k <= most; ++k) {  // C(leaving, k) C(before - leaving, busy - k) by ratios
      weight.push_back(w);
      total += w;
      w *= static_cast<double>(leaving - k) * (busy - k) /
           (static_cast<double>(k + 1) * (before - leaving - busy + k + 1));
    }
    for (int k = least; k <= most; ++k) next[at(n, k)] += p * weight[static_cast<std::size_t>(k - least)] / total;
  }

  /// One jump of the uniformised chain.
  void jump(const Stretch& stretch, double rate, const std::vector<double>& from, std::vector<double>& to) const {
    std::ranges::fill(to, 0.0);
    for (int n = 0; n <= people_; ++n)
      for (int k = 0; k <= std::min(n, leavers_); ++k) {
        const double p = from[at(n, k)];
        if (p < 1e-300) continue;
        const int busy = std::min(n - k, stretch.windows);
        const double up = n < people_ ? stretch.arrivals_per_min / rate : 0;
        const double down = (busy * mu_ + (n - k - busy) * theta_) / rate, leave = k * mu_ / rate;
        if (up > 0) to[at(n + 1, k)] += p * up;
        if (down > 0) to[at(n - 1, k)] += p * down;
        if (k > 0) to[at(n - 1, k - 1)] += p * leave;
        to[at(n, k)] += p * (1 - up - down - leave);
      }
  }

  void advance(const Stretch& stretch, double rate, double length, std::vector<double>& spent) {
    if (rate <= 0) {
      for (std::size_t i = 0; i < now_.size(); ++i) spent[i] += now_[i] * length;
      return;
    }
    const PoissonWeights jumps = poisson_weights(rate * length);
    std::vector<double> end(now_.size()), next(now_.size());
    const std::size_t last = jumps.first + jumps.weight.size();
    double left = 1;  // P(more than i jumps)
    for (std::size_t i = 0; i < last; ++i) {
      const double w = i < jumps.first ? 0 : jumps.weight[i - jumps.first];
      left -= w;
      const double minutes = std::max(0.0, left) / rate;
      for (std::size_t s = 0; s < now_.size(); ++s) {
        end[s] += w * now_[s];
        spent[s] += minutes * now_[s];
      }
      if (i + 1 == last) break;
      jump(stretch, rate, now_, next);
      now_.swap(next);
    }
    now_ = std::move(end);
  }

  double mu_, theta_;
  int people_, leavers_;
  std::vector<double> now_;
};

Result<> check(const TransientQuestion& question) {
  using exact::Zero;
  if (auto fine = exact::check_number(question.handling_mean_min, "handling_mean_min", Zero::refused, 1e6); !fine)
    return fine;
  if (auto fine = exact::check_number(question.patience_mean_min, "patience_mean_min", Zero::allowed, 1e9); !fine)
    return fine;
  int before = 0;
  double end = question.stretches.empty() ? 0 : question.stretches.front().from_min;
  bool sound = !question.stretches.empty();
  for (const Stretch& one : question.stretches) {
    if (auto fine = exact::check_number(one.arrivals_per_min, "arrivals_per_min", Zero::allowed, 1e4); !fine)
      return fine;
    if (auto fine = exact::check_number(one.windows, "windows", Zero::allowed, 2000); !fine) return fine;
    sound = sound && one.from_min == end && one.to_min > one.from_min && one.to_min < 1e6 && one.leaving >= 0 &&
            one.leaving <= before;
    before = one.windows;
    end = one.to_min;
  }
  if (sound) return {};
  return refuse(RefusalCode::invalid,
                {"时段应首尾相接，离开的窗口不能多于上一时段的窗口",
                 "stretches must follow each other without gaps, and no more windows can leave than were there"},
                "stretches");
}

/// People that the fluid limit sees at most; the truncation is put well above.
double fluid_peak(const TransientQuestion& question) {
  double people = 0, peak = 0;
  for (const Stretch& one : question.stretches) {
    const int steps = 200;
    const double step = (one.to_min - one.from_min) / steps;
    for (int i = 0; i < steps; ++i) {
      const double served = std::min<double>(people, one.windows) / question.handling_mean_min;
      const double waiting = std::max(0.0, people - one.windows);
      const double left = question.patience_mean_min > 0 ? waiting / question.patience_mean_min : 0;
      people = std::max(0.0, people + step * (one.arrivals_per_min - served - left));
      peak = std::max(peak, people);
    }
  }
  return peak;
}

std::unexpected<Refusal> too_large(double people) {
  return refuse(RefusalCode::over_limit,
                {fmt::format("队伍过长（约 {:.0f} 人），精确解算不动；请用模拟", people),
                 fmt::format("too many people ({:.0f}) for the exact solution; use the simulation", people)},
                "stretches");
}

}  // namespace

Result<TransientAnswer> transient(const TransientQuestion& question) {
  if (auto fine = check(question); !fine) return std::unexpected{fine.error()};
  int leavers = 0, windows = 0;
  double rate = 0, length = 0;
  for (const Stretch& one : question.stretches) {
    if (question.leaving == Leaving::finish_first) leavers = std::max(leavers, one.leaving);
    windows = std::max(windows, one.windows);
    rate = std::max(rate, one.arrivals_per_min);
    length += one.to_min - one.from_min;
  }
  const double peak = fluid_peak(question) + windows;
  for (double people = std::ceil(peak + 10 * std::sqrt(peak) + 40);; people *= 2) {
    const double theta = question.patience_mean_min > 0 ? 1 / question.patience_mean_min : 0;
    const double jumps = length * (rate + (windows + leavers) / question.handling_mean_min + theta * people);
    if (jumps * people * (leavers + 1) > work_most) return too_large(people);
    TransientAnswer answer;
    Station station{question, static_cast<int>(people), leavers};
    double waiting = 0;
    int before = 0;
    for (const Stretch& one : question.stretches) {
      station.change(before, question.leaving == Leaving::finish_first ? one.leaving : 0);
      answer.stretches.push_back(station.run(one, answer.cut_off));
      const StretchAnswer& last = answer.stretches.back();
      answer.arrivals += one.arrivals_per_min * (one.to_min - one.from_min);
      answer.abandoned += last.abandoned;
      waiting += last.mean_queue * (one.to_min - one.from_min);
      before = one.windows;
    }
    answer.mean_wait_min = answer.arrivals > 0 ? waiting / answer.arrivals : 0;
    if (answer.cut_off <= cut_off_most) return answer;
  }
}

}  // namespace hallbook::queueing
