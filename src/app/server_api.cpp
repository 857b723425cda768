// The server about itself.
#include <fmt/format.h>

#include "app/house.h"
#include "app/house_api.h"
#include "app/openapi.h"
#include "app/routes.h"
#include "platform/db/db.h"
#include "platform/http/fields.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using http::text_json;
using identity::Context;

Result<Response> get_events(const Request&, Context& context) {
  Response response;
  response.events = true;
  response.topic = context.unit.code;
  return response;
}

Result<Response> get_settings(const Request&, Context& context) {
  Json settings = Json::Array{};
  if (context.house != nullptr)
    for (const auto& one : context.house->settings)
      settings.push_back(Json::Object{{"key", one.key}, {"value", one.value}, {"words", text_json(one.words)}});
  return http::ok(Json::Object{
      {"unit", Json::Object{{"code", context.unit.code}, {"name", context.unit.name}, {"sample", context.unit.sample}}},
      {"version", "0.1.0"},
      {"settings", std::move(settings)}});
}

Result<Response> get_about(const Request&, Context& context) {
  Json warnings = Json::Array{};
  if (const auto warning = db::library_warning()) warnings.push_back(text_json(*warning));
  Json head;
  if (context.who) {
    auto tx = context.data.read();
    const auto now_at = journal::head(tx, context.unit.id);
    head = Json::Object{{"seq", now_at.seq},
                        {"digest", now_at.digest.hex()},
                        {"root", now_at.root.hex()},
                        {"at", now_at.seq > 0 ? http::utc(now_at.at) : ""}};
  }
  return http::ok(
      Json::Object{{"name", "Hallbook 厅簿"},
                   {"version", "0.1.0"},
                   {"licence", "Apache-2.0"},
                   {"parts", Json::Array{Json::Object{{"name", "SQLite"}, {"version", db::library_version()}}}},
                   {"warnings", std::move(warnings)},
                   {"head", std::move(head)}});
}

Result<Response> get_openapi(const Request&, Context&) { return http::ok(openapi(all_routes())); }

}  // namespace hallbook::app
