#pragma once
#include "base/period.h"
#include "base/result.h"

namespace hallbook::app {

/// The last day that counts: as asked, else today, but not after the project's end. Sample units are whole made-up
/// years, so theirs is the end of the project. Refuses what is no date, and days before the project begins.
Result<Date> pick_as_of(const std::string& asked, const Period& project, bool sample);

}  // namespace hallbook::app
