#pragma once
// One writing process per data directory: flock on the file `lock`, which holds pid and boot id. Private to journal/.
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace hallbook::journal {

class DirLock {
 public:
  /// Refuses (conflict) when another process holds it, naming its pid. A lock that a dead process or an earlier boot
  /// left behind is taken over: flock ends with the process, the file's text is only for people.
  static Result<DirLock> take(const std::filesystem::path& folder);
  DirLock(DirLock&& other) noexcept;
  DirLock& operator=(DirLock&&) = delete;
  ~DirLock();

 private:
  explicit DirLock(int handle) : handle_{handle} {}
  int handle_;
};

/// The name of a network file system on which neither flock nor WAL can be trusted, by statfs type; else nullopt.
std::optional<std::string_view> network_filesystem(std::uint64_t statfs_type);
/// Refuses (unavailable) a folder on such a file system.
Result<> check_filesystem(const std::filesystem::path& folder);

}  // namespace hallbook::journal
