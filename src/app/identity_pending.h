#pragma once
// Rows of the identity operations until their folder brings its own table.
#include <span>

#include "identity/access.h"

namespace hallbook::app {
std::span<const identity::Route> identity_routes_pending();
}
