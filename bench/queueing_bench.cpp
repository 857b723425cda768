// Goals G1, G2, G11 of the queueing engine, beside a plain reference simulator and SimPy, in one run: medians of five,
// taken in turns, in processor time of one thread. Usage: queueing_bench [DAYS] (1000).
#include <fmt/format.h>
#include <sys/resource.h>
#include <ctime>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "bench/peers/reference_hall.h"
#include "queueing/draw.h"
#include "queueing/evaluate.h"
#include "queueing/kernel.h"
#include "queueing/pooled.h"
#include "queueing/scenario_fixture.h"

namespace {

using namespace hallbook::queueing;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Contender {
  std::string name;
  std::function<double()> run;  // returns customers
  std::vector<double> rates;    // customers a second
  double median() const {
    std::vector<double> sorted = rates;
    std::ranges::sort(sorted);
    return sorted[sorted.size() / 2];
  }
};

void measure(std::vector<Contender>& contenders) {
  for (int round = 0; round < 5; ++round)
    for (Contender& contender : contenders) {
      const double begun = cpu_seconds();
      const double customers = contender.run();
      contender.rates.push_back(customers / (cpu_seconds() - begun));
    }
}

void print(const std::string& name, double rate, const std::string& note) {
  fmt::print("| {:<52} | {:>9.2f} M | {} |\n", name, rate / 1e6, note);
}

double tickets_of(const hallbook::Result<Report>& report) { return static_cast<double>(report->tickets); }

std::vector<Contender> hall_contenders(const Scenario& scenario, int days, const std::vector<DayTrace>& kept) {
  std::vector<Contender> contenders;
  for (const Path path : available_paths()) {
    contenders.push_back({fmt::format("hall, drawn, all figures ({})", path_name(path)),
                          [&, path, days] {
                            Budget budget = fixed_days(days);
                            budget.path = path;
                            return tickets_of(evaluate(scenario, scenario.layout, scenario.target, budget, 1));
                          },
                          {}});
    contenders.push_back({fmt::format("hall, replayed, daily sums ({})", path_name(path)),
                          [&, path] {
                            double tickets = 0;
                            for (const DaySums& day :
                                 quick_sums(scenario, scenario.layout, scenario.target, kept, false, path).days)
                              tickets += static_cast<double>(day.tickets);
                            return tickets;
                          },
                          {}});
  }
  contenders.push_back({"hall, replayed, general kernel (any feature, any size)",
                        [&] {
                          const Plan plan = make_plan(scenario, scenario.layout);
                          Workspace workspace{plan};
                          Outcome outcome;
                          double tickets = 0;
                          for (const DayTrace& day : kept) {
                            run_general(plan, day, workspace, outcome);
                            tickets += static_cast<double>(day.size());
                          }
                          return tickets;
                        },
                        {}});
  return contenders;
}

std::vector<Contender> reference_contenders(int days, reference::Figures& figures) {
  return {{"reference (priority_queue, deque, mt19937_64), drawn",
           [&figures, days] {
             reference::Hall hall{1};
             figures = {};
             for (int day = 0; day < days; ++day) hall.run(hall.draw(), figures);
             return static_cast<double>(figures.tickets);
           },
           {}}};
}

std::vector<Contender> pooled_contenders() {
  // W1: M/M/20, load 0.9, eight sequences of 190,000 customers.
  std::vector<Contender> contenders;
  for (const Path path : available_paths())
    contenders.push_back({fmt::format("pooled M/M/20, drawn ({})", path_name(path)),
                          [path] {
                            const PooledQueue queue{20, 18, Law{LawKind::exponential, 1, 0, {}}};
                            const auto means = pooled_mean_waits(queue, 8, 190'000, 0, 1, path);
                            return static_cast<double>(means->size()) * 190'000;
                          },
                          {}});
  return contenders;
}

/// Customers a second of the SimPy program, 0 when it is not installed.
double simpy_rate() {
  const std::string command = "/usr/bin/python3 " HALLBOOK_SOURCE "/bench/peers/hall_simpy.py 40 2>/dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  double rate = 0, wait = 0, within = 0, left = 0;
  const bool read = pipe != nullptr && std::fscanf(pipe, "%lf %lf %lf %lf", &rate, &wait, &within, &left) == 4;
  if (pipe != nullptr) pclose(pipe);
  if (read)
    fmt::print("SimPy: mean wait {:.2f} min, within 15 min {:.3f}, left {:.3f} (40 days)\n", wait, within, left);
  return read ? rate : 0;
}

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  const int days = argc > 1 ? std::max(50, std::atoi(argv[1])) : 1000;
  const Scenario scenario = fixture::hall_12x40();
  const std::vector<DayTrace> kept = draw_days(scenario, 1, 0, days);
  const auto report = evaluate(scenario, scenario.layout, scenario.target, fixed_days(days), 1);
  const double memory = peak_mib();
  reference::Figures figures;
  std::vector<Contender> hall = hall_contenders(scenario, days, kept), peers = reference_contenders(days, figures),
                         pooled = pooled_contenders();
  std::vector<Contender> all;
  for (auto* group : {&hall, &peers, &pooled}) all.insert(all.end(), group->begin(), group->end());
  measure(all);
  const double reference_rate = all[hall.size()].median();
  fmt::print("HALL-12x40, {} days, {:.0f} tickets; one thread, processor time, median of 5\n", days,
             static_cast<double>(report->tickets));
  fmt::print("ours: mean wait {:.3f} min, within 15 min {:.4f}, left {:.4f}; reference: {:.3f}, {:.4f}, {:.4f}\n",
             report->mean_wait_min.value, report->share_within_15.value, report->abandoned_share.value,
             figures.wait / static_cast<double>(figures.served),
             static_cast<double>(figures.within_15) / static_cast<double>(figures.served),
             static_cast<double>(figures.abandoned) / static_cast<double>(figures.tickets));
  const double simpy = simpy_rate();
  fmt::print("\n| {:<52} | {:>11} | ratios |\n|---|---:|---|\n", "work", "customers/s");
  for (const Contender& contender : all)
    print(contender.name, contender.median(),
          fmt::format("{:.1f} x reference{}", contender.median() / reference_rate,
                      simpy > 0 ? fmt::format(", {:.0f} x SimPy", contender.median() / simpy) : ""));
  if (simpy > 0)
    print("SimPy 3 (hand-written dispatcher)", simpy, fmt::format("{:.3f} x reference", simpy / reference_rate));
  else
    fmt::print("SimPy is not installed (Debian: python3-simpy3)\n");
  fmt::print("peak memory with {} days kept: {:.0f} MiB\n", days, memory);
}
