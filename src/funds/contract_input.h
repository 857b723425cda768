#pragma once
// Contracts and acceptances as a page or a file gives them, and how both and their kin are shown: amounts are yuan as
// text, days ISO. Source: docs/rules/contracts.md.
#include "funds/acceptance.h"
#include "funds/due_list.h"
#include "funds/invoice_register.h"
#include "funds/treasury.h"
#include "platform/http/fields.h"

namespace hallbook::funds {

/// title party party_id project line request category subject amount prices[{key unit price expected}]
/// schedule[{due_on amount condition}] signed_on starts_on ends_on small_firm pay_days late_per_100000 quoted buyer.
/// Unknown fields are refused.
Result<Contract> contract_from_fields(const http::Fields& fields);

/// contract accepted_on finding lines[{key count amount}].
Result<Acceptance> acceptance_from_fields(const http::Fields& fields);

/// code number kind seller seller_id buyer issued_on net tax total check_code contract request.
Result<Invoice> invoice_from_fields(const http::Fields& fields);

/// "单程:120:1500.00", "单程:120", ":300.00" (no count): a line of a bill or an acceptance on the command line.
Result<BillLine> bill_line_from(std::string_view text);

Json contract_view(const Contract& contract);
Json acceptance_view(const Acceptance& acceptance);
Json invoice_view(const Invoice& invoice);
Json invoice_text_view(const InvoiceText& text);
Json treasury_view(const TreasuryRow& row, const TreasuryMatch& match, Lang lang);
Json paid_view(const PaidRow& paid, Lang lang);
Json due_view(const DueItem& item, Lang lang);
Json overdue_view(const OverdueReport& report);

}  // namespace hallbook::funds
