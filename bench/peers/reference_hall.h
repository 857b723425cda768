#pragma once
// HALL-12x40 as anybody would write it first, with the standard library only: an event queue, deques, mt19937_64.
// The peer of queueing_bench, and an independent opinion on the figures. Times are minutes in doubles.
#include <array>
#include <cmath>
#include <cstdint>
#include <deque>
#include <queue>
#include <random>
#include <vector>

namespace reference {

struct Citizen {
  double at, service, patience;
  int item;
  bool priority;
};

struct Figures {
  std::uint64_t tickets = 0, served = 0, within_15 = 0, abandoned = 0;
  double wait = 0;
};

class Hall {
 public:
  explicit Hall(std::uint64_t seed) : random_{seed} {
    const std::array<double, 12> minutes{8, 12, 6, 15, 20, 10, 25, 9, 14, 18, 30, 40};
    const double variance = std::log(1 + 0.8 * 0.8);
    for (const double m : minutes) handling_.emplace_back(std::log(1.35 * m) - variance / 2, std::sqrt(variance));
    const std::array<int, 6> per_zone{6, 4, 5, 5, 4, 4};
    for (int zone = 0; zone < 6; ++zone)
      for (int i = 0; i < per_zone[zone]; ++i) zone_of_.push_back(zone);
    for (int i = 0; i < 12; ++i) zone_of_.push_back(-1);  // comprehensive
  }

  std::vector<Citizen> draw() {
    static constexpr double profile[] = {.08, .10,  .11, .10,  .08, .05,  .025, .02,
                                         .03, .055, .08, .085, .07, .055, .04,  .02};
    std::vector<Citizen> day;
    for (int slot = 0; slot < 16; ++slot) {
      std::exponential_distribution<double> gap{760 * profile[slot] / 30};
      for (double at = slot * 30 + gap(random_); at < slot * 30 + 30; at += gap(random_)) {
        const int item = items_(random_);
        day.push_back({at, handling_[item](random_), patience_(random_), item, priority_(random_)});
      }
    }
    return day;
  }

  void run(const std::vector<Citizen>& day, Figures& figures) {
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    for (std::uint32_t i = 0; i < day.size(); ++i) events.push({day[i].at, arrival, static_cast<int>(i)});
    for (int w = 0; w < windows; ++w) events.push({rest_from(w) + 45, back, w});
    std::array<bool, windows> busy{};
    while (!events.empty()) {
      const Event event = events.top();
      events.pop();
      if (event.kind == arrival) {
        ++figures.tickets;
        const Citizen& citizen = day[event.who];
        const int window = idle_window(citizen.item / 2, event.at, busy);
        if (window >= 0) {
          start(window, citizen, event.at, busy, events, figures);
        } else {
          waiting_[citizen.item / 2][citizen.priority].push_back(citizen);
        }
      } else {
        if (event.kind == end) busy[event.who] = false;
        if (!busy[event.who] && !resting(event.who, event.at)) call(event.who, event.at, busy, events, figures);
      }
    }
  }

 private:
  static constexpr int windows = 40;
  enum Kind { end, back, arrival };
  struct Event {
    double at;
    Kind kind;
    int who;
    bool operator>(const Event& other) const { return at != other.at ? at > other.at : kind > other.kind; }
  };
  using Events = std::priority_queue<Event, std::vector<Event>, std::greater<>>;

  static double rest_from(int window) { return window % 2 == 0 ? 180 : 225; }
  static bool resting(int window, double at) { return at >= rest_from(window) && at < rest_from(window) + 45; }

  int idle_window(int zone, double at, const std::array<bool, windows>& busy) const {
    for (const int wanted : {zone, -1})
      for (int w = 0; w < windows; ++w)
        if (zone_of_[w] == wanted && !busy[w] && !resting(w, at)) return w;
    return -1;
  }

  void start(int window, const Citizen& citizen, double at, std::array<bool, windows>& busy, Events& events,
             Figures& figures) {
    const double wait = at - citizen.at;
    ++figures.served;
    figures.wait += wait;
    figures.within_15 += wait <= 15;
    busy[window] = true;
    events.push({at + citizen.service, end, window});
  }

  void call(int window, double at, std::array<bool, windows>& busy, Events& events, Figures& figures) {
    for (;;) {
      std::deque<Citizen>* first = nullptr;
      for (const bool priority : {true, false}) {
        for (int zone = 0; zone < 6; ++zone) {
          auto& queue = waiting_[zone][priority];
          if ((zone_of_[window] != zone && zone_of_[window] != -1) || queue.empty()) continue;
          if (first == nullptr || queue.front().at < first->front().at) first = &queue;
        }
        if (first != nullptr) break;
      }
      if (first == nullptr) return;
      const Citizen citizen = first->front();
      first->pop_front();
      if (at - citizen.at > citizen.patience) {
        ++figures.abandoned;
        continue;
      }
      return start(window, citizen, at, busy, events, figures);
    }
  }

  std::mt19937_64 random_;
  std::discrete_distribution<int> items_{.16, .14, .12, .10, .09, .08, .07, .07, .06, .05, .04, .02};
  std::vector<std::lognormal_distribution<double>> handling_;
  std::exponential_distribution<double> patience_{1.0 / 60};
  std::bernoulli_distribution priority_{0.06};
  std::vector<int> zone_of_;
  std::array<std::array<std::deque<Citizen>, 2>, 6> waiting_;
};

}  // namespace reference
