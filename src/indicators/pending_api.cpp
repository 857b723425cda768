#include "indicators/indicators_api.h"

namespace hallbook::indicators {
Result<http::Response> post_plan(const http::Request&, identity::Context&) {
  return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"});
}
}  // namespace hallbook::indicators
