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

/// What requests under the contract hold or have paid.
Money load_asked_under(db::ReadTx& tx, UnitId unit, std::string_view contract);

/// For apply() only: what a payment or a return under the contract changes; "" = under none.
void count_paid_under(db::WriteTx& tx, UnitId unit, std::string_view contract, std::int64_t fen, Date paid_on);

/// An open contract (without supplements) that somebody must not forget: unpublished, or with instalments that what was
/// paid by `today` may not cover. By number.
struct WatchedContract {
  Contract contract;
  Money paid;
  std::optional<Date> last_paid_on;
};
std::vector<WatchedContract> load_contracts_to_watch(db::ReadTx& tx, UnitId unit, Date today);
/// Open contracts that end by the day, as of many at a year's end: number and last day alone.
struct EndingContract {
  std::string number;
  Date ends_on;
};
std::vector<EndingContract> load_ending_contracts(db::ReadTx& tx, UnitId unit, Date until);

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
