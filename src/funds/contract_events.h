#pragma once
// What happens to a contract. Source: docs/rules/contracts.md, R-CTR-06 to R-CTR-08.
#include "funds/contract.h"
#include "journal/journal.h"

namespace hallbook::funds {

/// `from_request` of the amount is handed on by the approved request, the rest is taken from the line's free money.
struct ContractSigned {
  static constexpr std::string_view kind = "ContractSigned";
  Contract contract;
  Money from_request;
  std::string person;
  Json to_json() const;
  static ContractSigned from_json(const Json& body);
};
struct ContractSupplemented {
  static constexpr std::string_view kind = "ContractSupplemented";
  std::string contract, project, line;
  Supplement supplement;
  std::string person;
  Json to_json() const;
  static ContractSupplemented from_json(const Json& body);
};
struct ContractPublished {
  static constexpr std::string_view kind = "ContractPublished";
  std::string contract;
  Date on;
  std::string at;  // where: an address or a notice's number
  std::string person;
  Json to_json() const;
  static ContractPublished from_json(const Json& body);
};
/// What the contract still holds goes back to the line's free money.
struct ContractClosed {
  static constexpr std::string_view kind = "ContractClosed";
  std::string contract, project, line;
  Date on;
  Money freed;
  std::string reason;
  std::string person;
  Json to_json() const;
  static ContractClosed from_json(const Json& body);
};

void apply(journal::Books& books, const journal::Meta& meta, const ContractSigned& event);
void apply(journal::Books& books, const journal::Meta& meta, const ContractSupplemented& event);
void apply(journal::Books& books, const journal::Meta& meta, const ContractPublished& event);
void apply(journal::Books& books, const journal::Meta& meta, const ContractClosed& event);

}  // namespace hallbook::funds
