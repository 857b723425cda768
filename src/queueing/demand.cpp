#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "base/ensure.h"
#include "queueing/scenario.h"

namespace hallbook::queueing {

double tickets_per_day(const Demand& demand) {
  double sum = 0;
  for (std::size_t item = 0; item < demand.rates.size(); ++item) sum += tickets_per_day(demand, static_cast<int>(item));
  return sum;
}

double tickets_per_day(const Demand& demand, int item) {
  double sum = 0;
  for (const double rate : demand.rates[static_cast<std::size_t>(item)]) sum += rate;
  return sum;
}

Demand scaled(Demand demand, double factor) {
  for (auto& of_item : demand.rates)
    for (double& rate : of_item) rate *= factor;
  return demand;
}

std::string clock_label(const Hall& hall, double minute) {
  const int opens =
      hall.opens_at.size() == 5 ? std::atoi(hall.opens_at.c_str()) * 60 + std::atoi(hall.opens_at.c_str() + 3) : 0;
  const int at = ((opens + static_cast<int>(std::floor(minute))) % 1440 + 1440) % 1440;
  return fmt::format("{:02}:{:02}", at / 60, at % 60);
}

std::string_view per_name(Per per) {
  switch (per) {
    case Per::day: return "day";
    case Per::half_hour: return "half_hour";
    case Per::zone: return "zone";
  }
  throw BrokenInvariant{"per_name: unknown Per"};
}

std::string_view abandoned_name(Abandoned abandoned) {
  switch (abandoned) {
    case Abandoned::left_out: return "left_out";
    case Abandoned::late_is_failure: return "late_is_failure";
  }
  throw BrokenInvariant{"abandoned_name: unknown Abandoned"};
}

}  // namespace hallbook::queueing
