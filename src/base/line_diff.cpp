#include "base/line_diff.h"

#include <cstdint>

#include "base/text.h"

namespace hallbook {
namespace {

constexpr std::size_t most_lines = 4'000;

std::vector<std::string> lines_of(std::string_view text) {
  auto lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  for (auto& line : lines)
    if (line.ends_with('\r')) line.pop_back();
  return lines;
}

using Lengths = std::vector<std::vector<std::uint16_t>>;

/// [i][j]: the longest common subsequence of a from i on and b from j on.
Lengths common_lengths(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  Lengths lengths(a.size() + 1, std::vector<std::uint16_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      lengths[i][j] = a[i] == b[j] ? static_cast<std::uint16_t>(lengths[i + 1][j + 1] + 1)
                                   : std::max(lengths[i + 1][j], lengths[i][j + 1]);
  return lengths;
}

}  // namespace

std::vector<DiffLine> line_diff(std::string_view before, std::string_view after) {
  auto a = lines_of(before), b = lines_of(after);
  const bool whole = a.size() > most_lines || b.size() > most_lines;
  const Lengths lengths = whole ? Lengths{} : common_lengths(a, b);
  std::vector<DiffLine> diff;
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (!whole && i < a.size() && j < b.size() && a[i] == b[j]) {
      diff.push_back({DiffLine::Kind::same, std::move(a[i])});
      ++i, ++j;
    } else if (i < a.size() && (whole || j == b.size() || lengths[i + 1][j] >= lengths[i][j + 1])) {
      diff.push_back({DiffLine::Kind::removed, std::move(a[i++])});
    } else {
      diff.push_back({DiffLine::Kind::added, std::move(b[j++])});
    }
  }
  return diff;
}

}  // namespace hallbook
