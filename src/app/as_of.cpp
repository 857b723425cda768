#include "app/as_of.h"

#include <fmt/format.h>

#include "app/session.h"

namespace hallbook::app {

Result<Date> pick_as_of(const std::string& asked, const Period& project, bool sample) {
  if (asked.empty()) return sample ? project.last : std::max(project.first, std::min(hall_date(now()), project.last));
  const auto day = parse_date(asked);
  if (!day)
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”不是日期：请写成 2026-07-31", asked),
                   fmt::format("'{}' is no date: write 2026-07-31", asked)},
                  "as-of");
  if (*day < project.first)
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 早于项目开始日 {}", iso(*day), iso(project.first)),
                   fmt::format("{} is before the project begins on {}", iso(*day), iso(project.first))},
                  "as-of");
  return std::min(*day, project.last);
}

}  // namespace hallbook::app
