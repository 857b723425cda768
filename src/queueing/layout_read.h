#pragma once
// Layouts out of JSON values: inside a scenario, or as a file of their own.
#include <string>

#include "queueing/fields.h"
#include "queueing/scenario.h"

namespace hallbook::queueing {

/// `base` gives the policy when the value has none (a layout file); may be nullptr.
Layout layout_from(const Value& value, const std::string& path, const Hall& hall, const Layout* base, Problem& problem);

}  // namespace hallbook::queueing
