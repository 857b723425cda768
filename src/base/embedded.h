#pragma once
// Files of definitions/ and db/migrations/ that ship inside the program, so that one file is enough to start a hall.
// The literals are written at build time by cmake/embed.cmake.
#include <span>
#include <string_view>
#include <vector>

namespace hallbook {

struct EmbeddedFile {
  std::string_view path;  // "definitions/registers/mailing.toml"
  std::string_view text;
};

std::span<const EmbeddedFile> all_embedded_files();  // by path

/// Those whose path begins with `prefix`, by path.
std::vector<EmbeddedFile> embedded_files(std::string_view prefix);

}  // namespace hallbook
