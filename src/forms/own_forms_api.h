#pragma once
// Forms of one's own over HTTP: the shipped template out, an edited one back as the text of a definition, which is then
// adopted like every other. Source: docs/rules/forms.md, R-FRM-60.
#include <span>

#include "identity/access.h"

namespace hallbook::forms {

std::span<const identity::Route> own_forms_routes();

}  // namespace hallbook::forms
