#pragma once
// All SQL for acceptances. Private to funds/.
#include "funds/acceptance.h"
#include "funds/posting.h"

namespace hallbook::funds {

std::optional<Acceptance> load_acceptance(db::ReadTx& tx, UnitId unit, std::string_view number);
std::vector<Acceptance> load_acceptances(db::ReadTx& tx, UnitId unit, std::string_view contract);
/// Σ of all acceptances of the contract, complete or not.
Money load_accepted(db::ReadTx& tx, UnitId unit, std::string_view contract);

/// What the books make of a complete acceptance: cost against what is owed, or against what was advanced (R-BOK-15).
std::vector<Fact> facts_of_acceptance(db::ReadTx& tx, UnitId unit, const Acceptance& acceptance, Date on);

}  // namespace hallbook::funds
