#pragma once
// Compressed byte streams (zstd) for evidence files; memory stays within one block.
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook::files {

/// Writes under a temporary name; `finish` syncs, renames to `file` and syncs the folder. Without it nothing remains.
class CompressedWriter {
 public:
  explicit CompressedWriter(std::filesystem::path temporary);
  ~CompressedWriter();
  CompressedWriter(CompressedWriter&&) noexcept;
  void add(std::string_view bytes);  // throws std::system_error (a full disk too)
  void finish(const std::filesystem::path& file);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads lines (without '\n') of a compressed file; refuses corrupt bytes and lines over `max_line`.
class CompressedLines {
 public:
  static Result<CompressedLines> open(const std::filesystem::path& file, std::size_t max_line = 4u << 20);
  CompressedLines(CompressedLines&&) noexcept;
  ~CompressedLines();
  /// false at the end. `line` is valid until the next call.
  Result<bool> next(std::string_view& line);

 private:
  struct Impl;
  explicit CompressedLines(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hallbook::files
