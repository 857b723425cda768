#include "indicators/indicators_api.h"

namespace hallbook::indicators {
using R = Result<http::Response>;
R get_evaluation(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_series(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_receipt(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_receipt_verify(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_freeze(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_freezes(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_freeze(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_freeze_compare(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_freeze_holds(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_findings(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_decision(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_formula_check(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_vocabulary(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_plan(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
}
