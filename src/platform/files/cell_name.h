#pragma once
// "B7" and back.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hallbook::files {

/// column 1, row 7 → "A7".
std::string cell_name(std::uint64_t column, std::uint64_t row);

struct CellPlace {
  std::uint64_t column = 0;  // 1 = A; at most 2^24
  std::uint64_t row = 0;     // at most 2^40
};
/// "B7", "$B$7" is not accepted; nullopt when it is no place.
std::optional<CellPlace> parse_cell_name(std::string_view name);

}  // namespace hallbook::files
