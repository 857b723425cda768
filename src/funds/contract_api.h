#pragma once
// The HTTP operations of contracts, acceptances, invoices, treasury rows, comparisons and what is due. HTTP in, JSON out.
// Source: docs/rules/contracts.md.
#include <span>

#include "identity/access.h"

namespace hallbook::funds {

std::span<const identity::Route> contract_routes();

Result<http::Response> get_contracts(const http::Request& request, identity::Context& context);
Result<http::Response> get_contract(const http::Request& request, identity::Context& context);
/// R-CTR-12: a file of the contract, opened for who may read the contract.
Result<http::Response> get_contract_file(const http::Request& request, identity::Context& context);
Result<http::Response> post_contract(const http::Request& request, identity::Context& context);
Result<http::Response> post_supplement(const http::Request& request, identity::Context& context);
Result<http::Response> post_publication(const http::Request& request, identity::Context& context);
Result<http::Response> post_contract_closing(const http::Request& request, identity::Context& context);
Result<http::Response> post_acceptance(const http::Request& request, identity::Context& context);
Result<http::Response> post_signature(const http::Request& request, identity::Context& context);
Result<http::Response> get_waiting_acceptances(const http::Request& request, identity::Context& context);
Result<http::Response> get_acceptances(const http::Request& request, identity::Context& context);
Result<http::Response> post_fund_upload(const http::Request& request, identity::Context& context);
// invoice_api.cpp
Result<http::Response> get_invoices(const http::Request& request, identity::Context& context);
/// R-CTR-12
Result<http::Response> get_invoice_file(const http::Request& request, identity::Context& context);
Result<http::Response> post_invoice(const http::Request& request, identity::Context& context);
Result<http::Response> post_invoice_reading(const http::Request& request, identity::Context& context);
Result<http::Response> post_invoice_void(const http::Request& request, identity::Context& context);
// treasury_api.cpp
Result<http::Response> post_treasury_import(const http::Request& request, identity::Context& context);
Result<http::Response> post_treasury_payment(const http::Request& request, identity::Context& context);
Result<http::Response> get_settlements(const http::Request& request, identity::Context& context);
Result<http::Response> get_treasury_rows(const http::Request& request, identity::Context& context);
Result<http::Response> post_treasury_aside(const http::Request& request, identity::Context& context);
Result<http::Response> post_comparison(const http::Request& request, identity::Context& context);
Result<http::Response> post_settlement(const http::Request& request, identity::Context& context);
Result<http::Response> get_due(const http::Request& request, identity::Context& context);
Result<http::Response> get_overdue(const http::Request& request, identity::Context& context);

}  // namespace hallbook::funds
