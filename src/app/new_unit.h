#pragma once
// A unit as a hall begins with it: founded, with every shipped definition in force. For the command line and for the
// administrator's page. Source: docs/rules/identity.md, R-IDN-55, R-IDN-56.
#include "identity/unit.h"
#include "journal/keys.h"

namespace hallbook::app {

/// A code of 18 characters is one of GB 32100: refuses (invalid, `field`) when its check character does not hold.
Result<> check_unit_code(const std::string& code, std::string_view field);
/// Refuses what found_unit refuses.
Result<identity::Unit> found_with_definitions(journal::Books& books, const journal::KeyRing& keys,
                                              const journal::Actor& actor, Instant at, identity::Unit unit);

}  // namespace hallbook::app
