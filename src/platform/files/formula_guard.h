#pragma once
// Text that a spreadsheet would run as a formula, made harmless in CSV and given back as it was.
// Source: docs/rules/files.md, R-FIL-10 (trust C15).
#include <string>
#include <string_view>

namespace hallbook::files {

/// Starts with = + - @ tab CR LF, or full-width ＝ ＋ － ＠.
bool starts_as_formula(std::string_view utf8);

/// Whether `guarded` would put a ' before it: it starts as a formula, maybe behind apostrophes of its own.
bool needs_guard(std::string_view utf8);

/// Whether the first ' was put there by `guarded`; a reader removes it. Both are exact inverses.
bool has_guard(std::string_view utf8);

}  // namespace hallbook::files
