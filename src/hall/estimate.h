#pragma once
// From repaired records to a scenario that can be simulated, with the account of what the records do not say.
// Source: docs/rules/queueing.md, R-QUE-80 to R-QUE-89; queueing.md §9.2, §9.5 (data error).
#include <optional>
#include <string>
#include <vector>

#include "hall/arrivals.h"
#include "hall/handling.h"
#include "hall/patience.h"
#include "hall/ticket_report.h"
#include "queueing/scenario.h"

namespace hallbook::hall {

struct AppointmentFigures {
  std::uint64_t booked = 0;  // tickets with a slot, and slots for which nobody came
  std::uint64_t came = 0;
  double show_probability = unknown_time;
  double offset_mean_min = 0, offset_sd_min = 0;  // ticket against slot; negative = early
  double per_day = 0;
  bool used = false;  // at least one ticket in a hundred: the scenario has appointments of their own
};

/// How far the measured figures would move on other days like these: 100 resamplings of whole days.
struct DataError {
  Range tickets_per_day, mean_wait_min, share_within_15, abandoned_share, mean_handling_min, day_factor_cv;
  int resamples = 0;
};

/// The scenario's own figures, with the error of the computation: beside those recorded, they check the model.
struct SimulatedFigures {
  Range mean_wait_min, share_within_15, abandoned_share;
};

struct Estimation {
  queueing::Scenario scenario;
  Arrivals arrivals;
  Handling handling;
  Patience patience;
  AppointmentFigures appointments;
  DataError error;
  SimulatedFigures simulated;
  std::optional<double> closed_at;  // minute after opening from which no window was staffed on most days
  std::vector<std::string> orphans;  // items that no window serves regularly
  std::vector<Text> unknown;  // what cannot be known from these records, and what was assumed instead
};

/// Refuses: no ticket with an item or no window (nothing could be simulated), what scenario check refuses.
Result<Estimation> estimate(const TicketReport& report, const TicketMap& map);

queueing::Value to_value(const Estimation& estimation, const TicketReport& report, Lang lang);
std::string to_text(const Estimation& estimation, const TicketReport& report, Lang lang);

}  // namespace hallbook::hall
