#pragma once
// What is printed from the route table: the OpenAPI 3.1 document, the permission matrix, the reference page. Rules R-API-02 to R-API-04.
#include <span>

#include "base/json.h"
#include "identity/access.h"

namespace hallbook::app {

/// The document; schemas come from src/app/api_schemas.json, embedded.
Json openapi(std::span<const identity::Route> routes);
/// What is wrong with the table: a summary without its twin, a schema that does not exist, a path that is there twice …
std::vector<std::string> route_problems(std::span<const identity::Route> routes);
/// Operations × roles as Markdown, for docs/guide/permissions.md.
std::string permission_matrix(std::span<const identity::Route> routes);

/// Every operation by its area with permission, parameters and shapes as Markdown: docs/guide/api.md.
std::string api_reference(std::span<const identity::Route> routes);

}  // namespace hallbook::app
