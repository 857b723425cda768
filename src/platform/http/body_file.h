#pragma once
// A file that a streamed body goes into. Deleted with the object unless somebody moved it away.
#include <filesystem>
#include <string_view>

namespace hallbook::http {

class BodyFile {
 public:
  BodyFile() = default;
  BodyFile(const BodyFile&) = delete;
  BodyFile& operator=(const BodyFile&) = delete;
  ~BodyFile();
  bool open(const std::filesystem::path& folder);  // a new file only the owner may read; false: the disk says no
  bool write(std::string_view bytes);
  bool close();
  bool is_open() const { return descriptor_ >= 0; }
  const std::filesystem::path& path() const { return path_; }

 private:
  int descriptor_ = -1;
  std::filesystem::path path_;
};

}  // namespace hallbook::http
