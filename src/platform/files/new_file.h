#pragma once
// A file that appears whole or not at all: written under a temporary name, synced, renamed.
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace hallbook::files {

/// R-FIL-01: until `commit` nothing stands under the final name; without it nothing remains.
/// Every operation throws std::system_error when the system refuses it (a full disk too).
class NewFile {
 public:
  /// Creates `temporary`; what a crash left under that name is removed first.
  explicit NewFile(std::filesystem::path temporary, int mode = 0644);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  const std::filesystem::path& temporary() const { return temporary_; }
  void add(std::string_view bytes);
  /// Syncs, renames to `file` (same file system) and syncs its folder.
  void commit(const std::filesystem::path& file);

 private:
  std::filesystem::path temporary_;
  int descriptor_ = -1;
};

/// A name in the folder of `file` that no other process or thread uses.
std::filesystem::path temporary_beside(const std::filesystem::path& file);

/// Makes the names in `folder` durable (fsync of the folder itself).
void sync_folder(const std::filesystem::path& folder);

/// What a person is told when the disk refuses: `unavailable`, naming the place and the reason.
std::unexpected<Refusal> refuse_write(const std::filesystem::path& file, int error);

}  // namespace hallbook::files
