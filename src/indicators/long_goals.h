#pragma once
// Goals over several years (总体目标 2026年-2028年) rolled up from the projects of those years: what each year reached, frozen
// where it was frozen, so far where it runs. Source: docs/rules/advice.md, R-ADV-08, R-ADV-09.
#include "indicators/evaluation.h"

namespace hallbook::indicators {

/// One indicator in one year.
struct GoalCell {
  std::string target, value;  // as printed; "" = none
  std::optional<bool> met;
};

struct GoalYear {
  int year = 0;
  std::string project;  // its code; "" = that year has no project yet
  int frozen = 0;  // version of the frozen evaluation that the figures are of; 0 = figures so far
};

struct GoalRow {
  std::string name;  // of the indicator
  std::vector<GoalCell> cells;  // as `years`
  int years_met = 0;
};

struct LongGoal {
  std::string title, text;
  std::vector<GoalYear> years;
  std::vector<GoalRow> rows;
};

/// The first and last year that a goal's title names; nullopt when it names fewer than two. Pure.
std::optional<std::pair<int, int>> years_of_goal(std::string_view title);

/// Projects of one name make one long goal. `today` cuts the year that runs.
std::vector<LongGoal> long_goals(db::ReadTx& tx, const journal::EvidenceStore& evidence, UnitId unit,
                                 const dossier::Project& project, Date today);
Json long_goals_json(const std::vector<LongGoal>& goals);
std::string long_goals_text(const std::vector<LongGoal>& goals, Lang lang);

}  // namespace hallbook::indicators
