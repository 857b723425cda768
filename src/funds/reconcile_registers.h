#pragma once
// The register's side of a comparison, and its settling. Source: docs/rules/contracts.md, R-REC-06 and R-REC-07.
#include "base/period.h"
#include "funds/contract.h"
#include "funds/funds.h"

namespace hallbook::funds {

/// What is compared: a contract's register over a period against lines of a bill, or against invoices of the contract.
struct CompareOptions {
  std::string contract;
  Period period;
  std::vector<BillLine> bill;         // as the supplier lists it; empty: the invoices' totals
  std::vector<std::string> invoices;  // numbers
};

/// R-REC-06. Mailing: pieces handed over (all but 待揽收) by trip. Water: tickets redeemed and barrels delivered.
/// Supplies: what came in, by item and specification. Repairs: accepted ones finished in the period, by number.
Result<Reconciliation> compare_with_register(db::ReadTx& tx, UnitId unit, const CompareOptions& options);

/// How a comparison was settled. `agreed` needs no reason and no difference; the others need both.
enum class SettlementDecision { agreed, pay_register, pay_bill, supplier_corrects, register_corrected };
std::string_view settlement_name(SettlementDecision decision);
Result<SettlementDecision> settlement_named(std::string_view name);

/// R-REC-07. Records what both sides said and what was decided. Refuses `agreed` where they differ, another decision
/// where they agree, and a period that overlaps one settled before for the same contract.
Result<Reconciliation> settle_reconciliation(journal::Books& books, const Acting& acting, const CompareOptions& options,
                                             SettlementDecision decision, std::string_view reason);

struct Settlement {
  std::int64_t seq = 0;
  std::string subject, contract;
  Period period;
  Money due, billed;
  std::string decision, reason, person;
  Json lines;
};
std::vector<Settlement> settlements(db::ReadTx& tx, UnitId unit, std::string_view contract = {});

Json reconciliation_json(const Reconciliation& result, Lang lang);

struct ReconciliationSettled {
  static constexpr std::string_view kind = "ReconciliationSettled";
  Settlement settlement;
  Json to_json() const;
  static ReconciliationSettled from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const ReconciliationSettled& event);

}  // namespace hallbook::funds
