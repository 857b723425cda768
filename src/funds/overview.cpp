#include "funds/overview.h"

#include <fmt/format.h>

#include "base/text.h"

namespace hallbook::funds {
namespace {

constexpr int most_holds_shown = 8;

void add_to_total(Line& total, const Line& line) {
  for (Money Line::* sum :
       {&Line::initial, &Line::approved, &Line::released, &Line::free, &Line::held, &Line::committed, &Line::executed})
    total.*sum = total.*sum + line.*sum;
}

/// R-FND-60
bool line_adds_up(const Line& line) { return line.approved == line.free + line.held + line.committed + line.executed; }

}  // namespace

Result<Overview> overview_of(db::ReadTx& tx, UnitId unit, std::string_view asked, Date as_of,
                             const WorkCalendar& calendar) {
  std::string project{asked};
  if (project.empty()) {
    std::optional<Date> latest;
    for (const auto& code : budget_projects(tx, unit))
      if (const auto period = budget_period(tx, unit, code); !latest || period->last > *latest) {
        latest = period->last;
        project = code;
      }
  }
  const auto period = budget_period(tx, unit, project);
  if (!period)
    return refuse(RefusalCode::not_found,
                  {project.empty() ? std::string{"还没有导入预算批复；请用 funds budget import 录入"}
                                   : fmt::format("项目 {} 还没有预算；请先用 funds budget import 录入", quote(project)),
                   project.empty() ? std::string{"no budget was entered yet; `funds budget import` does it"}
                                   : fmt::format("project {} has no budget yet; enter it with `funds budget import`",
                                                 quote(project))},
                  "project");
  Overview overview{project, *period, {}, payee_sums(tx, unit, project), {}, true};
  overview.total.key.project = project;
  const Date day = std::clamp(as_of, period->first, period->last);
  for (Line& line : lines(tx, unit, project)) {
    add_to_total(overview.total, line);
    overview.adds_up = overview.adds_up && line_adds_up(line);
    LineOverview one{std::move(line), std::nullopt, std::nullopt, {}, {}};
    one.plan = find_plan(tx, unit, one.line.key);
    one.months = line_months(tx, unit, one.line.key);
    one.holds = holders(tx, unit, one.line.key, most_holds_shown);
    if (one.plan)
      if (const auto pace = money_pace(tx, unit, *one.plan, day, calendar)) one.pace = *pace;
    overview.lines.push_back(std::move(one));
  }
  overview.adds_up = overview.adds_up && line_adds_up(overview.total);
  return overview;
}

}  // namespace hallbook::funds
