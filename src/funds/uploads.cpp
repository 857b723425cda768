#include "funds/uploads.h"

#include "journal/data_dir.h"

namespace hallbook::funds {
namespace {

constexpr std::string_view upload_mark = "money-";

}  // namespace

Result<FundUpload> take_upload(const http::Request& request, const identity::Context& context) {
  return identity::take_page_upload(request, context, upload_mark);
}

Result<FundUpload> find_upload(const identity::Context& context, std::string_view id) {
  return identity::find_page_upload(context, upload_mark, id);
}

Digest keep_upload(const identity::Context& context, const FundUpload& upload) {
  return context.data.evidence().put_source(upload.file, context.data.keys());
}

Refusal told_by_own_name(Refusal refusal, const FundUpload& upload) {
  const std::string path = upload.file.string();
  for (std::string* text : {&refusal.message.zh, &refusal.message.en, &refusal.where})
    for (std::size_t at = 0; (at = text->find(path, at)) != std::string::npos; at += upload.name.size())
      text->replace(at, path.size(), upload.name);
  return refusal;
}

}  // namespace hallbook::funds
