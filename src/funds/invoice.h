#pragma once
// What an invoice says of itself, whatever it was read from. Source: docs/rules/contracts.md, R-INV-01 to R-INV-05.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/money.h"
#include "base/result.h"

namespace hallbook::funds {

/// Empty texts and nullopts are what the source does not say. Nothing is guessed.
struct InvoiceText {
  std::string code;        // 发票代码, 10 or 12 digits; "" on fully digital invoices
  std::string number;      // 发票号码, 8 digits, or 20 on fully digital invoices
  std::string kind;        // 发票种类 of the QR text: "10" …; "" when unknown
  std::string check_code;  // 校验码
  std::string seller, seller_id, buyer, buyer_id;
  std::optional<Date> issued_on;
  std::optional<Money> net, tax, total;  // 不含税金额, 税额, 价税合计
  std::string source;                    // "qr", "xml", "ofd", "pdf"
};

/// R-INV-01. The text behind the QR code as a scanner types it: "01,10,code,number,amount,yyyymmdd,check,crc,".
/// Half of the kinds print the amount without tax there: `net` is filled then, `total` not.
Result<InvoiceText> read_invoice_qr(std::string_view text);

/// R-INV-03. The XML that travels with an e-invoice: `eInvoice` (OFD of 2020 on) and `EInvoice` (fully digital).
/// `place` names it in refusals.
Result<InvoiceText> read_invoice_xml(std::string_view xml, std::string_view place);

/// A file told by its content: XML itself, OFD (a zip), or PDF with XML attached. Refuses other files, files without
/// XML, and files with two different invoices. R-INV-02 and R-INV-04.
Result<InvoiceText> read_invoice_file(const std::filesystem::path& file);

/// R-INV-05. What every source must fulfil: a number of 8 or 20 digits, a day, an amount, net + tax = total.
Result<InvoiceText> checked_invoice(InvoiceText invoice, std::string_view place);

}  // namespace hallbook::funds
