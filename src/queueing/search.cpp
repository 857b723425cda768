#include "queueing/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "queueing/local_search.h"

namespace hallbook::queueing {
namespace {

constexpr int bound_days = 250;
constexpr int raises_most = 6;      // of the requirement, after simulation
constexpr int attempts_most = 6;    // certificates
constexpr double cautious = 2;      // errors of the coming certificate that a plan should keep above the target
constexpr std::uint64_t other_days = 0x9E3779B97F4A7C15u;  // seeds of certificates differ from the sample's by this

/// z with P(N > z) = level, by bisection.
double quantile(double level) {
  double low = 0, high = 10;
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (0.5 * std::erfc(middle / std::numbers::sqrt2) > level ? low : high) = middle;
  }
  return low;
}

ShareSeen worst_part(const Outcome& outcome) {
  ShareSeen worst = outcome.all;
  for (const ShareSeen& part : outcome.parts)
    if (part.tickets >= tickets_least && part.share < worst.share) worst = part;
  return worst;
}

int most_windows(const SearchOptions& options, const WindowPlan& now) {
  const int windows = windows_in(now);
  return options.windows_most > 0 ? options.windows_most : std::max(windows + 10, windows * 3 / 2);
}

/// Where the target is missed, one window more is required; a whole-day target raises its busiest half-hours.
bool raise(Requirement& need, const Outcome& outcome, const Target& target, double share) {
  const int peak = *std::ranges::max_element(need.all);
  bool raised = false;
  for (std::size_t h = 0; h < need.all.size(); ++h) {
    const bool misses =
        target.per == Per::half_hour
            ? h < outcome.parts.size() && outcome.parts[h].tickets >= tickets_least && outcome.parts[h].share < share
            : need.all[h] * 10 >= peak * 8;
    if (!misses) continue;
    ++need.all[h];
    raised = true;
  }
  return raised;
}

CoverAnswer cover_by(const SearchOptions& options, const Cover& cover, const WindowPlan& now, bool& outside) {
  outside = false;
  if (options.cover)
    if (auto answer = options.cover(cover)) {
      outside = true;
      return *answer;
    }
  if (auto answer = solve_cover(cover)) return *answer;
  CoverAnswer none;  // more than the limit allows: begin with what there is
  for (const auto& row : now.count) none.x.insert(none.x.end(), row.begin(), row.end());
  return none;
}

void start_plan(SearchResult& result, LocalSearch& local, const Scenario& scenario, const SearchOptions& options,
                const Target& target, double share) {
  Requirement need = result.requirement;
  for (int round = 0;; ++round) {
    result.cover = cover_by(options, cover_of(result.space, scenario, need, result.bounds.windows_most), result.now,
                            result.outside_solver);
    result.start = plan_from(result.space, result.cover.x);
    if (!check(layout_of(result.space, result.start, "start"), scenario)) result.start = result.now;
    local.note(round == 0 ? "start" : "start, requirement raised", result.start);
    if (round == raises_most || local.meets(result.start) || local.out_of_time()) return;
    if (!raise(need, local.seen(result.start), target, share)) return;
    if (*std::ranges::max_element(need.all) > result.bounds.windows_most) return;
  }
}

Certificate certify(const Scenario& scenario, const Target& target, const SearchOptions& options, const Layout& layout,
                    int attempt) {
  Certificate certificate;
  certificate.seed = options.seed + other_days * static_cast<std::uint64_t>(attempt);
  certificate.attempt = attempt;
  certificate.days = options.certificate_days;
  certificate.level = 0.05 / std::pow(2, attempt);
  const double z = quantile(certificate.level);
  Judge judge{scenario, target, certificate.seed, options.threads};
  const Outcome outcome = judge.look(layout, options.certificate_days);
  certificate.all = outcome.all;
  certificate.worst = worst_part(outcome);
  certificate.worst_low = outcome.least(z);
  certificate.met = certificate.worst_low >= target.share;
  return certificate;
}

/// Searches, certifies, and searches again with a stricter share when the certificate fails: the winner of many looks
/// is partly lucky, and the failed attempt shows by how much.
void search_and_certify(SearchResult& result, LocalSearch& local, const Scenario& scenario, const Target& target,
                        const SearchOptions& options, double share, double error) {
  std::vector<WindowPlan> from = {result.start, result.now};
  for (int attempt = 1; attempt <= attempts_most; ++attempt) {
    for (WindowPlan& plan : from)
      if (local.repair(plan)) local.descend(plan, false);
    if (auto best = local.cheapest()) local.descend(*best, true);
    const auto cheapest = local.cheapest();
    const bool closer = local.seen(from[0]).shortfall(share) <= local.seen(from[1]).shortfall(share);
    const WindowPlan plan = cheapest ? *cheapest : from[closer ? 0 : 1];
    if (attempt > 1 && plan == result.best) return;  // nothing stricter was found
    result.best = plan;
    if (options.progress) options.progress(fmt::format("certificate {}", attempt), 0);
    result.certificate = certify(scenario, target, options, layout_of(result.space, plan, "proposed"), attempt);
    if (result.certificate.met || !cheapest) return;
    const double lucky = local.seen(plan).least(0) - result.certificate.worst.share;
    share =
        std::max({share + error / 2, target.share + std::max(lucky, 0.0) + error, local.seen(plan).least(0) + 1e-6});
    local.ask(share);
    from = {plan, local.cheapest().value_or(result.now)};
  }
}

}  // namespace

Result<SearchResult> search(const Scenario& scenario, const Target& target, const SearchOptions& options) {
  if (auto fine = check(scenario); !fine) return std::unexpected{fine.error()};
  SearchResult result;
  result.space = layout_space(scenario, options.cost, options.part_day);
  result.now = plan_of(result.space, scenario.layout);
  Judge judge{scenario, target, options.seed, options.threads};
  auto bounds = bounds_of(judge, result.space, most_windows(options, result.now), bound_days);
  if (!bounds) return std::unexpected{bounds.error()};
  result.bounds = *bounds;
  result.requirement = requirement_of(scenario, target);
  const Outcome now = judge.look(layout_of(result.space, result.now, "now"), options.sample_days);
  const double error = worst_part(now).error * std::sqrt(1.0 * options.sample_days / options.certificate_days);
  const double share = target.share + std::min(cautious * error, (1 - target.share) / 2);
  result.now_met = now.shortfall(target.share) <= 0;
  result.now_seen = now;
  LocalSearch local{judge, result.space, options, share, result.bounds.windows_most};
  start_plan(result, local, scenario, options, target, share);
  search_and_certify(result, local, scenario, target, options, share, error);
  result.best_seen = local.seen(result.best);
  result.log = std::move(local.log);
  result.looks = judge.looks();
  result.stopped = local.stopped;
  const double hours = window_hours(result.space, result.best);
  if (hours > 0) result.start_hours_off = window_hours(result.space, result.start) / hours - 1;
  return result;
}

}  // namespace hallbook::queueing
