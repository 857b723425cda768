#pragma once
// A file opened for reading once, in blocks, under a cap.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "base/result.h"

namespace hallbook::files {

inline constexpr std::size_t block_bytes = 64 * 1024;  // what files are read and written by

class SourceFile {
 public:
  /// Refuses not_found, anything that is no regular file, and (over_limit) more than `max_bytes`.
  static Result<SourceFile> open(const std::filesystem::path& file, std::uint64_t max_bytes);
  SourceFile(SourceFile&& other) noexcept;
  SourceFile& operator=(SourceFile&&) = delete;
  ~SourceFile();

  const std::string& name() const { return name_; }
  std::uint64_t size() const { return size_; }
  std::uint64_t position() const { return position_; }
  int descriptor() const { return descriptor_; }

  /// Fills `block` as far as the file goes; 0 at the end. A file that grew past its cap is cut at the cap.
  /// Throws std::system_error when the disk fails.
  std::size_t read(std::span<char> block);
  /// Bytes from `offset` on; less than asked at the end.
  std::string read_at(std::uint64_t offset, std::size_t count) const;
  void rewind(std::uint64_t to = 0) { position_ = to; }

 private:
  SourceFile(std::string name, int descriptor, std::uint64_t size);
  std::string name_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t position_ = 0;
};

}  // namespace hallbook::files
