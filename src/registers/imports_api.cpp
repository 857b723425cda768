// Tables that come into registers over HTTP. Uploads lie in uploads/UNIT/ID of the data directory, named by their digest,
// for a day. Source: docs/rules/api.md, R-API-18 to R-API-20.
#include <fmt/format.h>

#include <system_error>

#include "base/text.h"
#include "identity/kept_answer.h"
#include "identity/page_files.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/files/disk.h"
#include "platform/http/fields.h"
#include "registers/import_wish.h"
#include "registers/list_store.h"
#include "registers/register_json.h"
#include "registers/registers_api.h"

namespace hallbook::registers {
namespace {

namespace fs = std::filesystem;
using http::Request;
using http::Response;
using identity::Context;

constexpr std::size_t preview_rows = 20;
constexpr std::size_t id_letters = 32;

bool is_upload_id(std::string_view id) {
  return id.size() >= id_letters && id.size() <= 2 * id_letters + 1 && std::ranges::all_of(id, [](char letter) {
           return is_digit(letter) || (letter >= 'a' && letter <= 'f') || letter == '-';
         });
}

/// The one file of an upload's folder that is no product of ours.
Result<fs::path> uploaded_file(const Context& context, const std::string& id) {
  std::error_code ignored;
  if (is_upload_id(id))
    for (const auto& entry : fs::directory_iterator{identity::upload_home(context) / id, ignored})
      if (entry.is_regular_file() && !entry.path().filename().string().ends_with(".rest.csv")) return entry.path();
  return refuse(RefusalCode::not_found,
                {"找不到上传的文件（上传后保留一天）；请重新上传",
                 "the uploaded file is not there (it stays for a day); upload it again"},
                "upload");
}

/// What a reader of files says names the file by its path here; a person knows it by its own name.
std::unexpected<Refusal> told_by_name(Refusal refusal, const fs::path& file, const std::string& name) {
  for (std::string* text : {&refusal.message.zh, &refusal.message.en, &refusal.where})
    for (std::size_t at = 0; (at = text->find(file.string(), at)) != std::string::npos; at += name.size())
      text->replace(at, file.string().size(), name);
  return std::unexpected{std::move(refusal)};
}
std::unexpected<Refusal> told_by_name(Refusal refusal, const fs::path& file) {
  return told_by_name(std::move(refusal), file, file.filename().string());
}

/// The upload with its edits; rows given back get a place beside it.
Result<fs::path> file_to_import(const Definition& definition, const fs::path& uploaded, ImportWish& wish,
                                std::string& rest_id) {
  rest_id = wish.upload;
  fs::path file = uploaded, folder = uploaded.parent_path();
  if (!wish.edits.empty()) {
    Json all = Json::Array{};
    for (const auto& edit : wish.edits)
      all.push_back(Json::Array{static_cast<std::int64_t>(edit.row), edit.column, edit.value});
    rest_id += "-" + crypto::sm3(all.canonical()).hex().substr(0, id_letters);
    folder = folder.parent_path() / rest_id;
    fs::create_directories(folder);
    file = folder / (uploaded.stem().string() + ".mended.csv");
    if (auto mended = mend(definition, uploaded, wish.options, wish.edits, file); !mended)
      return std::unexpected{mended.error()};
    wish.options.sheet.clear();
  }
  wish.options.rest = folder / (uploaded.stem().string() + ".rest.csv");
  std::error_code ignored;
  fs::remove(wish.options.rest, ignored);
  return file;
}

Json candidates_json(const std::vector<Candidate>& candidates) {
  Json list = Json::Array{};
  for (const auto& one : candidates)
    list.push_back(Json::Object{{"register", one.definition->name},
                                {"title", http::text_json(one.definition->title)},
                                {"matched", one.matched},
                                {"fields", one.fields}});
  return list;
}

Json groups_json(const std::vector<RowProblem>& problems, Lang lang) {
  Json list = Json::Array{};
  for (const auto& group : grouped(problems)) {
    Json examples = Json::Array{};
    for (const auto* problem : group.examples)
      examples.push_back(Json::Object{
          {"row", static_cast<std::int64_t>(problem->row)}, {"column", problem->column}, {"value", problem->value}});
    list.push_back(Json::Object{{"code", group.code},
                                {"column", group.column},
                                {"message", group.message.in(lang)},
                                {"remedy", group.remedy.in(lang)},
                                {"count", static_cast<std::int64_t>(group.count)},
                                {"examples", std::move(examples)}});
  }
  return list;
}

template <class Texts>
Json strings_json(const Texts& texts) {
  Json list = Json::Array{};
  for (const auto& text : texts) list.push_back(text);
  return list;
}

Json sheets_json(const std::vector<files::SheetInfo>& sheets) {
  Json list = Json::Array{};
  for (const auto& sheet : sheets) list.push_back(Json::Object{{"name", sheet.name}, {"hidden", sheet.hidden}});
  return list;
}

Json result_json(const ImportResult& result, Lang lang) {
  Json notes = Json::Array{}, problems = Json::Array{}, mapping = Json::Object{};
  for (const auto& note : result.notes) notes.push_back(note.in(lang));
  for (const auto& [heading, field] : result.mapping) mapping[heading] = field;
  for (const auto& problem : result.problems)
    problems.push_back(Json::Object{{"row", static_cast<std::int64_t>(problem.row)},
                                    {"column", problem.column},
                                    {"value", problem.value},
                                    {"field", problem.refusal.field},
                                    {"message", problem.refusal.message.in(lang)}});
  return Json::Object{{"format", result.format},
                      {"rows", static_cast<std::int64_t>(result.rows)},
                      {"stored", static_cast<std::int64_t>(result.stored)},
                      {"refused", static_cast<std::int64_t>(result.refused)},
                      {"heading_row", static_cast<std::int64_t>(result.heading_row)},
                      {"mapping", std::move(mapping)},
                      {"unused", strings_json(result.unused)},
                      {"notes", std::move(notes)},
                      {"sheets", sheets_json(result.sheets)},
                      {"hidden_sheets", strings_json(result.hidden_sheets)},
                      {"groups", groups_json(result.problems, lang)},
                      {"problems", std::move(problems)},
                      {"more_problems", static_cast<std::int64_t>(result.more_problems)},
                      {"seq", result.seq}};
}

/// No register was clear: what it might be, and the sheets, for it may be another one that is meant.
Json empty_result(const std::vector<Candidate>& candidates, const fs::path& file, const std::string& sheet) {
  ImportResult nothing;
  if (const auto table = files::open_table(file, {{}, sheet})) nothing.sheets = (*table)->sheets();
  Json json = result_json(nothing, Lang::zh);
  json["register"] = "";
  json["candidates"] = candidates_json(candidates);
  json["preview"] = Json::Array{};
  json["rest"] = nullptr;
  return json;
}

}  // namespace

Result<Response> put_upload(const Request& request, Context& context) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const std::string name = identity::plain_file_name(request.query_or("name", "upload"));
  const auto table = files::open_table(request.upload);
  if (!table) return told_by_name(table.error(), request.upload, name);
  const auto digest = crypto::sm3_of_file(request.upload);
  if (!digest) return refuse(RefusalCode::unavailable, {"读不到上传的文件", "the upload cannot be read"}, "body");
  const std::string id = digest->hex().substr(0, id_letters);
  const fs::path all = identity::upload_home(context);
  std::error_code ignored;
  fs::remove_all(all / id, ignored);
  fs::create_directories(all / id);
  fs::rename(request.upload, all / id / name, ignored);
  if (ignored) fs::copy_file(request.upload, all / id / name);
  return http::created(Json::Object{{"upload", id},
                                    {"name", name},
                                    {"bytes", static_cast<std::int64_t>(request.upload_bytes)},
                                    {"digest", digest->hex()},
                                    {"kind", (*table)->format()},
                                    {"sheets", sheets_json((*table)->sheets())}});
}

Result<Response> post_import(const Request& request, Context& context) {
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  auto wish = read_import_wish(*body);
  if (!wish) return std::unexpected{wish.error()};
  // R-IDN-47: before anything of the upload is touched, so that the answer of an import can be had again.
  if (auto kept = identity::kept_answer(context, request); kept && !wish->options.dry_run) return *std::move(kept);
  const auto uploaded = uploaded_file(context, wish->upload);
  if (!uploaded) return std::unexpected{uploaded.error()};
  const auto definitions = [&] {
    auto tx = context.data.read();
    return all_registers(tx, context.unit.id);
  }();
  const auto candidates = recognise(definitions, *uploaded, wish->options.sheet);
  if (!candidates) return told_by_name(candidates.error(), *uploaded);
  const Definition* definition = nullptr;
  for (const auto& one : definitions)
    if (one.name == wish->register_name) definition = &one;
  if (wish->register_name.empty()) definition = clear_winner(*candidates);
  if (definition == nullptr && !wish->register_name.empty())
    return refuse(RefusalCode::not_found, {"没有这本台账", "there is no such register"}, "register");
  if (definition == nullptr) return http::ok(empty_result(*candidates, *uploaded, wish->options.sheet));

  std::string rest_id;
  const auto file = file_to_import(*definition, *uploaded, *wish, rest_id);
  if (!file) return told_by_name(file.error(), *uploaded);
  const Acting acting{context.unit.id, context.actor(), context.at, &context.data.keys()};
  const auto answer_of = [&](const ImportResult& result) {
    Json json = result_json(result, context.lang);
    json["register"] = definition->name;
    json["candidates"] = candidates_json(*candidates);
    json["preview"] = Json::Array{};
    json["rest"] = result.rest.empty() ? Json{} : Json{rest_id};
    return json;
  };
  // Without the first rows: they stand there as the file has them, and no phone number is kept in clear.
  wish->options.stored = [&](journal::Books& books, const ImportResult& result) {
    return identity::keep_answer(context, books, request, http::ok(answer_of(result)));
  };
  const auto result = import_file(context.data, acting, *definition, *file, wish->options);
  if (!result) {
    if (auto kept = identity::kept_answer(context, request))
      return *std::move(kept);  // the same request came in twice at once
    return told_by_name(result.error(), *file);
  }
  const auto rows = first_rows(*definition, *file, wish->options, preview_rows);
  Json json = answer_of(*result);
  for (const auto& row : rows ? *rows : std::vector<std::vector<std::string>>{})
    json["preview"].push_back(strings_json(row));
  return http::ok(json);
}

Result<Response> get_rest_file(const Request& request, Context& context) {
  const std::string id{request.param("id")};
  std::error_code ignored;
  if (is_upload_id(id))
    for (const auto& entry : fs::directory_iterator{identity::upload_home(context) / id, ignored})
      if (entry.path().filename().string().ends_with(".rest.csv"))
        return http::file_answer(entry.path(), entry.path().filename().string(), false);
  return refuse(RefusalCode::not_found,
                {"没有退回的行，或者已经过了一天", "no rows were given back, or a day has passed"}, "id");
}

Result<Response> get_imports(const Request& request, Context& context) {
  auto tx = context.data.read();
  Json items = Json::Array{};
  for (const auto& one : list_store::imports(tx, context.unit.id, request.query_or("register")))
    items.push_back(Json::Object{{"seq", one.seq},
                                 {"at", http::utc(one.at)},
                                 {"actor", one.actor},
                                 {"register", one.register_name},
                                 {"source_name", one.source_name},
                                 {"rows", one.rows},
                                 {"digest", one.source.hex()},
                                 {"withdrawn_seq", one.withdrawn_seq}});
  return http::ok(Json::Object{{"items", std::move(items)}});
}

// R-IMP-16
Result<Response> post_import_withdrawal(const Request& request, Context& context) {
  const auto seq = http::path_number(request, "seq");
  if (!seq) return std::unexpected{seq.error()};
  const auto body = http::Fields::of(request);
  if (!body) return std::unexpected{body.error()};
  if (auto only = body->only({"reason"}); !only) return std::unexpected{only.error()};
  const auto reason = body->text("reason");
  if (!reason) return std::unexpected{reason.error()};
  return context.write(request, [&](journal::Books& books) -> Result<Response> {
    const auto import = list_store::import_of(books.tx, context.unit.id, *seq);
    if (!import) return refuse(RefusalCode::not_found, {"没有这次导入", "there is no such import"}, "import");
    const auto definition = find_register(books.tx, context.unit.id, import->register_name);
    if (!definition) return std::unexpected{definition.error()};
    const Acting acting{context.unit.id, context.actor(), context.at, &context.data.keys()};
    const auto gone = withdraw_import(books, acting, *definition, *seq, *reason);
    if (!gone) return std::unexpected{gone.error()};
    const auto now = list_store::import_of(books.tx, context.unit.id, *seq);
    return http::ok(Json::Object{{"register", definition->name},
                                 {"import", *seq},
                                 {"rows", gone->rows},
                                 {"corrected", gone->corrected},
                                 {"seq", now->withdrawn_seq}});
  });
}

}  // namespace hallbook::registers
