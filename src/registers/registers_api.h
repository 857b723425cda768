#pragma once
// The HTTP operations of registers: reading (registers_api.cpp), the three verbs (entries_api.cpp), files of entries
// (files_api.cpp), tables in and out (imports_api.cpp, exports_api.cpp). HTTP in, JSON out; no rules, no SQL.
// Source: docs/rules/api.md.
#include <span>

#include "identity/access.h"

namespace hallbook::registers {

std::span<const identity::Route> registers_routes();

// Reading: registers_api.cpp, entry_list_api.cpp
Result<http::Response> get_registers(const http::Request& request, identity::Context& context);
Result<http::Response> get_register(const http::Request& request, identity::Context& context);
Result<http::Response> get_entries(const http::Request& request, identity::Context& context);
Result<http::Response> get_totals(const http::Request& request, identity::Context& context);
Result<http::Response> get_entry(const http::Request& request, identity::Context& context);
Result<http::Response> get_suggestions(const http::Request& request, identity::Context& context);
Result<http::Response> get_last_entry(const http::Request& request, identity::Context& context);
// The three verbs and closing: entries_api.cpp
Result<http::Response> post_check(const http::Request& request, identity::Context& context);
Result<http::Response> post_entry(const http::Request& request, identity::Context& context);
Result<http::Response> post_correction(const http::Request& request, identity::Context& context);
Result<http::Response> post_void(const http::Request& request, identity::Context& context);
Result<http::Response> post_reveal(const http::Request& request, identity::Context& context);
Result<http::Response> post_closing(const http::Request& request, identity::Context& context);
// Files of entries: files_api.cpp
Result<http::Response> put_entry_file(const http::Request& request, identity::Context& context);
Result<http::Response> get_entry_file(const http::Request& request, identity::Context& context);
Result<http::Response> post_entry_file(const http::Request& request, identity::Context& context);
Result<http::Response> post_entry_file_withdrawal(const http::Request& request, identity::Context& context);
// Tables out: exports_api.cpp
Result<http::Response> get_export(const http::Request& request, identity::Context& context);
Result<http::Response> get_clear_export(const http::Request& request, identity::Context& context);
// Tables in: imports_api.cpp, and the file that one came from: files_api.cpp
Result<http::Response> get_import_file(const http::Request& request, identity::Context& context);
Result<http::Response> put_upload(const http::Request& request, identity::Context& context);
Result<http::Response> post_import(const http::Request& request, identity::Context& context);
Result<http::Response> get_rest_file(const http::Request& request, identity::Context& context);
Result<http::Response> post_import_withdrawal(const http::Request& request, identity::Context& context);
Result<http::Response> get_imports(const http::Request& request, identity::Context& context);

}  // namespace hallbook::registers
