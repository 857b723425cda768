#pragma once
// Contracts in the journal: signing, supplements, publication, closing, reading back. All checks run in the write
// transaction, so that two clerks cannot both spend what is free. Source: docs/rules/contracts.md, R-CTR-02 to R-CTR-08.
#include "funds/contract.h"
#include "funds/funds.h"

namespace hallbook::funds {

/// Gives the number. From an approved request its committed money is handed on (same line, same payee; a contract above
/// it takes the rest from the line's free money, one below leaves the rest with the request). Refuses what
/// checked_contract refuses, an unknown or closed line, a request that is not approved, money that is not there.
Result<Contract> sign_contract(journal::Books& books, const Acting& acting, Contract contract);

/// R-CTR-04. Takes the amount from the line's free money.
Result<Contract> supplement_contract(journal::Books& books, const Acting& acting, std::string_view number,
                                     Supplement supplement);
Result<Contract> publish_contract(journal::Books& books, const Acting& acting, std::string_view number, Date on,
                                  std::string_view at);
/// R-CTR-08. Frees what the contract still holds; requests made under it keep what they hold.
Result<Contract> close_contract(journal::Books& books, const Acting& acting, std::string_view number, Date on,
                                std::string_view reason);

/// Refuses not_found and names the numbers there are.
Result<Contract> find_contract(db::ReadTx& tx, UnitId unit, std::string_view number);
std::vector<Contract> contracts(db::ReadTx& tx, UnitId unit, std::string_view project = {});

}  // namespace hallbook::funds
