#include "platform/files/cell_name.h"

#include <algorithm>

namespace hallbook::files {

std::string cell_name(std::uint64_t column, std::uint64_t row) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) letters += static_cast<char>('A' + (column - 1) % 26);
  std::ranges::reverse(letters);
  return letters + std::to_string(row);
}

std::optional<CellPlace> parse_cell_name(std::string_view name) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at)
    if ((place.column = place.column * 26 + static_cast<std::uint64_t>(name[at] - 'A' + 1)) > 1u << 24)
      return std::nullopt;
  for (; at < name.size() && name[at] >= '0' && name[at] <= '9'; ++at)
    if ((place.row = place.row * 10 + static_cast<std::uint64_t>(name[at] - '0')) > 1ull << 40) return std::nullopt;
  if (at != name.size() || place.column == 0 || place.row == 0) return std::nullopt;
  return place;
}

}  // namespace hallbook::files
