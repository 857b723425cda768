#pragma once
// The HTTP operations that know every folder: journal, verification, definitions, search, home, the program itself.
// Source: docs/rules/api.md.
#include <span>

#include "identity/access.h"

namespace hallbook::app {

std::span<const identity::Route> house_routes();

// journal_api.cpp
Result<http::Response> get_journal(const http::Request& request, identity::Context& context);
Result<http::Response> get_journal_line(const http::Request& request, identity::Context& context);
Result<http::Response> get_journal_head(const http::Request& request, identity::Context& context);
// head_api.cpp
Result<http::Response> get_journal_head_file(const http::Request& request, identity::Context& context);
Result<http::Response> post_journal_head_check(const http::Request& request, identity::Context& context);
// verification_api.cpp
inline constexpr std::uint64_t largest_checked_pack = 64u << 20;
Result<http::Response> put_pack_to_check(const http::Request& request, identity::Context& context);
Result<http::Response> post_verification(const http::Request& request, identity::Context& context);
Result<http::Response> get_verification(const http::Request& request, identity::Context& context);
// evidence_pack_api.cpp
Result<http::Response> get_evidence_pack(const http::Request& request, identity::Context& context);
// definitions_api.cpp
Text definition_kind_words(std::string_view kind);
Result<http::Response> get_definitions(const http::Request& request, identity::Context& context);
Result<http::Response> get_definition(const http::Request& request, identity::Context& context);
Result<http::Response> post_definition_preview(const http::Request& request, identity::Context& context);
Result<http::Response> post_definition(const http::Request& request, identity::Context& context);
// search_api.cpp, home_api.cpp
Result<http::Response> get_search(const http::Request& request, identity::Context& context);
Result<http::Response> get_home(const http::Request& request, identity::Context& context);
// units_api.cpp
Result<http::Response> post_unit(const http::Request& request, identity::Context& context);
// server_api.cpp
Result<http::Response> get_events(const http::Request& request, identity::Context& context);
Result<http::Response> get_settings(const http::Request& request, identity::Context& context);
Result<http::Response> get_about(const http::Request& request, identity::Context& context);
Result<http::Response> get_openapi(const http::Request& request, identity::Context& context);

}  // namespace hallbook::app
