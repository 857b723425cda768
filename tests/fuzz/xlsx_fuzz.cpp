// Two ways in: bytes as the archive itself, and bytes as the parts of a sound archive (split at NUL), so that the
// parsers behind the zip are reached.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "../files/print_table.h"
#include "../files/workbook.h"

namespace {

hallbook::tests::Parts parts_of(std::string_view bytes) {
  auto parts = hallbook::tests::workbook("");
  for (const char* const name : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
                                 "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}) {
    const auto end = std::min(bytes.find('\0'), bytes.size());
    if (end > 0) parts[name] = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return parts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const auto bytes = input.starts_with("PK") ? std::string{input} : hallbook::tests::zip_bytes(parts_of(input));
  static const int descriptor = memfd_create("xlsx", 0);
  if (ftruncate(descriptor, 0) != 0 ||
      pwrite(descriptor, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    return 0;
  const auto file = "/proc/self/fd/" + std::to_string(descriptor);
  hallbook::files::Limits limits{
      .inflated_bytes = 1u << 20, .rows = 100, .columns = 20, .cell_bytes = 1000, .shared_strings_bytes = 10'000};
  const auto reader = hallbook::files::open_table(file, {.limits = limits, .sheet = {}});
  if (!reader) return 0;
  hallbook::files::Row row;
  std::uint64_t before = 0;
  while (true) {
    const auto more = (*reader)->next(row);
    if (!more || !*more) return 0;
    if (row.number <= before || row.number > 100 || row.cells.size() > 20) __builtin_trap();
    before = row.number;
  }
}
