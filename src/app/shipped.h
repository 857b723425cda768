#pragma once
// The definitions that ship inside the program (definitions/**), so that one file is enough to start a hall.
#include <string>
#include <string_view>
#include <vector>

#include "base/work_calendar.h"
#include "journal/journal.h"
#include "registers/registers.h"

namespace hallbook::app {

/// All shipped years.
WorkCalendar shipped_calendar();

/// Adopts every shipped register, scheme, price table and calendar for a unit that has just been founded.
Result<> adopt_shipped(journal::Books& books, const registers::Acting& acting);

}  // namespace hallbook::app
