#include "queueing/trace.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/ensure.h"

namespace hallbook::queueing {

double origin_min(const Scenario& scenario) {
  double first = 0;
  if (!scenario.demand.edges_min.empty()) first = std::min(first, scenario.demand.edges_min.front());
  for (const Window& window : scenario.layout.windows)
    for (const Open& open : window.open) first = std::min(first, open.from_min);
  // Slot holders may come early: six standard deviations before the first slot, later ones only.
  const Appointments& slots = scenario.demand.appointments;
  if (slots.every_min > 0)
    first = std::min(first, std::floor(slots.from_min + slots.offset_mean_min - 6 * slots.offset_sd_min));
  return first;
}

std::uint32_t to_ticks(double minutes) {
  const double ticks = std::floor(minutes * ticks_per_min + 0.5);
  if (!(ticks < max_ticks)) return max_ticks;  // also NaN
  return ticks > 0 ? static_cast<std::uint32_t>(ticks) : 0;
}

void DayTrace::clear() {
  factor = 1;
  arrivals = 0;
  time.clear();
  service.clear();
  patience.clear();
  kind.clear();
  next.clear();
}

void add(DayTrace& day, const Scenario& scenario, const Ticket& ticket) {
  ensure(ticket.item >= 0 && ticket.item < static_cast<int>(scenario.hall.items.size()), "add: no such item");
  ensure(ticket.level >= 0 && ticket.level < max_levels, "add: no such level");
  const unsigned kind = (static_cast<unsigned>(ticket.item) << kind_bits::item_shift) |
                        static_cast<unsigned>(ticket.level) | (ticket.appointment ? kind_bits::appointment : 0) |
                        (ticket.no_show ? kind_bits::no_show : 0);
  day.time.push_back(to_ticks(ticket.at_min - origin_min(scenario)));
  day.service.push_back(std::max(1u, to_ticks(ticket.handling_min)));
  day.patience.push_back(to_ticks(ticket.patience_min));
  day.kind.push_back(static_cast<std::uint16_t>(kind));
  day.arrivals = static_cast<std::uint32_t>(day.time.size());
}

void finish(DayTrace& day) {
  ensure(day.next.empty() && day.arrivals == day.size(), "finish: a trace with legs");
  std::vector<std::uint32_t> order(day.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return day.time[i]; });
  const auto sorted = [&](auto& column) {
    auto copy = column;
    for (std::size_t i = 0; i < order.size(); ++i) copy[i] = column[order[i]];
    column = std::move(copy);
  };
  sorted(day.time);
  sorted(day.service);
  sorted(day.patience);
  sorted(day.kind);
}

}  // namespace hallbook::queueing
