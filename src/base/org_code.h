#pragma once
// Unified social credit codes, GB 32100-2015: 18 characters of 0-9 A-Z without I O S V Z; the last is a
// check character, mod 31 over weights 3^i. Source: docs/rules/codes.md, R-COD-01.
#include <string_view>

namespace hallbook {

bool is_org_code(std::string_view code);

}  // namespace hallbook
