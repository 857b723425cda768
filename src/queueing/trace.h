#pragma once
// One day of citizens, independent of any layout: layouts are compared on the same people (common random numbers).
// A trace is drawn (draw.h) or made from a hall's own tickets. Structure of arrays, 14 bytes a citizen.
#include <cstdint>
#include <limits>
#include <vector>

#include "queueing/scenario.h"

namespace hallbook::queueing {

/// 1 tick = 1/512 s. Ticks of a day count from `origin_min`, the earliest moment of the scenario (at most 0).
inline constexpr double ticks_per_min = 512.0 * 60.0;
inline constexpr std::uint32_t max_ticks = (1u << 26) - 1;  // of one handling, patience or ticket time: 36.4 hours

/// The earliest moment that the scenario knows: doors, tickets before opening, early slot holders, rosters.
double origin_min(const Scenario& scenario);
/// Rounded to the nearest tick, kept in 0..max_ticks; infinity and NaN give max_ticks.
std::uint32_t to_ticks(double minutes);

/// Bits of DayTrace::kind.
namespace kind_bits {
inline constexpr unsigned level_mask = 3;           // bits 0–1: priority level
inline constexpr unsigned appointment = 4;          // bit 2: came within the window of the slot
inline constexpr unsigned item_shift = 3;           // bits 3–14: item
inline constexpr unsigned item_mask = 0xFFF;
inline constexpr unsigned no_show = 0x8000;         // bit 15: nobody comes when called
inline constexpr unsigned values = 0x8000;          // number of kinds without the no-show bit
}  // namespace kind_bits

inline constexpr int max_items = 4096;
inline constexpr int max_levels = 4;
inline constexpr std::uint32_t no_leg = 0xFFFFFFFF;

struct DayTrace {
  int day = 0;
  double factor = 1;          // day factor × weekday factor that was drawn; 1 for real days
  std::uint32_t arrivals = 0;  // the first ones, by rising `time`; the rest are later legs
  std::vector<std::uint32_t> time;      // arrivals: ticket drawn at this tick. Legs: delay after the leg before
  std::vector<std::uint32_t> service;   // handling ticks at a window of factor 1, at least 1
  std::vector<std::uint32_t> patience;  // leaves after waiting longer; max_ticks = never
  std::vector<std::uint16_t> kind;
  std::vector<std::uint32_t> next;      // index of the next leg or no_leg; empty when nobody has one
  std::vector<std::uint64_t> order;     // working memory of draw()

  void clear();  // keeps the capacity
  std::size_t size() const { return time.size(); }
};

struct Ticket {
  double at_min = 0;  // after opening; negative = before
  int item = 0;
  int level = 0;
  double handling_min = 1;
  double patience_min = std::numeric_limits<double>::infinity();
  bool appointment = false;
  bool no_show = false;
};

/// Adds an arrival; call finish() once after the last.
void add(DayTrace& day, const Scenario& scenario, const Ticket& ticket);
/// Sorts arrivals by time (equal times keep their order). Only for traces without legs.
void finish(DayTrace& day);

}  // namespace hallbook::queueing
