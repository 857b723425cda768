#pragma once
// A layout made ready for the kernels: windows in the order in which they are tried, items collapsed into queues,
// rosters as lists of events, times in ticks from the origin of the scenario.
#include <cstdint>
#include <vector>

#include "queueing/scenario.h"

namespace hallbook::queueing {

using Tick = std::int64_t;

/// Fixed-point handling factors: 1.0 = 1 << factor_bits.
inline constexpr unsigned factor_bits = 16;

/// A break whose length or end depends on what the window does, and the pool drop.
struct MovingBreak {
  Tick from = 0;
  Tick to = 0;
  BreakKind kind = BreakKind::finish_first_full;
  int window = 0;
};

/// At `tick` the windows of `off` stop taking tickets and then those of `on` begin again. Bits are window positions.
struct RosterEvent {
  Tick tick = 0;
  std::vector<std::uint64_t> off, on;
};

/// One queue: the tickets of a routing class at one level.
struct QueuePlan {
  int routing_class = 0;
  int level = 0;
  int rank = 0;  // 0 goes first; strict levels have ranks of their own, levels with ageing share the last one
  Tick ahead = 0;  // ageing: counts as drawn this much earlier
};

struct Plan {
  int windows = 0;
  int words = 0;  // 64-bit words of a set of windows
  int queue_words = 0;  // of a set of queues
  std::vector<int> original;  // position → index in Layout::windows
  std::vector<QueuePlan> queues;
  std::vector<std::uint16_t> queue_of;  // [kind without no-show bit]; size items × 8
  std::vector<std::vector<std::uint64_t>> takers;  // [class] windows that may take it
  std::vector<std::vector<std::uint64_t>> takers_at_once;  // [class] those without a reserve rule against it
  std::vector<std::vector<std::uint64_t>> serves;  // [window] queues
  std::vector<std::uint64_t> off_at_start;
  std::vector<std::uint64_t> tidal;  // windows
  std::vector<RosterEvent> roster;  // by tick
  std::vector<MovingBreak> moving;  // by tick
  std::vector<std::uint32_t> factor;  // [window × items + item], fixed point; empty = all 1
  std::vector<Tick> reserve;  // [window × classes + class], 0 = none; empty = no rule
  std::vector<Tick> staffed;  // [window] roster minutes of a day in ticks, breaks taken off; tidal: 0
  int items = 0;
  int classes = 0;
  bool ageing = false;
  Tick close = 0;
  Tick origin_ticks = 0;  // ticks from the origin to opening
  int tidal_open_above = 0, tidal_close_at = 0;
  Tick tidal_for = 0, tidal_stay = 0;

  bool serves_queue(int window, int queue) const {
    return (serves[static_cast<std::size_t>(window)][static_cast<std::size_t>(queue / 64)] >> (queue % 64)) & 1;
  }
};

/// `layout` must have passed check(layout, scenario).
Plan make_plan(const Scenario& scenario, const Layout& layout);

}  // namespace hallbook::queueing
