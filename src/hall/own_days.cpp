// The hall's own days as traces: "had you opened one more window, last March would have looked like this".
#include "hall/own_days.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.h"
#include "base/rng.h"
#include "queueing/evaluate.h"

namespace hallbook::hall {
namespace {

constexpr std::size_t fewest_own_days = 5;  // with fewer nothing is said about other days

/// Patience given what is known of it: longer than the wait of who was served, shorter than that of who was not there.
double patience_of(const Ticket& ticket, const queueing::Law& law, double draw) {
  if (law.kind == queueing::LawKind::none) return std::numeric_limits<double>::infinity();
  if (!ticket.wait_known) return queueing::quantile(law, draw);
  const double waited = ticket.wait() / 60;
  if (ticket.outcome == Outcome::abandoned && ticket.left_seen) return waited;
  double below = 0;  // probability of a patience shorter than the wait, by bisection of the quantile function
  for (double step = 0.5; step > 1e-6; step /= 2)
    if (queueing::quantile(law, below + step) < waited) below += step;
  return queueing::quantile(
      law, ticket.outcome == Outcome::abandoned ? draw * below : std::min(0.999999, below + draw * (1 - below)));
}

queueing::Ticket citizen_of(const Ticket& ticket, const queueing::Scenario& scenario, int item, double opens_s,
                            double speed) {
  const queueing::Item& known = scenario.hall.items[static_cast<std::size_t>(item)];
  Rng random{ticket.row * 0x9E3779B97F4A7C15u + 7};
  const auto uniform = [&] { return (static_cast<double>(random.next() >> 11) + 0.5) * 0x1p-53; };
  const double drawn = queueing::quantile(known.handling, uniform());
  queueing::Ticket citizen;
  citizen.at_min = std::max((ticket.taken - opens_s) / 60, queueing::origin_min(scenario));
  citizen.item = item;
  citizen.level = ticket.priority ? static_cast<int>(scenario.layout.policy.levels.size()) - 1 : 0;
  citizen.handling_min = ticket.handling_known ? (ticket.ended - ticket.called) / 60 / speed : drawn;
  citizen.patience_min = patience_of(ticket, known.patience, uniform());
  citizen.appointment = ticket.channel == Channel::appointment && ticket.slot != no_time;
  citizen.no_show = ticket.outcome == Outcome::no_show;
  return citizen;
}

struct FigureSums {
  double served = 0, wait_min = 0, within = 0, failures = 0, tickets = 0, abandoned = 0, late = 0;
  void add(const queueing::DaySums& day, const queueing::Target& target) {
    const bool late_counts = target.abandoned == queueing::Abandoned::late_is_failure;
    served += static_cast<double>(day.served);
    wait_min += static_cast<double>(day.wait_ticks) / queueing::ticks_per_min;
    within += static_cast<double>(day.within);
    failures += late_counts ? static_cast<double>(day.late_abandoned) : 0;
    tickets += static_cast<double>(day.tickets);
    abandoned += static_cast<double>(day.abandoned);
    late += static_cast<double>(day.served - day.within + day.late_abandoned);
  }
  std::array<double, 4> figures() const {
    return {wait_min / served, within / (served + failures), abandoned / tickets, late};
  }
};

/// R-QUE-88: figures of `other` and its differences to `base`, with intervals over resampled days. Both are resampled
/// with the same days.
OwnFigures resampled(const std::string& name, const std::vector<queueing::DaySums>& base,
                     const std::vector<queueing::DaySums>& other, const queueing::Target& target) {
  constexpr std::size_t kinds = 8;  // four figures, four differences
  const auto figures = [&](const auto& day_of) {
    FigureSums of_base, of_other;
    for (std::size_t n = 0; n < other.size(); ++n) {
      of_base.add(base[day_of(n)], target);
      of_other.add(other[day_of(n)], target);
    }
    std::array<double, kinds> all{};
    for (std::size_t at = 0; at < 4; ++at) {
      all[at] = of_other.figures()[at];
      all[at + 4] = all[at] - of_base.figures()[at];
    }
    return all;
  };
  OwnFigures own;
  own.layout = name;
  Range* const ranges[kinds] = {&own.mean_wait_min, &own.share_within, &own.abandoned_share,  &own.late,
                                &own.wait_change,   &own.share_change, &own.abandoned_change, &own.late_change};
  const auto here = figures([](std::size_t n) { return n; });
  for (std::size_t at = 0; at < kinds; ++at) ranges[at]->value = here[at];
  if (other.size() < fewest_own_days) return own;
  own.resamples = 100;
  std::array<double, kinds> mean{}, square{};
  Rng random{20'260'101};
  for (int round = 0; round < own.resamples; ++round) {
    std::vector<std::size_t> days(other.size());
    for (std::size_t& day : days) day = random.below(days.size());
    const auto drawn = figures([&](std::size_t n) { return days[n]; });
    for (std::size_t at = 0; at < kinds; ++at) {
      mean[at] += drawn[at] / own.resamples;
      square[at] += drawn[at] * drawn[at] / own.resamples;
    }
  }
  const auto n = static_cast<double>(other.size());
  for (std::size_t at = 0; at < kinds; ++at) {
    const double half = 1.96 * std::sqrt(std::max(0.0, square[at] - mean[at] * mean[at]) * n / (n - 1));
    ranges[at]->low = here[at] - half, ranges[at]->high = here[at] + half;
  }
  return own;
}

}  // namespace

Result<OwnDays> own_days(const Records& records, const queueing::Scenario& scenario) {
  std::vector<int> number(records.items.size(), -1);
  for (std::size_t item = 0; item < scenario.hall.items.size(); ++item)
    if (const auto at = records.items.find(scenario.hall.items[item].id); at != Names::none)
      number[at] = static_cast<int>(item);
  std::vector<double> factor(records.windows.size(), 1);
  for (const auto& window : scenario.layout.windows)
    if (const auto at = records.windows.find(window.id); at != Names::none) factor[at] = window.handling_factor;
  const double opens_s = parse_time_of_day(scenario.hall.opens_at).value_or(records.hours.from);
  OwnDays own;
  own.days.resize(records.days.size());
  std::size_t day = 0;
  for (const Ticket& ticket : records.tickets) {
    while (day < own.days.size() && records.days[day] < ticket.day) ++day;
    if (day == own.days.size() || records.days[day] != ticket.day || ticket.item == Names::none ||
        number[ticket.item] < 0) {
      ++own.left_out;
      continue;
    }
    own.days[day].day = static_cast<int>(day);
    const double speed = ticket.window == Names::none ? 1 : factor[ticket.window];
    queueing::add(own.days[day], scenario, citizen_of(ticket, scenario, number[ticket.item], opens_s, speed));
    ++own.tickets;
  }
  for (auto& one : own.days) queueing::finish(one);
  if (own.tickets == 0)
    return refuse(
        RefusalCode::invalid,
        {fmt::format("记录中没有一件业务是方案里的（如“{}”）：请用同一份记录估计方案", scenario.hall.items.front().id),
         fmt::format("no ticket has an item of the scenario (such as '{}'): estimate the scenario from the "
                     "same records",
                     scenario.hall.items.front().id)},
        "records");
  return own;
}

std::vector<OwnFigures> own_figures(const queueing::Scenario& scenario, std::span<const queueing::Layout> layouts,
                                    const OwnDays& own) {
  std::vector<OwnFigures> all;
  std::vector<queueing::DaySums> base;
  for (const queueing::Layout& layout : layouts) {
    const auto sums = queueing::quick_sums(scenario, layout, scenario.target, own.days).days;
    if (base.empty()) base = sums;
    all.push_back(resampled(layout.name, base, sums, scenario.target));
  }
  return all;
}

}  // namespace hallbook::hall
