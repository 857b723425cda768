#pragma once
// A table as cells on its way to a page, and back from it, put right. Source: docs/rules/rescoring.md, R-RSC-20, R-RSC-21.
#include "forms/read_grid.h"
#include "platform/http/fields.h"

namespace hallbook::forms {

Json grid_json(const Grid& grid);
/// From {"rows": …}; refuses more than 20,000 cells.
Result<Grid> grid_from_fields(const http::Fields& body);
/// What is neither rows nor text.
std::unexpected<Refusal> no_table_in(std::string_view field);

}  // namespace hallbook::forms
