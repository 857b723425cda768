#pragma once
// The cheapest layout that meets the target: bound, MOL start, shift cover, simulate and raise, local search with racing
// on common random numbers, certificate on fresh days. The steps and their reasons: docs/decisions/0012-layout-search.md.
#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "queueing/report.h"
#include "queueing/search_start.h"

namespace hallbook::queueing {

struct SearchOptions {
  Cost cost;
  PartDay part_day = PartDay::as_in_use;
  int windows_most = 0;  // 0 = half as many again as now, at least 10 more
  int sample_days = 500;  // on which a step of the search is decided
  int certificate_days = 5000;
  std::uint64_t seed = 1;  // the sample; certificates use other days
  int threads = 1;
  double seconds = 0;  // 0 = no limit; the certificate comes on top (about 2 s)
  std::function<double()> elapsed_s;  // the caller's clock, needed for `seconds`
  const std::atomic<bool>* cancel = nullptr;
  std::function<void(const std::string& stage, int looks)> progress;
  /// Another solver for the shift cover; nothing = it failed, the built-in one answers. May be empty.
  std::function<std::optional<CoverAnswer>(const Cover&)> cover;
};

struct SearchStep {
  std::string what;  // "start", "remove A1" …, for the log
  int windows = 0;
  double cost = 0, share = 0, least = 0;  // share over everything; of the worst part
};

/// R-QUE-38: a plan is called "meets the target" only when, on days that no step of the search has seen, the worst part
/// of the target stays above it by z standard errors; the k-th attempt uses the one-sided level 0.05 / 2^k, so that
/// the chance of a false claim is at most 5 % over all attempts.
struct Certificate {
  bool met = false;
  int days = 0;
  std::uint64_t seed = 0;
  int attempt = 0;  // 1 = the first plan that was tried
  double level = 0;  // one-sided, of this attempt
  ShareSeen all, worst;  // over everything; of the worst part
  double worst_low = 0;  // its one-sided lower limit
};

struct SearchResult {
  LayoutSpace space;
  Bounds bounds;
  Requirement requirement;
  WindowPlan now, start, best;
  bool now_met = false;  // on the sample
  CoverAnswer cover;  // of the last requirement
  bool outside_solver = false;
  Certificate certificate;
  Outcome now_seen, best_seen;  // on the sample, for paired differences
  std::vector<SearchStep> log;
  int looks = 0;
  double start_hours_off = 0;  // window-hours of the start / of the best − 1
  Stopped stopped = Stopped::precise;  // all_days is not used here
};

/// Refuses what check(scenario) refuses, and a target nobody can reach (with the bound that proves it). Out of time or
/// cancelled: the best so far; `certificate.met` false when nothing could be certified.
Result<SearchResult> search(const Scenario& scenario, const Target& target, const SearchOptions& options);

}  // namespace hallbook::queueing
