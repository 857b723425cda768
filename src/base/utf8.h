#pragma once
// One code point at a time, strictly: what every function on characters stands on.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes, 1…4
};

/// The code point at `at` (< utf8.size()); nullopt for overlong forms, surrogates, values past U+10FFFF
/// and cut sequences.
std::optional<CodePoint> code_point_at(std::string_view utf8, std::size_t at);

void append_utf8(std::string& text, char32_t code_point);

}  // namespace hallbook
