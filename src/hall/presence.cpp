#include "hall/presence.h"

#include <algorithm>

#include "hall/presence_evidence.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t bin_slots = 15;     // rates of coming and going are learned by quarter of an hour
constexpr int em_rounds = 6;                 // of EM; more change nothing that shows
constexpr double passes_over =
    0.05;      // a present window leaves a minute's wait uncalled: papers, a word with a colleague
constexpr double prior_days = 12;          // weight of the hall's own habits against those of one window
constexpr double sure = 1e-9;

/// Rates of one window.
struct Rates {
  double at_opening = 0.8;
  std::vector<double> leaves, returns;  // probability per slot, by bin of the time of day
  /// How much rarer another window is given a citizen while this one sits idle: near 0 = this one goes before the
  /// other, 1 = behind it, or neither.
  std::vector<double> yields;
};
struct Counts {
  double opening = 0, days = 0;
  std::vector<double> left, present, returned, absent;
  std::vector<double> given_away;  // by window: citizens given to it while this one sat idle
};

class Model {
 public:
  explicit Model(const Evidence& evidence) : evidence_{evidence}, bins_{(evidence.slots + bin_slots - 1) / bin_slots} {
    start_.leaves.assign(bins_, 0.004);
    start_.returns.assign(bins_, 0.01);
    start_.yields.assign(evidence.windows.size(), 1);
    rates_.assign(evidence.windows.size(), start_);
    staffed_.assign(evidence.windows.size(), std::vector<std::uint8_t>(evidence.days * evidence.slots));
    serves_.assign(evidence.windows.size(), std::vector<bool>(evidence.all_items));
    for (std::size_t window = 0; window < evidence.windows.size(); ++window)
      for (const std::uint16_t item : evidence.items[window]) serves_[window][item] = true;
  }

  void learn() {
    for (int round = 0; round < em_rounds; ++round) {
      std::vector<Counts> counts(rates_.size());
      for (std::size_t window = 0; window < rates_.size(); ++window)
        expect(window, counts[window], round + 1 == em_rounds);
      if (round + 1 < em_rounds) maximise(counts);
    }
  }
  std::vector<std::vector<std::uint8_t>> take() { return std::move(staffed_); }

 private:
  /// Probability of what was seen when the window is present; when it is absent it is 1, or nothing when it served.
  void likelihoods(std::size_t window, std::size_t day) {
    const std::uint8_t* seen_here = evidence_.seen[window].data() + day * evidence_.slots;
    for (std::size_t slot = 0; slot < evidence_.slots; ++slot) {
      present_[slot] = seen_here[slot] == seen::passed_over ? passes_over : 1;
      absent_[slot] = seen_here[slot] == seen::serving ? sure : 1;
    }
    for (const TakenAtOnce& one : evidence_.taken[day])
      if (seen_here[one.slot] == seen::idle && serves_[window][one.item])
        present_[one.slot] *= rates_[window].yields[one.window];
  }

  void expect(std::size_t window, Counts& counts, bool last) {
    const Rates& rates = rates_[window];
    for (auto* list : {&counts.left, &counts.present, &counts.returned, &counts.absent}) list->assign(bins_, 0);
    counts.given_away.assign(evidence_.windows.size(), 0);
    for (auto* list : {&present_, &absent_, &forward_, &posterior_}) list->resize(evidence_.slots);
    for (std::size_t day = 0; day < evidence_.days; ++day) {
      likelihoods(window, day);
      run_forward(rates);
      run_backward(rates, counts);
      count_offers(window, day, counts);
      if (!last) continue;
      for (std::size_t slot = 0; slot < evidence_.slots; ++slot)
        staffed_[window][day * evidence_.slots + slot] = static_cast<std::uint8_t>(std::lround(posterior_[slot] * 255));
    }
  }

  void run_forward(const Rates& rates) {
    double here = rates.at_opening * present_[0], away = (1 - rates.at_opening) * absent_[0];
    forward_[0] = here / (here + away);
    for (std::size_t slot = 1; slot < evidence_.slots; ++slot) {
      const std::size_t bin = slot / bin_slots;
      const double before = forward_[slot - 1];
      here = (before * (1 - rates.leaves[bin]) + (1 - before) * rates.returns[bin]) * present_[slot];
      away = (before * rates.leaves[bin] + (1 - before) * (1 - rates.returns[bin])) * absent_[slot];
      forward_[slot] = here / (here + away);
    }
  }

  void run_backward(const Rates& rates, Counts& counts) {
    double here = 1, away = 1;  // scaled probability of what comes after, by state
    for (std::size_t slot = evidence_.slots; slot-- > 0;) {
      posterior_[slot] = forward_[slot] * here / (forward_[slot] * here + (1 - forward_[slot]) * away);
      if (slot == 0) break;
      const std::size_t bin = slot / bin_slots;
      const double before = forward_[slot - 1], stay = 1 - rates.leaves[bin], stay_away = 1 - rates.returns[bin];
      const double to_here = present_[slot] * here, to_away = absent_[slot] * away;
      const double pairs[] = {before * stay * to_here, before * rates.leaves[bin] * to_away,
                              (1 - before) * rates.returns[bin] * to_here, (1 - before) * stay_away * to_away};
      const double all = pairs[0] + pairs[1] + pairs[2] + pairs[3];
      counts.left[bin] += pairs[1] / all;
      counts.present[bin] += (pairs[0] + pairs[1]) / all;
      counts.returned[bin] += pairs[2] / all;
      counts.absent[bin] += (pairs[2] + pairs[3]) / all;
      here = stay * to_here + rates.leaves[bin] * to_away;
      away = rates.returns[bin] * to_here + stay_away * to_away;
      const double scale = 1 / (here + away);
      here *= scale, away *= scale;
    }
    counts.opening += posterior_[0];
    counts.days += 1;
  }

  void count_offers(std::size_t window, std::size_t day, Counts& counts) const {
    const std::uint8_t* seen_here = evidence_.seen[window].data() + day * evidence_.slots;
    for (const TakenAtOnce& one : evidence_.taken[day])
      if (one.window != window && seen_here[one.slot] == seen::idle && serves_[window][one.item])
        counts.given_away[one.window] += posterior_[one.slot];
  }

  void maximise(const std::vector<Counts>& counts) {
    // The hall's own habits by time of day, as the prior of each window's.
    Rates hall = start_;
    double opening = start_.at_opening, days = 1;
    for (const Counts& one : counts) opening += one.opening, days += one.days;
    hall.at_opening = opening / days;
    for (std::size_t bin = 0; bin < bins_; ++bin) {
      double left = 0.004, present = 1, returned = 0.01, absent = 1;
      for (const Counts& one : counts)
        left += one.left[bin], present += one.present[bin], returned += one.returned[bin], absent += one.absent[bin];
      hall.leaves[bin] = left / present, hall.returns[bin] = returned / absent;
    }
    const double weight = prior_days * bin_slots;
    for (std::size_t window = 0; window < rates_.size(); ++window) {
      const Counts& one = counts[window];
      Rates& rates = rates_[window];
      rates.at_opening = std::clamp((one.opening + prior_days * hall.at_opening) / (one.days + prior_days), 0.01, 0.99);
      for (std::size_t bin = 0; bin < bins_; ++bin) {
        rates.leaves[bin] = bounded((one.left[bin] + weight * hall.leaves[bin]) / (one.present[bin] + weight));
        rates.returns[bin] = bounded((one.returned[bin] + weight * hall.returns[bin]) / (one.absent[bin] + weight));
      }
      // Of two windows that sit idle together, the one that goes first is never passed over for the other.
      for (std::size_t other = 0; other < rates_.size(); ++other) {
        const double away = one.given_away[other] + 0.5, back = counts[other].given_away[window] + 0.5;
        rates.yields[other] = std::clamp(2 * away / (away + back), 0.02, 1.0);
      }
    }
  }
  static double bounded(double rate) { return std::clamp(rate, 0.0002, 0.5); }

  const Evidence& evidence_;
  std::size_t bins_;
  Rates start_;
  std::vector<Rates> rates_;
  std::vector<std::vector<std::uint8_t>> staffed_;
  std::vector<std::vector<bool>> serves_;    // [window][item]
  std::vector<double> present_, absent_, forward_, posterior_;
};

void summarise(const Evidence& evidence, Presence& presence) {
  constexpr std::size_t half_hour = 1800 / presence_slot_s;
  const std::size_t half_hours = (presence.slots + half_hour - 1) / half_hour;
  for (std::size_t at = 0; at < evidence.windows.size(); ++at) {
    WindowPresence window{evidence.windows[at], 0, std::vector<double>(half_hours), evidence.items[at], 0};
    std::vector<double> sums(half_hours);
    for (std::size_t day = 0; day < evidence.days; ++day) {
      double of_day = 0;
      for (std::size_t slot = 0; slot < presence.slots; ++slot) {
        const double probability = presence.probability(at, day, slot);
        of_day += probability;
        sums[slot / half_hour] += probability;
      }
      window.present_share += of_day;
      window.days += of_day > 5;
    }
    const auto days = static_cast<double>(evidence.days);
    window.present_share /= days * static_cast<double>(presence.slots);
    for (std::size_t i = 0; i < half_hours; ++i)
      window.by_half_hour[i] =
          sums[i] / days / static_cast<double>(std::min(half_hour, presence.slots - i * half_hour));
    presence.present_share += window.present_share / static_cast<double>(evidence.windows.size());
    presence.windows.push_back(std::move(window));
  }
}

}  // namespace

Presence infer_presence(const Records& records) {
  Presence presence;
  presence.hours = records.hours;
  if (records.days.empty()) return presence;
  const Evidence evidence = gather_evidence(records);
  presence.slots = evidence.slots;
  if (evidence.windows.empty()) return presence;
  Model model{evidence};
  model.learn();
  presence.staffed = model.take();
  summarise(evidence, presence);
  return presence;
}

}  // namespace hallbook::hall
