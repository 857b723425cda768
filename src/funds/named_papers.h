#pragma once
// Papers of a request that name a document by its number: an invoice is paid by one request, a void one by none, and an
// acceptance counts when it is signed. Source: docs/rules/funds.md, R-FND-18.
#include "funds/request.h"

namespace hallbook::funds {

/// The numbers in a paper's text: of invoices every run of 20 digits, or 8 digits that are the whole text (R-INV-05); of
/// acceptances "A-2026-0003". A text without any is free: "一份", "发票-3月.pdf".
std::vector<std::string> invoice_numbers_in(std::string_view text);
std::vector<std::string> acceptance_numbers_in(std::string_view text);

/// What is asked to stand behind a request; `request` is its number, "" before it has one.
struct NamingPapers {
  std::string request, contract;
  LineKey line;
  std::vector<PaperFile> papers;
};
/// Refuses an invoice that another request names which holds or has paid money, one that was registered and is void, an
/// acceptance that is not there, is not signed by all, or belongs to another contract; with what is free and who holds it.
Result<> check_named_papers(db::ReadTx& tx, UnitId unit, const NamingPapers& asked);
/// The same for all papers of a request before it is paid. A void invoice does not stand in the way once a paper of its
/// kind was brought after it: what was issued anew.
Result<> check_named_papers_to_pay(db::ReadTx& tx, UnitId unit, const Request& request);

/// For apply() only: what the papers name is the request's. What a changed request named before is forgotten first.
void keep_named_invoices(db::WriteTx& tx, UnitId unit, std::string_view request, const std::vector<PaperFile>& papers);
void forget_named_invoices(db::WriteTx& tx, UnitId unit, std::string_view request);

}  // namespace hallbook::funds
