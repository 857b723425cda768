// Ends of service that were not recorded, or cannot be true.
#include <algorithm>

#include "hall/repair_steps.h"

namespace hallbook::hall {
namespace {

constexpr double longest_gap_s = 600;       // a longer pause after a citizen is not a gap between two
constexpr double overlap_tolerance_s = 60;  // the next one is often called while the last one packs up
constexpr double far_out = 5;               // times the item's median: as long as hardly any handling
constexpr double far_out_least_s = 1800;
constexpr double beyond_all = 20;           // times the median: no handling of a short item
constexpr double usual_cap_s = 14'400;      // four hours, or for long items
constexpr double beyond_long = 12;          // times the median: lognormal handling of cv 0.8 is longer in 1 of 5,000
constexpr std::size_t few = 20;             // an item with less is judged by all items

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

class Ends {
 public:
  Ends(Records& records, const TicketMap& map)
      : records_{records}, cap_s_{map.service_cap_min ? std::optional{*map.service_cap_min * 60} : std::nullopt} {
    order_windows();
    learn_medians();
    learn_gap();
  }

  void repair() {
    for (std::size_t at = 0; at < records_.tickets.size(); ++at) repair(at);
  }

 private:
  void order_windows() {
    auto& tickets = records_.tickets;
    next_.assign(tickets.size(), no_ticket);
    std::vector<std::vector<std::uint32_t>> served(records_.windows.size());
    for (std::uint32_t at = 0; at < tickets.size(); ++at)
      if (tickets[at].outcome == Outcome::served && tickets[at].window != Names::none &&
          !std::isnan(tickets[at].started))
        served[tickets[at].window].push_back(at);
    for (auto& list : served) {
      std::ranges::sort(list, [&](std::uint32_t a, std::uint32_t b) {
        return tickets[a].day != tickets[b].day ? tickets[a].day < tickets[b].day
                                                : tickets[a].started < tickets[b].started;
      });
      for (std::size_t i = 0; i + 1 < list.size(); ++i)
        if (tickets[list[i]].day == tickets[list[i + 1]].day) next_[list[i]] = list[i + 1];
    }
  }

  void learn_medians() {
    std::vector<std::vector<double>> by_item(records_.items.size());
    std::vector<double> all;
    for (const Ticket& ticket : records_.tickets) {
      if (!ticket.handling_known) continue;
      all.push_back(ticket.handling());
      if (ticket.item != Names::none) by_item[ticket.item].push_back(ticket.handling());
    }
    overall_ = all.empty() ? 600 : median(all);
    for (auto& values : by_item) medians_.push_back(values.size() < few ? overall_ : median(values));
  }

  void learn_gap() {
    std::vector<double> gaps;
    for (std::size_t at = 0; at < next_.size(); ++at) {
      if (next_[at] == no_ticket || !records_.tickets[at].handling_known) continue;
      const Ticket &ticket = records_.tickets[at], &after = records_.tickets[next_[at]];
      const double gap = after.called - ticket.ended;
      if (after.taken < ticket.ended && gap >= 0 && gap <= longest_gap_s) gaps.push_back(gap);
    }
    gap_ = gaps.empty() ? 0 : median(gaps);
    records_.report.usual_gap_s = gap_;
  }

  double median_of(const Ticket& ticket) const { return ticket.item == Names::none ? overall_ : medians_[ticket.item]; }

  double cap(double usual) const { return cap_s_ ? *cap_s_ : std::max(usual_cap_s, beyond_long * usual); }

  bool forgotten(std::size_t at) const {
    const Ticket& ticket = records_.tickets[at];
    const double length = ticket.handling(), usual = median_of(ticket);
    if (length > cap(usual) || length > std::max(far_out_least_s, beyond_all * usual)) return true;
    return length > std::max(far_out_least_s, far_out * usual) && next_[at] != no_ticket &&
           records_.tickets[next_[at]].called < ticket.ended - overlap_tolerance_s;
  }

  /// When the citizen was probably done: just before the next call when somebody was waiting for it, else after the
  /// item's usual time, but not after that call.
  double inferred_end(std::size_t at) const {
    const Ticket& ticket = records_.tickets[at];
    const double usual = ticket.started + median_of(ticket);
    if (next_[at] == no_ticket) return usual;
    const Ticket& after = records_.tickets[next_[at]];
    const double before_call = std::max(ticket.started, after.called - gap_);
    const bool was_waiting = after.taken <= usual;
    const bool possible = before_call - ticket.started <= std::max(far_out_least_s, far_out * median_of(ticket));
    return was_waiting && possible ? before_call : std::min(before_call, usual);
  }

  void repair(std::size_t at) {
    Ticket& ticket = records_.tickets[at];
    if (ticket.outcome != Outcome::served || std::isnan(ticket.started)) return;
    if (ticket.handling_known && forgotten(at)) {
      note(records_.report, ticket, Defect::forgotten_click);
      ticket.handling_known = false;
      ticket.ended = inferred_end(at);
    } else if (std::isnan(ticket.ended)) {
      if (records_.report.ends_recorded && !ticket.has(Defect::negative_service))
        note(records_.report, ticket, Defect::missing_end);
      ticket.ended = inferred_end(at);
      // Without recorded ends the next call tells the handling, when that citizen waited from the beginning: then
      // the window did not idle, and long handling is not favoured.
      if (!records_.report.ends_recorded && next_[at] != no_ticket &&
          records_.tickets[next_[at]].taken <= ticket.started)
        ticket.handling_known =
            ticket.ended > ticket.started && ticket.ended - ticket.started <= cap(median_of(ticket));
    }
  }

  Records& records_;
  std::optional<double> cap_s_;  // of the mapping
  double overall_ = 600;
  double gap_ = 0;
  std::vector<std::uint32_t> next_;  // the window's next ticket of the day
  std::vector<double> medians_;  // handling by item, seconds
};

}  // namespace

void repair_ends(Records& records, const TicketMap& map) { Ends{records, map}.repair(); }

}  // namespace hallbook::hall
