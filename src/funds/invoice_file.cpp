#include <fmt/format.h>

#include "base/text.h"
#include "funds/invoice.h"
#include "funds/invoice_ofd.h"
#include "platform/files/disk.h"
#include "platform/files/pdf.h"

namespace hallbook::funds {
namespace {

constexpr std::uint64_t largest_invoice_file = 20u << 20;

bool is_same_invoice(const InvoiceText& a, const InvoiceText& b) {
  return a.code == b.code && a.number == b.number && a.total == b.total && a.issued_on == b.issued_on;
}

}  // namespace

Result<InvoiceText> one_invoice_of(const std::vector<std::string>& files, const std::string& name,
                                   std::string_view source) {
  std::optional<InvoiceText> found;
  std::optional<Refusal> refused;
  for (const auto& bytes : files) {
    if (!trim(std::string_view{bytes}.substr(0, 200)).starts_with('<')) continue;  // a picture, a signature …
    auto read = read_invoice_xml(bytes, name);
    if (!read) {
      if (read.error().code != RefusalCode::not_found) refused = std::move(read.error());
      continue;
    }
    if (found && !is_same_invoice(*found, *read))
      return refuse(RefusalCode::conflict,
                    {fmt::format("{} 里有两张不同的发票：{} 和 {}；请分开上传", name, found->number, read->number),
                     fmt::format("{} holds two different invoices, {} and {}; give them one by one", name,
                                 found->number, read->number)},
                    {}, name);
    found = std::move(*read);
  }
  if (refused) return std::unexpected{std::move(*refused)};  // half of a file is no answer
  if (!found)
    return refuse(RefusalCode::not_found,
                  {fmt::format("{} 里没有发票数据；请粘贴二维码文本或手工录入", name),
                   fmt::format("{} carries no invoice data; paste the QR text or type the invoice in", name)},
                  {}, name);
  found->source = source;
  return std::move(*found);
}

Result<InvoiceText> read_invoice_file(const std::filesystem::path& file) {
  const auto bytes = files::read_file(file, largest_invoice_file);
  if (!bytes) return std::unexpected{bytes.error()};
  const auto name = file.filename().string();
  if (bytes->starts_with("PK")) return read_invoice_ofd(file);
  if (files::is_pdf(*bytes)) {
    const auto attached = files::pdf_attachments(*bytes, name);
    if (!attached) return std::unexpected{attached.error()};
    return one_invoice_of(*attached, name, "pdf");
  }
  if (trim(std::string_view{*bytes}.substr(0, 200)).starts_with('<')) return read_invoice_xml(*bytes, name);
  return refuse(RefusalCode::invalid,
                {fmt::format("{} 不是 OFD、PDF 或 XML 发票；请下载电子发票原件，或手工录入", name),
                 fmt::format("{} is no OFD, PDF or XML invoice; download it as issued, or type it in", name)},
                {}, name);
}

}  // namespace hallbook::funds
