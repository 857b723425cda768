#pragma once
// A hall's own project over HTTP: its table or text is read and looked at, then imported. Reading keeps nothing.
// Source: docs/rules/rescoring.md, R-RSC-26 to R-RSC-29.
#include <span>

#include "identity/access.h"

namespace hallbook::forms {

std::span<const identity::Route> project_import_routes();

}  // namespace hallbook::forms
