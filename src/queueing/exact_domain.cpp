#include "queueing/exact_domain.h"

#include <fmt/format.h>

namespace hallbook::queueing::exact {

Result<> check_windows(int windows) {
  if (windows >= 1 && windows <= windows_most) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("窗口数 {} 不可用：应为 1 到 {}", windows, windows_most),
                 fmt::format("{} windows cannot be computed: give 1 to {}", windows, windows_most)},
                "windows");
}

Result<> check_number(double value, const char* field, Zero zero, double most) {
  const bool enough = zero == Zero::allowed ? value >= 0 : value > 0;  // false for a NaN
  if (enough && value <= most) return {};
  const char* bound = zero == Zero::allowed ? ">= 0" : "> 0";
  return refuse(RefusalCode::invalid,
                {fmt::format("{} = {} 不可用：应 {} 且不超过 {}", field, value, bound, most),
                 fmt::format("{} = {} cannot be computed: give a number {} and at most {}", field, value, bound, most)},
                field);
}

Result<> check_stable(double load, double windows) {
  if (load < windows) return {};
  return refuse(
      RefusalCode::invalid,
      {fmt::format("负荷 {} Erlang 不低于 {} 个窗口：没有耐心上限时队伍会无限增长；请增加窗口或使用 Erlang A", load,
                   windows),
       fmt::format("a load of {} Erlang is not below {} windows: without patience the queue grows without end; "
                   "open more windows or use Erlang A",
                   load, windows)},
      "load");
}

}  // namespace hallbook::queueing::exact
