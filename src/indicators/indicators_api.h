#pragma once
// The HTTP operations of figures: evaluations, receipts, freezes, findings with what each option would change, formulas.
// HTTP in, JSON out; no rules, no SQL. Source: docs/rules/api.md.
#include <span>

#include "identity/access.h"

namespace hallbook::indicators {

std::span<const identity::Route> indicators_routes();

// evaluation_api.cpp
Result<http::Response> get_evaluation(const http::Request& request, identity::Context& context);
Result<http::Response> get_series(const http::Request& request, identity::Context& context);
// execution_api.cpp
Result<http::Response> get_execution(const http::Request& request, identity::Context& context);
// receipt_api.cpp
Result<http::Response> get_receipt(const http::Request& request, identity::Context& context);
Result<http::Response> post_receipt_verify(const http::Request& request, identity::Context& context);
// receipt_rows_api.cpp
Result<http::Response> get_receipt_rows(const http::Request& request, identity::Context& context);
Result<http::Response> get_receipt_export(const http::Request& request, identity::Context& context);
// receipt_history_api.cpp
Result<http::Response> get_receipt_history(const http::Request& request, identity::Context& context);
// freezes_api.cpp
Result<http::Response> post_freeze(const http::Request& request, identity::Context& context);
Result<http::Response> get_freezes(const http::Request& request, identity::Context& context);
Result<http::Response> get_freeze(const http::Request& request, identity::Context& context);
Result<http::Response> get_freeze_compare(const http::Request& request, identity::Context& context);
Result<http::Response> get_freeze_holds(const http::Request& request, identity::Context& context);
// findings_api.cpp
Result<http::Response> get_findings(const http::Request& request, identity::Context& context);
Result<http::Response> post_decision(const http::Request& request, identity::Context& context);
// flags_api.cpp
Result<http::Response> post_seen(const http::Request& request, identity::Context& context);
// advice_api.cpp
Result<http::Response> get_advice(const http::Request& request, identity::Context& context);
Result<http::Response> get_long_goals(const http::Request& request, identity::Context& context);
// forecast_api.cpp
Result<http::Response> get_forecast(const http::Request& request, identity::Context& context);
// own_words_api.cpp
Result<http::Response> get_words(const http::Request& request, identity::Context& context);
Result<http::Response> post_words(const http::Request& request, identity::Context& context);
// targets_api.cpp
Result<http::Response> post_target_check(const http::Request& request, identity::Context& context);
Result<http::Response> post_target(const http::Request& request, identity::Context& context);
// formulas_api.cpp
Result<http::Response> post_formula_check(const http::Request& request, identity::Context& context);
Result<http::Response> get_vocabulary(const http::Request& request, identity::Context& context);
Result<http::Response> post_plan(const http::Request& request, identity::Context& context);

}  // namespace hallbook::indicators
