#pragma once
// A folder for what is built only to be compared: a database replayed from the journal, the files of an evidence pack.
#include <filesystem>
#include <string_view>

namespace hallbook::app {

/// Readable by this process's user alone; gone with the object.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::filesystem::path& parent);  // throws std::system_error
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace hallbook::app
