#pragma once
// The memory of both kernels: sized once by the plan, grown only when a day has more tickets than any before.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "queueing/kernel.h"

namespace hallbook::queueing {

inline constexpr std::uint32_t nothing = 0xFFFFFFFF;  // no key, no head

/// Fast kernel. A calendar key is (end tick << 6) | window, a head key (rank << 30) | (ticket << 6) | queue: the
/// smallest key is the next event, and the ticket to call.
struct FastState {
  static constexpr std::size_t lanes = 64;
  alignas(64) std::array<std::uint32_t, lanes> head{};
  alignas(64) std::array<std::uint32_t, lanes> key{};
  alignas(64) std::array<std::uint32_t, lanes> base{};   // [queue] (rank << 30) | queue
  std::array<std::uint64_t, lanes> takers{};             // [queue] windows
  std::array<std::uint32_t*, lanes> tail{};              // where the key of the next waiting ticket is to be written
  std::vector<std::uint32_t> not_served;  // [window × vectors × 16 + queue]: 0 = serves it, else all ones
  std::vector<std::uint32_t> next;  // [ticket] head key of the one behind it
  std::size_t queue_lanes = 0;  // queues rounded up to 16
  std::size_t window_lanes = 0;
};

/// Makes the tables of a plan that is_fast().
void prepare(const Plan& plan, FastState& state);

struct Timer {
  Tick tick = 0;
  std::uint64_t order = 0;  // equal ticks run in the order in which they were set
  int kind = 0;
  int index = 0;
};

/// A heap with the earliest timer in front. Inline: the general kernel's inner loop.
inline bool later(const Timer& a, const Timer& b) { return a.tick != b.tick ? a.tick > b.tick : a.order > b.order; }
inline void add_timer(std::vector<Timer>& heap, const Timer& timer) {
  heap.push_back(timer);
  std::push_heap(heap.begin(), heap.end(), later);
}
inline Timer take_timer(std::vector<Timer>& heap) {
  std::pop_heap(heap.begin(), heap.end(), later);
  const Timer timer = heap.back();
  heap.pop_back();
  return timer;
}

/// General kernel.
struct WindowState {
  Tick end = -1;  // of the handling in progress; −1 = none (also while it is paused)
  Tick paused = -1;  // remaining ticks of a handling that a break interrupted; −1 = none
  Tick rest_after = -1;  // a full-length break to begin when the handling ends; −1 = none
  Tick began = 0;  // of the handling in progress, for what a pool drop leaves over
  std::uint32_t ticket = nothing;
  bool off = false;  // by the roster
  int breaks = 0;  // moving breaks in progress
  bool tide_in = false;  // tidal: opened
  Tick opened = 0;  // tidal: when
  Tick above_since = -1;  // tidal: load above the trigger since; −1 = not above
  int load = 0;  // tidal: waiting tickets that it could take
};

struct GeneralState {
  std::vector<WindowState> window;
  std::vector<std::uint64_t> idle;
  std::vector<std::uint64_t> waiting;  // set of queues
  std::vector<std::uint32_t> head, tail;  // [queue] ticket or `nothing`
  std::vector<std::uint32_t> next;  // [ticket]
  std::vector<Tick> drawn;  // [ticket] when it came to the queue
  std::vector<Tick> need;  // [ticket] handling ticks left, by factor 1 until called
  std::vector<std::uint8_t> called;  // [ticket] was called before and sent back by a pool drop
  std::vector<std::uint64_t> key, block;  // calendar: (end << 16) | window, and the least of each 16
  std::vector<Timer> timers;  // heap
  std::vector<Timer> legs;  // heap: next legs on their way
};

struct Workspace::State {
  FastState fast;
  GeneralState general;
};

}  // namespace hallbook::queueing
