#include "forms/read_api.h"

#include "forms/grid_json.h"
#include "forms/rescore.h"

namespace hallbook::forms {
namespace {

using http::Method;
using http::Request;
using http::Response;
using identity::Context;
using identity::Permission;
using identity::Route;

constexpr std::uint64_t largest_upload = 32u << 20;

Result<Response> answer(const Grid& grid) {
  const auto published = read_self_evaluation(grid);
  if (!published) return std::unexpected{published.error()};
  const auto rescored = rescore(*published, shipped_grades());
  Json json = rescored_json(*published, rescored);
  json["grid"] = grid_json(grid);
  json["holds"] = holds(*published, rescored);
  return http::ok(json);
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
  if (body->has("text") == body->has("rows")) return no_table_in("rows");
  if (body->has("rows")) {
    const auto grid = grid_from_fields(*body);
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
