#include "app/house_api.h"

namespace hallbook::app {
using R = Result<http::Response>;
R get_journal(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_journal_line(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_journal_head(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_verification(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_verification(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_definitions(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_definition(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_definition_preview(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_definition(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_search(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_home(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_events(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_settings(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_about(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_openapi(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
}
