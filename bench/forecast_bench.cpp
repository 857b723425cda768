// How far each way of looking ahead misses months that were held out, beside R's forecast package on the same months.
//   forecast_bench [N]      N series of each of six kinds (default 10); 31 months known, the five after them added up
// The series are made here with a fixed seed: steady, growing, seasonal, of few pieces, with a step, with working days. R is
// started once and told the working days, too. Its ets() takes half a second a series, so N is small; each row is printed
// as soon as it is there.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cmath>
#include <fstream>

#include "base/rng.h"
#include "bench/measure.h"
#include "indicators/forecast.h"

namespace {

using hallbook::Rng;
using hallbook::indicators::MonthFigure;

constexpr int first_month = 2024 * 12;
constexpr std::size_t months = 36, known = 31;  // five months of the third year are held out

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

using AllSeries = std::vector<std::vector<MonthFigure>>;

/// Mean absolute misses in percent, kind by kind and over all of them.
class Misses {
 public:
  Misses(const AllSeries& all, std::size_t each_kind) : all_{all}, each_{each_kind} {
    fmt::print("mean absolute miss of five held-out months, in percent; {} series of a kind\n{:20}", each_, "");
    for (const auto* kind : kinds) fmt::print("{:>21}", kind);
    fmt::print("{:>9}\n", "all");
    std::fflush(stdout);
  }

  /// Returns the miss over all kinds.
  double print(std::string_view way, const std::vector<double>& said) const {
    fmt::print("{:20}", way);
    double whole = 0;
    for (std::size_t kind = 0; kind < std::size(kinds); ++kind) {
      double miss = 0;
      for (std::size_t i = kind * each_; i < (kind + 1) * each_; ++i) {
        double real = 0;
        for (std::size_t m = known; m < months; ++m) real += all_[i][m].value;
        miss += std::abs(said[i] - real) / real / static_cast<double>(each_);
      }
      whole += miss / static_cast<double>(std::size(kinds));
      fmt::print("{:>21.2f}", miss * 100);
    }
    fmt::print("{:>9.2f}\n", whole * 100);
    std::fflush(stdout);
    return whole;
  }

 private:
  const AllSeries& all_;
  const std::size_t each_;
};

void write_rates(const std::filesystem::path& file, const AllSeries& all) {
  std::ofstream out{file};
  for (const auto& one : all) {
    for (std::size_t i = 0; i < known; ++i) fmt::print(out, "{}{}", i == 0 ? "" : ",", one[i].value / one[i].workdays);
    fmt::print(out, "\n");
  }
}

/// R's rows, printed as they come. Returns the least miss of a method that answered everything; 0 without R.
double print_peer(const AllSeries& all, const Misses& misses) {
  const auto file = std::filesystem::temp_directory_path() / fmt::format("forecast_bench_{}.csv", ::getpid());
  write_rates(file, all);
  std::string days;
  for (std::size_t i = known; i < months; ++i) days += fmt::format("{}{}", days.empty() ? "" : ",", workdays(i));
  const std::string command =
      fmt::format("Rscript {}/bench/peers/forecast.R {} {} 2>/dev/null", HALLBOOK_SOURCE, file.string(), days);
  FILE* pipe = ::popen(command.c_str(), "r");
  double least = 0;
  std::vector<double> said;
  char name[64], value[64];
  while (pipe != nullptr && std::fscanf(pipe, "%63s %63s", name, value) == 2) {
    said.push_back(std::strtod(value, nullptr));  // "NA" reads as 0 and is told by its letters
    if (value[0] == 'N') said.back() = std::nan("");
    if (said.size() < all.size()) continue;
    if (std::ranges::none_of(said, [](double one) { return std::isnan(one); })) {
      const double miss = misses.print(name, said);
      least = least > 0 ? std::min(least, miss) : miss;
    } else {
      fmt::print("{:20} gave up on some series\n", name);
    }
    said.clear();
  }
  if (pipe != nullptr) ::pclose(pipe);
  std::filesystem::remove(file);
  return least;
}

}  // namespace

int main(int argc, char** argv) {
  const auto each_kind = static_cast<std::size_t>(argc > 1 ? std::clamp(std::atoi(argv[1]), 1, 1000) : 10);
  Rng rng{20261128};
  AllSeries all;
  for (std::size_t kind = 0; kind < std::size(kinds); ++kind)
    for (std::size_t i = 0; i < each_kind; ++i) all.push_back(series(rng, kind));
  const Misses misses{all, each_kind};
  const auto begin = hallbook::bench::Instants::now();
  std::size_t asked = 0;
  double ours = 0;
  for (const char* way : {"run_rate", "last_year", "smoothing", "chosen"}) {
    std::vector<double> said;
    for (const auto& one : all) said.push_back(hallbook::indicators::predicted_sum(way, one, known, months - known));
    asked += said.size();
    ours = misses.print(std::string{"hallbook_"} + way, said);
  }
  const double seconds = hallbook::bench::Instants::now().wall - begin.wall;
  fmt::print("hallbook: {} forecasts in {:.1f} ms\n", asked, seconds * 1e3);
  std::fflush(stdout);
  if (const double theirs = print_peer(all, misses); theirs > 0)
    fmt::print("hallbook_chosen misses by {:.2f} of what the best of R does (goal: <= 1.1)\n", ours / theirs);
  else
    fmt::print("R's forecast package is not installed (Debian: r-cran-forecast)\n");
}
