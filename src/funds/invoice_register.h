#pragma once
// Invoices that were received: read or typed, against a contract or a request, each once.
// Source: docs/rules/contracts.md, R-INV-06 to R-INV-09.
#include <string>
#include <vector>

#include "funds/funds.h"
#include "funds/invoice.h"
#include "journal/journal.h"

namespace hallbook::funds {

/// An invoice of the register. `file` and its digest name what it was read from; "" when typed.
struct Invoice {
  InvoiceText text;      // total is always there
  std::string contract;  // "" = of a request without contract
  std::string request;
  std::string file, file_digest;
  std::int64_t seq = 0;
  bool voided = false;
  std::string void_reason;
};

/// Records it. Refuses (conflict) a number that is registered, naming where; a red invoice; one without its total; a
/// seller that is not the contract's party; a day before the contract or after today; a sum above what was accepted.
/// `warnings` get what a person should look at: same seller and amount.
Result<Invoice> record_invoice(journal::Books& books, const Acting& acting, Invoice invoice,
                               std::vector<Text>& warnings);
/// Takes it out, so that its number can be registered again: wrong contract, re-issued. The reason is needed.
Result<Invoice> void_invoice(journal::Books& books, const Acting& acting, std::string_view number,
                             std::string_view reason);

Result<Invoice> find_invoice(db::ReadTx& tx, UnitId unit, std::string_view number);
/// By day then number. contract "" = all.
std::vector<Invoice> invoices(db::ReadTx& tx, UnitId unit, std::string_view contract = {});
/// R-INV-07. Others of the same seller and amount, in force, within a year.
std::vector<Invoice> similar_invoices(db::ReadTx& tx, UnitId unit, const InvoiceText& text);

Json invoice_json(const Invoice& invoice);
Invoice invoice_from_json(const Json& body);

struct InvoiceRecorded {
  static constexpr std::string_view kind = "InvoiceRecorded";
  Invoice invoice;
  Json to_json() const { return invoice_json(invoice); }
  static InvoiceRecorded from_json(const Json& body) { return {invoice_from_json(body)}; }
};
struct InvoiceVoided {
  static constexpr std::string_view kind = "InvoiceVoided";
  std::string code, number, reason;
  Json to_json() const { return Json::Object{{"code", code}, {"number", number}, {"reason", reason}}; }
  static InvoiceVoided from_json(const Json& body) {
    return {body.at("code").string(), body.at("number").string(), body.at("reason").string()};
  }
};
void apply(journal::Books& books, const journal::Meta& meta, const InvoiceRecorded& event);
void apply(journal::Books& books, const journal::Meta& meta, const InvoiceVoided& event);

}  // namespace hallbook::funds
