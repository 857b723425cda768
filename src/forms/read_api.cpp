#include "forms/read_api.h"

#include "base/embedded.h"
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

Json text_of_place(const Text& text) { return Json::Object{{"zh", text.zh}, {"en", text.en}}; }

Json grid_json(const Grid& grid) {
  Json rows = Json::Array{};
  for (const auto& row : grid.rows) {
    Json cells = Json::Array{};
    for (const auto& cell : row.cells) cells.push_back(Json::Object{{"text", cell.text}, {"merged", cell.merged}});
    rows.push_back(Json::Object{{"place", text_of_place(row.place)}, {"cells", std::move(cells)}});
  }
  return Json::Object{{"format", grid.format}, {"rows", std::move(rows)}};
}

Result<Response> answer(const Grid& grid) {
  const auto published = read_self_evaluation(grid);
  if (!published) return std::unexpected{published.error()};
  const auto scheme = indicators::parse_scheme(embedded_files("definitions/schemes/10-50-30-10.toml").front().text);
  if (!scheme) return std::unexpected{scheme.error()};
  const auto rescored = rescore(*published, *scheme);
  Json json = rescored_json(*published, rescored);
  json["grid"] = grid_json(grid);
  json["holds"] = holds(*published, rescored);
  return http::ok(std::move(json));
}

std::unexpected<Refusal> no_table(std::string_view field) {
  return refuse(RefusalCode::invalid,
                {"表格要写成 rows：每行有 place 和 cells，每格有 text 和 merged；或只给 text",
                 "a table is written as rows, each with place and cells, each cell with text and merged; or only as text"},
                std::string{field});
}

Text place_from(const Json* place) {
  const auto part = [&](std::string_view lang) {
    const Json* text = place == nullptr ? nullptr : place->find(lang);
    return text != nullptr && text->is_string() ? text->string() : std::string{};
  };
  return {part("zh"), part("en")};
}

Result<GridRow> row_from(const Json& json, std::size_t& cells) {
  GridRow row{place_from(json.find("place")), {}};
  const Json* list = json.find("cells");
  if (list == nullptr || !list->is_array()) return no_table("rows");
  for (const auto& cell : list->array()) {
    const Json* text = cell.find("text");
    const Json* merged = cell.find("merged");
    if (text == nullptr || !text->is_string() || ++cells > most_cells) return no_table("rows");
    row.cells.push_back({text->string(), merged != nullptr && merged->is_bool() && merged->boolean()});
  }
  return row;
}

Result<Grid> grid_from(const Json& rows) {
  Grid grid{"page", {}};
  if (!rows.is_array()) return no_table("rows");
  std::size_t cells = 0;
  for (const auto& json : rows.array()) {
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
  const auto body = http::json_body(request);
  if (!body) return std::unexpected{body.error()};
  if (const Json* text = body->find("text"); text != nullptr && text->is_string()) {
    const auto grid = grid_of_text(text->string());
    return grid ? answer(*grid) : std::unexpected{grid.error()};
  }
  const Json* rows = body->find("rows");
  if (rows == nullptr) return no_table("rows");
  const auto grid = grid_from(*rows);
  return grid ? answer(*grid) : std::unexpected{grid.error()};
}

const Route rows[] = {
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

std::span<const Route> rescore_routes() { return rows; }

}  // namespace hallbook::forms
