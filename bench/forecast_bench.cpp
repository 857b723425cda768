// How far each way of looking ahead misses months that were held out, beside R's forecast package on the same months.
//   forecast_bench      240 series of 31 months: 24 to 28 known, the rest of the year added up
// The series are made here with a fixed seed: steady, growing, seasonal, of few pieces, with a step, with working days.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cmath>
#include <fstream>
#include <map>

#include "base/rng.h"
#include "bench/measure.h"
#include "indicators/forecast.h"

namespace {

using hallbook::Rng;
using hallbook::indicators::MonthFigure;

constexpr int first_month = 2024 * 12;
constexpr std::size_t months = 36, known = 31;  // five months of the third year are held out
constexpr int each_kind = 40;

double uniform(Rng& rng) { return static_cast<double>(rng.next() >> 11) / 9007199254740992.0; }
double normal(Rng& rng) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += uniform(rng);
  return sum;
}

/// 国庆、春节 and the length of months, as a hall's calendar has them.
int workdays(std::size_t month) {
  static constexpr int days[] = {21, 17, 22, 21, 20, 21, 23, 21, 22, 18, 21, 22};
  return days[month % 12];
}

constexpr const char* kinds[] = {"steady", "growing", "seasonal", "few pieces", "step", "seasonal and growing"};

std::vector<MonthFigure> series(Rng& rng, std::size_t kind) {
  std::vector<MonthFigure> made;
  for (std::size_t i = 0; i < months; ++i) {
    const double season = 1 + 0.25 * std::sin(static_cast<double>(i % 12) / 12 * 6.2831853);
    const double growth = 1 + 0.015 * static_cast<double>(i);
    double rate = 700;
    if (kind == 1 || kind == 5) rate *= growth;
    if (kind == 2 || kind == 5) rate *= season;
    if (kind == 4 && i >= 20) rate *= 1.3;
    double value = rate * workdays(i) * (1 + 0.06 * normal(rng));
    if (kind == 3) value = std::max(0.0, std::round(18 + std::sqrt(18) * normal(rng)));
    made.push_back({first_month + static_cast<int>(i), value, workdays(i)});
  }
  return made;
}

/// Rows of the peer's answer: series number → what it says, by method.
std::map<std::string, std::vector<double>> peer(const std::filesystem::path& file) {
  std::map<std::string, std::vector<double>> said;
  const std::string command =
      fmt::format("Rscript {}/bench/peers/forecast.R {} 2>/dev/null", HALLBOOK_SOURCE, file.string());
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return said;
  char name[64];
  double value = 0;
  while (std::fscanf(pipe, "%63s %lf", name, &value) == 2) said[name].push_back(value);
  ::pclose(pipe);
  return said;
}

}  // namespace

int main() {
  Rng rng{20261128};
  std::vector<std::vector<MonthFigure>> all;
  for (std::size_t kind = 0; kind < std::size(kinds); ++kind)
    for (int i = 0; i < each_kind; ++i) all.push_back(series(rng, kind));
  const auto file = std::filesystem::temp_directory_path() / fmt::format("forecast_bench_{}.csv", ::getpid());
  {
    std::ofstream out{file};
    for (const auto& one : all) {
      for (std::size_t i = 0; i < known; ++i) fmt::print(out, "{}{}", i == 0 ? "" : ",", one[i].value);
      fmt::print(out, "\n");
    }
  }
  auto said = peer(file);
  std::filesystem::remove(file);
  const bool with_peer = !said.empty();
  const auto begin = hallbook::bench::Instants::now();
  for (const char* way : {"run_rate", "last_year", "smoothing"})
    for (const auto& one : all)
      said[std::string{"hallbook_"} + way].push_back(
          hallbook::indicators::predicted_sum(way, one, known, months - known));
  const double seconds = hallbook::bench::Instants::now().wall - begin.wall;

  fmt::print("mean absolute miss of five held-out months, in percent\n{:24}", "");
  for (const auto* kind : kinds) fmt::print("{:>22}", kind);
  fmt::print("\n");
  for (const auto& [way, values] : said) {
    if (values.size() != all.size()) continue;
    fmt::print("{:24}", way);
    for (std::size_t kind = 0; kind < std::size(kinds); ++kind) {
      double miss = 0;
      for (std::size_t i = kind * each_kind; i < (kind + 1) * each_kind; ++i) {
        double real = 0;
        for (std::size_t m = known; m < months; ++m) real += all[i][m].value;
        miss += std::abs(values[i] - real) / real / each_kind;
      }
      fmt::print("{:>22.2f}", miss * 100);
    }
    fmt::print("\n");
  }
  fmt::print("hallbook: {} forecasts in {:.1f} ms\n", 3 * all.size(), seconds * 1e3);
  if (!with_peer) fmt::print("R's forecast package is not installed (Debian: r-cran-forecast)\n");
}
