#pragma once
// What a contract lets be asked for and accepted, with the money of its line in every refusal.
// Source: docs/rules/contracts.md, R-CTR-05, R-CTR-11.
#include "funds/contract.h"
#include "funds/request.h"

namespace hallbook::funds {

/// A refusal because of the contract's state says also what is free on its line and who holds the rest.
Result<> with_rest(db::ReadTx& tx, UnitId unit, const Contract& contract, Result<> judged);

/// R-CTR-11. May the content be asked for on that day under its contract: a contract that is there, its line, its party, money
/// that it still has committed, after its end what was accepted by then? `coming_back`: what the request that changes holds of it already.
Result<> check_request_under(db::ReadTx& tx, UnitId unit, const Line& line, const RequestContent& content, Date today,
                             Money coming_back);

}  // namespace hallbook::funds
