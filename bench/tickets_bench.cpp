// Goal G7: a year of queue tickets (190,000 rows) read, repaired and estimated in at most 2 s and 200 MB, beside what it
// costs to read the same file line by line and cut it at the commas. Usage: tickets_bench [DAYS] (250).
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "bench/measure.h"
#include "hall/estimate.h"
#include "hall/ticket_reading.h"
#include "tests/hall/synthetic.h"

namespace {

using namespace hallbook;
namespace fs = std::filesystem;

/// Reads every line and counts its commas: the floor under any reader of the file.
void read_plainly(const fs::path& file, bench::Measured& measured) {
  measured.time([&] {
    std::ifstream in{file};
    std::string line;
    std::uint64_t commas = 0;
    while (std::getline(in, line)) {
      for (std::size_t at = line.find(','); at != std::string::npos; at = line.find(',', at + 1)) ++commas;
      ++measured.rows;
    }
    if (commas == 0) throw std::runtime_error{"no columns"};
  });
}

void ingest(const fs::path& file, bool estimated, bench::Measured& measured) {
  measured.time([&] {
    auto raw = hall::read_ticket_file(file, {});
    if (!raw) throw std::runtime_error{raw.error().message.en};
    measured.rows = raw->rows.size();
    const auto report = hall::report_tickets(std::move(*raw), {}, make_date(2027, 12, 31));
    if (!report) throw std::runtime_error{report.error().message.en};
    if (!estimated) return;
    const auto estimation = hall::estimate(*report, {});
    if (!estimation) throw std::runtime_error{estimation.error().message.en};
  });
}

template <class Work>
void print(const char* what, const Work& work) {
  bench::Measured best = bench::in_child(work);
  for (int round = 0; round < 4; ++round) best = bench::best(best, bench::in_child(work));
  fmt::print("| {:<44} | {:>8} | {:>6.2f} s | {:>6.2f} s | {:>6.0f} MiB |\n", what, best.rows, best.seconds,
             best.cpu_seconds, best.peak_mib());
}

}  // namespace

int main(int argc, char** argv) try {
  const int days = argc > 1 ? std::atoi(argv[1]) : 250;
  const bench::Folder root;
  const auto hall = synthetic::twelve_items();
  {
    const bench::Measured made = bench::in_child([&](bench::Measured&) {
      synthetic::write_csv((root / "tickets.csv").string(), synthetic::rows_of(synthetic::simulate(hall, days, 1)));
    });
    static_cast<void>(made);
  }
  fmt::print(
      "tickets (goal G7: estimate <= 2 s, <= 200 MiB; best of 5)\n| work | rows | wall | cpu | peak "
      "|\n|---|---|---|---|---|\n");
  print("read lines, find commas (the floor)", [&](bench::Measured& m) { read_plainly(root / "tickets.csv", m); });
  print("read, repair, waits, staffing", [&](bench::Measured& m) { ingest(root / "tickets.csv", false, m); });
  print("the same, and estimated", [&](bench::Measured& m) { ingest(root / "tickets.csv", true, m); });
  return 0;
} catch (const std::exception& fault) {
  fmt::print(stderr, "tickets_bench: {}\n", fault.what());
  return 1;
}
