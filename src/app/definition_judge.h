#pragma once
// Whether a text may become a definition of the unit: one judgement for the command line and for the pages.
// Source: docs/rules/api.md, R-API-54, R-API-59; docs/rules/rates.md, R-PRI-03.
#include <span>
#include <string>
#include <vector>

#include "identity/unit.h"
#include "journal/evidence.h"

namespace hallbook::app {

/// "register", "scheme", "prices", "calendar", "funds", "books", "form", "checklist".
std::span<const std::string_view> definition_kinds();
bool is_definition_kind(std::string_view kind);

/// The name that the text gives itself, under which it is kept: of a calendar its year, of a form the paper that it prints.
/// Refuses what the reader of the kind refuses, with its place, and a text without a name that can stand in an address.
Result<std::string> judge_definition(std::string_view kind, std::string_view text);

/// A price table fits beside the others in force: of one name one unit and one amount from a day (R-PRI-03). Asked in the
/// transaction that adopts, so that two tables adopted at once do not clash either.
Result<> judge_beside_others(db::ReadTx& tx, UnitId unit, std::string_view kind, std::string_view name,
                             std::string_view text);

/// A form also fills, from the facts that there are (R-FRM-57).
Result<> judge_beside_facts(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                            std::string_view kind, std::string_view text);

/// What a text would mean, line by line, for a person who does not read TOML: a calendar's working days by month, each price
/// with its day, a scheme's points. Empty for kinds that show themselves otherwise, and for a text that is not fine.
struct MeaningLine {
  Text title;
  Text value;
};
std::vector<MeaningLine> meaning_of(std::string_view kind, std::string_view text);

}  // namespace hallbook::app
