#pragma once
// What drawing needs of a scenario, in ticks. Private to draw*.cpp.
#include <cstdint>
#include <vector>

#include "queueing/draw.h"
#include "queueing/draw_eight.h"

namespace hallbook::queueing {

struct DrawModel {
  struct Slot {
    struct Pick {
      std::uint32_t threshold;
      std::uint16_t kind, other;
    };
    double from = 0, to = 0;            // ticks
    double before = 0, until = 0;       // expected tickets at both ends
    double ticks_each = 0;              // ticks per expected ticket
    std::vector<Pick> picks;
  };
  struct ItemLaw {
    double mu = 0, sigma = 0;           // ln of handling ticks
    double patience_mean = 0;           // ticks; infinite = nobody leaves
    bool special = false;               // a law that the vector code does not know
    LawKind handling = LawKind::none, patience = LawKind::none;
    double handling_mean = 0;
    double patience_mu = 0, patience_sigma = 0;
    std::vector<double> quantiles, patience_quantiles;  // minutes
  };
  std::uint64_t seed = 0;
  const DrawLanes* lanes = nullptr;
  double origin_min = 0;
  std::uint32_t close_tick = 0;
  double tickets = 0, work_min = 0, slot_work_min = 0;
  std::uint32_t no_show_ticks = 1;
  bool has_legs = false;
  std::vector<Slot> slots;
  std::vector<ItemLaw> laws;
  Demand demand;
  std::vector<Item> items;
};

struct Drawing::Model : DrawModel {};

/// A day with more walk-ins ends early; check() refuses demands that come near it.
inline constexpr std::uint32_t most_tickets_a_day = 2'000'000;

std::uint32_t handling_ticks(const DrawModel::ItemLaw& law, std::uint32_t bits);
std::uint32_t patience_ticks(const DrawModel::ItemLaw& law, std::uint32_t bits);

double weekday_factor(const DrawModel& model, int day);
double day_factor(const DrawModel& model, int day);  // Gamma × weekday
double slot_holders(const DrawModel& model);         // of a day, who come or not
/// Adds those who come, in time order among the walk-ins.
void add_slot_holders(const DrawModel& model, int day, DayTrace& out);
void add_legs(const DrawModel& model, int day, DayTrace& out);

}  // namespace hallbook::queueing
