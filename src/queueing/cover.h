#pragma once
// The shift cover: the cheapest whole numbers of windows such that every requirement is met. Built-in branch and bound
// over a dual simplex, so that no outside solver is needed (docs/decisions/0012-layout-search.md).
#include <functional>
#include <optional>
#include <vector>

namespace hallbook::queueing {

/// Minimise cost · x, rows · x >= need, 0 <= x <= most, x whole. Costs > 0, row entries 0 or 1.
struct Cover {
  struct Row {
    std::vector<char> takes;  // one per variable
    int need = 0;
  };
  std::vector<double> cost;
  std::vector<int> most;
  std::vector<Row> rows;
};

struct CoverAnswer {
  std::vector<int> x;
  double cost = 0;
  double bound = 0;     // no cover is cheaper than this
  bool proven = false;  // cost is the least there is; else the node limit ended the search
};

/// Drops rows that another row implies. The same answers, a smaller problem.
void drop_implied(Cover& cover);

/// Nothing when no cover exists. Looks at `nodes_most` nodes.
std::optional<CoverAnswer> solve_cover(const Cover& cover, int nodes_most = 4000);

}  // namespace hallbook::queueing
