#include "hall/patience.h"

#include <algorithm>

namespace hallbook::hall {
namespace {

constexpr double bin_s = 10;
constexpr std::size_t bins = 1440;  // four hours
constexpr std::uint64_t fewest_left = 30;
constexpr std::uint64_t for_shape = 500;  // with fewer, the shape is not asked for
constexpr double clearly = 6.63;          // twice the gain in log-likelihood that one in 100 exceeds by chance

/// BinnedWaits by bin. Patience of who was served is longer; of who was missed at the call shorter; left_at is exact.
struct BinnedWaits {
  std::vector<double> stayed = std::vector<double>(bins), left_by = stayed, left_at = stayed, sum = stayed;
  double all(std::size_t bin) const { return stayed[bin] + left_by[bin] + left_at[bin]; }
  /// Mean wait of the bin, seconds: most waits are far shorter than half a bin.
  double mean(std::size_t bin) const { return std::max(0.01, sum[bin] / all(bin)); }
};

/// When the ticket of somebody who left must have been noticed: at the first call of a later ticket of the item.
std::vector<double> noticed(const Records& records) {
  std::vector<double> at(records.tickets.size(), unknown_time);
  std::vector<double> first_call(records.items.size());
  for (std::size_t end = records.tickets.size(); end > 0;) {
    std::size_t begin = end;
    while (begin > 0 && records.tickets[begin - 1].day == records.tickets[end - 1].day) --begin;
    std::ranges::fill(first_call, unknown_time);
    for (std::size_t ticket = end; ticket-- > begin;) {
      const Ticket& here = records.tickets[ticket];
      if (here.item == Names::none) continue;
      if (here.outcome == Outcome::abandoned && std::isnan(here.called)) at[ticket] = first_call[here.item];
      if (here.wait_known && here.outcome == Outcome::served && !here.priority)
        first_call[here.item] =
            std::isnan(first_call[here.item]) ? here.called : std::min(first_call[here.item], here.called);
    }
    end = begin;
  }
  return at;
}

BinnedWaits gather(const Records& records, Patience& patience) {
  BinnedWaits waits;
  const auto when = noticed(records);
  const auto bin_of = [](double seconds) {
    return static_cast<std::size_t>(std::clamp(seconds / bin_s, 0.0, static_cast<double>(bins - 1)));
  };
  for (std::size_t at = 0; at < records.tickets.size(); ++at) {
    const Ticket& ticket = records.tickets[at];
    if (ticket.outcome == Outcome::served && ticket.wait_known && ticket.first_leg) {
      waits.stayed[bin_of(ticket.wait())] += 1;
      waits.sum[bin_of(ticket.wait())] += ticket.wait();
      ++patience.stayed;
    } else if (ticket.outcome == Outcome::abandoned) {
      const double wait = ticket.wait_known ? ticket.wait() : when[at] - ticket.taken;
      if (std::isnan(wait) || wait < 0) {
        ++patience.timeless;
        continue;
      }
      waits.sum[bin_of(wait)] += wait;
      if (ticket.left_seen)
        waits.left_at[bin_of(wait)] += 1, ++patience.left_at;
      else
        waits.left_by[bin_of(wait)] += 1, ++patience.left_by;
    }
  }
  return waits;
}

/// log-likelihood of a Weibull law with this scale (seconds) and shape.
double log_likelihood(const BinnedWaits& waits, double scale, double shape) {
  double sum = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    if (waits.all(bin) == 0) continue;
    const double at = waits.mean(bin), hazard = std::pow(at / scale, shape);
    sum -= (waits.stayed[bin] + waits.left_at[bin]) * hazard;
    if (waits.left_by[bin] > 0) sum += waits.left_by[bin] * std::log(-std::expm1(-hazard));
    if (waits.left_at[bin] > 0) sum += waits.left_at[bin] * (std::log(shape / at) + shape * std::log(at / scale));
  }
  return sum;
}

/// Largest value of a unimodal function on [low, high], by golden section.
template <class Function>
double best_of(double low, double high, Function function) {
  constexpr double ratio = 0.6180339887498949;
  double a = high - ratio * (high - low), b = low + ratio * (high - low), at_a = function(a), at_b = function(b);
  for (int round = 0; round < 40; ++round) {
    if (at_a > at_b)
      high = b, b = a, at_b = at_a, a = high - ratio * (high - low), at_a = function(a);
    else
      low = a, a = b, at_a = at_b, b = low + ratio * (high - low), at_b = function(b);
  }
  return (low + high) / 2;
}

struct Weibull {
  double scale = 3600, shape = 1, likelihood = 0;
  double mean() const { return scale * std::tgamma(1 + 1 / shape); }
  double quantile(double p) const { return scale * std::pow(-std::log1p(-p), 1 / shape); }
};

Weibull fit(const BinnedWaits& waits, double shape) {
  const auto at = [&](double log_scale) { return log_likelihood(waits, std::exp(log_scale), shape); };
  const double log_scale = best_of(std::log(30.0), std::log(3e6), at);
  return {std::exp(log_scale), shape, at(log_scale)};
}

Weibull fit_both(const BinnedWaits& waits) {
  const double shape =
      std::exp(best_of(std::log(0.4), std::log(3.0), [&](double x) { return fit(waits, std::exp(x)).likelihood; }));
  return fit(waits, shape);
}

/// Share that still waits, without a law: Kaplan–Meier where moments of leaving are recorded; else the monotone shares
/// of those not there at calls of this wait (pooled adjacent violators).
std::vector<PatiencePoint> free_curve(const BinnedWaits& waits, bool exact) {
  std::vector<PatiencePoint> curve{{0, 1}};
  if (exact) {
    double at_risk = 0, stays = 1;
    for (std::size_t bin = 0; bin < bins; ++bin) at_risk += waits.stayed[bin] + waits.left_at[bin];
    for (std::size_t bin = 0; bin < bins && at_risk >= 20; ++bin) {
      if (waits.left_at[bin] > 0) stays *= 1 - waits.left_at[bin] / at_risk;
      at_risk -= waits.stayed[bin] + waits.left_at[bin];
      if (bin % 6 == 5) curve.push_back({(static_cast<double>(bin) + 1) * bin_s / 60, stays});
    }
    return curve;
  }
  struct Block {
    double left, all, until;
  };
  std::vector<Block> blocks;
  for (std::size_t bin = 0; bin < bins; bin += 6) {
    Block block{0, 0, (static_cast<double>(bin) + 6) * bin_s / 60};
    for (std::size_t one = bin; one < bin + 6; ++one)
      block.left += waits.left_by[one], block.all += waits.left_by[one] + waits.stayed[one];
    if (block.all == 0) continue;
    blocks.push_back(block);
    while (blocks.size() > 1 &&
           blocks.back().left * blocks[blocks.size() - 2].all <= blocks[blocks.size() - 2].left * blocks.back().all) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back() = {blocks.back().left + last.left, blocks.back().all + last.all, last.until};
    }
  }
  for (const Block& block : blocks)
    if (block.all >= 20) curve.push_back({block.until, 1 - block.left / block.all});
  return curve;
}

/// Interval of the scale, where the log-likelihood has fallen by 1.92.
std::pair<double, double> scale_interval(const BinnedWaits& waits, const Weibull& best) {
  const auto edge = [&](double direction) {
    double inside = 0, outside = 2;
    for (int round = 0; round < 40; ++round) {
      const double step = (inside + outside) / 2;
      (best.likelihood - log_likelihood(waits, best.scale * std::exp(direction * step), best.shape) < 1.92 ? inside
                                                                                                           : outside) =
          step;
    }
    return std::exp(direction * inside);
  };
  return {edge(-1), edge(1)};
}

}  // namespace

Patience estimate_patience(const Records& records) {
  Patience patience;
  const BinnedWaits waits = gather(records, patience);
  patience.curve = free_curve(waits, patience.left_at > patience.left_by);
  if (patience.left_at + patience.left_by < fewest_left) return patience;
  patience.known = true;
  Weibull law = fit(waits, 1);
  if (patience.left_at + patience.left_by >= for_shape)
    if (const Weibull shaped = fit_both(waits); 2 * (shaped.likelihood - law.likelihood) > clearly) law = shaped;
  patience.shape = law.shape;
  const auto [low, high] = scale_interval(waits, law);
  const double mean = law.mean() / 60, median = law.quantile(0.5) / 60;
  patience.mean_min = {mean, mean * low, mean * high};
  patience.median_min = {median, median * low, median * high};
  patience.beyond = patience.curve.back().stays > 0.5;
  if (law.shape == 1) {
    patience.law = {queueing::LawKind::exponential, mean, 0, {}};
  } else {
    patience.law = {queueing::LawKind::empirical, 0, 0, {}};
    for (int k = 0; k <= 100; ++k) patience.law.quantiles_min.push_back(law.quantile(std::min(k / 100.0, 0.998)) / 60);
  }
  return patience;
}

}  // namespace hallbook::hall
