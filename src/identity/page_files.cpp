#include "identity/page_files.h"

#include "base/text.h"
#include "journal/open_original.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/seal.h"
#include "platform/files/paper_format.h"
#include "platform/http/fields.h"

namespace hallbook::identity {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours uploads_stay{24};
constexpr std::size_t longest_file_name = 80;
constexpr std::size_t upload_id_digits = 32;

bool is_page_upload(std::string_view mark, std::string_view id) {
  return id.starts_with(mark) &&
         std::ranges::all_of(id.substr(mark.size()), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

void remove_old_uploads(const fs::path& home) {
  std::error_code ignored;
  const auto oldest = fs::file_time_type::clock::now() - uploads_stay;
  for (const auto& entry : fs::directory_iterator{home, ignored})
    if (fs::last_write_time(entry.path(), ignored) < oldest) fs::remove_all(entry.path(), ignored);
}

}  // namespace

std::string plain_file_name(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string plain;
  for (const char letter : name)
    if (static_cast<unsigned char>(letter) >= ' ' && letter != 0x7F &&
        std::string_view{"<>:\"|?*"}.find(letter) == std::string_view::npos)
      plain += letter;
  plain = first_characters(plain, longest_file_name);
  while (plain.starts_with('.')) plain.erase(0, 1);
  return !is_utf8(plain) || plain.empty() ? "upload" : plain;
}

fs::path upload_home(const Context& context) {
  const fs::path home = context.data.folder() / "uploads" / std::to_string(context.unit.id.value);
  fs::create_directories(home);
  remove_old_uploads(home);
  return home;
}

std::string page_upload_id(std::string_view mark, const Digest& digest, std::string_view owner) {
  const auto name = owner.empty() ? digest : crypto::sm3(digest.hex() + " " + std::string{owner});
  return std::string{mark} + name.hex().substr(0, upload_id_digits);
}

Result<PageUpload> take_page_upload(const http::Request& request, const Context& context, std::string_view mark,
                                    std::string_view owner) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const auto digest = crypto::sm3_of_file(request.upload);
  if (!digest) return refuse(RefusalCode::unavailable, {"读不到上传的文件", "the upload cannot be read"}, "body");
  PageUpload upload;
  upload.digest = *digest;
  upload.id = page_upload_id(mark, upload.digest, owner);
  upload.name = plain_file_name(request.query_or("name", "upload"));
  upload.bytes = request.upload_bytes;
  const fs::path folder = upload_home(context) / upload.id;
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  fs::create_directories(folder);
  upload.file = folder / upload.name;
  fs::rename(request.upload, upload.file, ignored);
  if (ignored) fs::copy_file(request.upload, upload.file);
  return upload;
}

Result<PageUpload> find_page_upload(const Context& context, std::string_view mark, std::string_view id) {
  std::error_code ignored;
  if (is_page_upload(mark, id))
    for (const auto& entry : fs::directory_iterator{upload_home(context) / id, ignored})
      if (entry.is_regular_file())
        return PageUpload{std::string{id}, entry.path().filename().string(), entry.path(), entry.file_size(), Digest{}};
  return refuse(RefusalCode::not_found,
                {"找不到上传的文件（上传后保留一天）；请重新上传",
                 "the uploaded file is not there (it stays for a day); upload it again"},
                "upload");
}

Result<http::Response> sealed_file_answer(const Context& context, std::string name, const Digest& digest,
                                          Handing handing) {
  const fs::path opened = upload_home(context) / ("paper-" + crypto::sm3(crypto::random_bytes(16)).hex().substr(0, 16));
  if (auto done = journal::open_original(context.data.evidence(), digest, context.data.keys(), opened); !done)
    return std::unexpected{done.error()};
  // A paper may be called by its number: then its first bytes alone say what it is.
  const auto first_bytes = files::first_bytes_of(opened);
  auto format = files::paper_format(name, first_bytes);
  if (!format && (format = files::paper_format_of_bytes(first_bytes))) name += format->ending;
  auto answer = http::file_answer(opened, name, true);
  const bool shown = format && format->shown && handing == Handing::shown_when_safe;
  for (auto& [header, value] : answer.headers) {
    if (header == "content-type") value = format ? format->content_type : "application/octet-stream";
    if (header == "content-disposition" && shown) value.replace(0, value.find(';'), "inline");
  }
  answer.headers.emplace_back("x-content-type-options", "nosniff");
  return answer;
}

}  // namespace hallbook::identity
