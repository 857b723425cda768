// 64 clerks ask for money of one line at once: durable decisions a second with group commit, beside the bare limit of the
// same machine: 64 writers who each append one journal line through the same group commit and decide nothing.
#include <atomic>
#include <thread>

#include "bench/measure.h"
#include "funds/funds_fixture.h"
#include "identity/adoption.h"

namespace {

using namespace hallbook;

constexpr int clerks = 64;
constexpr int each = 100;

/// `act(clerk, i)` by 64 threads that start together; decisions a second.
template <class Act>
double rate_of(const Act& act) {
  std::atomic<bool> go{false};
  std::vector<std::jthread> threads;
  for (int clerk = 0; clerk < clerks; ++clerk)
    threads.emplace_back([&, clerk] {
      go.wait(false);
      for (int i = 0; i < each; ++i) act(clerk, i);
    });
  const auto begin = bench::Instants::now().wall;
  go = true;
  go.notify_all();
  threads.clear();
  return clerks * each / (bench::Instants::now().wall - begin);
}

}  // namespace

int main() {
  // The line affords half of what is asked: as many requests as it affords hold their money, the others are refused.
  constexpr std::int64_t affordable = clerks * each / 2;
  funds::TestFunds hall;
  hall.budget({affordable});
  hall.plan();
  std::atomic<std::int64_t> held{0};
  const double asked = rate_of([&](int clerk, int) {
    const std::string who = clerk % 2 == 0 ? "li" : "wang";
    if (hall.ask(hall.content(1), who)) ++held;
  });
  const auto line = hall.line();
  ensure(held == affordable && line.held == Money::from_fen(affordable * 100) && line.free == Money{},
         "exactly the affordable number of requests succeeded");

  const double bare = rate_of([&](int, int i) {
    hall.data->write([&](journal::Books& books) {
      journal::append(books, hall.unit, {"cli:test"}, hall.at,
                      identity::DefinitionAdopted{"prices", "bare", std::to_string(i)});
    });
  });
  std::printf(
      "64 clerks on one line, %d requests, every other one affordable (goal: >= 5,000 durable decisions a second)\n",
      clerks * each);
  std::printf("| | a second | of the bare limit |\n|---|--:|--:|\n");
  std::printf("| requests decided and durable | %.0f | %.2f |\n", asked, asked / bare);
  std::printf("| bare: one journal line each, nothing decided | %.0f | 1 |\n", bare);
}
