#include "queueing/offered_load.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/ensure.h"
#include "queueing/staffing.h"

namespace hallbook::queueing {
namespace {

double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

struct LogLaw {
  double mu, sigma;
  explicit LogLaw(const Law& law)
      : mu{std::log(law.mean_min) - std::log1p(law.cv * law.cv) / 2}, sigma{std::sqrt(std::log1p(law.cv * law.cv))} {}
};

bool constant(const Law& law) {
  return law.kind == LawKind::deterministic || (law.kind == LawKind::lognormal && law.cv < 1e-9);
}

double expected_min_of_pieces(const Law& law, double x) {
  double sum = 0;
  for (std::size_t i = 1; i < law.quantiles_min.size(); ++i) {
    const double a = law.quantiles_min[i - 1], b = law.quantiles_min[i];
    if (x >= b)
      sum += (a + b) / 2;
    else if (x <= a)
      sum += x;
    else
      sum += x - (x - a) * (x - a) / (2 * (b - a));
  }
  return sum / static_cast<double>(law.quantiles_min.size() - 1);
}

double survival_of_pieces(const Law& law, double x) {
  double sum = 0;
  for (std::size_t i = 1; i < law.quantiles_min.size(); ++i) {
    const double a = law.quantiles_min[i - 1], b = law.quantiles_min[i];
    if (x < a)
      sum += 1;
    else if (x < b)
      sum += (b - x) / (b - a);
  }
  return sum / static_cast<double>(law.quantiles_min.size() - 1);
}

/// Follows a ticket through its later legs; what fewer than one in ten thousand take is left out.
void add_with_legs(const Hall& hall, const Flow& flow, int depth, std::vector<Flow>& all) {
  if (flow.tickets <= 0) return;
  all.push_back(flow);
  const Item& item = hall.items[static_cast<std::size_t>(flow.item)];
  if (depth == 0) return;
  for (const NextLeg& leg : item.legs) {
    if (leg.probability < 1e-4) continue;
    const double shift = mean_of(item.handling) + leg.delay_min;
    add_with_legs(hall, {leg.item, flow.from_min + shift, flow.to_min + shift, flow.tickets * leg.probability},
                  depth - 1, all);
  }
}

constexpr double half_hour_min = 30;

struct Mix {
  double tickets = 0, handling = 0, leaving = 0;
};

Mix mix_of(const Hall& hall, const Demand& demand, std::span<const Flow> flows, double handling_factor) {
  Mix mix;
  for (const Flow& flow : flows) {
    const Item& item = hall.items[static_cast<std::size_t>(flow.item)];
    mix.tickets += flow.tickets;
    mix.handling += flow.tickets * mean_of(item.handling) * handling_factor;
    if (item.patience.kind != LawKind::none) mix.leaving += flow.tickets / mean_of(item.patience);
  }
  if (mix.tickets <= 0) return mix;
  mix.handling = (1 - demand.no_show) * mix.handling / mix.tickets + demand.no_show * demand.no_show_min;
  mix.leaving /= mix.tickets;
  return mix;
}

double tickets_between(std::span<const Flow> flows, double from, double to) {
  double sum = 0;
  for (const Flow& flow : flows) {
    if (flow.to_min <= flow.from_min) continue;
    const double low = from <= 0 ? flow.from_min : std::max(from, flow.from_min);
    const double shared = std::min(to, flow.to_min) - low;
    if (shared > 0) sum += flow.tickets * shared / (flow.to_min - flow.from_min);
  }
  return sum;
}

}  // namespace

double expected_min(const Law& law, double x) {
  if (x <= 0) return 0;
  if (constant(law)) return std::min(law.mean_min, x);
  switch (law.kind) {
    case LawKind::exponential: return -law.mean_min * std::expm1(-x / law.mean_min);
    case LawKind::lognormal: {
      const LogLaw log_law{law};
      const double z = (std::log(x) - log_law.mu) / log_law.sigma;
      return law.mean_min * normal_below(z - log_law.sigma) + x * normal_below(-z);
    }
    case LawKind::empirical: return expected_min_of_pieces(law, x);
    case LawKind::none:
    case LawKind::deterministic: break;
  }
  throw BrokenInvariant{"expected_min: a law without values"};
}

double survival(const Law& law, double x) {
  if (x < 0) return 1;
  if (constant(law)) return x < law.mean_min ? 1 : 0;
  switch (law.kind) {
    case LawKind::exponential: return std::exp(-x / law.mean_min);
    case LawKind::lognormal: {
      const LogLaw log_law{law};
      return x <= 0 ? 1 : normal_below((log_law.mu - std::log(x)) / log_law.sigma);
    }
    case LawKind::empirical: return survival_of_pieces(law, x);
    case LawKind::none:
    case LawKind::deterministic: break;
  }
  throw BrokenInvariant{"survival: a law without values"};
}

std::vector<Flow> flows(const Hall& hall, const Demand& demand) {
  constexpr int legs_most = 8;
  std::vector<Flow> all;
  for (std::size_t item = 0; item < demand.rates.size(); ++item)
    for (std::size_t slot = 0; slot < demand.rates[item].size(); ++slot)
      add_with_legs(
          hall, {static_cast<int>(item), demand.edges_min[slot], demand.edges_min[slot + 1], demand.rates[item][slot]},
          legs_most, all);
  const Appointments& booked = demand.appointments;
  if (booked.every_min <= 0) return all;
  const double slots = std::ceil((booked.to_min - booked.from_min) / booked.every_min);
  for (std::size_t item = 0; item < booked.item_shares.size(); ++item)
    add_with_legs(
        hall,
        {static_cast<int>(item), booked.from_min + booked.offset_mean_min, booked.to_min + booked.offset_mean_min,
         slots * booked.per_slot * booked.show_probability * booked.item_shares[item]},
        legs_most, all);
  return all;
}

double offered_load(const Hall& hall, std::span<const Flow> flows, double at, double handling_factor) {
  if (at < 0) return 0;
  double sum = 0;
  for (const Flow& flow : flows) {
    if (flow.to_min <= flow.from_min) continue;
    const Law& law = hall.items[static_cast<std::size_t>(flow.item)].handling;
    const double rate = flow.tickets / (flow.to_min - flow.from_min);
    // A handling slower by a factor is the same law on a slower clock: E[min(fS, x)] = f E[min(S, x/f)].
    const double early = std::min(flow.to_min, 0.0) - std::min(flow.from_min, 0.0);
    if (early > 0) sum += rate * early * survival(law, at / handling_factor);
    const double from = std::max(flow.from_min, 0.0), to = std::max(flow.to_min, 0.0);
    if (to > from)
      sum += rate * handling_factor *
             (expected_min(law, (at - from) / handling_factor) - expected_min(law, (at - to) / handling_factor));
  }
  return sum;
}

std::vector<HalfHourLoad> half_hour_loads(const Hall& hall, const Demand& demand, std::span<const int> items,
                                          double handling_factor) {
  std::vector<Flow> mine = flows(hall, demand);
  if (!items.empty())
    std::erase_if(mine, [&](const Flow& flow) { return std::ranges::find(items, flow.item) == items.end(); });
  const Mix mix = mix_of(hall, demand, mine, handling_factor);
  double handling = 0;
  for (const Flow& flow : mine)
    handling += flow.tickets * mean_of(hall.items[static_cast<std::size_t>(flow.item)].handling) * handling_factor;
  const double shown = handling > 0 ? mix.handling * mix.tickets / handling : 1;  // no-shows take less
  std::vector<HalfHourLoad> loads;
  for (double from = 0; from < hall.close_min; from += half_hour_min) {
    HalfHourLoad one{from, std::min(from + half_hour_min, hall.close_min), 0, 0, 0, mix.handling, mix.leaving};
    one.tickets = tickets_between(mine, one.from_min, one.to_min);
    for (const double minute : sample_minutes) {
      const double load = shown * offered_load(hall, mine, from + minute, handling_factor);
      one.mean_load += load / static_cast<double>(sample_minutes.size());
      one.max_load = std::max(one.max_load, load);
    }
    loads.push_back(one);
  }
  return loads;
}

int windows_for(const HalfHourLoad& half_hour, double load, const Target& target) {
  if (load <= 1e-9 || half_hour.mean_handling_min <= 0) return 0;
  ErlangQuestion question;
  question.load = load;
  question.within = target.threshold_min / half_hour.mean_handling_min;
  const double patience = half_hour.leaving_rate > 0 ? 1 / (half_hour.leaving_rate * half_hour.mean_handling_min) : 0;
  question.model = patience > 0 && patience < 1e6 ? ErlangModel::a : ErlangModel::c;
  question.patience = std::max(patience, 1e-6);
  const auto staffing = least_windows(question, {Measure::p_within, std::min(target.share, 0.9999)});
  ensure(staffing.has_value(), "windows_for: a load out of range");
  return staffing->windows;
}

std::vector<int> mol_staffing(const Hall& hall, const Demand& demand, const Target& target, std::span<const int> items,
                              double handling_factor) {
  std::vector<int> windows;
  for (const HalfHourLoad& half_hour : half_hour_loads(hall, demand, items, handling_factor))
    windows.push_back(windows_for(half_hour, half_hour.max_load, target));
  return windows;
}

}  // namespace hallbook::queueing
