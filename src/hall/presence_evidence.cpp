#include "hall/presence_evidence.h"

#include <algorithm>

#include "hall/waits.h"

namespace hallbook::hall {
namespace {

constexpr double at_once_s = 45;  // a citizen called this soon found a free window

class Gathering {
 public:
  explicit Gathering(const Records& records) : records_{records} {
    evidence_.days = records.days.size();
    evidence_.slots = static_cast<std::size_t>(std::max(1, records.hours.length() / presence_slot_s));
    choose_windows();
    words_ = (records.items.size() + 63) / 64;
    const std::size_t cells = evidence_.days * evidence_.slots;
    evidence_.seen.assign(evidence_.windows.size(), std::vector<std::uint8_t>(cells));
    evidence_.taken.resize(evidence_.days);
    evidence_.all_items = records.items.size();
  }

  Evidence gather() {
    for (std::size_t at = 0, day = 0; day < evidence_.days; ++day) {
      while (records_.tickets[at].day != records_.days[day]) ++at;
      const std::size_t first = at;
      while (at < records_.tickets.size() && records_.tickets[at].day == records_.days[day]) ++at;
      gather_day(day, first, at);
    }
    return std::move(evidence_);
  }

 private:
  void choose_windows() {
    std::vector<std::vector<std::uint32_t>> served(records_.windows.size(),
                                                   std::vector<std::uint32_t>(records_.items.size()));
    std::vector<std::uint32_t> total(records_.windows.size());
    for (const Ticket& ticket : records_.tickets) {
      if (ticket.window == Names::none || ticket.item == Names::none || ticket.outcome != Outcome::served) continue;
      ++served[ticket.window][ticket.item];
      ++total[ticket.window];
    }
    number_.assign(records_.windows.size(), -1);
    for (const WindowFigures& figures : wait_statistics(records_).windows) {
      std::vector<std::uint16_t> items;
      for (std::size_t item = 0; item < records_.items.size(); ++item)
        if (const auto count = served[figures.window][item]; count >= 3 && count * 500 >= total[figures.window])
          items.push_back(static_cast<std::uint16_t>(item));
      number_[figures.window] = static_cast<int>(evidence_.windows.size());
      evidence_.windows.push_back(figures.window);
      evidence_.items.push_back(std::move(items));
    }
  }

  std::ptrdiff_t slot_of(double time) const {
    return static_cast<std::ptrdiff_t>(std::floor((time - records_.hours.from) / presence_slot_s));
  }
  bool inside(std::ptrdiff_t slot) const { return slot >= 0 && slot < static_cast<std::ptrdiff_t>(evidence_.slots); }

  void gather_day(std::size_t day, std::size_t first, std::size_t end) {
    waiting_.assign(evidence_.slots * words_, 0);
    for (std::size_t at = first; at < end; ++at) {
      mark_waiting(records_.tickets[at]);
      mark_service(day, records_.tickets[at]);
    }
    for (std::size_t at = first; at < end; ++at) mark_arrival(day, records_.tickets[at]);
    std::ranges::stable_sort(evidence_.taken[day], {}, &TakenAtOnce::slot);
    for (std::size_t window = 0; window < evidence_.windows.size(); ++window) mark_passed_over(day, window);
  }

  /// Slots all through which the ticket stood on the board.
  void mark_waiting(const Ticket& ticket) {
    if (!ticket.wait_known || ticket.item == Names::none || std::isnan(ticket.called)) return;
    const std::ptrdiff_t from = slot_of(ticket.taken + presence_slot_s - 1);
    const std::ptrdiff_t to = slot_of(ticket.called);  // not included
    for (std::ptrdiff_t slot = std::max<std::ptrdiff_t>(0, from); slot < to && inside(slot); ++slot)
      waiting_[static_cast<std::size_t>(slot) * words_ + ticket.item / 64] |= std::uint64_t{1} << (ticket.item % 64);
  }

  void mark_service(std::size_t day, const Ticket& ticket) {
    if (ticket.window == Names::none || number_[ticket.window] < 0 || std::isnan(ticket.called)) return;
    const double ended = std::isnan(ticket.ended) ? ticket.called : ticket.ended;
    auto& seen_here = evidence_.seen[static_cast<std::size_t>(number_[ticket.window])];
    for (std::ptrdiff_t slot = slot_of(ticket.called); slot <= slot_of(ended); ++slot) {
      if (!inside(slot)) continue;
      seen_here[day * evidence_.slots + static_cast<std::size_t>(slot)] = seen::serving;
    }
  }

  void mark_arrival(std::size_t day, const Ticket& ticket) {
    if (!ticket.wait_known || ticket.item == Names::none || ticket.wait() > at_once_s || ticket.window == Names::none)
      return;
    const std::ptrdiff_t slot = slot_of(ticket.taken);
    if (!inside(slot) || number_[ticket.window] < 0) return;
    evidence_.taken[day].push_back(
        {static_cast<std::uint32_t>(slot), ticket.item, static_cast<std::uint16_t>(number_[ticket.window])});
  }

  void mark_passed_over(std::size_t day, std::size_t window) {
    std::vector<std::uint64_t> mask(words_);
    for (const std::uint16_t item : evidence_.items[window]) mask[item / 64] |= std::uint64_t{1} << (item % 64);
    for (std::size_t slot = 0; slot < evidence_.slots; ++slot) {
      std::uint8_t& here = evidence_.seen[window][day * evidence_.slots + slot];
      if (here == seen::serving) continue;
      for (std::size_t word = 0; word < words_; ++word)
        if (waiting_[slot * words_ + word] & mask[word]) here = seen::passed_over;
    }
  }

  const Records& records_;
  Evidence evidence_;
  std::vector<int> number_;             // window of the records → window of the evidence, −1 = none
  std::size_t words_ = 1;
  std::vector<std::uint64_t> waiting_;  // [slot][word]: items with a ticket on the board all through
};

}  // namespace

Evidence gather_evidence(const Records& records) { return Gathering{records}.gather(); }

}  // namespace hallbook::hall
