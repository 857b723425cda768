#pragma once
// What the hall has promised: a share of citizens called within a threshold, and over what it is counted.
#include <string_view>

namespace hallbook::queueing {

enum class Per { day, half_hour, zone };

enum class Abandoned {
  left_out,        // shares count served citizens only
  late_is_failure  // those who left after more than the threshold count as not served in time
};

struct Target {
  double share = 0.95;        // 0..1
  double threshold_min = 15;  // waited at most this long
  Per per = Per::day;         // half_hour, zone: every one of them must meet it
  Abandoned abandoned = Abandoned::left_out;
  friend bool operator==(const Target&, const Target&) = default;
};

std::string_view per_name(Per per);  // "day", "half_hour", "zone"
std::string_view abandoned_name(Abandoned abandoned);

}  // namespace hallbook::queueing
