#pragma once
// Two texts line by line: what is the same, what went, what came. Pure.
#include <string>
#include <string_view>
#include <vector>

namespace hallbook {

struct DiffLine {
  enum class Kind { same, removed, added } kind = Kind::same;
  std::string text;
};
/// The fewest changes (longest common subsequence); texts beyond 4,000 lines each differ as a whole block.
std::vector<DiffLine> line_diff(std::string_view before, std::string_view after);

}  // namespace hallbook
