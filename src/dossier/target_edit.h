#pragma once
// Adjusting the sign and value of one target. The document stays word for word: the adjustment stands in the plan, with what
// the document's own cells said, and makes the project's next version. Source: docs/rules/dossier.md, R-DOS-46 to R-DOS-49.
#include "dossier/projects.h"

namespace hallbook::dossier {

/// As typed. `op` "" = the value has it: "≥16万张".
struct TargetEdit {
  int no = 0;
  std::string op, value;
  std::string by, reason;
};

/// Refuses, naming the field: no such indicator, an unknown sign, none or two that differ, no number, a negative one,
/// another unit, the target that stands already. Pure. R-DOS-46.
Result<TargetChange> adjusted_target(const Project& project, const TargetEdit& edit);

/// Cells and target as adjusted; the sign keeps the spelling of the document's column.
void put_target(IndicatorRow& row, const TargetChange& change);

/// ">=15万张": cells as one word, the unit once.
std::string printed_cells(std::string_view op_cell, std::string_view value_cell, std::string_view unit_cell);
std::string printed_cells(const IndicatorRow& row);

/// What saving it would make; writes nothing. Refuses besides a sign that a decision has settled otherwise.
struct Adjustment {
  TargetChange change;
  std::string plan;  // TOML
  Project project;
};
Result<Adjustment> prepare_adjustment(db::ReadTx& tx, UnitId unit, const Project& project, const TargetEdit& edit);

/// Saves it as the project's next version; the journal names both targets and the reason. Refuses besides a missing reason.
Result<Project> adjust_target(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                              const Project& project, const TargetEdit& edit);

/// The ETag of a project: its version.
std::string version_tag(const Project& project);

}  // namespace hallbook::dossier
