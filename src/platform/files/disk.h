#pragma once
// Whole files on disk, written so that a crash leaves the old one or the new one.
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook::files {

/// Refuses not_found, or over_limit beyond `max_bytes`.
Result<std::string> read_file(const std::filesystem::path& file, std::uint64_t max_bytes);
/// Temporary name in the same folder, fsync, rename, fsync of the folder. Throws std::system_error.
void write_file(const std::filesystem::path& file, std::string_view bytes, int mode = 0644);

/// zstd level 1 / with a cap on the size that comes out (nullopt: corrupt or larger).
std::string compress(std::string_view bytes);
std::optional<std::string> decompress(std::string_view bytes, std::uint64_t max_bytes);

}  // namespace hallbook::files
