#pragma once
// The parts of estimate(). Private to hall.
#include "hall/estimate.h"

namespace hallbook::hall {

/// R-QUE-87
AppointmentFigures appointment_figures(const Records& records);
queueing::Appointments appointments_of(const Records& records, const Arrivals& arrivals,
                                       const AppointmentFigures& figures);

/// R-QUE-88: resamples whole days.
DataError data_error(const Records& records);

/// R-QUE-89: zones, items, windows and rosters of the scenario.
queueing::Scenario scenario_of(const TicketReport& report, const TicketMap& map, const Estimation& parts);

/// R-QUE-89: items that no window of the scenario serves go to the window that served them most often. Their names.
std::vector<std::string> give_orphans(const Records& records, queueing::Scenario& scenario);

/// Slowdown of the comprehensive windows at which the mean wait is that of the same number of specialised ones; NaN when
/// there are none, or none up to 3 is.
double break_even_factor(const queueing::Scenario& scenario);

/// 250 simulated days of the scenario; refuses nothing: `scenario` must have passed check().
SimulatedFigures simulate_again(const queueing::Scenario& scenario);

/// What these records cannot say.
std::vector<Text> unknown_things(const TicketReport& report, const Estimation& parts);

}  // namespace hallbook::hall
