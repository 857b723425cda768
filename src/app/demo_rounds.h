#pragma once
// The rounds of the sample year and what came of them, through the very operations that people use.
#include "base/work_calendar.h"
#include "journal/journal.h"

namespace hallbook::app {

/// The people of sample_users.h act. A refusal here is a mistake of the sample itself: it throws.
void fill_rounds(journal::Books& books, UnitId unit, int year, const WorkCalendar& calendar);

}  // namespace hallbook::app
