#pragma once
// The target of a request line, "/registers/mailing/entries?limit=20": what it may be, decoded once and never again.
// Pure; tests/fuzz/http_path_fuzz.cpp. Rules R-HTTP-01 to R-HTTP-03.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hallbook::http {

inline constexpr std::size_t max_target_bytes = 8 * 1024;  // beyond: 414
inline constexpr std::size_t max_query_names = 100;

struct Target {
  std::string path;  // decoded UTF-8, begins with '/'
  std::map<std::string, std::string, std::less<>> query;
  std::string authority;  // of the absolute form "http://hall.gov.cn/x", else ""
};

/// Refuses (invalid) what is not origin or absolute form; broken percent signs, broken UTF-8, control characters, encoded
/// separators, backslashes, fragments, "." and ".." and empty segments; a query name that came twice.
Result<Target> parse_target(std::string_view raw);

/// "%E5%8E%85" → "厅"; nullopt for a broken percent sign. `plus` turns '+' into a blank, as forms write it.
std::optional<std::string> percent_decoded(std::string_view raw, bool plus);

}  // namespace hallbook::http
