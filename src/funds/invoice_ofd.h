#pragma once
// Invoice data inside an OFD (GB/T 33190). Private to funds/.
#include "funds/invoice.h"

namespace hallbook::funds {

/// R-INV-04. Follows OFD.xml → Document.xml → Attachments.xml inside the archive only; without attached data the
/// custom data of OFD.xml are read (发票号码, 开票日期, 合计金额, 合计税额 …).
Result<InvoiceText> read_invoice_ofd(const std::filesystem::path& file);

/// The one invoice among XML texts; others are skipped. Refuses none, and two that differ.
Result<InvoiceText> one_invoice_of(const std::vector<std::string>& files, const std::string& name,
                                   std::string_view source);

}  // namespace hallbook::funds
