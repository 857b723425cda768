#pragma once
// What the books make of a contract: the cost is what was accepted. More accepted than paid is owed (应付账款), more paid
// than accepted is an advance (预付账款). Source: docs/rules/books.md, R-BOK-15.
#include "funds/booking.h"

namespace hallbook::funds {

/// A contract before the next step: complete acceptances, and payments less returns.
struct ContractStanding {
  Money accepted, paid;
};

struct AccrualPart {
  std::string_view kind;  // of a fact
  Money amount;  // > 0
};
/// Pure. The parts add up to `amount`, those without money are left out.
std::vector<AccrualPart> parts_of_payment(const ContractStanding& standing, Money amount);
std::vector<AccrualPart> parts_of_acceptance(const ContractStanding& standing, Money amount);
std::vector<AccrualPart> parts_of_return(const ContractStanding& standing, Money amount);

/// As it stands now.
ContractStanding contract_standing(db::ReadTx& tx, UnitId unit, std::string_view contract);

/// The facts of one payment or return: without a contract just `fact`, under one its parts. `standing` is the one before.
std::vector<Fact> facts_of_payment(const Fact& fact, std::string_view contract, const ContractStanding& before);
std::vector<Fact> facts_of_return(const Fact& fact, std::string_view contract, const ContractStanding& before);

Result<> check_booking(db::ReadTx& tx, UnitId unit, const std::vector<Fact>& facts);
void book(db::WriteTx& tx, const journal::Meta& meta, const std::vector<Fact>& facts);

}  // namespace hallbook::funds
