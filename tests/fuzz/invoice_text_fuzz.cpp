// Any bytes as the text of a QR code and as the XML of an e-invoice. What is read obeys R-INV-05.
#include "funds/invoice.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hallbook::funds;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  for (const auto& read : {read_invoice_qr(input), read_invoice_xml(input, "x")}) {
    if (!read) {
      if (read.error().message.zh.empty() || read.error().message.en.empty()) __builtin_trap();
      continue;
    }
    if ((read->number.size() != 8 && read->number.size() != 20) || !read->issued_on || (!read->total && !read->net))
      __builtin_trap();
    if (read->net && read->tax && *read->net + *read->tax != read->total) __builtin_trap();
  }
  return 0;
}
