// The exact formulas beside octave-queueing (packages.txt, [bench]), and what they cost. Without octave-cli the second opinion is left out and said so.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <string>

#include "queueing/erlang.h"
#include "queueing/md_c.h"
#include "queueing/priorities.h"
#include "queueing/transient.h"

namespace {

using namespace hallbook::queueing;
using Clock = std::chrono::steady_clock;

double ours(const std::string& name, int windows, double load) {
  if (name == "erlang_b") return erlang_b(windows, load).value();
  if (name == "erlang_c") return erlang_c(windows, load).value();
  if (name == "mean_wait") return erlang({ErlangModel::c, windows, load, 0, {}})->mean_wait;
  return mg1_mean_wait(load / 12, 12, 0.8).value();
}

std::string octave_output() {
  const std::string command = "octave-cli --norc --quiet '" HALLBOOK_SOURCE "/bench/peers/exact_octave.m' 2>/dev/null";
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, got);
  ::pclose(pipe);
  return text;
}

void second_opinion() {
  std::istringstream lines{octave_output()};
  std::string name;
  int windows = 0, rows = 0;
  double load = 0, value = 0, worst = 0;
  while (lines >> name >> windows >> load >> value) {
    if (rows++ == 0)
      fmt::print("{:<10} {:>7} {:>6} {:>22} {:>22} {:>10}\n", "formula", "windows", "load", "hallbook",
                 "octave-queueing", "relative");
    const double mine = ours(name, windows, load), off = std::abs(mine - value) / std::abs(value);
    worst = std::max(worst, off);
    fmt::print("{:<10} {:>7} {:>6g} {:>22.16g} {:>22.16g} {:>10.1e}\n", name, windows, load, mine, value, off);
  }
  if (rows == 0)
    fmt::print("octave-queueing: not installed (apt-get install octave octave-queueing)\n");
  else
    fmt::print("octave-queueing: {} rows, largest relative difference {:.1e}\n", rows, worst);
}

template <class Work>
void cost(const char* what, int times, const Work& work) {
  const auto start = Clock::now();
  double sum = 0;
  for (int i = 0; i < times; ++i) sum += work();
  const double us = std::chrono::duration<double, std::micro>(Clock::now() - start).count() / times;
  fmt::print("{:<44} {:>12.1f} us   ({:.6g})\n", what, us, sum / times);
}

}  // namespace

int main() {
  second_opinion();
  cost("Erlang C, 2,000 windows", 200, [] { return erlang_c(2000, 1980).value(); });
  cost("Erlang A with waits, 45 windows", 200, [] { return erlang({ErlangModel::a, 45, 44, 3.3, 0.83})->p_within; });
  cost("M/D/c, 40 windows, distribution", 20, [] { return MdcQueue::make(40, 38)->p_wait(); });
  cost("day of a pooled station, 40 windows, lunch", 3, [] {
    return transient({{{0, 180, 2, 40, 0}, {180, 225, 2, 20, 20}, {225, 480, 2, 40, 0}}, 18.8, 60})->mean_wait_min;
  });
}
