#include "hall/handling_model.h"

#include <algorithm>
#include <unordered_map>

namespace hallbook::hall {
namespace {

constexpr int fit_rounds = 60;
constexpr double shortest_s = 1;

double log_of(const Ticket& ticket) { return std::log(std::max(shortest_s, ticket.handling())); }

}  // namespace

SpeedModel::SpeedModel(const Records& records, const Presence& presence, std::vector<bool> comprehensive)
    : comprehensive_{std::move(comprehensive)} {
  gather(records, presence);
  fit();
  learn_spread();
  fit();
  judge_penalty();
  tell_windows(presence);
}

void SpeedModel::gather(const Records& records, const Presence& presence) {
  place_.assign(records.windows.size(), -1);
  for (std::size_t at = 0; at < presence.windows.size(); ++at)
    place_[presence.windows[at].window] = static_cast<int>(at);
  item_.assign(records.items.size(), 0);
  window_.assign(presence.windows.size(), 0);
  raw_ = cases_ = window_;
  std::unordered_map<std::uint64_t, std::size_t> known;
  std::vector<double> sums(item_.size()), counts(item_.size());
  for (const Ticket& ticket : records.tickets) {
    if (!ticket.handling_known || ticket.item == Names::none) continue;
    const double log = log_of(ticket);
    sums[ticket.item] += log, counts[ticket.item] += 1;
    if (ticket.window == Names::none || place_[ticket.window] < 0) continue;
    const auto window = static_cast<std::uint32_t>(place_[ticket.window]);
    const auto [at, fresh] = known.emplace(std::uint64_t{ticket.item} << 32 | window, cells_.size());
    if (fresh) cells_.push_back({ticket.item, window});
    Cell& cell = cells_[at->second];
    cell.cases += 1, cell.sum += log;
    squares_ += log * log, all_ += 1;
  }
  for (std::size_t item = 0; item < item_.size(); ++item)
    item_[item] = counts[item] > 0 ? sums[item] / counts[item] : std::log(600.0);
  std::vector<std::array<double, 2>> kinds(item_.size());
  for (const Cell& cell : cells_) kinds[cell.item][comprehensive_[cell.window]] += cell.cases;
  for (const auto& kind : kinds) {
    shared_.push_back(kind[0] >= 5 && kind[1] >= 5);
    if (!shared_.back()) continue;
    penalty_.specialised_cases += static_cast<std::uint64_t>(kind[0]);
    penalty_.comprehensive_cases += static_cast<std::uint64_t>(kind[1]);
  }
}

/// Backfitting: items, penalty and windows in turn, until they stand still.
void SpeedModel::fit() {
  const auto effect = [&](const Cell& cell) {
    return window_[cell.window] + (comprehensive_[cell.window] ? log_penalty_ : 0);
  };
  for (int round = 0; round < fit_rounds; ++round) {
    std::vector<double> sums(item_.size()), counts(item_.size());
    for (const Cell& cell : cells_)
      sums[cell.item] += cell.sum - cell.cases * effect(cell), counts[cell.item] += cell.cases;
    for (std::size_t item = 0; item < item_.size(); ++item)
      if (counts[item] > 0) item_[item] = sums[item] / counts[item];

    std::fill(raw_.begin(), raw_.end(), 0), std::fill(cases_.begin(), cases_.end(), 0);
    std::vector<double> shared_sum(raw_.size()), shared_cases(raw_.size());
    for (const Cell& cell : cells_) {
      const double rest = cell.sum - cell.cases * item_[cell.item];
      raw_[cell.window] += rest, cases_[cell.window] += cell.cases;
      if (shared_[cell.item]) shared_sum[cell.window] += rest, shared_cases[cell.window] += cell.cases;
    }
    // The penalty: windows' means weighted by what they are sure of, comprehensive against specialised.
    double mean[2] = {0, 0}, weight[2] = {0, 0};
    for (std::size_t window = 0; window < raw_.size(); ++window) {
      if (cases_[window] > 0) raw_[window] /= cases_[window];
      if (shared_cases[window] == 0) continue;
      const double w = 1 / (between_ + within_ / shared_cases[window]);
      mean[comprehensive_[window]] += w * shared_sum[window] / shared_cases[window],
          weight[comprehensive_[window]] += w;
    }
    if (weight[0] > 0 && weight[1] > 0) log_penalty_ = mean[1] / weight[1] - mean[0] / weight[0];
    for (std::size_t window = 0; window < window_.size(); ++window) {
      if (cases_[window] == 0) continue;
      const double own = raw_[window] - (comprehensive_[window] ? log_penalty_ : 0);
      window_[window] = own * between_ / (between_ + within_ / cases_[window]);
    }
  }
}

/// Variances by moments: the rest inside cells, and what windows differ beyond what it explains.
void SpeedModel::learn_spread() {
  double inside = squares_;
  for (const Cell& cell : cells_) inside -= cell.sum * cell.sum / cell.cases;
  const double freedom = all_ - static_cast<double>(cells_.size());
  if (freedom > 20) within_ = std::max(0.01, inside / freedom);
  double excess = 0, count = 0;
  for (std::size_t window = 0; window < raw_.size(); ++window) {
    if (cases_[window] < 30) continue;
    const double own = raw_[window] - (comprehensive_[window] ? log_penalty_ : 0);
    excess += own * own - within_ / cases_[window], count += 1;
  }
  between_ = count > 2 ? std::max(1e-6, excess / count) : 1e-6;
}

void SpeedModel::judge_penalty() {
  double weight[2] = {0, 0};
  std::vector<double> shared_cases(raw_.size());
  for (const Cell& cell : cells_)
    if (shared_[cell.item]) shared_cases[cell.window] += cell.cases;
  for (std::size_t window = 0; window < raw_.size(); ++window)
    if (shared_cases[window] > 0) weight[comprehensive_[window]] += 1 / (between_ + within_ / shared_cases[window]);
  if (weight[0] == 0 || weight[1] == 0) return;
  const double error = 1.96 * std::sqrt(1 / weight[0] + 1 / weight[1]);
  penalty_.factor = {std::exp(log_penalty_), std::exp(log_penalty_ - error), std::exp(log_penalty_ + error)};
  penalty_.verdict = std::min(penalty_.comprehensive_cases, penalty_.specialised_cases) >= few_cases;
}

void SpeedModel::tell_windows(const Presence& presence) {
  for (std::size_t window = 0; window < window_.size(); ++window) {
    const double error =
        cases_[window] > 0 ? std::sqrt(1 / (1 / between_ + cases_[window] / within_)) : std::sqrt(between_);
    windows_.push_back({presence.windows[window].window,
                        comprehensive_[window],
                        static_cast<std::uint64_t>(cases_[window]),
                        {std::exp(window_[window]), std::exp(window_[window] - 1.96 * error),
                         std::exp(window_[window] + 1.96 * error)}});
  }
}

double SpeedModel::factor(std::uint16_t window) const {
  if (window == Names::none || place_[window] < 0) return 1;
  const auto at = static_cast<std::size_t>(place_[window]);
  return std::exp(window_[at] + (comprehensive_[at] && penalty_.verdict ? log_penalty_ : 0));
}

double SpeedModel::expected_log(const Ticket& ticket) const {
  double log = item_[ticket.item];
  if (ticket.window == Names::none || place_[ticket.window] < 0) return log;
  const auto at = static_cast<std::size_t>(place_[ticket.window]);
  return log + window_[at] + (comprehensive_[at] ? log_penalty_ : 0);
}

}  // namespace hallbook::hall
