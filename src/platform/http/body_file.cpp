#include "platform/http/body_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <string>
#include <system_error>

namespace hallbook::http {

BodyFile::~BodyFile() {
  close();
  std::error_code gone;
  if (!path_.empty()) std::filesystem::remove(path_, gone);
}

bool BodyFile::open(const std::filesystem::path& folder) {
  std::string name = (folder / "upload-XXXXXX").string();
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) return false;
  path_ = name;
  return true;
}

bool BodyFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool BodyFile::close() {
  if (descriptor_ < 0) return true;
  const bool closed = ::close(descriptor_) == 0;
  descriptor_ = -1;
  return closed;
}

}  // namespace hallbook::http
