#pragma once
// The HTTP operations of budget, plan, requests, approvals, payments and exceptions. HTTP in, JSON out.
// Source: docs/rules/funds.md.
#include <span>

#include "funds/funds.h"
#include "identity/access.h"

namespace hallbook::funds {

std::span<const identity::Route> budget_routes();
std::span<const identity::Route> request_routes();

/// The person behind the request as the operations know him.
inline Acting acting_from(const identity::Context& context) {
  return {context.unit.id, context.actor(), context.at, context.who->name, context.today};
}

using Operation = Result<http::Response>(const http::Request& request, identity::Context& context);

// budget_api.cpp
Operation get_funds_overview, get_funds_rules, get_budget_papers, get_line_moves;
Operation put_budget_reading, post_budget, post_adjustment, post_transfer, post_release, post_line_closing, post_plan;
// request_api.cpp
Operation get_requests, get_request, post_request, post_request_change, post_cancellation, post_request_papers,
    get_request_paper;
Operation post_approval, post_refusal;
// payment_api.cpp
Operation get_payments, post_payment, post_payment_return, get_exceptions, post_exception;

inline constexpr std::uint64_t largest_budget_upload = 4u << 20;

}  // namespace hallbook::funds
