#include "dossier/dossier_api.h"

namespace hallbook::dossier {
using R = Result<http::Response>;
R get_projects(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_project(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_versions(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_compare(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_draft(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R put_draft(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R delete_draft(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
}
