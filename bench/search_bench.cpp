// G7 and G9 on HALL-12x40: evaluate to ±0.3 points, all single moves, the cheapest layout certified (two threads), and
// how far the MOL start is from the answer.
//   search_bench [SECONDS]   most time for a search, default 30
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <numeric>

#include "queueing/evaluate.h"
#include "queueing/moves.h"
#include "queueing/offered_load.h"
#include "queueing/search.h"

namespace {

using namespace hallbook::queueing;
using Clock = std::chrono::steady_clock;
constexpr int threads = 2;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void row(const char* what, double seconds, double goal, const std::string& answer) {
  fmt::print("{:<34} {:>8.2f} s   goal {:>4g} s {:<6}  {}\n", what, seconds, goal, seconds <= goal ? "" : "MISSED",
             answer);
}

void measure_search(const Scenario& scenario, const Target& target, const char* what, double most) {
  const auto start = Clock::now();
  SearchOptions options;
  options.threads = threads;
  options.seconds = most;
  options.elapsed_s = [start] { return since(start); };
  const auto result = search(scenario, target, options);
  const double seconds = since(start);
  if (!result) return fmt::print("{}: {}\n", what, result.error().message.en);
  row(what, seconds, 30,
      fmt::format("{} windows, {:.2f} window-hours (start {:+.1f} %), cost {:.2f}, {} at attempt {}, {} looks",
                  windows_in(result->best), window_hours(result->space, result->best), 100 * result->start_hours_off,
                  cost_of(result->space, result->best), result->certificate.met ? "certified" : "NOT certified",
                  result->certificate.attempt, result->looks));
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in{HALLBOOK_SOURCE "/definitions/scenarios/hall-12x40.json"};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  const Scenario scenario = read_scenario(text).value();
  const double most = argc > 1 ? std::atof(argv[1]) : 30;

  const std::vector<int> mol = mol_staffing(scenario.hall, scenario.demand, scenario.target);
  fmt::print("MOL-max + Erlang A: {} window-hours, peak {} (measured elsewhere: 240.5, 45)\n",
             0.5 * std::accumulate(mol.begin(), mol.end(), 0), *std::ranges::max_element(mol));

  auto start = Clock::now();
  Budget budget;
  budget.threads = threads;
  const auto report = evaluate(scenario, scenario.layout, scenario.target, budget, 1).value();
  row("evaluate to ±0.3 points", since(start), 1,
      fmt::format("{} days, ±{:.2f} points", report.days, 100 * report.share_within.half_width()));

  start = Clock::now();
  Judge judge{scenario, scenario.target, 1, threads};
  const LayoutSpace space = layout_space(scenario, {}, PartDay::as_in_use);
  const MoveTable moves = ranked_moves(judge, space, plan_of(space, scenario.layout), scenario.days_per_year);
  row("all single moves, one year", since(start), 3, fmt::format("{} moves", moves.moves.size()));

  measure_search(scenario, scenario.target, "cheapest layout, target of the day", most);
  Target strict = scenario.target;
  strict.per = Per::half_hour;
  measure_search(scenario, strict, "cheapest layout, every half-hour", most);
}
