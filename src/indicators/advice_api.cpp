// Advice for the next targets and goals over several years over HTTP. Source: docs/rules/advice.md.
#include "indicators/advice.h"
#include "indicators/asked.h"
#include "indicators/indicators_api.h"
#include "indicators/long_goals.h"
#include "platform/http/fields.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using identity::Context;

Result<Response> get_advice(const Request& request, Context& context) {
  const auto day = http::query_day(request, "as_of");
  if (!day) return std::unexpected{day.error()};
  auto tx = context.data.read();
  const auto found = asked(tx, context, request.param("code"), *day);
  if (!found) return std::unexpected{found.error()};
  return http::ok(advice_json(advise(tx, found->evaluator, found->as_of)));
}

Result<Response> get_long_goals(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto project = dossier::find_project(tx, context.unit.id, request.param("code"));
  if (!project) return std::unexpected{project.error()};
  return http::ok(long_goals_json(long_goals(tx, context.data.evidence(), context.unit.id, *project, context.today)));
}

}  // namespace hallbook::indicators
