#pragma once
// Bytes and characters: UTF-8, GB 18030, full-width forms, masks. No I/O, no domain.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hallbook {

constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }  // ASCII only, no locale
bool is_utf8(std::string_view bytes);                    // strict: no overlong forms, no surrogates
std::size_t count_characters(std::string_view utf8);     // code points
std::string first_characters(std::string_view utf8, std::size_t count);
std::string_view trim(std::string_view utf8);            // ASCII space, tab, CR, LF, U+3000, U+00A0, U+FEFF
std::vector<std::string> split(std::string_view text, char separator);

/// A user's value for a message: trimmed, at most 40 characters (then "…"), control characters and broken
/// bytes as "·". Put it between “ ” in both languages.
std::string quote(std::string_view value);

/// Full-width ASCII (U+FF01…FF5E), small forms (U+FE50…FE6B), mathematical digits, the minus U+2212 and the
/// ideographic space to ASCII: "１２．５％" → "12.5%". Everything else, broken bytes too, stays as it is.
std::string to_half_width(std::string_view utf8);

/// Strict conversions (GB 18030 as the C library has it); nullopt names no position, `gb18030_error_at` does.
std::optional<std::string> gb18030_to_utf8(std::string_view bytes);
std::optional<std::string> utf8_to_gb18030(std::string_view utf8);
/// Offset of the first byte that is not GB 18030; nullopt when all of it is.
std::optional<std::size_t> gb18030_error_at(std::string_view bytes);

/// What a register may store (trust R11, B27): refuses NUL and control characters (but for \n and \t when
/// `lines`), direction marks (U+061C, U+200E, U+200F, U+202A…202E, U+2066…2069: they make 100 look like 001
/// on the printed form), invalid UTF-8, and more than `max_characters`.
Result<> check_text(std::string_view utf8, std::size_t max_characters, bool lines = false);

/// Masks for display: name "张三" → "张*", phone "13812341234" → "138****1234", address keeps the first 6
/// characters, id keeps 3 + 4; what is too short for that keeps less. Unknown kinds mask everything.
enum class Mask { name, phone, address, id_number, all };
std::optional<Mask> mask_named(std::string_view name);
std::string masked(std::string_view utf8, Mask mask);

}  // namespace hallbook
