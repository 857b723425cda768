#include "funds/paper_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "funds/uploads.h"
#include "platform/files/paper_format.h"

namespace hallbook::funds {
namespace {

std::unexpected<Refusal> refuse_kind(std::string_view name) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("附件“{}”不是 PDF、OFD、XML、JPG、PNG、DOCX 或 XLSX，或者内容和扩展名不符", quote(name)),
       fmt::format("“{}” is no PDF, OFD, XML, JPG, PNG, DOCX or XLSX, or its content is not what its name says",
                   quote(name))},
      "papers");
}

std::string text_in(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  return value != nullptr && value->is_string() ? value->string() : std::string{};
}

/// One paper of a body: its upload becomes a digest.
Result<Json> paper_kept(const identity::Context& context, const Json& paper, const std::vector<PaperFile>& before) {
  if (!paper.is_object()) return paper;  // the reader of papers says what is wrong with it
  const auto upload_id = text_in(paper, "upload"), digest = text_in(paper, "digest");
  Json::Object plain = paper.object();
  plain.erase("upload");
  if (upload_id.empty()) {
    if (!digest.empty() && std::ranges::find(before, digest, &PaperFile::digest) == before.end())
      return refuse(RefusalCode::invalid,
                    {"附件的文件不在这笔申请里，请重新上传", "the file is none of this request's; upload it again"},
                    "papers");
    return Json{std::move(plain)};
  }
  const auto upload = find_upload(context, upload_id);
  if (!upload) return std::unexpected{upload.error()};
  if (!files::paper_format(upload->name, files::first_bytes_of(upload->file))) return refuse_kind(upload->name);
  plain["digest"] = keep_upload(context, *upload).hex();
  if (trim(text_in(paper, "name")).empty()) plain["name"] = upload->name;
  return Json{std::move(plain)};
}

}  // namespace

Result<http::Fields> with_uploads_kept(const identity::Context& context, const http::Fields& body,
                                       const std::vector<PaperFile>& before) {
  const Json* papers = body.json().find("papers");
  if (papers == nullptr || !papers->is_array()) return body;
  Json kept = Json::Array{};
  for (const auto& paper : papers->array()) {
    auto one = paper_kept(context, paper, before);
    if (!one) return std::unexpected{one.error()};
    kept.push_back(std::move(*one));
  }
  Json::Object whole = body.json().object();
  whole["papers"] = std::move(kept);
  return http::Fields{Json{std::move(whole)}};
}

Result<http::Response> sealed_file(const identity::Context& context, std::string name, const Digest& digest) {
  return identity::sealed_file_answer(context, std::move(name), digest, identity::Handing::shown_when_safe);
}

Result<http::Response> paper_file(const identity::Context& context, const Request& request, std::string_view digest) {
  const auto named = Digest::from_hex(digest);
  const PaperFile* paper = nullptr;
  for (const auto* list : {&request.content.papers, &request.later_papers})
    for (const PaperFile& one : *list)
      if (named && one.digest == digest) paper = &one;
  if (paper != nullptr) return sealed_file(context, paper->name, *named);
  return refuse(RefusalCode::not_found,
                {fmt::format("申请 {} 没有这个附件", request.no), fmt::format("{} has no such paper", request.no)},
                "digest");
}

}  // namespace hallbook::funds
