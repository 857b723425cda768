#include "registers/registers_api.h"

namespace hallbook::registers {
using R = Result<http::Response>;
R get_registers(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_register(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_entries(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_totals(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_entry(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_suggestions(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_last_entry(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_check(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_entry(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_correction(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_void(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_reveal(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_closing(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_export(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R put_upload(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R post_import(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_rest_file(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
R get_imports(const http::Request&, identity::Context&) { return refuse(RefusalCode::unavailable, {"还没有做好", "not made yet"}); }
}
