#pragma once
// All SQL for acceptances. Private to funds/.
#include "funds/acceptance.h"

namespace hallbook::funds {

std::optional<Acceptance> load_acceptance(db::ReadTx& tx, UnitId unit, std::string_view number);
std::vector<Acceptance> load_acceptances(db::ReadTx& tx, UnitId unit, std::string_view contract);
/// Σ of all acceptances of the contract, complete or not.
Money load_accepted(db::ReadTx& tx, UnitId unit, std::string_view contract);

}  // namespace hallbook::funds
