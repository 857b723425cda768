#pragma once
// Modified offered load (MOL): the mean number of busy windows if nobody ever had to wait, m(t) = ∫ arrivals(u)
// P(S > t − u) du for any handling law (Eick, Massey and Whitt 1993; Jennings, Mandelbaum, Massey and Whitt 1996).
// Arrivals are constant within each slot of the demand, so m(t) is a sum of E[min(S, x)]: no integration, error 1e-12.
// Times are minutes after opening. Tickets drawn before opening all begin at 0. Later legs of a ticket follow the first
// shifted by the mean handling and the delay (approximate: the spread of the first handling is left out).
#include <array>
#include <span>
#include <vector>

#include "queueing/scenario.h"

namespace hallbook::queueing {

/// E[min(S, x)] in minutes; 0 for x <= 0; `law` is not `none`.
double expected_min(const Law& law, double x_min);
/// P(S > x); 1 for x < 0.
double survival(const Law& law, double x_min);

/// Tickets of one item at a constant rate over [from_min, to_min).
struct Flow {
  int item = 0;
  double from_min = 0, to_min = 0;
  double tickets = 0;
};

/// Walk-ins, slot holders and later legs of a day with factor 1.
std::vector<Flow> flows(const Hall& hall, const Demand& demand);
/// Erlang at one moment, of the given flows, each handled at its item's law times `handling_factor`.
double offered_load(const Hall& hall, std::span<const Flow> flows, double at_min, double handling_factor = 1);

/// R-QUE-34: the moments of a half-hour at which load and windows are compared, minutes after its begin.
inline constexpr std::array sample_minutes = {5.0, 15.0, 25.0};

/// One half-hour of a group of items that share their windows.
struct HalfHourLoad {
  double from_min = 0, to_min = 0;
  double tickets = 0;
  double mean_load = 0, max_load = 0;  // Erlang, over the minutes 5, 15 and 25 of the half-hour (R-QUE-34)
  double mean_handling_min = 0;  // of the tickets of the day's group, no-shows included
  double leaving_rate = 0;  // per minute of waiting, 1 / mean patience averaged over tickets; 0 = nobody leaves
};

/// From opening to closing; empty `items` = all items.
std::vector<HalfHourLoad> half_hour_loads(const Hall& hall, const Demand& demand, std::span<const int> items = {},
                                          double handling_factor = 1);

/// Windows that hold the target in steady state under `load` Erlang: Erlang A, or C when nobody leaves. At least 1
/// when there is any load, 0 when there is none. The target's share counts everybody's time in the queue.
int windows_for(const HalfHourLoad& half_hour, double load, const Target& target);

/// R-QUE-34: MOL-max + Erlang A, a window number for each half-hour.
std::vector<int> mol_staffing(const Hall& hall, const Demand& demand, const Target& target,
                              std::span<const int> items = {}, double handling_factor = 1);

}  // namespace hallbook::queueing
