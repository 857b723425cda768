#pragma once
// The figures of a unit as GET /evaluation prints them, for the home page.
#include "identity/access.h"

namespace hallbook::indicators {

/// Of the unit's only project, as of today; refuses when there is none or several.
Result<Json> figures_json(db::ReadTx& tx, const identity::Context& context);

}  // namespace hallbook::indicators
