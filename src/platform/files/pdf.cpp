#include "platform/files/pdf.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "platform/files/inflate.h"
#include "platform/files/pdf_words.h"

namespace hallbook::files {
namespace {

std::unexpected<Refusal> refuse_pdf(RefusalCode code, const std::string& name, std::string_view zh,
                                    std::string_view en) {
  return refuse(code, {fmt::format("{} {}", name, zh), fmt::format("{} {}", name, en)}, {}, name);
}

/// One embedded file as it stands in the PDF.
struct Packed {
  std::string_view bytes;
  bool flate = false;
};

class PdfWalk {
 public:
  PdfWalk(std::string_view bytes, const std::string& name, const PdfLimits& limits)
      : words_{bytes}, bytes_{bytes}, name_{name}, limits_{limits} {}

  Result<std::map<std::int64_t, Packed>> run() {
    std::size_t objects = 0;
    while (words_.find_object()) {
      if (++objects > limits_.objects)
        return refuse_pdf(RefusalCode::over_limit, name_, fmt::format("的对象超过 {} 个，已停止读取", limits_.objects),
                          fmt::format("has more than {} objects; reading stopped", limits_.objects));
      if (auto read = object(); !read) return std::unexpected{read.error()};
    }
    if (words_.encrypted())
      return refuse_pdf(RefusalCode::unavailable, name_, "已加密；请下载未加密的电子发票原件",
                        "is encrypted; download the invoice as it was issued");
    return std::move(found_);
  }

 private:
  Result<> object() {
    const auto number = words_.object_number();
    const auto dictionary = words_.dictionary();
    found_.erase(number);  // an object written again replaces what stood there, whatever it is now
    if (!dictionary) return {};
    const auto body = words_.stream(*dictionary);
    if (!body || !is_attachment(*dictionary)) return {};
    const auto filter = dictionary->find("Filter");
    const bool none = filter == dictionary->end();
    if (!none && filter->second != "/FlateDecode" && filter->second != "[/FlateDecode]")
      return refuse_pdf(RefusalCode::invalid, name_, fmt::format("的附件用了“{}”压缩，不能读取", quote(filter->second)),
                        fmt::format("packs an attachment by “{}”, which is not read", quote(filter->second)));
    found_[number] = {*body, !none};
    if (found_.size() > limits_.attachments)
      return refuse_pdf(RefusalCode::over_limit, name_,
                        fmt::format("的附件超过 {} 个，已停止读取", limits_.attachments),
                        fmt::format("has more than {} attachments; reading stopped", limits_.attachments));
    return {};
  }

  static bool is_attachment(const PdfDictionary& dictionary) {
    const auto has = [&](std::string_view key, std::string_view value) {
      const auto at = dictionary.find(key);
      return at != dictionary.end() && at->second == value;
    };
    return has("Type", "/EmbeddedFile") || has("Subtype", "/text#2Fxml") || has("Subtype", "/application#2Fxml") ||
           has("Subtype", "/text#2fxml") || has("Subtype", "/application#2fxml");
  }

  PdfWords words_;
  std::string_view bytes_;
  const std::string& name_;
  const PdfLimits& limits_;
  std::map<std::int64_t, Packed> found_;
};

}  // namespace

bool is_pdf(std::string_view bytes) { return bytes.substr(0, 1024).contains("%PDF-"); }

Result<std::vector<std::string>> pdf_attachments(std::string_view bytes, const std::string& name,
                                                 const PdfLimits& limits) {
  if (!is_pdf(bytes)) return refuse_pdf(RefusalCode::invalid, name, "不是 PDF 文件", "is no PDF");
  if (bytes.size() > limits.file_bytes)
    return refuse_pdf(RefusalCode::over_limit, name, fmt::format("超过 {} 字节，不读取", limits.file_bytes),
                      fmt::format("has more than {} bytes and is not read", limits.file_bytes));
  const auto packed = PdfWalk{bytes, name, limits}.run();
  if (!packed) return std::unexpected{packed.error()};
  std::vector<std::string> files;
  std::size_t left = limits.inflated_bytes;
  for (const auto& [number, file] : *packed) {
    auto inflated = file.flate ? inflate_zlib(file.bytes, left, name) : Result<std::string>{std::string{file.bytes}};
    if (!inflated) return std::unexpected{inflated.error()};
    if (inflated->size() > left)
      return refuse_pdf(RefusalCode::over_limit, name,
                        fmt::format("的附件合计超过 {} 字节，已停止读取", limits.inflated_bytes),
                        fmt::format("has attachments of more than {} bytes; reading stopped", limits.inflated_bytes));
    left -= inflated->size();
    files.push_back(std::move(*inflated));
  }
  return files;
}

}  // namespace hallbook::files
