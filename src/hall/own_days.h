#pragma once
// The hall's own days under other layouts, and how far the answer would move on other days like these (data error).
// Source: docs/rules/queueing.md, R-QUE-88; queueing.md §9.2.6, §9.5.
#include <span>
#include <string>
#include <vector>

#include "hall/arrivals.h"
#include "queueing/scenario.h"
#include "queueing/trace.h"
#include "queueing/value.h"

namespace hallbook::hall {

struct OwnDays {
  std::vector<queueing::DayTrace> days;  // one for each of Records::days
  std::uint64_t tickets = 0;
  std::uint64_t left_out = 0;  // tickets without an item that the scenario knows
};

/// Tickets as they came, handling as it was; what is not known of a citizen is drawn from the scenario's laws, the same
/// on every run. Items are known by name. Refuses records without an item of the scenario.
Result<OwnDays> own_days(const Records& records, const queueing::Scenario& scenario);

/// Figures of a layout on the own days, with 95 % intervals over 100 resamplings of whole days (from five days on);
/// the changes are against the first layout, on the same citizens and the same resampled days.
struct OwnFigures {
  std::string layout;
  int resamples = 0;
  Range mean_wait_min, share_within, abandoned_share, late;  // late: citizens over all the days
  Range wait_change, share_change, abandoned_change, late_change;
};
/// `layouts` must have passed check(layout, scenario).
std::vector<OwnFigures> own_figures(const queueing::Scenario& scenario, std::span<const queueing::Layout> layouts,
                                    const OwnDays& own);

queueing::Value to_value(const OwnDays& own, std::span<const OwnFigures> figures);

}  // namespace hallbook::hall
