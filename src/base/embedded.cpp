#include "base/embedded.h"

namespace hallbook {

std::vector<EmbeddedFile> embedded_files(std::string_view prefix) {
  std::vector<EmbeddedFile> found;
  for (const EmbeddedFile& file : all_embedded_files())
    if (file.path.starts_with(prefix)) found.push_back(file);
  return found;
}

}  // namespace hallbook
