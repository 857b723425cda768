#pragma once
// Official papers over HTTP: the list, a preview as it prints, the file, the bundle for publication, and the check of a code.
// Source: docs/rules/forms.md, R-FRM-50 to R-FRM-55.
#include <span>

#include "identity/access.h"

namespace hallbook::forms {

std::span<const identity::Route> papers_routes();

}  // namespace hallbook::forms
