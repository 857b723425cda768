// Invoices over HTTP.
#include <fmt/format.h>

#include "base/text.h"
#include "funds/contract_api.h"
#include "funds/contract_input.h"
#include "funds/document_pages.h"
#include "funds/funds_api.h"
#include "funds/invoice_store.h"
#include "funds/paper_files.h"
#include "funds/uploads.h"

namespace hallbook::funds {
namespace {

using http::Fields;
using http::Response;
using identity::Context;

Json invoice_answer(const Invoice& invoice, const std::vector<Text>& warnings, Lang lang) {
  Json view = invoice_view(invoice), list = Json::Array{};
  for (const auto& warning : warnings) list.push_back(warning.in(lang));
  view["warnings"] = std::move(list);
  return view;
}

}  // namespace

Result<Response> get_invoices(const http::Request& request, Context& context) {
  const auto limit = http::page_limit(request);
  if (!limit) return std::unexpected{limit.error()};
  const auto after = http::query_number(request, "after", 0);
  if (!after) return std::unexpected{after.error()};
  auto tx = context.data.read();
  const auto page = invoice_page(tx, context.unit.id, {std::string{request.query_or("contract")}, *after, *limit});
  Json items = Json::Array{};
  for (const auto& invoice : page.rows) items.push_back(invoice_view(invoice));
  return http::ok(Json::Object{{"items", std::move(items)},
                               {"next", page.more ? Json{std::to_string(page.rows.back().seq)} : Json{}}});
}

Result<Response> get_invoice_file(const http::Request& request, Context& context) {
  const auto number = request.param("number");
  const auto named = Digest::from_hex(request.param("digest"));
  const auto invoice = [&] {
    auto tx = context.data.read();
    return named ? load_invoice_with_file(tx, context.unit.id, number, named->hex()) : std::nullopt;
  }();
  if (invoice) return sealed_file(context, invoice->file, *named);
  return refuse(
      RefusalCode::not_found,
      {fmt::format("发票“{}”没有这个附件", quote(number)), fmt::format("invoice “{}” has no such file", quote(number))},
      "digest");
}

/// What a QR text or an uploaded file says; nothing is recorded.
Result<Response> post_invoice_reading(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"qr", "upload"}); !known) return std::unexpected{known.error()};
  const auto qr = body->text_or("qr", ""), id = body->text_or("upload", "");
  if (!qr) return std::unexpected{qr.error()};
  if (!id) return std::unexpected{id.error()};
  if (id->empty()) {
    const auto text = read_invoice_qr(*qr);
    if (!text) return std::unexpected{text.error()};
    return http::ok(invoice_text_view(*text));
  }
  const auto upload = find_upload(context, *id);
  if (!upload) return std::unexpected{upload.error()};
  const auto text = read_invoice_file(upload->file);
  if (!text) return std::unexpected{told_by_own_name(text.error(), *upload)};
  return http::ok(invoice_text_view(*text));
}

Result<Response> post_invoice(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  auto invoice = invoice_from_fields(*body);
  if (!invoice) return std::unexpected{invoice.error()};
  const auto id = body->text_or("upload", "");
  if (!id) return std::unexpected{id.error()};
  if (!id->empty()) {
    const auto upload = find_upload(context, *id);
    if (!upload) return std::unexpected{upload.error()};
    invoice->file = upload->name;
    invoice->file_digest = keep_upload(context, *upload).hex();
  }
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    std::vector<Text> warnings;
    const auto recorded = record_invoice(books, acting_from(context), *invoice, warnings);
    if (!recorded) return std::unexpected{recorded.error()};
    return http::created(invoice_answer(*recorded, warnings, context.lang));
  });
}

Result<Response> post_invoice_void(const http::Request& request, Context& context) {
  const auto body = Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto known = body->only({"reason"}); !known) return std::unexpected{known.error()};
  const auto reason = body->text("reason");
  if (!reason) return std::unexpected{reason.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto voided = void_invoice(books, acting_from(context), request.param("number"), *reason);
    if (!voided) return std::unexpected{voided.error()};
    return http::ok(invoice_answer(*voided, {}, context.lang));
  });
}

}  // namespace hallbook::funds
