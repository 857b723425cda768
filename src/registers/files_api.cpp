// Files of entries, and the files that imports came from, over HTTP. Every one leaves as something to keep, never to be shown
// by the browser itself. Source: docs/rules/registers.md, R-REG-50 to R-REG-55; docs/rules/imports.md, R-IMP-25.
#include <fmt/format.h>

#include "platform/http/fields.h"
#include "registers/entry_uploads.h"
#include "registers/file_events.h"
#include "registers/list_store.h"
#include "registers/register_json.h"
#include "registers/registers_api.h"

namespace hallbook::registers {
namespace {

using http::Request;
using http::Response;
using identity::Context;

Result<Definition> definition_asked(Context& context, const Request& request) {
  auto tx = context.data.read();
  return find_register(tx, context.unit.id, request.param("name"));
}

std::string name_to_save(const FileValue& file) {
  return file.name.empty() ? neutral_file_name(file.digest, "") : file.name;
}

/// R-REG-53: in a register with personal fields a file may show what the list masks.
Result<std::string> reason_to_open(const Context& context, const Request& request) {
  if (!context.may(identity::Permission::register_reveal))
    return refuse(RefusalCode::not_allowed, {"这本台账里有个人信息，您的职责不能打开它的文件",
                                             "this register holds personal data; your role may not open its files"});
  return judge_reading_reason(request.query_or("reason"));
}

Result<Response> answer_attached(db::ReadTx& tx, const Context& context, const Definition& definition, EntryId entry,
                                 int status) {
  Json items = Json::Array{};
  for (const auto& file : attached_files(tx, context.unit.id, definition, entry))
    items.push_back(attached_json(tx, context.unit.id, file));
  return http::json_response(status, Json::Object{{"items", std::move(items)}});
}

struct FileBody {
  EntryId entry;
  Digest digest;
  std::string reason;
};
Result<FileBody> file_body_of(const Request& request, std::string_view digest, const http::Fields& body) {
  const auto id = http::path_number(request, "id");
  if (!id) return std::unexpected{id.error()};
  const auto reason = body.text("reason");
  if (!reason) return std::unexpected{reason.error()};
  const auto named = Digest::from_hex(digest);
  if (!named)
    return refuse(RefusalCode::not_found, {"没有这个文件，请先上传", "there is no such file; upload it first"},
                  "digest");
  return FileBody{EntryId{*id}, *named, *reason};
}

}  // namespace

Result<Response> put_entry_file(const Request& request, Context& context) {
  const auto definition = definition_asked(context, request);
  if (!definition) return std::unexpected{definition.error()};
  const auto file = take_entry_upload(request, context, *definition);
  if (!file) return std::unexpected{file.error()};
  return http::created(Json::Object{{"digest", file->digest.hex()},
                                    {"name", file->name},
                                    {"bytes", static_cast<std::int64_t>(request.upload_bytes)}});
}

// R-REG-52, R-REG-53
Result<Response> get_entry_file(const Request& request, Context& context) {
  const auto id = http::path_number(request, "id");
  if (!id) return std::unexpected{id.error()};
  const auto definition = definition_asked(context, request);
  if (!definition) return std::unexpected{definition.error()};
  const auto file = [&] {
    auto tx = context.data.read();
    return file_of_entry(tx, context.unit.id, *definition, EntryId{*id}, request.param("digest"));
  }();
  if (!file) return std::unexpected{file.error()};
  std::string reason;
  if (definition->has_personal()) {
    const auto said = reason_to_open(context, request);
    if (!said) return std::unexpected{said.error()};
    reason = *said;
  }
  auto answer = identity::sealed_file_answer(context, name_to_save(*file), file->digest, identity::Handing::saved);
  if (answer && definition->has_personal())
    context.data.write([&](journal::Books& books) {
      journal::append(books, context.unit.id, context.actor(), context.at,
                      EntryFileShown{definition->name, EntryId{*id}, *file, reason});
    });
  return answer;
}

// R-REG-54
Result<Response> post_entry_file(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"digest", "reason"}); !only) return std::unexpected{only.error()};
  const auto digest = body->text("digest");
  if (!digest) return std::unexpected{digest.error()};
  const auto asked = file_body_of(request, *digest, *body);
  if (!asked) return std::unexpected{asked.error()};
  const auto definition = definition_asked(context, request);
  if (!definition) return std::unexpected{definition.error()};
  const auto file = keep_brought_file(context, *definition, asked->digest);
  if (!file) return std::unexpected{file.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const Acting acting{context.unit.id, context.actor(), context.at, &context.data.keys()};
    if (auto done = attach_file(books, acting, *definition, asked->entry, *file, asked->reason); !done)
      return std::unexpected{done.error()};
    return answer_attached(books.tx, context, *definition, asked->entry, 201);
  });
}

// R-REG-55
Result<Response> post_entry_file_withdrawal(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"reason"}); !only) return std::unexpected{only.error()};
  const auto asked = file_body_of(request, request.param("digest"), *body);
  if (!asked) return std::unexpected{asked.error()};
  const auto definition = definition_asked(context, request);
  if (!definition) return std::unexpected{definition.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const Acting acting{context.unit.id, context.actor(), context.at, &context.data.keys()};
    if (auto done = withdraw_file(books, acting, *definition, asked->entry, asked->digest, asked->reason); !done)
      return std::unexpected{done.error()};
    return answer_attached(books.tx, context, *definition, asked->entry, 200);
  });
}

// R-IMP-25: the original holds what no column took, and personal values in clear.
Result<Response> get_import_file(const Request& request, Context& context) {
  const auto seq = http::path_number(request, "seq");
  if (!seq) return std::unexpected{seq.error()};
  const auto import = [&] {
    auto tx = context.data.read();
    return list_store::import_of(tx, context.unit.id, *seq);
  }();
  if (!import) return refuse(RefusalCode::not_found, {"没有这次导入", "there is no such import"}, "import");
  if (!context.may(identity::Permission::register_import))
    return refuse(RefusalCode::not_allowed,
                  {"您的职责不能打开导入的原件", "your role may not open the originals of imports"});
  const auto reason = judge_reading_reason(request.query_or("reason"));
  if (!reason) return std::unexpected{reason.error()};
  auto answer = identity::sealed_file_answer(context, import->source_name, import->source, identity::Handing::saved);
  if (!answer) return answer;
  context.data.write([&](journal::Books& books) {
    journal::append(books, context.unit.id, context.actor(), context.at,
                    ImportFileShown{import->register_name, *seq, import->source_name, *reason});
  });
  return answer;
}

}  // namespace hallbook::registers
