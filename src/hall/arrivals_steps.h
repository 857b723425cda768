#pragma once
// The parts of estimate_arrivals(). Private to hall.
#include "hall/arrivals.h"

namespace hallbook::hall {

/// Counts of first legs [item][weekday][slot].
using RateCounts = std::vector<std::vector<std::vector<std::uint32_t>>>;

/// R-QUE-80: Gamma–Poisson shrinkage towards item total × weekday × the item's (shrunk) day profile.
void shrink_rates(const RateCounts& counts, Arrivals& arrivals);

/// R-QUE-81: weekdays and covariates on day totals; fills weekday_factors, effects, both cv and the dispersion.
void fit_days(const Records& records, Arrivals& arrivals);

/// R-QUE-82: the tests inside half-hours. `times`: arrivals of a day, sorted, by day.
void test_arrivals(const std::vector<std::vector<double>>& times, Arrivals& arrivals);

/// R-QUE-83
ArrivalModel choose_model(const Arrivals& arrivals);

}  // namespace hallbook::hall
