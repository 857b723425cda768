#pragma once
// Published tables over HTTP: read, looked at, put right, scored again. Nothing of them is kept.
// Source: docs/rules/rescoring.md, R-RSC-20, R-RSC-21.
#include <span>

#include "identity/access.h"

namespace hallbook::forms {

std::span<const identity::Route> rescore_routes();

}  // namespace hallbook::forms
