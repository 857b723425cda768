// Everything that a layout may ask for, any number of windows and queues, 64-bit ticks. Also the second opinion on the
// fast kernel: on what both can run, they must agree ticket by ticket. Rules R-QUE-07 to R-QUE-09, R-QUE-17, R-QUE-18,
// R-QUE-21 and R-QUE-22 (docs/rules/queueing.md) are kept here and, as far as it goes, in kernel_fast.inc.
#include <algorithm>

#include "base/ensure.h"
#include "queueing/bit_sets.h"
#include "queueing/kernel_state.h"

namespace hallbook::queueing {
namespace {

constexpr std::uint64_t no_key = ~std::uint64_t{0};
constexpr Tick never = Tick{1} << 46;  // fits above the 16 bits of the window

enum TimerKind { reserve_over, tide_due, tide_stayed, rest_over };

class Day {
 public:
  Day(const Plan& plan, const DayTrace& trace, GeneralState& state, Outcome& outcome)
      : plan_{plan}, trace_{trace}, state_{state}, outcome_{outcome} {
    begin();
  }

  void run() {
    for (;;) {
      const Tick roster = roster_ < plan_.roster.size() ? plan_.roster[roster_].tick : never;
      const Tick moving = moving_ < plan_.moving.size() ? plan_.moving[moving_].from : never;
      const Tick end = least_ == no_key ? never : static_cast<Tick>(least_ >> 16);
      const Tick leg = state_.legs.empty() ? never : state_.legs.front().tick;
      const Tick arrival = ticket_ < trace_.arrivals ? trace_.time[ticket_] : never;
      const Tick timer = state_.timers.empty() ? never : state_.timers.front().tick;
      now_ = std::min({roster, moving, end, leg, arrival, timer});
      if (now_ == never) return;
      if (now_ == roster)
        roster_event(plan_.roster[roster_++]);
      else if (now_ == moving)
        moving_event();
      else if (now_ == end)
        end_event(static_cast<int>(least_ & 0xFFFF));
      else if (now_ == leg)
        come(take_timer(state_.legs).index);
      else if (now_ == arrival)
        come(static_cast<int>(ticket_++));
      else
        timer_event(take_timer(state_.timers));
    }
  }

 private:
  WindowState& window(int position) { return state_.window[static_cast<std::size_t>(position)]; }
  bool is_tidal(int position) const { return has(plan_.tidal, position); }
  const QueuePlan& queue_plan(int queue) const { return plan_.queues[static_cast<std::size_t>(queue)]; }

  /// Two-level minimum: a change looks at the 16 of its block and at the blocks.
  void set_key(int position, std::uint64_t key) {
    const std::size_t at = static_cast<std::size_t>(position);
    state_.key[at] = key;
    const std::size_t block = at / 16;
    const auto from = state_.key.begin() + static_cast<std::ptrdiff_t>(block * 16);
    state_.block[block] = *std::min_element(from, from + 16);
    least_ = *std::ranges::min_element(state_.block);
  }
  void set_end(int position, Tick end) {
    window(position).end = end;
    set_key(position,
            end < 0 ? no_key : (static_cast<std::uint64_t>(end) << 16) | static_cast<std::uint64_t>(position));
  }

  void push(std::vector<Timer>& heap, Tick tick, int kind, int index) {
    add_timer(heap, {tick, order_++, kind, index});
  }

  // --- queues

  std::uint16_t queue_of(std::uint32_t ticket) const {
    return plan_.queue_of[trace_.kind[ticket] & (kind_bits::values - 1)];
  }

  void enter(int queue, std::uint32_t ticket, bool in_front) {
    const std::size_t q = static_cast<std::size_t>(queue);
    const bool empty = state_.head[q] == nothing;
    state_.next[ticket] = in_front ? state_.head[q] : nothing;
    if (in_front || empty)
      state_.head[q] = ticket;
    else
      state_.next[state_.tail[q]] = ticket;
    if (!in_front || empty) state_.tail[q] = ticket;
    put(state_.waiting, queue, true);
    if (has_tidal_) load_changed(queue, +1);
  }

  std::uint32_t leave(int queue) {
    const std::size_t q = static_cast<std::size_t>(queue);
    const std::uint32_t ticket = state_.head[q];
    state_.head[q] = state_.next[ticket];
    if (state_.head[q] == nothing) put(state_.waiting, queue, false);
    if (has_tidal_) load_changed(queue, -1);
    return ticket;
  }

  /// The smallest goes first: rank, then drawn (with a head start), then ticket.
  std::uint64_t precedence(int queue) const {
    const QueuePlan& plan = queue_plan(queue);
    const std::uint32_t ticket = state_.head[static_cast<std::size_t>(queue)];
    const Tick drawn = state_.drawn[ticket] - plan.ahead + (Tick{1} << 34);
    return (static_cast<std::uint64_t>(plan.rank) << 60) | (static_cast<std::uint64_t>(drawn) << 24) | ticket;
  }

  Tick reserve(int position, int queue) const {
    if (plan_.reserve.empty()) return 0;
    return plan_.reserve[static_cast<std::size_t>(position * plan_.classes + queue_plan(queue).routing_class)];
  }

  /// The queue from which the window takes the next ticket, or −1.
  int next_queue(int position) const {
    const auto& serves = plan_.serves[static_cast<std::size_t>(position)];
    std::uint64_t best = no_key;
    int best_queue = -1;
    for (std::size_t word = 0; word < serves.size(); ++word)
      for (std::uint64_t both = serves[word] & state_.waiting[word]; both != 0; both &= both - 1) {
        const int queue = static_cast<int>(word * 64) + __builtin_ctzll(both);
        const Tick drawn = state_.drawn[state_.head[static_cast<std::size_t>(queue)]];
        if (now_ - drawn < reserve(position, queue)) continue;
        if (const std::uint64_t key = precedence(queue); key < best) best = key, best_queue = queue;
      }
    return best_queue;
  }

  bool takes(int position) {
    const WindowState& state = window(position);
    return !state.off && state.breaks == 0 && (!is_tidal(position) || state.tide_in);
  }

  void start(std::uint32_t ticket, int position) {
    WindowState& state = window(position);
    Tick& need = state_.need[ticket];
    if (!state_.called[ticket]) {
      if (!plan_.factor.empty()) need = with_factor(need, ticket, position);
      state_.called[ticket] = 1;
    }
    put(state_.idle, position, false);
    state.ticket = ticket;
    state.began = now_;
    set_end(position, now_ + need);
    outcome_.windows[static_cast<std::size_t>(position)].busy += static_cast<std::uint64_t>(need);
    ++outcome_.windows[static_cast<std::size_t>(position)].served;
  }

  Tick with_factor(Tick ticks, std::uint32_t ticket, int position) const {
    const int item = (trace_.kind[ticket] >> kind_bits::item_shift) & static_cast<int>(kind_bits::item_mask);
    const std::uint64_t product =
        static_cast<std::uint64_t>(ticks) * plan_.factor[static_cast<std::size_t>(position * plan_.items + item)];
    return std::clamp(static_cast<Tick>((product + (1u << (factor_bits - 1))) >> factor_bits), Tick{1},
                      static_cast<Tick>(max_ticks));
  }

  void add_wait(std::uint32_t ticket, Tick waited) {
    const Tick before = state_.called[ticket] ? outcome_.wait[ticket] : 0;
    outcome_.wait[ticket] = static_cast<std::uint32_t>(std::min<Tick>(before + waited, gave_up - 1));
  }

  /// A free window calls, or becomes idle.
  void call(int position) {
    for (int queue; (queue = next_queue(position)) >= 0;) {
      const std::uint32_t ticket = leave(queue);
      const Tick waited = now_ - state_.drawn[ticket];
      const std::uint32_t patience = trace_.patience[ticket];
      if (!state_.called[ticket] && patience != max_ticks && waited > patience) {
        outcome_.wait[ticket] = gave_up;
        continue;
      }
      add_wait(ticket, waited);
      start(ticket, position);
      return;
    }
    put(state_.idle, position, true);
    if (is_tidal(position)) ebb(position);
  }

  void call_if_free(int position) {
    if (takes(position) && window(position).ticket == nothing) call(position);
  }

  // --- events

  void come(int index) {
    const std::uint32_t ticket = static_cast<std::uint32_t>(index);
    state_.drawn[ticket] = now_;
    if (ticket >= trace_.arrivals) outcome_.at[ticket] = static_cast<std::uint32_t>(std::min<Tick>(now_, nothing));
    const int queue = queue_of(ticket);
    const std::size_t routing = static_cast<std::size_t>(queue_plan(queue).routing_class);
    if (const int position = first(state_.idle, plan_.takers_at_once[routing]); position >= 0) {
      outcome_.wait[ticket] = 0;
      start(ticket, position);
      return;
    }
    enter(queue, ticket, false);
    if (plan_.reserve.empty()) return;
    Tick set = 0;  // one timer for each different wait of the rules
    for (int position = 0; position < plan_.windows; ++position)
      if (const Tick wait = reserve(position, queue); wait != set && wait > 0)
        push(state_.timers, now_ + wait, reserve_over, static_cast<int>(routing)), set = wait;
  }

  void end_event(int position) {
    WindowState& state = window(position);
    outcome_.last_end = std::max(outcome_.last_end, now_);
    if (!trace_.next.empty())
      if (const std::uint32_t leg = trace_.next[state.ticket]; leg != no_leg)
        push(state_.legs, now_ + trace_.time[leg], 0, static_cast<int>(leg));
    state.ticket = nothing;
    set_end(position, -1);
    if (state.rest_after >= 0) {
      push(state_.timers, now_ + state.rest_after, rest_over, position);
      state.rest_after = -1;
      ++state.breaks;
    }
    call_if_free(position);
  }

  void roster_event(const RosterEvent& event) {
    for (int position = 0; position < plan_.windows; ++position)
      if (has(event.off, position)) {
        window(position).off = true;
        put(state_.idle, position, false);
      }
    for (int position = 0; position < plan_.windows; ++position)
      if (has(event.on, position)) {
        window(position).off = false;
        call_if_free(position);
      }
  }

  void moving_event() {
    const MovingBreak& rest = plan_.moving[moving_++];
    WindowState& state = window(rest.window);
    const bool busy = state.ticket != nothing;
    if (rest.kind == BreakKind::finish_first_full && busy) {
      state.rest_after = rest.to - rest.from;
      return;
    }
    ++state.breaks;
    put(state_.idle, rest.window, false);
    push(state_.timers, rest.to, rest_over, rest.window);
    if (!busy || state.end < 0) return;
    if (rest.kind == BreakKind::interrupt) {
      state.paused = state.end - now_;
      set_end(rest.window, -1);
    } else if (rest.kind == BreakKind::capacity_drop) {
      send_back(rest.window);
    }
  }

  /// Pool semantics: the citizen goes to the head of the queue, or straight to an idle window.
  void send_back(int position) {
    WindowState& state = window(position);
    const std::uint32_t ticket = state.ticket;
    WindowUse& use = outcome_.windows[static_cast<std::size_t>(position)];
    state_.need[ticket] = state.end - now_;
    use.busy -= static_cast<std::uint64_t>(state_.need[ticket]);
    --use.served;
    state.ticket = nothing;
    set_end(position, -1);
    state_.drawn[ticket] = now_;
    const int queue = queue_of(ticket);
    const std::size_t routing = static_cast<std::size_t>(queue_plan(queue).routing_class);
    const int idle = first(state_.idle, plan_.takers_at_once[routing]);
    if (idle >= 0)
      start(ticket, idle);
    else
      enter(queue, ticket, true);
  }

  void timer_event(const Timer& timer) {
    switch (static_cast<TimerKind>(timer.kind)) {
      case reserve_over: return reserve_event(timer.index);
      case tide_due: return tide(timer.index);
      case tide_stayed:
        if (has(state_.idle, timer.index)) ebb(timer.index);
        return;
      case rest_over: return rest_event(timer.index);
    }
  }

  void reserve_event(int routing) {
    const auto& takers = plan_.takers[static_cast<std::size_t>(routing)];
    for (int position = 0; position < plan_.windows; ++position)
      if (has(takers, position) && has(state_.idle, position)) call(position);
  }

  void rest_event(int position) {
    WindowState& state = window(position);
    --state.breaks;
    if (state.breaks == 0 && state.paused >= 0) {
      set_end(position, now_ + state.paused);
      state.paused = -1;
      return;
    }
    call_if_free(position);
  }

  // --- tidal windows

  void load_changed(int queue, int by) {
    for (int position = 0; position < plan_.windows; ++position) {
      if (!is_tidal(position) || !plan_.serves_queue(position, queue)) continue;
      WindowState& state = window(position);
      state.load += by;
      if (state.load <= plan_.tidal_open_above)
        state.above_since = -1;
      else if (state.above_since < 0)
        watch(position);
    }
  }

  void watch(int position) {
    window(position).above_since = now_;
    push(state_.timers, now_ + plan_.tidal_for, tide_due, position);
  }

  /// One window opens at a time: the others that watch the same queues begin to count anew.
  void tide(int position) {
    WindowState& state = window(position);
    if (state.tide_in || state.off || state.above_since < 0 || now_ - state.above_since < plan_.tidal_for) return;
    state.tide_in = true;
    state.opened = now_;
    push(state_.timers, now_ + plan_.tidal_stay, tide_stayed, position);
    for (int other = 0; other < plan_.windows; ++other)
      if (other != position && is_tidal(other) && window(other).above_since >= 0) watch(other);
    call_if_free(position);
  }

  void ebb(int position) {
    WindowState& state = window(position);
    if (!state.tide_in || now_ - state.opened < plan_.tidal_stay || state.load > plan_.tidal_close_at) return;
    state.tide_in = false;
    outcome_.windows[static_cast<std::size_t>(position)].staffed += static_cast<std::uint64_t>(now_ - state.opened);
    put(state_.idle, position, false);
    if (state.above_since >= 0) watch(position);
  }

  void begin() {
    const std::size_t windows = static_cast<std::size_t>(plan_.windows);
    const std::size_t blocks = (windows + 15) / 16;
    state_.window.assign(windows, WindowState{});
    state_.idle.assign(static_cast<std::size_t>(plan_.words), 0);
    state_.waiting.assign(static_cast<std::size_t>(plan_.queue_words), 0);
    state_.head.assign(plan_.queues.size(), nothing);
    state_.tail.assign(plan_.queues.size(), nothing);
    state_.next.assign(trace_.size(), nothing);
    state_.drawn.assign(trace_.size(), 0);
    state_.need.assign(trace_.service.begin(), trace_.service.end());
    state_.called.assign(trace_.size(), 0);
    state_.key.assign(blocks * 16, no_key);
    state_.block.assign(blocks, no_key);
    state_.timers.clear();
    state_.legs.clear();
    outcome_.wait.assign(trace_.size(), never_called);
    outcome_.at.assign(trace_.next.empty() ? 0 : trace_.size(), 0);
    outcome_.windows.assign(windows, WindowUse{});
    outcome_.last_end = 0;
    for (int position = 0; position < plan_.windows; ++position) {
      window(position).off = has(plan_.off_at_start, position);
      has_tidal_ = has_tidal_ || is_tidal(position);
      put(state_.idle, position, takes(position));
    }
  }

  const Plan& plan_;
  const DayTrace& trace_;
  GeneralState& state_;
  Outcome& outcome_;
  Tick now_ = 0;
  std::uint64_t least_ = no_key;
  std::uint64_t order_ = 0;
  std::uint32_t ticket_ = 0;
  std::size_t roster_ = 0;
  std::size_t moving_ = 0;
  bool has_tidal_ = false;
};

}  // namespace

void run_general(const Plan& plan, const DayTrace& day, Workspace& workspace, Outcome& outcome) {
  Day{plan, day, workspace.state().general, outcome}.run();
  for (int position = 0; position < plan.windows; ++position) {
    const WindowState& state = workspace.state().general.window[static_cast<std::size_t>(position)];
    if (state.tide_in)
      outcome.windows[static_cast<std::size_t>(position)].staffed +=
          static_cast<std::uint64_t>(std::max(plan.close, outcome.last_end) - state.opened);
  }
}

}  // namespace hallbook::queueing
