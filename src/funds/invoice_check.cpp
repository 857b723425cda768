#include <fmt/format.h>

#include "base/money_math.h"
#include "base/text.h"
#include "funds/invoice.h"

namespace hallbook::funds {
namespace {

constexpr std::size_t longest_invoice_party = 120;

bool is_all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

std::unexpected<Refusal> refuse_invoice(std::string_view place, std::string field, std::string_view zh,
                                        std::string_view en) {
  return refuse(
      RefusalCode::invalid,
      {fmt::format("{}：{}；请核对后手工录入", place, zh), fmt::format("{}: {}; check it and type it in", place, en)},
      std::move(field), std::string{place});
}

}  // namespace

Result<InvoiceText> checked_invoice(InvoiceText invoice, std::string_view place) {
  const auto digits = invoice.number.size();
  if (!is_all_digits(invoice.number) || (digits != 8 && digits != 20))
    return refuse_invoice(place, "number", fmt::format("发票号码“{}”应为 8 位或 20 位数字", quote(invoice.number)),
                          fmt::format("the number “{}” should have 8 or 20 digits", quote(invoice.number)));
  const bool fully_digital = digits == 20;
  const auto code = invoice.code.size();
  if (!is_all_digits(invoice.code) || (fully_digital ? code != 0 : code != 10 && code != 12))
    return refuse_invoice(
        place, "code",
        fmt::format("发票代码“{}”不对：8 位号码配 10 或 12 位代码，20 位号码没有代码", quote(invoice.code)),
        fmt::format("the code “{}” does not fit: 8-digit numbers have a code of 10 or 12 digits, 20-digit ones none",
                    quote(invoice.code)));
  if (!invoice.issued_on) return refuse_invoice(place, "issued_on", "没有读到开票日期", "no day of issue was found");
  if (!invoice.total && invoice.net && invoice.tax) invoice.total = *invoice.net + *invoice.tax;
  if (!invoice.total && !invoice.net) return refuse_invoice(place, "amount", "没有读到金额", "no amount was found");
  if (invoice.total && invoice.net && invoice.tax && *invoice.net + *invoice.tax != *invoice.total)
    return refuse_invoice(place, "amount",
                          fmt::format("金额 {} + 税额 {} 不等于价税合计 {}", to_yuan(*invoice.net),
                                      to_yuan(*invoice.tax), to_yuan(*invoice.total)),
                          fmt::format("net {} + tax {} is not the total {}", to_yuan(*invoice.net),
                                      to_yuan(*invoice.tax), to_yuan(*invoice.total)));
  for (const auto* text : {&invoice.seller, &invoice.buyer, &invoice.seller_id, &invoice.buyer_id, &invoice.check_code})
    if (auto sound = check_text(*text, longest_invoice_party); !sound)
      return refuse_invoice(place, "seller", sound.error().message.zh, sound.error().message.en);
  return invoice;
}

}  // namespace hallbook::funds
