#include "base/ensure.h"

#include <fmt/format.h>

namespace hallbook {

void broken_invariant(std::string_view what, std::source_location at) {
  std::string_view file = at.file_name();
  if (const auto src = file.rfind("/src/"); src != std::string_view::npos) file.remove_prefix(src + 1);
  throw BrokenInvariant{fmt::format("{}:{}: {}", file, at.line(), what)};
}

}  // namespace hallbook
