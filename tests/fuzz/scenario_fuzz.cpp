// Scenario and layout files: any bytes are read, or refused with a place. What is read writes and reads back the same,
// and a day of it can be simulated.
#include <cstdlib>
#include <string_view>

#include "queueing/evaluate.h"

using namespace hallbook::queueing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto scenario = read_scenario({reinterpret_cast<const char*>(data), size});
  if (!scenario) return 0;
  const auto again = read_scenario(write_scenario(*scenario));
  if (!again || !(again->hall == scenario->hall) || !(again->layout == scenario->layout)) std::abort();
  // A day of a hundred thousand citizens or two thousand windows would be right, but slow.
  if (tickets_per_day(scenario->demand) > 2000 || scenario->layout.windows.size() > 100) return 0;
  if (!evaluate(*scenario, scenario->layout, scenario->target, fixed_days(1), 1)) std::abort();
  return 0;
}
