#pragma once
// Where a command writes to.
#include <string>

#include "base/result.h"

namespace hallbook::app {

/// A folder that is not there is the caller's slip, not a fault of the machine. `output` as given with -o.
Result<> check_output(const std::string& output);

}  // namespace hallbook::app
