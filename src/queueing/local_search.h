#pragma once
// Steps between neighbouring plans, raced on common random numbers. Private to the search.
#include <map>
#include <string>
#include <vector>

#include "queueing/search.h"

namespace hallbook::queueing {

struct Step {
  WindowPlan plan;
  std::string what;  // "remove A", "A → comprehensive", "A: 12:00 → 12:45" …
  double cost = 0;
};

class LocalSearch {
 public:
  LocalSearch(Judge& judge, const LayoutSpace& space, const SearchOptions& options, double share, int windows_most);

  const Outcome& seen(const WindowPlan& plan);  // on the sample, remembered
  bool meets(const WindowPlan& plan) { return seen(plan).shortfall(share_) <= 0; }
  /// Adds and shifts windows until the plan meets the share. False: out of time, or no window is left to add.
  bool repair(WindowPlan& plan);
  /// Cheaper and cheaper plans that meet the share, until no step helps or time is out. `thorough`: also by way of
  /// plans that miss it for a while.
  void descend(WindowPlan& plan, bool thorough);
  void note(const std::string& what, const WindowPlan& plan);
  bool out_of_time();
  /// A stricter share from now on; what has been seen is kept.
  void ask(double share) { share_ = share; }
  /// The cheapest plan seen that meets the share, the surest among equals. Nothing when there is none.
  std::optional<WindowPlan> cheapest();

  std::vector<SearchStep> log;
  std::map<WindowPlan, double> met;  // every plan that met the share, with its cost
  Stopped stopped = Stopped::precise;

 private:
  std::vector<Step> single_steps(const WindowPlan& plan) const;
  /// Removals, additions and what the best of both make together.
  std::vector<Step> promising(const WindowPlan& plan);
  /// The same list, judged on the sample; only the `keep` best of a short look are looked at in full.
  std::vector<Step> race(std::vector<Step> steps, std::size_t keep);
  bool cheaper(WindowPlan& plan);
  bool cheaper_by_repair(WindowPlan& plan);
  bool better_at_same_cost(WindowPlan& plan);
  std::vector<Outcome> glance(const std::vector<Step>& steps);

  Judge& judge_;
  const LayoutSpace& space_;
  const SearchOptions& options_;
  double share_;
  int windows_most_;
  std::map<WindowPlan, Outcome> memo_;
  std::map<WindowPlan, Outcome> glances_;
};

}  // namespace hallbook::queueing
