#pragma once
// A contract: with whom, for what, for how much, how it is paid, and what was added to it later.
// Source: docs/rules/contracts.md, R-CTR-02 to R-CTR-05.
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "base/quantity.h"
#include "funds/due.h"
#include "funds/reconcile.h"

namespace hallbook::funds {

/// A price a piece and how many are expected: "单程 12.50 元/件 × 1200".
struct PriceLine {
  std::string key;   // what the register and the bill call it; "" when there is only one
  std::string unit;  // "件", "桶"
  Money price;
  Quantity expected;
};

struct Instalment {
  Date due_on;
  Money amount;
  std::string condition;  // "一季度验收合格后"
};

struct ContractFile {
  std::string name;
  Digest digest;
};

struct Supplement {
  int no = 0;
  Date signed_on;
  Money amount;
  std::string reason;
};

struct Contract {
  std::string number;        // "C-2026-0001", given when it is recorded
  std::string title;
  std::string party, party_id;
  std::string project, line; // the budget line that pays
  std::string request;       // the approved request it comes from; "" = direct
  std::string category;      // economic class
  std::optional<Subject> subject;  // the register that its bills are reconciled with
  Money amount;              // the whole; of price lines their sum
  std::vector<PriceLine> prices;
  std::vector<Instalment> schedule;
  std::vector<ContractFile> files;
  Date signed_on, starts_on, ends_on;
  PaymentTerms terms;
  bool quoted = false;       // bought the way the limit wants (R-CTR-01)
  std::string buyer;         // who signed for the unit

  // What events added.
  std::vector<Supplement> supplements;
  std::optional<Date> published_on;
  std::string published_at;
  std::optional<Date> closed_on;
  std::int64_t seq = 0;

  /// The amount with its supplements.
  Money whole() const;
};

/// R-CTR-02, R-CTR-03. Everything a contract of its own can be wrong in; fills `amount` from the price lines when it is
/// zero. `year` days are those of the project.
Result<Contract> checked_contract(Contract contract);

/// R-CTR-04. A supplement is above zero, signed within the contract's time, and all together stay at 10 % at most.
Result<> check_supplement(const Contract& contract, const Supplement& supplement);

/// R-CTR-05. It is signed by that day and not closed: it can be billed.
Result<> check_open(const Contract& contract, Date on);
/// R-CTR-05. It has not ended by that day either: work can be accepted.
Result<> check_running(const Contract& contract, Date on);

Json contract_json(const Contract& contract);  // as signed, without what events added
Contract contract_from_json(const Json& body);

/// The price of a key, or the only price there is.
std::optional<Money> price_of(const Contract& contract, std::string_view key);

}  // namespace hallbook::funds
