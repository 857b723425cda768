#pragma once
// The draft of a project's plan: kept between visits, one a project, with a revision that tells two people apart.
// No fact: it stands outside the journal. Source: docs/rules/api.md, R-API-46.
#include <optional>
#include <string>

#include "journal/journal.h"

namespace hallbook::dossier {

struct Draft {
  std::string project, account, display_name;
  std::int64_t revision = 0;
  Instant at;
  std::string body;  // JSON as sent
};
std::optional<Draft> find_draft(db::ReadTx& tx, UnitId unit, std::string_view project);
void keep_draft(db::WriteTx& tx, UnitId unit, const Draft& draft);
void drop_draft(db::WriteTx& tx, UnitId unit, std::string_view project);
/// How many drafts this person wrote last.
std::int64_t drafts_of(db::ReadTx& tx, UnitId unit, std::string_view account);

}  // namespace hallbook::dossier
