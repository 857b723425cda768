#pragma once
// Queue-machine logs with known truth: a hall simulated as plainly as possible, apart from the product's own kernel, and
// written as a machine exports it, with defects put in by number.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <numbers>
#include <queue>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/rng.h"

namespace hallbook::synthetic {

inline constexpr double opens = 9 * 3600, closes = 17 * 3600;

struct Item {
  double share, mean_min;
};
struct Window {
  std::vector<int> items;
  bool comprehensive = false;
  double factor = 1;  // of handling times
};
/// Seconds since midnight; an end at `closes` stays until all are served.
struct Open {
  double from, to;
};

struct Hall {
  std::vector<Item> items;
  std::vector<Window> windows;
  std::array<double, 16> profile{.08, .10, .11, .10, .08, .05, .025, .02, .03, .055, .08, .085, .07, .055, .04, .02};
  double tickets_per_day = 760;
  double handling_cv = 0.8;
  double patience_min = 60;  // mean of an exponential
  double day_cv = 0;
  double gap_s = 8;  // from an end to the next call
  std::function<std::vector<Open>(int window, int day)> roster;
};

struct Ticket {
  int day = 0;  // of the log, from 0
  double taken = 0, called = 0, ended = 0;
  int item = 0, window = -1;
  bool priority = false;
  bool served = false;
};

struct Log {
  std::vector<Ticket> tickets;
  // [window][day] inside the opening hours: on the roster, or finishing with a citizen after it.
  std::vector<std::vector<double>> present_s;
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_{seed} {}
  double uniform() { return (static_cast<double>(random_.next() >> 11) + 0.5) * 0x1p-53; }
  double exponential(double mean) { return -mean * std::log(uniform()); }
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform()); }
  double lognormal(double mean, double cv) {
    const double variance = std::log(1 + cv * cv);
    return mean * std::exp(std::sqrt(variance) * normal() - variance / 2);
  }
  /// Marsaglia–Tsang, shape ≥ 1.
  double gamma(double shape) {
    const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    while (true) {
      const double x = normal(), v = std::pow(1 + c * x, 3);
      if (v > 0 && std::log(uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
    }
  }
  std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

 private:
  Rng random_;
};

/// The hall of queueing.md §6 in small or large: 12 items in 6 zones, `specialised` windows a zone, then comprehensive
/// ones; windows with an even number have lunch 12:00–12:45, the others 12:45–13:30.
inline Hall twelve_items(std::array<int, 6> specialised = {6, 4, 5, 5, 4, 4}, int comprehensive = 12) {
  Hall hall;
  const double shares[] = {.16, .14, .12, .10, .09, .08, .07, .07, .06, .05, .04, .02};
  const double means[] = {8, 12, 6, 15, 20, 10, 25, 9, 14, 18, 30, 40};
  for (int i = 0; i < 12; ++i) hall.items.push_back({shares[i], 1.35 * means[i]});
  for (int zone = 0; zone < 6; ++zone)
    for (int n = 0; n < specialised[static_cast<std::size_t>(zone)]; ++n)
      hall.windows.push_back({{2 * zone, 2 * zone + 1}, false, 1});
  for (int n = 0; n < comprehensive; ++n) hall.windows.push_back({{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, true, 1});
  hall.roster = [](int window, int) {
    const double lunch = window % 2 == 0 ? 12 * 3600 : 12.75 * 3600;
    return std::vector<Open>{{opens, lunch}, {lunch + 2700, closes}};
  };
  return hall;
}

class Simulation {
 public:
  Simulation(const Hall& hall, int days, std::uint64_t seed) : hall_{hall}, draw_{seed} {
    log_.present_s.assign(hall.windows.size(), std::vector<double>(static_cast<std::size_t>(days)));
    for (int day = 0; day < days; ++day) run(day);
  }
  Log take() { return std::move(log_); }

 private:
  struct Citizen {
    double taken, handling, patience;
    int item;
    bool priority;
  };
  struct Event {
    double at;
    int window;
    bool operator>(const Event& other) const { return at > other.at; }
  };

  std::vector<Citizen> citizens() {
    std::vector<Citizen> all;
    const double busy =
        hall_.day_cv > 0 ? draw_.gamma(1 / (hall_.day_cv * hall_.day_cv)) * hall_.day_cv * hall_.day_cv : 1;
    for (std::size_t slot = 0; slot < hall_.profile.size(); ++slot) {
      const double rate = hall_.tickets_per_day * busy * hall_.profile[slot];
      for (double at = draw_.exponential(1 / rate); at < 1; at += draw_.exponential(1 / rate)) {
        double which = draw_.uniform();
        int item = 0;
        while (item + 1 < static_cast<int>(hall_.items.size()) &&
               which >= hall_.items[static_cast<std::size_t>(item)].share)
          which -= hall_.items[static_cast<std::size_t>(item++)].share;
        all.push_back({opens + (static_cast<double>(slot) + at) * 1800,
                       60 * draw_.lognormal(hall_.items[static_cast<std::size_t>(item)].mean_min, hall_.handling_cv),
                       draw_.exponential(60 * hall_.patience_min), item, draw_.uniform() < 0.06});
      }
    }
    return all;
  }

  /// Whether `window` is staffed at `at`; if not, when it comes next (infinity: not today).
  double next_present(std::size_t window, double at) const {
    for (const Open& open : open_[window])
      if (at < open.to || (open.to >= closes && at >= open.from)) return std::max(at, open.from);
    return INFINITY;
  }

  void serve(std::size_t window, const Citizen& citizen, double at, int day) {
    const double ended = at + citizen.handling * hall_.windows[window].factor;
    log_.tickets.push_back(
        {day, citizen.taken, at, ended, citizen.item, static_cast<int>(window), citizen.priority, true});
    idle_[window] = false;
    busy_until_[window] = ended + hall_.gap_s;
    events_.push({busy_until_[window], static_cast<int>(window)});
  }

  bool serves(std::size_t window, int item) const {
    return std::ranges::find(hall_.windows[window].items, item) != hall_.windows[window].items.end();
  }

  void freed(std::size_t window, double at, int day) {
    const double when = next_present(window, at);
    if (when > at) {
      idle_[window] = false;
      if (when < INFINITY) events_.push({when, static_cast<int>(window)});
      return;
    }
    while (true) {
      auto best = waiting_.end();
      for (auto it = waiting_.begin(); it != waiting_.end(); ++it)
        if (serves(window, it->item) && (best == waiting_.end() || (it->priority && !best->priority))) best = it;
      if (best == waiting_.end()) break;
      const Citizen citizen = *best;
      waiting_.erase(best);
      if (at - citizen.taken > citizen.patience) {
        log_.tickets.push_back(
            {day, citizen.taken, at, 0, citizen.item, static_cast<int>(window), citizen.priority, false});
        continue;
      }
      return serve(window, citizen, at, day);
    }
    idle_[window] = true;
  }

  void arrive(const Citizen& citizen, int day) {
    for (const bool comprehensive : {false, true})
      for (std::size_t window = 0; window < hall_.windows.size(); ++window)
        if (hall_.windows[window].comprehensive == comprehensive && idle_[window] && serves(window, citizen.item) &&
            next_present(window, citizen.taken) <= citizen.taken)
          return serve(window, citizen, citizen.taken, day);
    waiting_.push_back(citizen);
  }

  /// Seconds of the opening hours that the window served `ticket` outside its roster.
  double beyond_roster(const Ticket& ticket) const {
    const double to = std::min(ticket.ended, closes);
    double beyond = std::max(0.0, to - ticket.called);
    for (const Open& open : open_[static_cast<std::size_t>(ticket.window)])
      beyond -= std::max(0.0, std::min(to, open.to) - std::max(ticket.called, open.from));
    return std::max(0.0, beyond);
  }

  void run(int day) {
    idle_.assign(hall_.windows.size(), false);
    waiting_.clear();
    open_.clear();
    for (std::size_t window = 0; window < hall_.windows.size(); ++window) {
      open_.push_back(hall_.roster(static_cast<int>(window), day));
      for (const Open& open : open_.back()) {
        log_.present_s[window][static_cast<std::size_t>(day)] += open.to - open.from;
        events_.push({open.from, static_cast<int>(window)});
        if (open.to < closes) events_.push({open.to, static_cast<int>(window)});
      }
    }
    busy_until_.assign(hall_.windows.size(), 0);
    const auto all = citizens();
    std::size_t next = 0;
    const std::size_t first = log_.tickets.size();
    while (next < all.size() || !events_.empty()) {
      if (next < all.size() && (events_.empty() || all[next].taken < events_.top().at)) {
        arrive(all[next++], day);
        continue;
      }
      const Event event = events_.top();
      events_.pop();
      const auto window = static_cast<std::size_t>(event.window);
      // A beginning or an end of its hours while it serves changes nothing: it finishes first.
      if (event.at < busy_until_[window] - 1e-6) continue;
      freed(window, event.at, day);
    }
    for (const Citizen& left : waiting_)
      log_.tickets.push_back({day, left.taken, closes + 7200, 0, left.item, -1, left.priority, false});
    for (std::size_t at = first; at < log_.tickets.size(); ++at)
      if (const Ticket& ticket = log_.tickets[at]; ticket.served)
        log_.present_s[static_cast<std::size_t>(ticket.window)][static_cast<std::size_t>(day)] += beyond_roster(ticket);
    std::sort(log_.tickets.begin() + static_cast<std::ptrdiff_t>(first), log_.tickets.end(),
              [](const Ticket& a, const Ticket& b) { return a.taken < b.taken; });
  }

  const Hall& hall_;
  Draw draw_;
  Log log_;
  std::vector<bool> idle_;
  std::vector<double> busy_until_;
  std::vector<Citizen> waiting_;
  std::vector<std::vector<Open>> open_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
};

inline Log simulate(const Hall& hall, int days, std::uint64_t seed) { return Simulation{hall, days, seed}.take(); }

/// Working days from 2026-01-05, five a week.
inline Date day_of_log(int day) { return plus_days(make_date(2026, 1, 5), day / 5 * 7 + day % 5); }

/// One row of the export; every column is text that a test may spoil.
struct Row {
  std::string number, date, taken, called, started, ended, item, window, priority, outcome, next;
};

inline std::string clock(double seconds, int unit = 1) {
  const long cut = static_cast<long>(seconds) / unit * unit;
  if (unit % 60 == 0) return fmt::format("{:02}:{:02}", cut / 3600, cut / 60 % 60);
  return fmt::format("{:02}:{:02}:{:02}", cut / 3600, cut / 60 % 60, cut % 60);
}

inline std::vector<Row> rows_of(const Log& log, int unit = 1) {
  std::vector<Row> rows;
  int number = 0, day = -1;
  for (const Ticket& ticket : log.tickets) {
    if (ticket.day != day) number = 0, day = ticket.day;
    Row row;
    row.number = fmt::format("A{:04}", ++number);
    row.date = iso(day_of_log(ticket.day));
    row.taken = clock(ticket.taken, unit);
    if (ticket.window >= 0) row.called = clock(ticket.called, unit);
    if (ticket.served) row.started = row.called, row.ended = clock(ticket.ended, unit);
    row.item = fmt::format("事项{:02}", ticket.item + 1);
    if (ticket.window >= 0) row.window = fmt::format("{}", ticket.window + 1);
    row.priority = ticket.priority ? "优先" : "普通";
    row.outcome = ticket.served ? "办理" : "离开";
    rows.push_back(std::move(row));
  }
  return rows;
}

inline constexpr std::string_view headings =
    "票号,日期,取号时间,叫号时间,开始办理时间,办理结束时间,业务类型,窗口,优先,结果,转号\n";

inline void write_csv(const std::string& file, const std::vector<Row>& rows, std::string_view head = headings) {
  std::ofstream out{file, std::ios::binary};
  out << head;
  for (const Row& row : rows)
    out << row.number << ',' << row.date << ',' << row.taken << ',' << row.called << ',' << row.started << ','
        << row.ended << ',' << row.item << ',' << row.window << ',' << row.priority << ',' << row.outcome << ','
        << row.next << '\n';
}

}  // namespace hallbook::synthetic
