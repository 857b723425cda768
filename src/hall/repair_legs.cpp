// Legs of one citizen's visit: the same number called at another window, or a number that names the next one.
#include <algorithm>
#include <unordered_map>

#include "hall/repair_steps.h"

namespace hallbook::hall {
namespace {

constexpr double re_ticket_s = 900;  // a new ticket under the same number that soon after the last leg is a further leg
constexpr double same_s = 60;

struct Numbered {
  std::uint64_t key;
  double started;
  std::uint32_t at;
};

std::uint64_t day_key(std::uint64_t number, std::int32_t day) {
  return (number ^ static_cast<std::uint32_t>(day) * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
}

class Legs {
 public:
  explicit Legs(Records& records) : records_{records}, tickets_{records.tickets} {}

  void by_number(const std::vector<std::uint64_t>& numbers) {
    std::vector<Numbered> all;
    for (std::uint32_t at = 0; at < tickets_.size(); ++at)
      if (numbers[at] != 0 && tickets_[at].outcome == Outcome::served && !std::isnan(tickets_[at].started))
        all.push_back({day_key(numbers[at], tickets_[at].day), tickets_[at].started, at});
    std::ranges::sort(all, [](const Numbered& a, const Numbered& b) {
      return a.key != b.key ? a.key < b.key : a.started != b.started ? a.started < b.started : a.at < b.at;
    });
    if (numbers_repeat(all)) return;
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      if (all[i].key == all[i + 1].key && goes_on(tickets_[all[i].at], tickets_[all[i + 1].at]))
        join(all[i].at, all[i + 1].at);
  }

  void by_next(const std::vector<std::uint64_t>& numbers, const std::vector<std::uint64_t>& nexts) {
    if (std::ranges::all_of(nexts, [](std::uint64_t next) { return next == 0; })) return;
    std::unordered_map<std::uint64_t, std::uint32_t> of_number;
    for (std::uint32_t at = 0; at < tickets_.size(); ++at)
      if (numbers[at] != 0) of_number.emplace(day_key(numbers[at], tickets_[at].day), at);
    for (std::uint32_t at = 0; at < tickets_.size(); ++at) {
      if (nexts[at] == 0 || nexts[at] == numbers[at] || tickets_[at].next != no_ticket) continue;
      const auto after = of_number.find(day_key(nexts[at], tickets_[at].day));
      if (after != of_number.end() && tickets_[after->second].first_leg &&
          !(tickets_[after->second].taken < tickets_[at].taken))
        join(at, after->second);
    }
  }

 private:
  bool same_ticket(const Ticket& a, const Ticket& b) const {
    return std::abs(a.taken - b.taken) < std::max<double>(1, records_.report.unit_s[0]);
  }
  bool goes_on(const Ticket& a, const Ticket& b) const {
    if (same_ticket(a, b)) return b.started >= a.ended - same_s;
    return b.taken >= a.ended - same_s && b.taken <= a.ended + re_ticket_s;
  }
  /// Numbers that are not one citizen's: given out by each item on its own, or over again. Then two tickets of one
  /// number overlap as often as not, which nobody's legs do.
  bool numbers_repeat(const std::vector<Numbered>& all) const {
    std::uint64_t pairs = 0, overlapping = 0;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      if (all[i].key != all[i + 1].key) continue;
      const Ticket &a = tickets_[all[i].at], &b = tickets_[all[i + 1].at];
      ++pairs;
      overlapping += !same_ticket(a, b) && b.taken < a.ended - same_s;
    }
    return overlapping > 10 && overlapping * 10 > pairs;
  }

  void join(std::uint32_t first, std::uint32_t second) {
    Ticket &a = tickets_[first], &b = tickets_[second];
    a.next = second;
    b.first_leg = false;
    note(records_.report, b, Defect::joined_leg);
    if (!(b.taken < a.ended) || std::isnan(b.called)) return;
    b.taken = std::min(a.ended, b.called);
    b.recorded_wait = static_cast<std::int32_t>(std::lround(b.called - b.taken));
  }

  Records& records_;
  std::vector<Ticket>& tickets_;
};

}  // namespace

void join_legs(Records& records, const std::vector<std::uint64_t>& numbers, const std::vector<std::uint64_t>& nexts) {
  Legs legs{records};
  legs.by_number(numbers);
  legs.by_next(numbers, nexts);
}

}  // namespace hallbook::hall
