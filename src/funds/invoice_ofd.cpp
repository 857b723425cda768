#include "funds/invoice_ofd.h"

#include <fmt/format.h>

#include "base/quantity.h"
#include "base/text.h"
#include "platform/files/archive.h"
#include "platform/files/xml.h"

namespace hallbook::funds {
namespace {

constexpr files::Limits ofd_limits{.file_bytes = 20u << 20, .inflated_bytes = 16u << 20, .entries = 1000};
constexpr std::size_t largest_ofd_part = 4u << 20;
constexpr std::size_t most_ofd_attachments = 64;
constexpr std::size_t longest_custom_value = 400;

/// Texts of the wanted elements, and the name → text pairs of CustomData.
class OfdHandler final : public files::XmlHandler {
 public:
  explicit OfdHandler(std::string_view wanted) : wanted_{wanted} {}
  void start(std::string_view name, const files::Attributes& attributes) override {
    inside_ = name == wanted_ ? 1 : name == "CustomData" ? 2 : 0;
    custom_ = attributes.get("Name");
    text_.clear();
  }
  void text(std::string_view piece) override {
    if (inside_ != 0 && text_.size() + piece.size() <= longest_custom_value) text_ += piece;
  }
  void end(std::string_view) override {
    const std::string value{trim(text_)};
    if (inside_ == 1 && found.size() < most_ofd_attachments) found.push_back(value);
    if (inside_ == 2 && custom_data.size() < most_ofd_attachments) custom_data.emplace(custom_, value);
    inside_ = 0;
  }
  std::vector<std::string> found;
  std::map<std::string, std::string> custom_data;

 private:
  std::string_view wanted_;
  int inside_ = 0;
  std::string custom_, text_;
};

/// A location as OFD means it: from the root with "/", else beside the file that names it. "" leads outside.
std::string ofd_located(std::string_view named_in, std::string_view location) {
  if (location.starts_with('/')) return std::string{location.substr(1)};
  const auto folder = named_in.rfind('/');
  std::string path{folder == std::string_view::npos ? "" : named_in.substr(0, folder + 1)};
  path += location;
  return path.contains("..") ? "" : path;
}

Result<std::string> ofd_part(files::Archive& archive, const std::string& part) {
  auto entry = archive.read(part);
  if (!entry) return std::unexpected{entry.error()};
  std::string bytes;
  std::array<char, 16 * 1024> block;
  while (true) {
    const auto got = entry->read(block);
    if (!got) return std::unexpected{got.error()};
    if (*got == 0) return bytes;
    bytes.append(block.data(), *got);
    if (bytes.size() > largest_ofd_part)
      return refuse(
          RefusalCode::over_limit,
          {fmt::format("{} {} 超过 {} 字节，已停止读取", archive.name(), part, largest_ofd_part),
           fmt::format("{} {} has more than {} bytes; reading stopped", archive.name(), part, largest_ofd_part)});
  }
}

/// The parts that Attachments.xml names, with the file name that the tax offices gave theirs as the last resort.
Result<std::vector<std::string>> attachment_parts(files::Archive& archive, const std::string& document) {
  std::vector<std::string> parts;
  if (archive.has(document)) {
    OfdHandler attachments{"Attachments"};
    if (auto parsed = files::parse_part(archive, document, attachments); !parsed)
      return std::unexpected{parsed.error()};
    for (const auto& list : attachments.found) {
      const auto list_part = ofd_located(document, list);
      if (list_part.empty() || !archive.has(list_part)) continue;
      OfdHandler locations{"FileLoc"};
      if (auto parsed = files::parse_part(archive, list_part, locations); !parsed)
        return std::unexpected{parsed.error()};
      for (const auto& location : locations.found) parts.push_back(ofd_located(list_part, location));
    }
  }
  for (const std::string usual : {"Doc_0/Attachs/original_invoice.xml", "Doc_0/Attachs/Attachs/original_invoice.xml"})
    if (std::ranges::find(parts, usual) == parts.end()) parts.push_back(usual);
  std::erase_if(parts, [&](const std::string& part) { return part.empty() || !archive.has(part); });
  return parts;
}

std::optional<Money> ofd_custom_money(const std::map<std::string, std::string>& data, const std::string& name) {
  const auto at = data.find(name);
  if (at == data.end()) return std::nullopt;
  const auto read = parse_quantity(at->second, 2);
  if (!read) return std::nullopt;
  return Money::from_fen(read->at_scale(2).units());
}

Result<InvoiceText> ofd_custom_invoice(const std::map<std::string, std::string>& data, const std::string& name) {
  const auto text = [&](const std::string& key) {
    const auto at = data.find(key);
    return at == data.end() ? std::string{} : at->second;
  };
  InvoiceText invoice;
  invoice.source = "ofd";
  invoice.code = text("发票代码");
  invoice.number = text("发票号码");
  invoice.check_code = text("校验码");
  invoice.seller_id = text("销售方纳税人识别号");
  invoice.buyer_id = text("购买方纳税人识别号");
  invoice.issued_on = parse_date(text("开票日期"));
  invoice.net = ofd_custom_money(data, "合计金额");
  invoice.tax = ofd_custom_money(data, "合计税额");
  return checked_invoice(std::move(invoice), name);
}

}  // namespace

Result<InvoiceText> read_invoice_ofd(const std::filesystem::path& file) {
  auto source = files::SourceFile::open(file, ofd_limits.file_bytes);
  if (!source) return std::unexpected{source.error()};
  auto archive = files::Archive::open(std::move(*source), ofd_limits);
  if (!archive) return std::unexpected{archive.error()};
  if (!archive->has("OFD.xml"))
    return refuse(RefusalCode::invalid,
                  {fmt::format("{} 不是 OFD 文件；请下载电子发票原件", archive->name()),
                   fmt::format("{} is no OFD; download the invoice as it was issued", archive->name())},
                  {}, archive->name());
  OfdHandler root{"DocRoot"};
  if (auto parsed = files::parse_part(*archive, "OFD.xml", root); !parsed) return std::unexpected{parsed.error()};
  std::vector<std::string> texts;
  for (const auto& document : root.found) {
    const auto parts = attachment_parts(*archive, ofd_located("OFD.xml", document));
    if (!parts) return std::unexpected{parts.error()};
    for (const auto& part : *parts) {
      auto bytes = ofd_part(*archive, part);
      if (!bytes) return std::unexpected{bytes.error()};
      texts.push_back(std::move(*bytes));
    }
  }
  auto invoice = one_invoice_of(texts, archive->name(), "ofd");
  if (!invoice && invoice.error().code == RefusalCode::not_found && root.custom_data.contains("发票号码"))
    return ofd_custom_invoice(root.custom_data, archive->name());
  return invoice;
}

}  // namespace hallbook::funds
