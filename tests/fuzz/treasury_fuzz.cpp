// Any bytes as the treasury platform's export; behind sound headings, so that rows are reached.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "funds/treasury_read.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string input = "凭证号,日期,收款人,金额,用途\n" + std::string{reinterpret_cast<const char*>(data), size};
  static const int file = memfd_create("treasury", 0);
  if (ftruncate(file, 0) != 0 || pwrite(file, input.data(), input.size(), 0) != static_cast<ssize_t>(input.size()))
    return 0;
  const auto read = hallbook::funds::read_treasury_file("/proc/self/fd/" + std::to_string(file));
  if (!read) return 0;
  for (const auto& row : read->rows)
    if (row.voucher.empty() || row.payee.empty() || row.amount == hallbook::Money{} || row.row < 2) __builtin_trap();
  return 0;
}
