#pragma once
// All SQL for contracts. Private to funds/.
#include "funds/contract.h"
#include "funds/request.h"
#include "funds/splitting.h"
#include "journal/journal.h"

namespace hallbook::funds {

std::optional<Contract> load_contract(db::ReadTx& tx, UnitId unit, std::string_view number);
/// By number. project "" = all.
std::vector<Contract> load_contracts(db::ReadTx& tx, UnitId unit, std::string_view project);

/// What payments under the contract came to on or before the day, returned money taken off.
Money load_paid_under(db::ReadTx& tx, UnitId unit, std::string_view contract, Date until);

/// An approved request that no contract has taken yet: its payee and what it still holds.
struct ApprovedRequest {
  std::string number, payee, project, line, contract;
  Money committed;
  Date made_on;
};
std::optional<ApprovedRequest> load_approved_request(db::ReadTx& tx, UnitId unit, std::string_view number);
/// All requests that hold committed money, by number.
std::vector<ApprovedRequest> load_approved_requests(db::ReadTx& tx, UnitId unit);

/// Requests made under the contract, by number.
std::vector<Request> load_requests_under(db::ReadTx& tx, UnitId unit, std::string_view contract);

/// Requests that no contract stands behind or has taken over, as purchases of their line's class. R-CTR-01: with three
/// quotations among the papers one was bought the way that small purchases want.
std::vector<Purchase> load_plain_purchases(db::ReadTx& tx, UnitId unit);
/// R-CTR-01. The contract with its supplements as a purchase of its category and the year of its signing.
Purchase contract_purchase(const Contract& contract);

}  // namespace hallbook::funds
