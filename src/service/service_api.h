#pragma once
// The HTTP operations of rounds and matters. HTTP in, JSON out. Source: docs/rules/service.md.
#include <span>

#include "identity/access.h"
#include "service/service_view.h"

namespace hallbook::service {

std::span<const identity::Route> service_routes();

using Operation = Result<http::Response>(const http::Request& request, identity::Context& context);

// rounds_api.cpp
Operation get_checklist, get_rounds, get_round, post_round;
// matters_api.cpp
Operation get_matters, get_matter, post_matter_step, post_matter_fix;

}  // namespace hallbook::service
