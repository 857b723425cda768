// Any bytes as a CSV (or whatever they claim to be), through the same door as an import.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "../files/print_table.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const int file = memfd_create("csv", 0);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  const auto path = "/proc/self/fd/" + std::to_string(file);
  const auto reader = hallbook::files::open_table(path, {.limits = hallbook::tests::small_limits(), .sheet = {}});
  if (!reader) return 0;
  hallbook::files::Row row;
  std::uint64_t before = 0;
  while (true) {
    const auto more = (*reader)->next(row);
    if (!more || !*more) return 0;
    if (row.number <= before || row.cells.empty() || row.cells.size() > 5) __builtin_trap();
    for (const auto& cell : row.cells)
      if (cell.text.size() > 100 || cell.text.contains('\0') || cell.text.contains('\r')) __builtin_trap();
    before = row.number;
  }
}
