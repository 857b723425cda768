#pragma once
// Projects in the journal: import, plan, decisions, reading back.
#include <memory>

#include "dossier/disclosure.h"
#include "journal/data_dir.h"

namespace hallbook::dossier {

/// Imports a document (bytes as read) with its plan (TOML, definitions/projects/*.toml); without one, the last version's
/// plan while it fits, else the shipped plan for this document, else none. A project of the same code becomes its next version; decisions stay where their finding still stands. Refuses what read_disclosure
/// refuses, a plan that names unknown indicators, an amount beyond range.
Result<Project> import_project(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                               std::string_view document, std::optional<std::string_view> plan_toml,
                               std::string_view reason = {});

/// What importing this document would make, and write nothing: its code, the plan it would keep or be given ("" = none),
/// the version of that code now (0 = new). Refuses what import_project refuses.
struct ToImport {
  Project project;
  std::string plan;
  std::int64_t version = 0;
  bool same = false;  // that version is this very document
};
Result<ToImport> prepare_import(db::ReadTx& tx, UnitId unit, std::string_view document,
                                std::optional<std::string_view> plan_toml);

/// The TOML of the plan in force; "" when there is none.
std::string plan_text(db::ReadTx& tx, UnitId unit, std::string_view code);

/// The project at journal position `at_seq` (0 = now). code "" = the only one; refuses when there are several or none.
Result<Project> find_project(db::ReadTx& tx, UnitId unit, std::string_view code, std::int64_t at_seq = 0);
/// The project with another plan, the journal's decisions laid over it: what saving that plan would make. Writes nothing.
Result<Project> with_plan(db::ReadTx& tx, UnitId unit, const Project& project, std::string_view plan_toml);
std::vector<std::string> project_codes(db::ReadTx& tx, UnitId unit);

/// Settles a finding. Refuses unknown findings and options; the earlier decision stays in the journal.
Result<> decide(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                std::string_view project_code, const Decision& decision);

std::vector<journal::EventKind> event_kinds();

}  // namespace hallbook::dossier
