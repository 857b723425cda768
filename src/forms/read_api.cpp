#include "forms/read_api.h"

#include "forms/rescore.h"
#include "platform/http/fields.h"

namespace hallbook::forms {
namespace {

using http::Method;
using http::Request;
using http::Response;
using identity::Context;
using identity::Permission;
using identity::Route;

constexpr std::uint64_t largest_upload = 32u << 20;
constexpr std::size_t most_cells = 20'000;  // of a table put right on a page

Json grid_json(const Grid& grid) {
  Json rows = Json::Array{};
  for (const auto& row : grid.rows) {
    Json cells = Json::Array{};
    for (const auto& cell : row.cells) cells.push_back(Json::Object{{"text", cell.text}, {"merged", cell.merged}});
    rows.push_back(Json::Object{{"place", http::text_json(row.place)}, {"cells", std::move(cells)}});
  }
  return Json::Object{{"format", grid.format}, {"rows", std::move(rows)}};
}

Result<Response> answer(const Grid& grid) {
  const auto published = read_self_evaluation(grid);
  if (!published) return std::unexpected{published.error()};
  const auto rescored = rescore(*published, shipped_grades());
  Json json = rescored_json(*published, rescored);
  json["grid"] = grid_json(grid);
  json["holds"] = holds(*published, rescored);
  return http::ok(json);
}

std::unexpected<Refusal> no_table(std::string_view field) {
  return refuse(
      RefusalCode::invalid,
      {"表格要写成 rows：每行有 place 和 cells，每格有 text 和 merged；或只给 text",
       "a table is written as rows, each with place and cells, each cell with text and merged; or only as text"},
      std::string{field});
}

Result<GridRow> row_from(const http::Fields& json, std::size_t& cells) {
  GridRow row;
  if (json.has("place")) {
    const auto place = json.object("place");
    if (!place) return std::unexpected{place.error()};
    const auto zh = place->text_or("zh", ""), en = place->text_or("en", "");
    if (!zh || !en) return no_table("place");
    row.place = {*zh, *en};
  }
  const auto list = json.objects("cells");
  if (!list) return std::unexpected{list.error()};
  for (const auto& cell : *list) {
    const auto text = cell.text_or("text", "");
    const auto merged = cell.flag_or("merged", false);
    if (!text || !merged || ++cells > most_cells) return no_table("cells");
    row.cells.push_back({*text, *merged});
  }
  return row;
}

Result<Grid> grid_from(const http::Fields& body) {
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

// R-RSC-20
Result<Response> put_reading(const Request& request, Context&) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const auto grid = read_grid(request.upload);
  return grid ? answer(*grid) : std::unexpected{grid.error()};
}

// R-RSC-21
Result<Response> post_rescoring(const Request& request, Context&) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (const auto known = body->only({"text", "rows"}); !known) return std::unexpected{known.error()};
  if (body->has("text") == body->has("rows")) return no_table("rows");
  if (body->has("rows")) {
    const auto grid = grid_from(*body);
    return grid ? answer(*grid) : std::unexpected{grid.error()};
  }
  const auto text = body->text("text");
  if (!text) return std::unexpected{text.error()};
  const auto grid = grid_of_text(*text);
  return grid ? answer(*grid) : std::unexpected{grid.error()};
}

const Route rescoring_rows[] = {
    {Method::put,
     "/rescorings/file",
     Permission::evaluation_read,
     put_reading,
     {"读一张公开的自评表并重算", "read a published self-evaluation and score it again"},
     "",
     "Rescoring",
     "",
     largest_upload},
    {Method::post,
     "/rescorings",
     Permission::evaluation_read,
     post_rescoring,
     {"重算贴来的或改过的自评表", "score a pasted or corrected self-evaluation again"},
     "RescoringRequest",
     "Rescoring"},
};

}  // namespace

std::span<const Route> rescore_routes() { return rescoring_rows; }

}  // namespace hallbook::forms
