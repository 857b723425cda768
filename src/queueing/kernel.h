#pragma once
// One day under one layout. Two kernels give the same answers: the fast one (at most 64 windows and 64 queues, strict
// priority, breaks with a fixed return) and the general one (everything). Order of events at the same tick:
// roster and breaks, end of handling, next legs, arrivals, timers.
#include <cstdint>
#include <memory>
#include <vector>

#include "queueing/path.h"
#include "queueing/plan.h"
#include "queueing/trace.h"

namespace hallbook::queueing {

/// Answers for a ticket in Outcome::wait; below these it is the wait in ticks.
inline constexpr std::uint32_t gave_up = 0x80000000;  // left before being called
inline constexpr std::uint32_t never_called = 0xC0000000;  // still waiting when nobody was left to call

struct WindowUse {
  std::uint64_t busy = 0;    // handling ticks
  std::uint64_t staffed = 0;  // tidal windows: ticks open; others: 0 (the plan knows)
  std::uint64_t served = 0;
};

struct Outcome {
  std::vector<std::uint32_t> wait;  // one a ticket, as the trace has them
  std::vector<std::uint32_t> at;    // legs: ticket tick (arrivals keep the trace's); empty without legs
  std::vector<WindowUse> windows;   // by position in the plan
  Tick last_end = 0;                // the last handling ended; 0 = nothing was handled
};

/// Memory of a kernel, kept between days so that a day allocates nothing.
class Workspace {
 public:
  explicit Workspace(const Plan& plan);
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  ~Workspace();
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// True when the fast kernel can run the plan.
bool is_fast(const Plan& plan);

/// Runs the day. Uses the fast kernel when it can; a day that leaves its range (36 hours) is run by the general one.
void run_day(const Plan& plan, const DayTrace& day, Workspace& workspace, Outcome& outcome, Path path = best_path());

/// Each kernel by itself, for tests. run_fast: false when the day left its range (the outcome is then void).
bool run_fast(const Plan& plan, const DayTrace& day, Workspace& workspace, Outcome& outcome, Path path);
void run_general(const Plan& plan, const DayTrace& day, Workspace& workspace, Outcome& outcome);

}  // namespace hallbook::queueing
