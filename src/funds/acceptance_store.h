#pragma once
// All SQL for acceptances. Private to funds/.
#include "funds/acceptance.h"
#include "funds/posting.h"

namespace hallbook::funds {

std::optional<Acceptance> load_acceptance(db::ReadTx& tx, UnitId unit, std::string_view number);
std::vector<Acceptance> load_acceptances(db::ReadTx& tx, UnitId unit, std::string_view contract);
/// Those that lack a signature, by number.
std::vector<Acceptance> load_waiting_acceptances(db::ReadTx& tx, UnitId unit);
/// A complete acceptance with its contract (without supplements) and what was paid under that.
struct OwedAcceptance {
  Contract contract;
  Money paid;
  std::optional<Date> last_paid_on;
  std::string number;
  Date accepted_on;
  Money amount;
};
/// Those of the day and before under contracts that may have owed something at its end: everything that was unpaid then,
/// and some that was not. The oldest first.
std::vector<OwedAcceptance> load_owed_acceptances(db::ReadTx& tx, UnitId unit, Date on);
/// Σ of all acceptances of the contract, complete or not.
Money load_accepted(db::ReadTx& tx, UnitId unit, std::string_view contract);

/// What the books make of a complete acceptance: cost against what is owed, or against what was advanced (R-BOK-15).
std::vector<Fact> facts_of_acceptance(db::ReadTx& tx, UnitId unit, const Acceptance& acceptance, Date on);

}  // namespace hallbook::funds
