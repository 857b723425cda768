#include "indicators/asked.h"
#include "indicators/forecast_print.h"
#include "indicators/indicators_api.h"

namespace hallbook::indicators {

using http::Request;
using http::Response;
using identity::Context;

Result<Response> get_forecast(const Request& request, Context& context) {
  auto tx = context.data.read();
  const auto found = asked(tx, request, context);
  if (!found) return std::unexpected{found.error()};
  const auto evaluation = found->evaluator.evaluate(tx, found->as_of);
  return http::ok(forecasts_json(tx, found->evaluator, evaluation, context.lang));
}

}  // namespace hallbook::indicators
