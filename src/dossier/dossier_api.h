#pragma once
// The HTTP operations of projects that need no figures; findings and plans, whose consequences are computed, stand in
// indicators/. HTTP in, JSON out; no rules, no SQL. Source: docs/rules/api.md.
#include <span>

#include "identity/access.h"

namespace hallbook::dossier {

std::span<const identity::Route> dossier_routes();

// dossier_api.cpp
Result<http::Response> get_projects(const http::Request& request, identity::Context& context);
Result<http::Response> get_project(const http::Request& request, identity::Context& context);
Result<http::Response> get_versions(const http::Request& request, identity::Context& context);
Result<http::Response> get_compare(const http::Request& request, identity::Context& context);
// drafts_api.cpp
Result<http::Response> get_draft(const http::Request& request, identity::Context& context);
Result<http::Response> put_draft(const http::Request& request, identity::Context& context);
Result<http::Response> delete_draft(const http::Request& request, identity::Context& context);

}  // namespace hallbook::dossier
