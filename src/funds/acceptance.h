#pragma once
// 验收书: what was delivered under a contract, written and signed by more than one person.
// Source: docs/rules/contracts.md, R-ACC-01 to R-ACC-04.
#include <string>
#include <vector>

#include "funds/contract.h"
#include "funds/funds.h"
#include "journal/journal.h"

namespace hallbook::funds {

inline constexpr std::size_t needed_signers = 2;  // R-ACC-02

struct AcceptanceLine {
  std::string key;   // as in the contract's prices; "" for a contract without
  Quantity count;
  Money amount;
};

struct Acceptance {
  std::string number;    // "A-2026-0001"
  std::string contract;
  Date accepted_on;      // delivery or acceptance: the day-count of R-DUE-01 begins here once it is complete
  std::vector<AcceptanceLine> lines;
  Money amount;          // Σ lines
  std::string finding;   // 验收结论
  std::vector<std::string> signers;
  std::optional<Date> complete_on;
  std::int64_t seq = 0;
};

/// R-ACC-01. Lines fit the contract: known keys, price × count to the fen, above zero; fills amounts that are zero and
/// the sum. Together with `accepted_before` it stays within the contract's whole.
Result<Acceptance> checked_acceptance(const Contract& contract, Acceptance acceptance, Money accepted_before);

/// R-ACC-02. May this person sign now? Not twice, and not once it is complete. Duties are checked by the operations.
Result<> check_signer(const Acceptance& acceptance, std::string_view person);

/// Records it; the acting person is the first to sign.
Result<Acceptance> record_acceptance(journal::Books& books, const Acting& acting, Acceptance acceptance);
/// The next signature; the last needed one completes it.
Result<Acceptance> sign_acceptance(journal::Books& books, const Acting& acting, std::string_view number);

Result<Acceptance> find_acceptance(db::ReadTx& tx, UnitId unit, std::string_view number);
/// By number. contract "" = all.
std::vector<Acceptance> acceptances(db::ReadTx& tx, UnitId unit, std::string_view contract = {});

Json acceptance_json(const Acceptance& acceptance);  // as recorded, without signatures
Acceptance acceptance_from_json(const Json& body);

struct AcceptanceRecorded {
  static constexpr std::string_view kind = "AcceptanceRecorded";
  Acceptance acceptance;
  std::string chain;   // of documents: the request the contract came from, else the contract
  std::string person;
  Json to_json() const;
  static AcceptanceRecorded from_json(const Json& body);
};
struct AcceptanceSigned {
  static constexpr std::string_view kind = "AcceptanceSigned";
  std::string acceptance, chain;
  std::string person;
  std::string complete_on;  // ISO day when this signature completes it, else ""
  Json to_json() const;
  static AcceptanceSigned from_json(const Json& body);
};
void apply(journal::Books& books, const journal::Meta& meta, const AcceptanceRecorded& event);
void apply(journal::Books& books, const journal::Meta& meta, const AcceptanceSigned& event);

}  // namespace hallbook::funds
