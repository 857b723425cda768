#pragma once
// A zip archive in memory whose bytes depend on nothing but its entries: one fixed time stamp, one order. R-FIL-30.
#include <span>
#include <string>
#include <string_view>

namespace hallbook::files {

struct ZipEntry {
  std::string name;
  std::string bytes;
};

/// Deflated, in the order given, each dated 1980-01-01. Throws std::runtime_error when the library fails (out of memory).
std::string zip_bytes(std::span<const ZipEntry> entries);

}  // namespace hallbook::files
