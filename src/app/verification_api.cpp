// Verifying the books from a page. Source: docs/rules/api.md, R-API-50, R-API-51.
#include "app/house.h"
#include "app/house_api.h"
#include "base/ensure.h"
#include "platform/http/fields.h"

namespace hallbook::app {

using http::Request;
using http::Response;
using identity::Context;

namespace {

House& house_of(Context& context) {
  ensure(context.house != nullptr, "an operation of the house without a house");
  return *context.house;
}

}  // namespace

Result<Response> post_verification(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  const auto rebuild = body->flag_or("rebuild", false);
  if (!rebuild) return std::unexpected{rebuild.error()};
  return http::json_response(
      202, Json::Object{{"id", house_of(context).verifications.start(*rebuild, context.actor().name, context.at)}});
}

Result<Response> get_verification(const Request& request, Context& context) {
  const auto state = house_of(context).verifications.find(std::string{request.param("id")});
  if (!state)
    return refuse(
        RefusalCode::not_found,
        {"没有这次核验；服务重启后要重新核验", "there is no such verification; start one again after a restart"}, "id");
  Json problems = Json::Array{}, left = Json::Array{};
  if (state->refused)
    problems.push_back(Json::Object{{"code", code_name(state->refused->code)},
                                    {"where", state->refused->where},
                                    {"message", state->refused->message.in(context.lang)}});
  for (const auto& problem : state->report.problems)
    problems.push_back(
        Json::Object{{"code", problem.check}, {"where", problem.where}, {"message", problem.message.in(context.lang)}});
  for (const auto& one : state->report.not_covered) left.push_back(one);
  Json covered = Json::Array{};
  for (const auto& one : state->report.covered) covered.push_back(one);
  const bool sound = state->report.sound() && !state->refused;
  auto tx = context.data.read();
  return http::ok(Json::Object{{"id", state->id},
                               {"state", state->running ? "running" : "done"},
                               {"part", state->step},
                               {"done", static_cast<std::int64_t>(state->done)},
                               {"total", static_cast<std::int64_t>(state->total)},
                               {"lines", journal::head(tx, context.unit.id).seq},
                               {"problems", std::move(problems)},
                               {"covered", std::move(covered)},
                               {"not_covered", std::move(left)},
                               {"ms", static_cast<std::int64_t>(state->ms)},
                               {"by", state->by},
                               {"started_at", http::utc(state->started_at)},
                               {"sound", state->running ? Json{} : Json{sound}}});
}

}  // namespace hallbook::app
