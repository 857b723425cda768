// Any bytes as an invoice file: OFD (a zip), PDF or XML, told by content.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "funds/invoice.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const int file = memfd_create("invoice", 0);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  const auto read = hallbook::funds::read_invoice_file("/proc/self/fd/" + std::to_string(file));
  if (read && !read->issued_on) __builtin_trap();
  return 0;
}
