#include "queueing/cover.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace hallbook::queueing {
namespace {

constexpr double tiny = 1e-9;

/// min c·x, x >= 0, each row a·x >= b. Costs are positive, so x = 0 is dual feasible: dual simplex (Lemke 1954).
/// Column j of the tableau belongs to the nonbasic variable nonbasic[j], row i to basic[i]; the last column holds the
/// right sides, the last row the reduced costs.
class DualSimplex {
 public:
  explicit DualSimplex(const std::vector<double>& cost) : columns_{cost.size()} {
    reduced_ = cost;
    reduced_.push_back(0);
    for (std::size_t j = 0; j < columns_; ++j) nonbasic_.push_back(static_cast<int>(j));
  }

  /// a·x >= b in the variables of the problem.
  void add(const std::vector<double>& a, double b) {
    std::vector<double> row(columns_ + 1);  // surplus = a·x − b, in terms of the nonbasic variables
    row[columns_] = -b;
    for (std::size_t j = 0; j < columns_; ++j)
      if (nonbasic_[j] < static_cast<int>(columns_)) row[j] += a[static_cast<std::size_t>(nonbasic_[j])];
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (basic_[i] >= static_cast<int>(columns_)) continue;
      const double factor = a[static_cast<std::size_t>(basic_[i])];
      if (factor == 0) continue;
      for (std::size_t j = 0; j <= columns_; ++j) row[j] += factor * rows_[i][j];
    }
    basic_.push_back(static_cast<int>(columns_) + next_surplus_++);
    rows_.push_back(std::move(row));
  }

  /// False: infeasible.
  bool solve() {
    for (int pivots = 0; pivots < 20'000; ++pivots) {
      std::size_t leave = rows_.size();
      double least = -tiny;
      for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i][columns_] < least) least = rows_[i][columns_], leave = i;
      if (leave == rows_.size()) return true;
      std::size_t enter = columns_;
      double best = std::numeric_limits<double>::infinity();
      for (std::size_t j = 0; j < columns_; ++j) {
        const double a = rows_[leave][j];
        if (a <= tiny) continue;
        const double ratio = reduced_[j] / a;
        if (ratio < best - 1e-12 || (ratio < best + 1e-12 && nonbasic_[j] < nonbasic_[enter])) best = ratio, enter = j;
      }
      if (enter == columns_) return false;
      pivot(leave, enter);
    }
    return false;  // cycling has not been seen; a node given up is only a lost branch of an unproven answer
  }

  double value() const { return reduced_[columns_]; }
  std::vector<double> x() const {
    std::vector<double> x(columns_);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (basic_[i] < static_cast<int>(columns_)) x[static_cast<std::size_t>(basic_[i])] = rows_[i][columns_];
    return x;
  }

 private:
  /// basic = row · nonbasic + right side. Solves row `leave` for the variable of column `enter` and puts it everywhere.
  void pivot(std::size_t leave, std::size_t enter) {
    std::vector<double>& row = rows_[leave];
    const double a = row[enter];
    for (double& value : row) value = -value / a;
    row[enter] = 1 / a;
    const auto put = [&](std::vector<double>& other) {
      const double factor = other[enter];
      if (factor == 0) return;
      other[enter] = 0;
      for (std::size_t j = 0; j <= columns_; ++j) other[j] += factor * row[j];
    };
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (i != leave) put(rows_[i]);
    put(reduced_);
    std::swap(basic_[leave], nonbasic_[enter]);
  }

  std::size_t columns_;
  int next_surplus_ = 0;
  std::vector<std::vector<double>> rows_;
  std::vector<double> reduced_;
  std::vector<int> basic_, nonbasic_;
};

struct Limit {
  std::size_t variable;
  int bound;
  bool at_least;
};

struct Node {
  double bound;
  std::vector<Limit> limits;
  bool operator<(const Node& other) const { return bound > other.bound; }  // the queue gives the lowest bound first
};

DualSimplex relaxation(const Cover& cover, const std::vector<Limit>& limits) {
  DualSimplex simplex{cover.cost};
  std::vector<double> a(cover.cost.size());
  for (const Cover::Row& row : cover.rows) {
    std::ranges::copy(row.takes, a.begin());
    simplex.add(a, row.need);
  }
  for (std::size_t j = 0; j < cover.most.size(); ++j) {
    std::ranges::fill(a, 0.0);
    a[j] = -1;
    simplex.add(a, -cover.most[j]);
  }
  for (const Limit& limit : limits) {
    std::ranges::fill(a, 0.0);
    a[limit.variable] = limit.at_least ? 1 : -1;
    simplex.add(a, limit.at_least ? limit.bound : -limit.bound);
  }
  return simplex;
}

/// Rounded up, then lowered where nothing needs it: a cover from any fractional one.
void offer_rounded(const Cover& cover, const std::vector<double>& x, CoverAnswer& best) {
  std::vector<int> whole;
  for (std::size_t j = 0; j < x.size(); ++j)
    whole.push_back(std::min(cover.most[j], static_cast<int>(std::ceil(x[j] - 1e-6))));
  const auto covers = [&] {
    return std::ranges::all_of(cover.rows, [&](const Cover::Row& row) {
      int sum = 0;
      for (std::size_t j = 0; j < whole.size(); ++j) sum += row.takes[j] * whole[j];
      return sum >= row.need;
    });
  };
  if (!covers()) return;
  std::vector<std::size_t> order(whole.size());
  for (std::size_t j = 0; j < order.size(); ++j) order[j] = j;
  std::ranges::sort(order, std::greater{}, [&](std::size_t j) { return cover.cost[j]; });
  for (const std::size_t j : order)
    while (whole[j] > 0) {
      --whole[j];
      if (covers()) continue;
      ++whole[j];
      break;
    }
  double cost = 0;
  for (std::size_t j = 0; j < whole.size(); ++j) cost += cover.cost[j] * whole[j];
  if (best.x.empty() || cost < best.cost - tiny) best.x = whole, best.cost = cost;
}

}  // namespace

void drop_implied(Cover& cover) {
  const auto implies = [](const Cover::Row& strong, const Cover::Row& weak) {
    if (strong.need < weak.need) return false;
    for (std::size_t j = 0; j < strong.takes.size(); ++j)
      if (strong.takes[j] > weak.takes[j]) return false;
    return true;
  };
  std::vector<Cover::Row> kept;
  for (const Cover::Row& row : cover.rows) {
    if (row.need <= 0 || std::ranges::any_of(kept, [&](const Cover::Row& other) { return implies(other, row); }))
      continue;
    std::erase_if(kept, [&](const Cover::Row& other) { return implies(row, other); });
    kept.push_back(row);
  }
  cover.rows = std::move(kept);
}

std::optional<CoverAnswer> solve_cover(const Cover& cover, int nodes_most) {
  CoverAnswer best;
  std::priority_queue<Node> open;
  open.push({0, {}});
  int nodes = 0;
  while (!open.empty() && nodes < nodes_most) {
    const Node node = open.top();
    if (!best.x.empty() && node.bound >= best.cost - 1e-7) break;
    open.pop();
    ++nodes;
    DualSimplex simplex = relaxation(cover, node.limits);
    if (!simplex.solve()) continue;
    const double bound = simplex.value();
    if (!best.x.empty() && bound >= best.cost - 1e-7) continue;
    const std::vector<double> x = simplex.x();
    offer_rounded(cover, x, best);
    std::size_t split = x.size();
    double furthest = 1e-6;
    for (std::size_t j = 0; j < x.size(); ++j)
      if (const double part = std::abs(x[j] - std::round(x[j])); part > furthest) furthest = part, split = j;
    if (split == x.size()) continue;  // whole: offer_rounded has taken it
    for (const bool at_least : {false, true}) {
      Node next{bound, node.limits};
      const int floor = static_cast<int>(std::floor(x[split]));
      next.limits.push_back({split, at_least ? floor + 1 : floor, at_least});
      open.push(std::move(next));
    }
  }
  if (best.x.empty()) return std::nullopt;
  best.bound = open.empty() ? best.cost : std::min(best.cost, open.top().bound);
  best.proven = best.bound >= best.cost - 1e-7;
  if (best.proven) best.bound = best.cost;
  return best;
}

}  // namespace hallbook::queueing
