#pragma once
// The HTTP operations of the books: vouchers, balances, ledgers, closings, files. Source: docs/rules/books.md.
#include <span>

#include "identity/access.h"

namespace hallbook::funds {

std::span<const identity::Route> books_routes();

Result<http::Response> get_trial_balance(const http::Request& request, identity::Context& context);
Result<http::Response> get_account_ledger(const http::Request& request, identity::Context& context);
Result<http::Response> get_execution_table(const http::Request& request, identity::Context& context);
Result<http::Response> get_vouchers(const http::Request& request, identity::Context& context);
Result<http::Response> get_voucher(const http::Request& request, identity::Context& context);
Result<http::Response> get_closings(const http::Request& request, identity::Context& context);
Result<http::Response> post_closing(const http::Request& request, identity::Context& context);
Result<http::Response> get_books_export(const http::Request& request, identity::Context& context);

}  // namespace hallbook::funds
