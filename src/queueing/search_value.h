#pragma once
// Answers of a search as JSON. Shares 0..1, times minutes, costs window-hours of a specialised window a day.
#include "queueing/moves.h"
#include "queueing/search.h"
#include "queueing/value.h"

namespace hallbook::queueing {

/// Windows, window-hours, cost, and each group with its shifts.
Value to_value(const LayoutSpace& space, const WindowPlan& plan);
/// Everything of the search but the reports and the layout file: bounds, plans, certificate, log.
Value to_value(const SearchResult& result);
Value to_value(const MoveTable& table);
Value to_value(const WhatIfs& what_ifs);
/// Required and open windows of each half-hour, together and by zone.
Value required_value(const Requirement& need, const OnDuty& duty, const Hall& hall);

}  // namespace hallbook::queueing
