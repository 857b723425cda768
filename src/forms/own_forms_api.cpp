#include "forms/own_forms_api.h"

#include <fmt/format.h>

#include "forms/docx.h"
#include "forms/form_file.h"
#include "forms/own_forms.h"
#include "forms/papers.h"
#include "forms/xlsx.h"
#include "platform/http/fields.h"

namespace hallbook::forms {
namespace {

using http::Method;
using http::Request;
using http::Response;
using identity::Context;
using identity::Permission;
using identity::Route;

constexpr std::uint64_t largest_form_file = 32u << 20;

/// The shipped form as a file that an office suite opens.
Result<Response> get_template(const Request& request, Context&) {
  const auto kind = request.query_or("kind");
  const auto form = shipped_form(kind, request.query_or("form"));
  if (!form) return std::unexpected{form.error()};
  const bool sheet = request.query_or("format", "docx") == "xlsx";
  Response response;
  response.headers.emplace_back("content-type",
                                sheet ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                      : "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  response.headers.emplace_back("content-disposition",
                                fmt::format("attachment; filename=\"template-{}.{}\"", kind, sheet ? "xlsx" : "docx"));
  response.body = sheet ? write_xlsx(*form, "") : write_docx(*form);
  return response;
}

// R-FRM-60: read and judged, not kept.
Result<Response> put_form_file(const Request& request, Context& context) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const auto from = http::query_day(request, "from");
  if (!from) return std::unexpected{from.error()};
  auto document = read_form_file(request.upload);
  if (!document) return std::unexpected{document.error()};
  const OwnForm form{std::string{request.query_or("kind")}, from->value_or(context.today), *std::move(document)};
  auto tx = context.data.read();
  if (auto fits = judge_own_form(tx, context.data.evidence(), context.unit, form.kind, form.document, form.from); !fits)
    return std::unexpected{fits.error()};
  return http::ok(Json::Object{{"name", form.kind}, {"from", iso(form.from)}, {"text", own_form_text(form)}});
}

const Route own_forms_rows[] = {
    {Method::get,
     "/papers/template",
     Permission::definition_read,
     get_template,
     {"一种表的模板，用办公软件改", "the template of a form, to edit in an office suite"},
     "",
     "File",
     "kind form format"},
    {Method::put,
     "/papers/template",
     Permission::definition_edit,
     put_form_file,
     {"把改好的模板读成定义的文本，逐个核对占位符",
      "an edited template as the text of a definition, each placeholder checked"},
     "",
     "FormText",
     "kind from",
     largest_form_file},
};

}  // namespace

std::span<const Route> own_forms_routes() { return own_forms_rows; }

}  // namespace hallbook::forms
