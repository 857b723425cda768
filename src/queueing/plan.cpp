#include "queueing/plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/ensure.h"
#include "queueing/trace.h"

namespace hallbook::queueing {
namespace {

constexpr Tick for_ever = Tick{1} << 40;

struct Span {
  Tick from, to;
};

class Clock {
 public:
  explicit Clock(const Scenario& scenario) : origin_{origin_min(scenario)} {}
  Tick tick(double minute) const { return std::isfinite(minute) ? length(minute - origin_) : for_ever; }
  static Tick length(double minutes) {
    return std::isfinite(minutes) ? static_cast<Tick>(std::llround(minutes * ticks_per_min)) : for_ever;
  }

 private:
  double origin_;
};

void set_bit(std::vector<std::uint64_t>& set, int bit) {
  set[static_cast<std::size_t>(bit / 64)] |= std::uint64_t{1} << (bit % 64);
}

/// Specialised windows are tried first, then comprehensive, then tidal ones; by index within a kind.
std::vector<int> positions(const Layout& layout) {
  std::vector<int> order(layout.windows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::ranges::stable_sort(order, {}, [&](int i) { return layout.windows[static_cast<std::size_t>(i)].kind; });
  return order;
}

/// Open intervals; what ends at or after closing has no end, because waiting citizens are served out.
std::vector<Span> open_spans(const Window& window, const Clock& clock, double close_min) {
  std::vector<Span> spans;
  for (const Open& open : window.open)
    spans.push_back({clock.tick(open.from_min), open.to_min >= close_min ? for_ever : clock.tick(open.to_min)});
  return spans;
}

std::vector<Span> without(const std::vector<Span>& spans, Span cut) {
  std::vector<Span> left;
  for (const Span& span : spans) {
    if (span.from < std::min(span.to, cut.from)) left.push_back({span.from, std::min(span.to, cut.from)});
    if (std::max(span.from, cut.to) < span.to) left.push_back({std::max(span.from, cut.to), span.to});
  }
  return left;
}

Tick length_until(const std::vector<Span>& spans, Tick close) {
  Tick sum = 0;
  for (const Span& span : spans) sum += std::max(Tick{0}, std::min(span.to, close) - std::max(span.from, Tick{0}));
  return sum;
}

void plan_rosters(Plan& plan, const Layout& layout, const Clock& clock, double close_min) {
  std::map<Tick, RosterEvent> events;
  const auto at = [&](Tick tick) -> RosterEvent& {
    auto& event = events[tick];
    event.tick = tick;
    event.off.resize(static_cast<std::size_t>(plan.words));
    event.on.resize(static_cast<std::size_t>(plan.words));
    return event;
  };
  for (int position = 0; position < plan.windows; ++position) {
    const Window& window = layout.windows[static_cast<std::size_t>(plan.original[static_cast<std::size_t>(position)])];
    auto spans = open_spans(window, clock, close_min);
    auto staffed = spans;
    for (const Break& rest : window.breaks) {
      const Span span{clock.tick(rest.from_min), clock.tick(rest.to_min)};
      staffed = without(staffed, span);
      if (rest.kind == BreakKind::finish_first_fixed)
        spans = without(spans, span);
      else
        plan.moving.push_back({span.from, span.to, rest.kind, position});
    }
    if (window.kind == WindowKind::tidal) set_bit(plan.tidal, position);
    plan.staffed.push_back(window.kind == WindowKind::tidal ? 0 : length_until(staffed, plan.close));
    if (spans.empty() || spans.front().from > 0) set_bit(plan.off_at_start, position);
    for (const Span& span : spans) {
      if (span.from > 0) set_bit(at(span.from).on, position);
      if (span.to < for_ever) set_bit(at(span.to).off, position);
    }
  }
  for (auto& [tick, event] : events) plan.roster.push_back(std::move(event));
  std::ranges::stable_sort(plan.moving, {}, &MovingBreak::from);
}

/// Items that the same windows serve, at the same factor and reserve rules, wait in the same queue.
struct Routing {
  std::vector<std::uint64_t> takers;
  std::vector<Tick> reserve;  // by position; all 0 when no rule
  auto operator<=>(const Routing&) const = default;
};

Routing routing_of(int item, const Plan& plan, const Layout& layout) {
  Routing routing{std::vector<std::uint64_t>(static_cast<std::size_t>(plan.words)), {}};
  routing.reserve.resize(static_cast<std::size_t>(plan.windows));
  for (int position = 0; position < plan.windows; ++position) {
    const Window& window = layout.windows[static_cast<std::size_t>(plan.original[static_cast<std::size_t>(position)])];
    if (!std::ranges::binary_search(window.items, item)) continue;
    set_bit(routing.takers, position);
    for (const Reserve& rule : layout.policy.reserves)
      if (rule.kind == window.kind && std::ranges::find(rule.items, item) != rule.items.end()) {
        auto& wait = routing.reserve[static_cast<std::size_t>(position)];
        wait = std::max(wait, Clock::length(rule.min_wait_min));
      }
  }
  return routing;
}

void plan_levels(std::vector<QueuePlan>& of_class, const Policy& policy) {
  int strict = 0;
  for (const Level& level : policy.levels) strict += std::isinf(level.ahead_min) ? 1 : 0;
  int rank = strict;
  for (int level = 0; level < static_cast<int>(policy.levels.size()); ++level) {
    const double ahead = policy.levels[static_cast<std::size_t>(level)].ahead_min;
    if (std::isinf(ahead)) --rank;
    of_class.push_back({0, level, std::isinf(ahead) ? rank : strict, std::isinf(ahead) ? 0 : Clock::length(ahead)});
  }
}

void plan_queues(Plan& plan, const Layout& layout) {
  std::vector<QueuePlan> of_class;
  plan_levels(of_class, layout.policy);
  plan.ageing = std::ranges::any_of(of_class, [](const QueuePlan& queue) { return queue.ahead > 0; });
  const int levels = static_cast<int>(of_class.size());
  std::map<Routing, int> classes;
  plan.queue_of.assign(static_cast<std::size_t>(plan.items) * 8, 0);
  const bool reserved = !layout.policy.reserves.empty();
  for (int item = 0; item < plan.items; ++item) {
    Routing routing = routing_of(item, plan, layout);
    const auto [found, added] = classes.try_emplace(routing, static_cast<int>(classes.size()));
    if (added) {
      plan.takers.push_back(routing.takers);
      plan.takers_at_once.push_back(routing.takers);
      for (int position = 0; position < plan.windows; ++position)
        if (routing.reserve[static_cast<std::size_t>(position)] > 0)
          plan.takers_at_once.back()[static_cast<std::size_t>(position / 64)] &= ~(std::uint64_t{1} << (position % 64));
      for (QueuePlan queue : of_class) {
        queue.routing_class = found->second;
        plan.queues.push_back(queue);
      }
    }
    for (unsigned bits = 0; bits < 8; ++bits) {
      int level = std::min(static_cast<int>(bits & kind_bits::level_mask), levels - 1);
      if (bits & kind_bits::appointment) level = std::max(level, layout.policy.appointment_level);
      plan.queue_of[static_cast<std::size_t>(item) * 8 + bits] =
          static_cast<std::uint16_t>(found->second * levels + level);
    }
  }
  plan.classes = static_cast<int>(classes.size());
  if (!reserved) return;
  plan.reserve.resize(static_cast<std::size_t>(plan.windows * plan.classes));
  for (const auto& [routing, index] : classes)
    for (int position = 0; position < plan.windows; ++position)
      plan.reserve[static_cast<std::size_t>(position * plan.classes + index)] =
          routing.reserve[static_cast<std::size_t>(position)];
}

void plan_serves(Plan& plan) {
  const int count = static_cast<int>(plan.queues.size());
  plan.queue_words = (count + 63) / 64;
  plan.serves.assign(static_cast<std::size_t>(plan.windows),
                     std::vector<std::uint64_t>(static_cast<std::size_t>(plan.queue_words)));
  for (int queue = 0; queue < count; ++queue) {
    const auto& takers =
        plan.takers[static_cast<std::size_t>(plan.queues[static_cast<std::size_t>(queue)].routing_class)];
    for (int position = 0; position < plan.windows; ++position)
      if ((takers[static_cast<std::size_t>(position / 64)] >> (position % 64)) & 1)
        set_bit(plan.serves[static_cast<std::size_t>(position)], queue);
  }
}

void plan_factors(Plan& plan, const Scenario& scenario, const Layout& layout) {
  const auto plain = [](const Window& window) { return window.handling_factor == 1 && window.family_factors.empty(); };
  if (std::ranges::all_of(layout.windows, plain)) return;
  for (const int original : plan.original) {
    const Window& window = layout.windows[static_cast<std::size_t>(original)];
    for (const Item& item : scenario.hall.items) {
      double factor = window.handling_factor;
      for (const FamilyFactor& family : window.family_factors)
        if (family.family == item.family) factor *= family.handling_factor;
      plan.factor.push_back(static_cast<std::uint32_t>(std::llround(factor * (1u << factor_bits))));
    }
  }
}

}  // namespace

Plan make_plan(const Scenario& scenario, const Layout& layout) {
  const Clock clock{scenario};
  Plan plan;
  plan.windows = static_cast<int>(layout.windows.size());
  plan.words = (plan.windows + 63) / 64;
  plan.original = positions(layout);
  plan.items = static_cast<int>(scenario.hall.items.size());
  plan.close = clock.tick(scenario.hall.close_min);
  plan.origin_ticks = clock.tick(0);
  plan.off_at_start.resize(static_cast<std::size_t>(plan.words));
  plan.tidal.resize(static_cast<std::size_t>(plan.words));
  plan_rosters(plan, layout, clock, scenario.hall.close_min);
  plan_queues(plan, layout);
  plan_serves(plan);
  plan_factors(plan, scenario, layout);
  plan.tidal_open_above = layout.policy.tidal.open_above;
  plan.tidal_close_at = layout.policy.tidal.close_at;
  plan.tidal_for = Clock::length(layout.policy.tidal.for_min);
  plan.tidal_stay = Clock::length(layout.policy.tidal.stay_min);
  ensure(plan.queues.size() <= 0xFFFF, "make_plan: too many queues");
  return plan;
}

}  // namespace hallbook::queueing
