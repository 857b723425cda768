#include <fmt/format.h>

#include "base/quantity.h"
#include "base/text.h"
#include "funds/invoice.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_qr = 400;

std::unexpected<Refusal> refuse_qr(std::string_view zh, std::string_view en) {
  return refuse(RefusalCode::invalid,
                {fmt::format("二维码文本{}；应为“01,10,发票代码,发票号码,金额,日期,校验码,…”", zh),
                 fmt::format("the QR text {}; expected “01,10,code,number,amount,date,check,…”", en)},
                "qr");
}

/// R-INV-01: fully digital kinds print the amount with tax, those of the tax-control systems without.
bool prints_total(std::string_view kind) { return kind == "31" || kind == "32"; }

bool is_known_kind(std::string_view kind) {
  // 专用 01, 机动车 03, 普通 04, 电子专用 08, 电子普通 10, 卷式 11, 通行费 14, 二手车 15, 数电专用 31, 数电普通 32.
  for (const std::string_view known : {"01", "03", "04", "08", "10", "11", "14", "15", "31", "32"})
    if (kind == known) return true;
  return false;
}

}  // namespace

Result<InvoiceText> read_invoice_qr(std::string_view text) {
  std::string half = to_half_width(text);  // an input method may have widened the commas
  for (auto at = half.find("，"); at != std::string::npos; at = half.find("，")) half.replace(at, 3, ",");
  const auto plain = trim(half);
  if (plain.size() > longest_qr) return refuse_qr("太长", "is too long");
  auto parts = split(plain, ',');
  if (parts.size() < 7)
    return refuse_qr(fmt::format("只有 {} 段", parts.size()), fmt::format("has only {} parts", parts.size()));
  for (auto& part : parts) part = std::string{trim(part)};
  if (parts[0] != "01") return refuse_qr("不以 01 开头", "does not begin with 01");
  if (!is_known_kind(parts[1]))
    return refuse_qr(fmt::format("的发票种类“{}”不认识", quote(parts[1])),
                     fmt::format("has the unknown kind “{}”", quote(parts[1])));
  const auto amount = parse_quantity(parts[4], 2);
  if (!amount || parts[4].find_first_not_of("0123456789.-") != std::string::npos)
    return refuse_qr(fmt::format("的金额“{}”不对", quote(parts[4])),
                     fmt::format("has no sound amount: “{}”", quote(parts[4])));
  InvoiceText invoice;
  invoice.source = "qr";
  invoice.kind = parts[1];
  invoice.code = parts[2];
  invoice.number = parts[3];
  invoice.check_code = parts[6];
  if (parts[5].size() == 8 && parts[5].find_first_not_of("0123456789") == std::string::npos)
    invoice.issued_on = parse_date(parts[5]);
  (prints_total(invoice.kind) ? invoice.total : invoice.net) = Money::from_fen(amount->at_scale(2).units());
  return checked_invoice(std::move(invoice), "qr");
}

}  // namespace hallbook::funds
