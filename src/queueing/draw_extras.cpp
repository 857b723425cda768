// The parts of a day that are not walk-ins: its factor, slot holders (R-QUE-19), later legs (R-QUE-22). Scalar, and the same everywhere.
#include <algorithm>
#include <cmath>

#include "queueing/draw_model.h"
#include "queueing/philox.h"

namespace hallbook::queueing {
namespace {

constexpr int most_legs = 20;  // of one citizen and day

PhiloxCounter words(const DrawModel& model, std::uint32_t index, int day, std::uint32_t step, Purpose purpose) {
  return philox({index, static_cast<std::uint32_t>(day), step, static_cast<std::uint32_t>(purpose)},
                {static_cast<std::uint32_t>(model.seed), static_cast<std::uint32_t>(model.seed >> 32)});
}

/// Gamma(shape, mean 1). Source: Marsaglia, Tsang, "A simple method for generating gamma variables" (TOMS 26, 2000).
double gamma_factor(const DrawModel& model, int day, double shape) {
  const double boosted = shape < 1 ? shape + 1 : shape;
  const double d = boosted - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (std::uint32_t step = 0;; ++step) {
    const PhiloxCounter random = words(model, 0, day, step, Purpose::day);
    const double x = one::normal_of(random[0]);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (one::log_of(one::uniform_of(random[1])) >= 0.5 * x * x + d - d * v + d * one::log_of(v)) continue;
    const double boost = shape < 1 ? one::exp_of(one::log_of(one::uniform_of(random[2])) / shape) : 1;
    return d * v * boost / shape;
  }
}

/// Index by shares that sum to 1.
std::size_t by_share(const std::vector<double>& shares, double u) {
  std::size_t index = 0;
  for (double sum = shares[0]; index + 1 < shares.size() && u >= sum; sum += shares[index]) ++index;
  return index;
}

struct Leg {
  std::size_t item;
  std::uint32_t delay;
};

/// The item after this one, or none.
bool next_leg(const Item& item, std::uint32_t bits, Leg& leg) {
  double u = one::uniform_of(bits);
  for (const NextLeg& next : item.legs) {
    if (u < next.probability) {
      leg = {static_cast<std::size_t>(next.item), to_ticks(next.delay_min)};
      return true;
    }
    u -= next.probability;
  }
  return false;
}

void push(DayTrace& out, std::uint32_t time, std::uint32_t service, std::uint32_t patience, unsigned kind) {
  out.time.push_back(time);
  out.service.push_back(std::max(1u, service));
  out.patience.push_back(patience);
  out.kind.push_back(static_cast<std::uint16_t>(kind));
}

/// Applies the permutation that sorts by time, in place.
void sort_by_time(DayTrace& out) {
  auto& order = out.order;
  order.resize(out.time.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = (std::uint64_t{out.time[i]} << 32) | i;
  std::ranges::sort(order);
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::size_t from = order[i] & 0xFFFFFFFF;
    while (from < i) from = order[from] & 0xFFFFFFFF;  // it was swapped away earlier
    order[i] = from;
    std::swap(out.time[i], out.time[from]);
    std::swap(out.service[i], out.service[from]);
    std::swap(out.patience[i], out.patience[from]);
    std::swap(out.kind[i], out.kind[from]);
  }
}

}  // namespace

double weekday_factor(const DrawModel& model, int day) {
  const auto& factors = model.demand.weekday_factors;
  return factors.empty() ? 1 : factors[static_cast<std::size_t>(day) % factors.size()];
}

double day_factor(const DrawModel& model, int day) {
  const double cv = model.demand.day_factor_cv;
  return weekday_factor(model, day) * (cv > 0 ? gamma_factor(model, day, 1 / (cv * cv)) : 1);
}

double slot_holders(const DrawModel& model) {
  const Appointments& slots = model.demand.appointments;
  if (slots.every_min <= 0) return 0;
  return std::ceil((slots.to_min - slots.from_min) / slots.every_min) * slots.per_slot;
}

void add_slot_holders(const DrawModel& model, int day, DayTrace& out) {
  const Appointments& slots = model.demand.appointments;
  const std::uint32_t holders = static_cast<std::uint32_t>(slot_holders(model));
  for (std::uint32_t holder = 0; holder < holders; ++holder) {
    const PhiloxCounter come = words(model, holder, day, 0, Purpose::appointment);
    const PhiloxCounter what = words(model, holder, day, 1, Purpose::appointment);
    if (one::uniform_of(come[0]) >= slots.show_probability) continue;
    const double offset = slots.offset_mean_min + slots.offset_sd_min * one::normal_of(come[1]);
    const std::uint32_t slot_no = holder / static_cast<std::uint32_t>(slots.per_slot);
    const double slot = slots.from_min + slots.every_min * slot_no;
    const std::uint32_t time = to_ticks(slot + offset - model.origin_min);
    if (time >= model.close_tick) continue;
    const std::size_t item = by_share(slots.item_shares, one::uniform_of(come[2]));
    const bool honoured = offset >= -slots.early_min && offset <= slots.late_min;
    const unsigned level = static_cast<unsigned>(by_share(model.demand.level_shares[item], one::uniform_of(come[3])));
    push(out, time, handling_ticks(model.laws[item], what[0]), patience_ticks(model.laws[item], what[1]),
         (static_cast<unsigned>(item) << kind_bits::item_shift) | level | (honoured ? kind_bits::appointment : 0));
  }
  sort_by_time(out);
}

void add_legs(const DrawModel& model, int day, DayTrace& out) {
  out.next.assign(out.time.size(), no_leg);
  for (std::uint32_t citizen = 0; citizen < out.arrivals; ++citizen) {
    if (out.kind[citizen] & kind_bits::no_show) continue;
    std::uint32_t last = citizen;
    const unsigned level = out.kind[citizen] & kind_bits::level_mask;
    for (std::uint32_t step = 0; step < most_legs; ++step) {
      const std::size_t item = (out.kind[last] >> kind_bits::item_shift) & kind_bits::item_mask;
      const PhiloxCounter random = words(model, citizen, day, step, Purpose::leg);
      Leg leg;
      if (!next_leg(model.items[item], random[0], leg)) break;
      push(out, leg.delay, handling_ticks(model.laws[leg.item], random[1]),
           patience_ticks(model.laws[leg.item], random[2]),
           (static_cast<unsigned>(leg.item) << kind_bits::item_shift) | level);
      out.next[last] = static_cast<std::uint32_t>(out.time.size() - 1);
      out.next.push_back(no_leg);
      last = out.next[last];
    }
  }
}

}  // namespace hallbook::queueing
