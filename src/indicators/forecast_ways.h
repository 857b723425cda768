#pragma once
// The ways to look ahead: each gives what a working day of a coming month is likely to add. Private to indicators/. R-FOC-03
#include <span>

#include "indicators/forecast.h"

namespace hallbook::indicators {

/// Figures for each month of `ahead`, from `known`; empty when this way cannot say (no last year, too few months).
std::vector<double> ahead_by_run_rate(std::span<const MonthFigure> known, int period_first,
                                      std::span<const MonthFigure> ahead);
std::vector<double> ahead_by_last_year(std::span<const MonthFigure> known, int period_first,
                                       std::span<const MonthFigure> ahead);
std::vector<double> ahead_by_smoothing(std::span<const MonthFigure> known, std::span<const MonthFigure> ahead);

std::vector<double> ahead_by(std::string_view way, std::span<const MonthFigure> known, int period_first,
                             std::span<const MonthFigure> ahead);

}  // namespace hallbook::indicators
