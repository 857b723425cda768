#include "queueing/simulation.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>

namespace hallbook::queueing {

/// What a thread owns: buffers and counts for each layout.
struct Simulation::Worker {
  Worker(const Scenario& scenario, std::vector<LayoutRun>& runs, const Target& target) {
    for (LayoutRun& run : runs) {
      workspaces.emplace_back(run.plan);
      tallies.push_back(std::make_unique<Tally>(scenario, run.plan, target));
    }
  }
  DayTrace buffer;
  Outcome outcome;
  std::vector<Workspace> workspaces;
  std::vector<std::unique_ptr<Tally>> tallies;
  std::exception_ptr fault;
};

Simulation::Simulation(const Scenario& scenario, std::span<const Layout> layouts, const Target& target,
                       DaySource source)
    : scenario_{scenario}, target_{target}, source_{std::move(source)} {
  layouts_.reserve(layouts.size());
  for (const Layout& layout : layouts) layouts_.emplace_back(scenario, layout, target);
}

void Simulation::run_block(Worker& worker, int first, int last, std::vector<BlockSums>& out, Path path) {
  for (auto& tally : worker.tallies) tally->begin_block();
  for (int day = first; day < last; ++day) {
    const DayTrace& trace = source_(day, worker.buffer);
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      run_day(layouts_[i].plan, trace, worker.workspaces[i], worker.outcome, path);
      worker.tallies[i]->add(trace, worker.outcome, layouts_[i].rows[static_cast<std::size_t>(day)]);
    }
  }
  for (std::size_t i = 0; i < layouts_.size(); ++i) worker.tallies[i]->end_block(out[i]);
}

void Simulation::run_to(int until, int threads, Path path) {
  const int first = days_;
  const int blocks = (until - first + block_days - 1) / block_days;
  std::vector<std::vector<BlockSums>> sums(static_cast<std::size_t>(blocks), std::vector<BlockSums>(layouts_.size()));
  for (LayoutRun& run : layouts_) run.rows.resize(static_cast<std::size_t>(until));
  std::vector<Worker> workers;
  const int count = std::clamp(threads, 1, std::max(1, blocks));
  for (int i = 0; i < count; ++i) workers.emplace_back(scenario_, layouts_, target_);
  std::atomic<int> next{0};
  const auto work = [&](Worker& worker) {
    try {
      for (int block; (block = next.fetch_add(1)) < blocks;)
        run_block(worker, first + block * block_days, std::min(until, first + (block + 1) * block_days),
                  sums[static_cast<std::size_t>(block)], path);
    } catch (...) {
      worker.fault = std::current_exception();
    }
  };
  std::vector<std::jthread> others;
  for (int i = 1; i < count; ++i) others.emplace_back(work, std::ref(workers[static_cast<std::size_t>(i)]));
  work(workers[0]);
  for (std::jthread& other : others) other.join();
  for (const Worker& worker : workers)
    if (worker.fault) std::rethrow_exception(worker.fault);
  // In the order of days, whoever ran them: sums of doubles come out the same.
  for (std::size_t i = 0; i < layouts_.size(); ++i) {
    LayoutRun& run = layouts_[i];
    run.sums.resize(static_cast<std::size_t>(run.groups.count()));
    for (const auto& block : sums) {
      for (std::size_t group = 0; group < run.sums.size(); ++group) run.sums[group].merge(block[i].groups[group]);
      run.quantiles.push_back(block[i].quantiles);
    }
    for (const Worker& worker : workers) {
      if (run.counts.fine.empty())
        run.counts = worker.tallies[i]->counts();
      else
        run.counts.merge(worker.tallies[i]->counts());
    }
  }
  days_ = until;
}

}  // namespace hallbook::queueing
