#include "registers/entry_uploads.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/paper_format.h"

namespace hallbook::registers {
namespace {

constexpr std::string_view entry_upload_mark = "entry-";

std::string_view uploader(const identity::Context& context) {
  ensure(context.who.has_value(), "an upload belongs to a person");
  return context.who->name;
}

std::string entry_upload_id(const identity::Context& context, const Digest& digest) {
  return identity::page_upload_id(entry_upload_mark, digest, uploader(context));
}

/// What the file will be called once it is kept; see keep_entry_file.
std::string name_to_be(const Definition& definition, const identity::PageUpload& upload, const Digest& digest) {
  if (!definition.has_personal()) return first_characters(upload.name, max_file_name);
  const auto format = files::paper_format(upload.name, files::first_bytes_of(upload.file));
  return neutral_file_name(digest, format ? format->ending : "");
}

std::unexpected<Refusal> never_brought(const Field& field) {
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”的文件没有上传，或者上传已过一天，请重新上传", field.title.zh),
                 fmt::format("{}: the file was not uploaded, or a day has passed; upload it again", field.title.en)},
                field.name);
}

}  // namespace

Result<FileValue> take_entry_upload(const http::Request& request, const identity::Context& context,
                                    const Definition& definition) {
  if (!request.upload.empty() && request.upload_bytes > 0)
    if (auto fine = judge_entry_file(request.upload, identity::plain_file_name(request.query_or("name", "upload")));
        !fine)
      return std::unexpected{fine.error()};
  const auto upload = identity::take_page_upload(request, context, entry_upload_mark, uploader(context));
  if (!upload) return std::unexpected{upload.error()};
  return FileValue{upload->digest, name_to_be(definition, *upload, upload->digest)};
}

Result<FileValue> keep_brought_file(const identity::Context& context, const Definition& definition,
                                    const Digest& digest) {
  const auto upload = identity::find_page_upload(context, entry_upload_mark, entry_upload_id(context, digest));
  if (!upload) return std::unexpected{upload.error()};
  return keep_entry_file(context.data, definition, upload->file, upload->name);
}

Result<> keep_brought_files(const identity::Context& context, std::string_view register_name, const GivenTexts& given) {
  const auto definition = [&] {
    auto tx = context.data.read();
    return find_register(tx, context.unit.id, register_name);
  }();
  if (!definition) return {};  // the write says so
  for (const auto& field : definition->fields) {
    const auto text = field.type == FieldType::file ? given.find(field.name) : given.end();
    if (text == given.end() || !text->second) continue;
    const auto named = file_value(FieldValue{std::string{trim(*text->second)}});
    if (!named || !identity::find_page_upload(context, entry_upload_mark, entry_upload_id(context, named->digest)))
      continue;
    if (auto kept = keep_brought_file(context, *definition, named->digest); !kept) return std::unexpected{kept.error()};
  }
  return {};
}

Result<> name_brought_files(const identity::Context& context, const Definition& definition, Values& values,
                            const Values* before) {
  for (std::size_t at = 0; at < values.size(); ++at) {
    const Field& field = definition.fields[at];
    const auto named = field.type == FieldType::file ? file_value(values[at]) : std::nullopt;
    if (!named) continue;
    const auto was = before ? file_value((*before)[at]) : std::nullopt;
    if (was && was->digest == named->digest) {
      values[at] = (*before)[at];
      continue;
    }
    const auto upload = identity::find_page_upload(context, entry_upload_mark, entry_upload_id(context, named->digest));
    if (!upload) return never_brought(field);
    values[at] = file_text({named->digest, name_to_be(definition, *upload, named->digest)});
  }
  return {};
}

}  // namespace hallbook::registers
