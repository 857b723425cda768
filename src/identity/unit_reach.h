#pragma once
// How far a right given in one unit reaches. Source: docs/rules/identity.md, R-IDN-03, R-IDN-43.
#include "identity/user.h"

namespace hallbook::identity {

/// The unit with this code when it is `top` or below it; "" = `top`. Any other is answered as one that is not there:
/// refuses (not_found, `field`).
Result<Unit> unit_below(const std::vector<Unit>& all, UnitId top, std::string_view code, std::string_view field);

}  // namespace hallbook::identity
