// The hall's own days as traces: "had you opened one more window, last March would have looked like this".
#include <algorithm>

#include "base/rng.h"
#include "hall/estimate_steps.h"

namespace hallbook::hall {
namespace {

double quantile(const queueing::Law& law, double p) {
  switch (law.kind) {
    case queueing::LawKind::none: return std::numeric_limits<double>::infinity();
    case queueing::LawKind::deterministic:
    case queueing::LawKind::lognormal: return law.mean_min;  // never made by estimate()
    case queueing::LawKind::exponential: return -law.mean_min * std::log1p(-p);
    case queueing::LawKind::empirical: break;
  }
  const double place = p * static_cast<double>(law.quantiles_min.size() - 1);
  const auto at = std::min(static_cast<std::size_t>(place), law.quantiles_min.size() - 2);
  return std::lerp(law.quantiles_min[at], law.quantiles_min[at + 1], place - static_cast<double>(at));
}

/// Patience given what is known of it: longer than the wait of who was served, shorter than that of who was not there.
double patience_of(const Ticket& ticket, const queueing::Law& law, double draw) {
  if (law.kind == queueing::LawKind::none) return std::numeric_limits<double>::infinity();
  if (!ticket.wait_known) return quantile(law, draw);
  const double waited = ticket.wait() / 60;
  if (ticket.outcome == Outcome::abandoned && ticket.left_seen) return waited;
  double below = 0;  // probability of a patience shorter than the wait, by bisection of the quantile function
  for (double step = 0.5; step > 1e-6; step /= 2)
    if (quantile(law, below + step) < waited) below += step;
  return quantile(law,
                  ticket.outcome == Outcome::abandoned ? draw * below : std::min(0.999999, below + draw * (1 - below)));
}

}  // namespace

std::vector<queueing::DayTrace> actual_days(const Records& records, const Estimation& estimation) {
  const queueing::Scenario& scenario = estimation.scenario;
  std::vector<int> number(records.items.size(), -1);
  for (std::size_t at = 0; at < estimation.arrivals.items.size(); ++at)
    number[estimation.arrivals.items[at]] = static_cast<int>(at);
  std::vector<double> factor(records.windows.size(), 1);
  for (const auto& window : scenario.layout.windows)
    if (const auto at = records.windows.find(window.id); at != Names::none) factor[at] = window.handling_factor;
  std::vector<queueing::DayTrace> days(records.days.size());
  std::size_t day = 0;
  for (const Ticket& ticket : records.tickets) {
    while (day < days.size() && records.days[day] < ticket.day) ++day;
    if (day == days.size() || records.days[day] != ticket.day || ticket.item == Names::none) continue;
    const int item = number[ticket.item];
    if (item < 0) continue;
    days[day].day = static_cast<int>(day);
    Rng random{ticket.row * 0x9E3779B97F4A7C15u + 7};
    const auto uniform = [&] { return (static_cast<double>(random.next() >> 11) + 0.5) * 0x1p-53; };
    const double drawn = quantile(scenario.hall.items[static_cast<std::size_t>(item)].handling, uniform());
    const double speed = ticket.window == Names::none ? 1 : factor[ticket.window];
    queueing::Ticket citizen;
    citizen.at_min = (ticket.taken - records.hours.from) / 60;
    citizen.item = item;
    citizen.level = ticket.priority ? static_cast<int>(scenario.layout.policy.levels.size()) - 1 : 0;
    citizen.handling_min = ticket.handling_known ? (ticket.ended - ticket.called) / 60 / speed : drawn;
    citizen.patience_min = patience_of(ticket, estimation.patience.law, uniform());
    citizen.appointment = ticket.channel == Channel::appointment && ticket.slot != no_time;
    citizen.no_show = ticket.outcome == Outcome::no_show;
    queueing::add(days[day], scenario, citizen);
  }
  for (auto& one : days) queueing::finish(one);
  return days;
}

}  // namespace hallbook::hall
