#include "forms/grid_json.h"

namespace hallbook::forms {
namespace {

constexpr std::size_t most_cells = 20'000;  // of a table put right on a page

Result<GridRow> row_from(const http::Fields& json, std::size_t& cells) {
  GridRow row;
  if (json.has("place")) {
    const auto place = json.object("place");
    if (!place) return std::unexpected{place.error()};
    const auto zh = place->text_or("zh", ""), en = place->text_or("en", "");
    if (!zh || !en) return no_table_in("place");
    row.place = {*zh, *en};
  }
  const auto list = json.objects("cells");
  if (!list) return std::unexpected{list.error()};
  for (const auto& cell : *list) {
    const auto text = cell.text_or("text", "");
    const auto merged = cell.flag_or("merged", false);
    if (!text || !merged || ++cells > most_cells) return no_table_in("cells");
    row.cells.push_back({*text, *merged});
  }
  return row;
}

}  // namespace

Json grid_json(const Grid& grid) {
  Json rows = Json::Array{};
  for (const auto& row : grid.rows) {
    Json cells = Json::Array{};
    for (const auto& cell : row.cells) cells.push_back(Json::Object{{"text", cell.text}, {"merged", cell.merged}});
    rows.push_back(Json::Object{{"place", http::text_json(row.place)}, {"cells", std::move(cells)}});
  }
  return Json::Object{{"format", grid.format}, {"rows", std::move(rows)}};
}

std::unexpected<Refusal> no_table_in(std::string_view field) {
  return refuse(
      RefusalCode::invalid,
      {"表格要写成 rows：每行有 place 和 cells，每格有 text 和 merged；或只给 text",
       "a table is written as rows, each with place and cells, each cell with text and merged; or only as text"},
      std::string{field});
}

Result<Grid> grid_from_fields(const http::Fields& body) {
  Grid grid{"page", {}};
  const auto rows = body.objects("rows");
  if (!rows) return std::unexpected{rows.error()};
  std::size_t cells = 0;
  for (const auto& json : *rows) {
    auto row = row_from(json, cells);
    if (!row) return std::unexpected{row.error()};
    grid.rows.push_back(std::move(*row));
  }
  return grid;
}

}  // namespace hallbook::forms
