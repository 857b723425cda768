#pragma once
// The money as the command line and HTTP show it: amounts are yuan as text, days ISO, titles in both languages.
// Source: docs/rules/funds.md.
#include "funds/overview.h"

namespace hallbook::funds {

Json line_view(const Line& line);
Json plan_view(const PlanOfUse& plan);
Json overview_view(const Overview& overview);
Json move_view(const MoveRow& row);
Json paper_row_view(const PaperRow& row);
Json payment_view(const Payment& payment);
Json exception_view(const DutyExceptionAllowed& exception);
Json exception_row_view(db::ReadTx& tx, const ExceptionRow& row);
/// Types with their papers and limits, steps, economic classes, sources, acts that must not meet.
Json rules_view(const FundRules& rules);

/// As a list shows it.
Json request_view(const Request& request);
/// With steps, what is missing, what happened, what the last change changed, the payee's history, and what the acting
/// person may do with it, or why not.
Json request_detail(db::ReadTx& tx, const Acting& acting, const FundRules& rules, const Request& request, Lang lang);

}  // namespace hallbook::funds
