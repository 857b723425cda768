#include "queueing/draw.h"

#include <algorithm>
#include <cmath>

#include "base/ensure.h"
#include "queueing/draw_eight.h"
#include "queueing/draw_model.h"
#include "queueing/philox.h"

namespace hallbook::queueing {
namespace {

/// Ln of nothing: e^x rounds to 0 ticks.
constexpr double ln_of_zero = -700;

double ln_or_least(double x) { return x > 0 ? one::log_of(x) : ln_of_zero; }

/// Vose's alias method, with integer thresholds: pick × size = index and fraction.
std::vector<DrawModel::Slot::Pick> alias_table(const std::vector<double>& weights,
                                               const std::vector<std::uint16_t>& kinds) {
  double total = 0;
  for (const double weight : weights) total += weight;
  const std::size_t size = weights.size();
  std::vector<double> share(size);
  std::vector<DrawModel::Slot::Pick> table(size);
  std::vector<std::size_t> small, large;
  for (std::size_t i = 0; i < size; ++i) {
    share[i] = weights[i] / total * static_cast<double>(size);
    table[i] = {0xFFFFFFFF, kinds[i], kinds[i]};
    (share[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::size_t low = small.back(), high = large.back();
    small.pop_back();
    table[low] = {static_cast<std::uint32_t>(share[low] * 0xFFFFFFFF), kinds[low], kinds[high]};
    share[high] -= 1 - share[low];
    if (share[high] < 1) {
      large.pop_back();
      small.push_back(high);
    }
  }
  return table;
}

std::vector<DrawModel::Slot::Pick> picks_of(const Demand& demand, std::size_t slot) {
  std::vector<double> weights;
  std::vector<std::uint16_t> kinds;
  for (std::size_t item = 0; item < demand.rates.size(); ++item)
    for (std::size_t level = 0; level < demand.level_shares[item].size(); ++level)
      for (const bool absent : {false, true}) {
        const double weight = demand.rates[item][slot] * demand.level_shares[item][level] *
                              (absent ? demand.no_show : 1 - demand.no_show);
        if (weight <= 0) continue;
        weights.push_back(weight);
        kinds.push_back(
            static_cast<std::uint16_t>((item << kind_bits::item_shift) | level | (absent ? kind_bits::no_show : 0u)));
      }
  if (weights.empty()) return {{0xFFFFFFFF, 0, 0}};
  return alias_table(weights, kinds);
}

double ticks_per_unit(const Law& law) { return law.mean_min * ticks_per_min; }

DrawModel::ItemLaw item_law(const Item& item) {
  DrawModel::ItemLaw law;
  law.handling = item.handling.kind;
  law.handling_mean = ticks_per_unit(item.handling);
  law.quantiles = item.handling.quantiles_min;
  if (item.handling.kind == LawKind::lognormal) {
    const double variance = one::log_of(1 + item.handling.cv * item.handling.cv);
    law.sigma = std::sqrt(variance);
    law.mu = ln_or_least(law.handling_mean) - variance / 2;
  } else if (item.handling.kind == LawKind::deterministic) {
    law.mu = ln_or_least(law.handling_mean);
  } else {
    law.special = true;
  }
  law.patience = item.patience.kind;
  law.patience_quantiles = item.patience.quantiles_min;
  law.patience_mean = item.patience.kind == LawKind::none ? HUGE_VAL : ticks_per_unit(item.patience);
  law.special = law.special || (item.patience.kind != LawKind::none && item.patience.kind != LawKind::exponential);
  if (item.patience.kind == LawKind::lognormal) {
    const double variance = one::log_of(1 + item.patience.cv * item.patience.cv);
    law.patience_sigma = std::sqrt(variance);
    law.patience_mu = ln_or_least(law.patience_mean) - variance / 2;
  }
  return law;
}

double quantile_ticks(const std::vector<double>& quantiles_min, double u) {
  const double place = u * static_cast<double>(quantiles_min.size() - 1);
  const std::size_t below = std::min(static_cast<std::size_t>(place), quantiles_min.size() - 2);
  const double from = quantiles_min[below], to = quantiles_min[below + 1];
  return (from + (to - from) * (place - static_cast<double>(below))) * ticks_per_min;
}

DrawModel make_model(const Scenario& scenario, std::uint64_t seed, Path path) {
  const Demand& demand = scenario.demand;
  DrawModel model;
  model.seed = seed;
  model.lanes = &draw_lanes_of(path);
  model.origin_min = origin_min(scenario);
  model.close_tick = to_ticks(scenario.hall.close_min - model.origin_min);
  model.demand = demand;
  model.items = scenario.hall.items;
  double total = 0;
  for (std::size_t slot = 0; slot + 1 < demand.edges_min.size(); ++slot) {
    double rate = 0;
    for (const auto& of_item : demand.rates) rate += of_item[slot];
    const double from = (demand.edges_min[slot] - model.origin_min) * ticks_per_min;
    const double to = (demand.edges_min[slot + 1] - model.origin_min) * ticks_per_min;
    total += rate;
    model.slots.push_back({from, to, total - rate, total, rate > 0 ? (to - from) / rate : 0, picks_of(demand, slot)});
  }
  model.tickets = total;
  for (const Item& item : scenario.hall.items) model.laws.push_back(item_law(item));
  model.no_show_ticks = std::max(1u, to_ticks(demand.no_show_min));
  for (std::size_t item = 0; item < scenario.hall.items.size(); ++item) {
    const double handling = mean_of(scenario.hall.items[item].handling);
    model.work_min += tickets_per_day(demand, static_cast<int>(item)) *
                      ((1 - demand.no_show) * handling + demand.no_show * demand.no_show_min);
    model.has_legs = model.has_legs || !scenario.hall.items[item].legs.empty();
    if (!demand.appointments.item_shares.empty())
      model.slot_work_min += demand.appointments.item_shares[item] * handling;
  }
  return model;
}

/// Laws that the vector code does not know.
void special_ticks(const DrawModel::ItemLaw& law, std::uint32_t handling_bits, std::uint32_t stay_bits,
                   std::uint64_t& service, std::uint64_t& patience) {
  service = handling_ticks(law, handling_bits);
  patience = patience_ticks(law, stay_bits);
}

void store(const DrawModel& model, const Eight& eight, const std::uint16_t* kinds, const std::uint32_t* times,
           int count, DayTrace& out, std::uint32_t at) {
  for (int lane = 0; lane < count; ++lane) {
    const std::uint16_t kind = kinds[lane];
    const auto& law = model.laws[(kind >> kind_bits::item_shift) & kind_bits::item_mask];
    std::uint64_t service = eight.service[lane], patience = eight.patience[lane];
    if (law.special) [[unlikely]]
      special_ticks(law, static_cast<std::uint32_t>(eight.handling_bits[lane]),
                    static_cast<std::uint32_t>(eight.stay_bits[lane]), service, patience);
    if (kind & kind_bits::no_show) [[unlikely]]
      service = model.no_show_ticks;
    const std::size_t place = at + static_cast<std::size_t>(lane);
    out.time[place] = times[lane];
    out.service[place] = static_cast<std::uint32_t>(service > 0 ? service : 1);
    out.patience[place] = static_cast<std::uint32_t>(patience);
    out.kind[place] = kind;
  }
}

void resize(DayTrace& out, std::size_t size) {
  out.time.resize(size);
  out.service.resize(size);
  out.patience.resize(size);
  out.kind.resize(size);
}

void draw_walk_ins(const DrawModel& model, int day, DayTrace& out) {
  const double unit = 1 / out.factor;
  double reached = 0;  // expected tickets so far: the inverse of the cumulated rate gives the time
  std::size_t slot = 0;
  Eight eight;
  std::uint16_t kinds[8];
  std::uint32_t times[8];
  for (std::uint32_t first = 0;; first += 8) {
    if (out.time.size() < first + 8) resize(out, std::max<std::size_t>(first + 8, out.time.capacity()));
    model.lanes->draw(first, day, model.seed, eight);
    int count = 0;
    for (; count < 8; ++count) {
      reached += eight.gap[count] * unit;
      while (slot < model.slots.size() && reached >= model.slots[slot].until) ++slot;
      if (slot == model.slots.size() || first >= most_tickets_a_day) break;
      const auto& in = model.slots[slot];
      const double next_tick = in.from + (reached - in.before) * in.ticks_each + 0.5;  // half up; never negative
      times[count] = static_cast<std::uint32_t>(next_tick);
      const std::uint64_t place = eight.pick[count] * in.picks.size();
      const auto& pick = in.picks[place >> 32];
      kinds[count] = static_cast<std::uint32_t>(place) <= pick.threshold ? pick.kind : pick.other;
      const auto& law = model.laws[(kinds[count] >> kind_bits::item_shift) & kind_bits::item_mask];
      eight.exponent[count] = law.mu + law.sigma * eight.normal[count];
      eight.stay_ticks[count] = law.patience_mean * eight.stay[count];
    }
    for (int lane = count; lane < 8; ++lane) eight.exponent[lane] = eight.stay_ticks[lane] = 0;
    model.lanes->ticks(eight);
    store(model, eight, kinds, times, count, out, first);
    if (count == 8) continue;
    resize(out, first + static_cast<std::uint32_t>(count));
    return;
  }
}

}  // namespace

std::uint32_t handling_ticks(const DrawModel::ItemLaw& law, std::uint32_t bits) {
  switch (law.handling) {
    case LawKind::exponential: return one::ticks_of(-one::log_of(one::uniform_of(bits)) * law.handling_mean);
    case LawKind::empirical: return one::ticks_of(quantile_ticks(law.quantiles, one::uniform_of(bits)));
    case LawKind::lognormal:
    case LawKind::deterministic:
    case LawKind::none: break;
  }
  return one::ticks_of(one::exp_of(law.mu + law.sigma * one::normal_of(bits)));
}

std::uint32_t patience_ticks(const DrawModel::ItemLaw& law, std::uint32_t bits) {
  switch (law.patience) {
    case LawKind::none: return max_ticks;
    case LawKind::exponential: return one::ticks_of(-one::log_of(one::uniform_of(bits)) * law.patience_mean);
    case LawKind::deterministic: return one::ticks_of(law.patience_mean);
    case LawKind::lognormal:
      return one::ticks_of(one::exp_of(law.patience_mu + law.patience_sigma * one::normal_of(bits)));
    case LawKind::empirical: break;
  }
  return one::ticks_of(quantile_ticks(law.patience_quantiles, one::uniform_of(bits)));
}

Drawing::Drawing(const Scenario& scenario, std::uint64_t seed, Path path)
    : model_{std::make_unique<const Model>(Model{make_model(scenario, seed, path)})} {}
Drawing::~Drawing() = default;
Drawing::Drawing(Drawing&&) noexcept = default;
Drawing& Drawing::operator=(Drawing&&) noexcept = default;

void Drawing::draw(int day, DayTrace& out) const {
  out.day = day;
  out.next.clear();
  out.factor = day_factor(*model_, day);
  draw_walk_ins(*model_, day, out);
  if (model_->demand.appointments.every_min > 0) add_slot_holders(*model_, day, out);
  out.arrivals = static_cast<std::uint32_t>(out.time.size());
  if (model_->has_legs) add_legs(*model_, day, out);
}

void Drawing::reserve(DayTrace& out) const {
  const Demand& demand = model_->demand;
  double busiest = 1;
  for (const double factor : demand.weekday_factors) busiest = std::max(busiest, factor);
  const double mean = model_->tickets * busiest * (1 + 6 * demand.day_factor_cv) + slot_holders(*model_);
  const std::size_t room = static_cast<std::size_t>(std::min(mean + 10 * std::sqrt(mean + 1), 4e6)) + 64;
  const std::size_t all = model_->has_legs ? room * 2 : room;
  out.time.reserve(all);
  out.service.reserve(all);
  out.patience.reserve(all);
  out.kind.reserve(all);
  if (model_->has_legs) out.next.reserve(all);
  if (demand.appointments.every_min > 0) out.order.reserve(all);
}

double Drawing::expected_tickets(int day) const {
  const Appointments& slots = model_->demand.appointments;
  return model_->tickets * weekday_factor(*model_, day) + slot_holders(*model_) * slots.show_probability;
}

double Drawing::expected_work_min(int day) const {
  const Appointments& slots = model_->demand.appointments;
  return model_->work_min * weekday_factor(*model_, day) +
         slot_holders(*model_) * slots.show_probability * model_->slot_work_min;
}

}  // namespace hallbook::queueing
