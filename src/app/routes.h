#pragma once
// The route table: every operation of the program in one list. From it the server routes, the OpenAPI document and the
// permission matrix are printed, and the tests walk it. Rules R-API-01 to R-API-04.
#include <vector>

#include "identity/access.h"

namespace hallbook::app {

/// In the order of the document: session and people, registers, project, evaluation, then the house.
std::vector<identity::Route> all_routes();

/// "postRegistersNameEntries": unique, for generated clients.
std::string operation_id(const identity::Route& route);

}  // namespace hallbook::app
