#pragma once
// zlib streams (RFC 1950), as PDF keeps them, under a cap on what comes out.
// Source: docs/rules/contracts.md, R-INV-02.
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook::files {

/// The bytes behind `packed`; `place` names them in refusals. Refuses (over_limit) more than `max_bytes`, damage, and
/// a stream that ends early. Bytes behind its end are ignored, as writers of PDF leave line breaks there.
Result<std::string> inflate_zlib(std::string_view packed, std::size_t max_bytes, std::string_view place);

}  // namespace hallbook::files
