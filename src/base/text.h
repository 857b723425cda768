#pragma once
// Bytes and characters: UTF-8, GB 18030, full-width forms, masks. No I/O, no domain.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook {

bool is_utf8(std::string_view bytes);                    // strict: no overlong forms, no surrogates
std::size_t count_characters(std::string_view utf8);     // code points
std::string first_characters(std::string_view utf8, std::size_t count);
std::string_view trim(std::string_view utf8);            // ASCII space, tab, CR, LF, U+3000, U+00A0, U+FEFF
std::vector<std::string> split(std::string_view text, char separator);

/// Full-width ASCII (U+FF01…FF5E), U+3000 and ideographic digits' look-alikes to ASCII: "１２．５％" → "12.5%".
std::string to_half_width(std::string_view utf8);

/// Strict conversions; nullopt names no position, `gb18030_error_at` does.
std::optional<std::string> gb18030_to_utf8(std::string_view bytes);
std::optional<std::string> utf8_to_gb18030(std::string_view utf8);

/// What a register may store (trust R11, B27): refuses NUL and control characters (but for \n and \t when
/// `lines`), bidi overrides (U+202A…202E, U+2066…2069), invalid UTF-8, and more than `max_characters`.
Result<> check_text(std::string_view utf8, std::size_t max_characters, bool lines = false);

/// Masks for display: name "张三" → "张*", phone "13812341234" → "138****1234", address keeps the first 6
/// characters, id keeps 3 + 4. Unknown kinds mask everything.
enum class Mask { name, phone, address, id_number, all };
std::optional<Mask> mask_named(std::string_view name);
std::string masked(std::string_view utf8, Mask mask);

}  // namespace hallbook
