#pragma once
// Contracts, acceptances and invoices as lists show them: the newest first, page by page, with the filters of their pages.
// Source: docs/rules/contracts.md, R-CTR-10.
#include "funds/acceptance.h"
#include "funds/contract.h"
#include "funds/invoice_register.h"

namespace hallbook::funds {

/// One page and whether another one follows it.
template <class Document>
struct DocumentPage {
  std::vector<Document> rows;
  bool more = false;
};

struct ContractFilter {
  std::string project;  // "" = all
  bool open = false;  // those that are not closed
  bool reconciled = false;  // those with a register that their bills are compared with
  std::optional<Date> alarms_on{};  // those that must not be forgotten on that day: unpublished, ending, ended
  std::string after;  // the number after which to go on
  std::size_t limit = 50;
};
DocumentPage<Contract> contract_page(db::ReadTx& tx, UnitId unit, const ContractFilter& filter);

struct AcceptanceFilter {
  std::string contract;
  bool waiting = false;  // those that lack a signature
  std::string after;
  std::size_t limit = 50;
};
DocumentPage<Acceptance> acceptance_page(db::ReadTx& tx, UnitId unit, const AcceptanceFilter& filter);

struct InvoiceFilter {
  std::string contract;
  std::int64_t before =
      0;  // the journal position after which to go on: numbers of invoices are not ours; 0 = the newest
  std::size_t limit = 50;
};
DocumentPage<Invoice> invoice_page(db::ReadTx& tx, UnitId unit, const InvoiceFilter& filter);

}  // namespace hallbook::funds
