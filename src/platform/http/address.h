#pragma once
// Texts inside addresses. Pure.
#include <string>
#include <string_view>

namespace hallbook::http {

/// Everything but ASCII letters, digits, "." and "-" as %XX: for a part of an address, or a file's name in a header.
std::string percent_encoded(std::string_view text);

}  // namespace hallbook::http
