#pragma once
// Documents of the money as a page, a file or the command line gives them: amounts are yuan as text (R-FND-04), days ISO.
// Unknown fields are refused. Source: docs/rules/funds.md.
#include "funds/field_taker.h"
#include "funds/payment.h"

namespace hallbook::funds {

/// A signed amount: "-1000.00" or "1000.00".
Result<Money> parse_change(std::string_view text, std::string_view field);

/// paper{document dated_on reason approved_by}.
Result<Paper> paper_from_fields(const http::Fields& fields);
/// lines[{line purpose economic_class source amount}].
Result<std::vector<NewLine>> lines_from_fields(const http::Fields& fields);
/// kind reason parts[{period amount}], period as "2026-Q1", "2026-03" or "2026-01-01..2026-06-30".
Result<PlanOfUse> plan_from_fields(const LineKey& line, const http::Fields& fields);
/// project line type payee amount purpose indicator contract pay_on papers[{kind name digest}], and those of `also`.
Result<RequestContent> request_from_fields(const http::Fields& fields, std::string_view also = "");
/// papers[{kind name digest}]; empty when absent.
Result<std::vector<PaperFile>> papers_from_fields(const http::Fields& fields);
/// request amount voucher paid_on rest ("keep", "release"). No amount: all that is committed.
Result<NewPayment> payment_from_fields(const http::Fields& fields);
/// amount returned_on rest reason, of payment `no`.
Result<PaymentReturned> return_from_fields(std::string no, const http::Fields& fields);
/// chain ("*" = all) acts[2] person reason until.
Result<DutyExceptionAllowed> exception_from_fields(const http::Fields& fields);

}  // namespace hallbook::funds
