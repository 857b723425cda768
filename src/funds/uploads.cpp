#include "funds/uploads.h"

#include "base/text.h"
#include "journal/data_dir.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

namespace hallbook::funds {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view upload_mark = "money-";
constexpr std::uint64_t largest_fund_upload = 20u << 20;
constexpr std::size_t longest_upload_name = 80;

fs::path upload_home(const identity::Context& context) {
  return context.data.folder() / "uploads" / std::to_string(context.unit.id.value);
}

/// "../../etc/x" → "x"; signs that no file name may hold go.
std::string plain_name(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string plain;
  for (const char letter : name)
    if (static_cast<unsigned char>(letter) >= ' ' && letter != 0x7F &&
        std::string_view{"<>:\"|?*"}.find(letter) == std::string_view::npos)
      plain += letter;
  plain = first_characters(plain, longest_upload_name);
  while (plain.starts_with('.')) plain.erase(0, 1);
  return !is_utf8(plain) || plain.empty() ? "upload" : plain;
}

bool is_money_upload(std::string_view id) {
  return id.starts_with(upload_mark) && std::ranges::all_of(id.substr(upload_mark.size()), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

Result<FundUpload> take_upload(const http::Request& request, const identity::Context& context) {
  if (request.upload.empty() || request.upload_bytes == 0)
    return refuse(RefusalCode::invalid, {"上传的文件是空的", "the upload is empty"}, "body");
  const auto bytes = files::read_file(request.upload, largest_fund_upload);
  if (!bytes) return std::unexpected{bytes.error()};
  FundUpload upload;
  upload.id = std::string{upload_mark} + crypto::sm3(*bytes).hex().substr(0, 32);
  upload.name = plain_name(request.query_or("name", "upload"));
  upload.bytes = bytes->size();
  const fs::path folder = upload_home(context) / upload.id;
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  fs::create_directories(folder);
  upload.file = folder / upload.name;
  fs::rename(request.upload, upload.file, ignored);
  if (ignored) fs::copy_file(request.upload, upload.file);
  return upload;
}

Result<FundUpload> find_upload(const identity::Context& context, std::string_view id) {
  std::error_code ignored;
  if (is_money_upload(id))
    for (const auto& entry : fs::directory_iterator{upload_home(context) / id, ignored})
      if (entry.is_regular_file())
        return FundUpload{std::string{id}, entry.path().filename().string(), entry.path(), entry.file_size()};
  return refuse(RefusalCode::not_found,
                {"找不到上传的文件（上传后保留一天）；请重新上传",
                 "the uploaded file is not there (it stays for a day); upload it again"},
                "upload");
}

Result<Digest> keep_upload(const identity::Context& context, const FundUpload& upload) {
  const auto bytes = files::read_file(upload.file, largest_fund_upload);
  if (!bytes) return std::unexpected{bytes.error()};
  return context.data.evidence().put(*bytes);
}

Refusal told_by_own_name(Refusal refusal, const FundUpload& upload) {
  const std::string path = upload.file.string();
  for (std::string* text : {&refusal.message.zh, &refusal.message.en, &refusal.where})
    for (std::size_t at = 0; (at = text->find(path, at)) != std::string::npos; at += upload.name.size())
      text->replace(at, path.size(), upload.name);
  return refusal;
}

}  // namespace hallbook::funds
