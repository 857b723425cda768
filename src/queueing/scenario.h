#pragma once
// A scenario: one hall, its demand, one layout and a target. The file format is docs/guide/scenarios.md.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "queueing/layout.h"
#include "queueing/target.h"

namespace hallbook::queueing {

/// Slots at a fixed spacing. A slot holder comes with `show_probability`, at the slot plus a normal offset; who comes
/// within [slot − early_min, slot + late_min] has the appointment level, anybody else is a walk-in.
struct Appointments {
  double every_min = 0;       // 0 = no appointments
  double from_min = 0;        // first slot
  double to_min = 0;          // last slot is before this
  int per_slot = 0;           // citizens per slot
  std::vector<double> item_shares;  // per item, sum 1
  double show_probability = 1;
  double offset_mean_min = 0;
  double offset_sd_min = 0;
  double early_min = 10;
  double late_min = 10;
  friend bool operator==(const Appointments&, const Appointments&) = default;
};

/// Walk-ins: a Poisson process with piecewise constant rates, times one Gamma factor a day.
struct Demand {
  std::vector<double> edges_min;  // slot boundaries, rising; n + 1 values; may begin before 0 (doors closed)
  std::vector<std::vector<double>> rates;  // [item][slot]: expected tickets in that slot of a day with factor 1
  std::vector<std::vector<double>> level_shares;  // [item][level]: each row sums to 1; one column = nobody has priority
  double day_factor_cv = 0;  // day factor ~ Gamma(mean 1, this cv); 0 = none
  std::vector<double> weekday_factors;  // day d is multiplied by [d mod size]; empty = 1
  double no_show = 0;  // share of called tickets whose citizen is not there
  double no_show_min = 0.5;  // what such a call costs the window
  Appointments appointments;
  friend bool operator==(const Demand&, const Demand&) = default;
};

/// Expected walk-in tickets of a day (factor 1), and of one item.
double tickets_per_day(const Demand& demand);
double tickets_per_day(const Demand& demand, int item);
/// The same demand times `factor`: demand +10 % is scaled(demand, 1.1). Appointments stay.
Demand scaled(Demand demand, double factor);

struct Scenario {
  std::string name;
  std::string note;
  int days_per_year = 250;
  Hall hall;
  Demand demand;
  Layout layout;
  Target target;
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// Reads the file format. Refuses what is not JSON, unknown keys (naming them), impossible values, an item that no
/// window can serve, breaks that leave an item without any window for the whole day.
Result<Scenario> read_scenario(std::string_view json);
/// A layout of its own, for `hallbook hall compare`: {"name", "windows", "policy"} as inside a scenario.
Result<Layout> read_layout(std::string_view json, const Hall& hall, const Layout& base);
std::string write_scenario(const Scenario& scenario);
std::string write_layout(const Layout& layout, const Hall& hall);

/// The same checks for values made by a program. read_… has already done them.
Result<> check(const Scenario& scenario);
Result<> check(const Layout& layout, const Scenario& scenario);
/// The first break, while the doors are open, at whose begin every rostered window rests; nothing when there is none.
std::optional<double> all_on_break_at(const Layout& layout, double close_min);

}  // namespace hallbook::queueing
