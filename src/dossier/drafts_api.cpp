// Drafts over HTTP: a revision travels as ETag, and only who has seen the last one may replace it. R-API-46.
#include <fmt/format.h>

#include "dossier/dossier_api.h"
#include "dossier/drafts.h"
#include "dossier/projects.h"
#include "platform/http/fields.h"

namespace hallbook::dossier {

using http::Request;
using http::Response;
using identity::Context;

namespace {

constexpr std::size_t largest_draft = 256 * 1024;

std::string etag_of(const Draft& draft) { return fmt::format("\"{}\"", draft.revision); }

Json draft_json(const Draft& draft) {
  Json json = Json::parse(draft.body).value_or(Json{Json::Object{}});
  json["by"] = draft.display_name;
  json["at"] = http::utc(draft.at);
  json["revision"] = draft.revision;
  return json;
}

Response draft_response(const Draft& draft) {
  Response response = http::ok(draft_json(draft));
  response.headers.emplace_back("etag", etag_of(draft));
  return response;
}

/// 412 with the other's name.
Response changed_by_other(const Draft& draft, Lang lang) {
  Response response = http::problem(
      412, "conflict",
      {fmt::format("{} 刚刚改过这份草稿（{}）。您写的还在这页上，请看过新的一版再保存", draft.display_name,
                   iso(draft.at)),
       fmt::format("{} changed this draft at {}. What you typed is still here; look at the new one before you save",
                   draft.display_name, iso(draft.at))},
      lang);
  if (auto body = Json::parse(response.body)) {
    (*body)["holder"] = draft.display_name;
    response.body = body->canonical();
  }
  response.headers.emplace_back("etag", etag_of(draft));
  return response;
}

bool has_seen(const Request& request, const std::optional<Draft>& now) {
  const std::string_view match = request.header("if-match");
  return now ? match == etag_of(*now) : match.empty() || match == "*";
}

Response draft_is_gone(Lang lang) {
  return http::problem(
      412, "conflict",
      {"这份草稿已被保存为新版本或丢弃；请重新打开项目", "this draft was saved or dropped; open the project again"},
      lang);
}

/// The code of a project that exists.
Result<std::string> project_code(db::ReadTx& tx, const Request& request, const Context& context) {
  const auto project = find_project(tx, context.unit.id, request.param("code"));
  if (!project) return std::unexpected{project.error()};
  return project->code;
}

}  // namespace

Result<Response> get_draft(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto draft = find_draft(tx, context.unit.id, request.param("code"));
  if (!draft) return refuse(RefusalCode::not_found, {"没有草稿", "there is no draft"}, "code");
  return draft_response(*draft);
}

Result<Response> put_draft(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"plans", "note"}); !only) return std::unexpected{only.error()};
  if (auto plans = body->objects("plans"); !plans) return std::unexpected{plans.error()};
  if (request.body.size() > largest_draft)
    return refuse(RefusalCode::over_limit, {"草稿太大", "the draft is too large"}, "plans");
  return context.data.write([&](journal::Books& books) -> Result<Response> {
    const auto code = project_code(books.tx, request, context);
    if (!code) return std::unexpected{code.error()};
    const auto now = find_draft(books.tx, context.unit.id, *code);
    if (!has_seen(request, now)) return now ? changed_by_other(*now, context.lang) : draft_is_gone(context.lang);
    const std::int64_t before = now ? now->revision : 0;
    const Draft draft{*code,
                      context.who->name,
                      context.who->display_name,
                      std::max(before + 1, static_cast<std::int64_t>(context.at.time_since_epoch().count())),
                      context.at,
                      body->json().canonical()};
    keep_draft(books.tx, context.unit.id, draft);
    return draft_response(draft);
  });
}

Result<Response> delete_draft(const Request& request, Context& context) {
  return context.data.write([&](journal::Books& books) -> Result<Response> {
    const auto now = find_draft(books.tx, context.unit.id, request.param("code"));
    if (!now) return http::no_content();
    if (!has_seen(request, now)) return changed_by_other(*now, context.lang);
    drop_draft(books.tx, context.unit.id, request.param("code"));
    return http::no_content();
  });
}

}  // namespace hallbook::dossier
