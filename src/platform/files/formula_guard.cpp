#include "platform/files/formula_guard.h"

namespace hallbook::files {

bool starts_as_formula(std::string_view utf8) {
  using namespace std::string_view_literals;
  if (utf8.empty()) return false;
  if ("=+-@\t\r\n"sv.contains(utf8[0])) return true;
  for (const auto wide : {"＝"sv, "＋"sv, "－"sv, "＠"sv})
    if (utf8.starts_with(wide)) return true;
  return false;
}

bool needs_guard(std::string_view utf8) {
  // Text that itself begins '= would lose its apostrophe on the way back, so it gets one more.
  const auto behind = utf8.find_first_not_of('\'');
  return behind != std::string_view::npos && starts_as_formula(utf8.substr(behind));
}

bool has_guard(std::string_view utf8) { return utf8.starts_with('\'') && needs_guard(utf8.substr(1)); }

}  // namespace hallbook::files
