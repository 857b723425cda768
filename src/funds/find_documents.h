#pragma once
// What the one box finds among the documents of the money: by their number or its beginning, payees and the parties of
// contracts by the beginning of their name. Each through an index, a few of each. Source: docs/rules/api.md, R-API-66.
#include "identity/unit.h"
#include "platform/db/db.h"

namespace hallbook::funds {

struct FoundDocument {
  enum class Kind { request, contract, payment, acceptance, invoice, voucher, payee };
  Kind kind{};
  std::string number;  // of a payee: the name
  std::string about;  // payee, party, seller; a voucher's words; of a payment the treasury's voucher, too
  std::string leads_to;  // the contract or request an invoice or acceptance belongs to; else ""
};

/// At most `each` of a kind, the newest numbers first. The caller has made sure that the money may be seen.
std::vector<FoundDocument> find_documents(db::ReadTx& tx, UnitId unit, std::string_view text, std::size_t each);

}  // namespace hallbook::funds
