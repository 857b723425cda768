#pragma once
// All SQL for projects. Private to dossier/.
#include <optional>
#include <string>
#include <vector>

#include "dossier/project.h"
#include "journal/journal.h"

namespace hallbook::dossier {

struct StoredProject {
  std::string code;
  std::int64_t version = 0;
  std::int64_t seq = 0;
  std::string document, plan;
};

/// The last version at or before `at_seq` (0 = now).
std::optional<StoredProject> load_project(db::ReadTx& tx, UnitId unit, std::string_view code, std::int64_t at_seq);
/// Every version of a project, the first first.
std::vector<StoredProject> load_versions(db::ReadTx& tx, UnitId unit, std::string_view code);
std::vector<std::string> load_codes(db::ReadTx& tx, UnitId unit, std::int64_t at_seq);
/// The code under which a project of this name and year was imported last.
std::optional<std::string> load_code_of(db::ReadTx& tx, UnitId unit, std::string_view name, int year);
/// The last decision for each finding and indicator, in the order of their journal lines.
std::vector<Decision> load_decisions(db::ReadTx& tx, UnitId unit, std::string_view code, std::int64_t at_seq);

}  // namespace hallbook::dossier
