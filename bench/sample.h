#pragma once
// The demo's sample year for benchmarks: its files, a founded hall, the import that everybody uses.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "app/demo_files.h"
#include "app/shipped.h"
#include "bench/measure.h"
#include "identity/unit.h"
#include "registers/transfer.h"

namespace hallbook::bench {

/// A data directory with one hall that has adopted everything that ships.
struct Hall {
  std::unique_ptr<journal::DataDir> data;
  UnitId unit;
  registers::Acting acting() const {
    return {unit, {"bench"}, Instant{std::chrono::sys_days{make_date(2026, 12, 31)}}, &data->keys()};
  }
};

inline Hall found_hall(const std::filesystem::path& folder) {
  Hall hall{must(journal::DataDir::create(folder)), {}};
  const auto at = hall.acting().at;
  hall.unit = must(hall.data->write([&](journal::Books& books) {
                return identity::found_unit(books, {"bench"}, at, {{}, {}, "11530121MB198972XH", "示例", true});
              })).id;
  must(hall.data->write([&](journal::Books& books) { return app::adopt_shipped(books, hall.acting()); }));
  return hall;
}

/// Writes the sample files of 2026 as `demo` does.
inline std::vector<app::SampleFile> write_sample_files(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  app::SampleYear sample = must(app::sample_year(app::shipped_calendar(), 2026, 7920, folder));
  std::vector<app::SampleFile> files;
  for (const auto write : {app::write_items, app::write_cases_and_ratings, app::write_counters, app::write_mailings,
                           app::write_office, app::write_people})
    for (auto& file : must(write(sample))) files.push_back(std::move(file));
  return files;
}

/// Returns the rows stored; every row must be.
inline std::uint64_t import_files(Hall& hall, const std::vector<app::SampleFile>& files) {
  std::uint64_t rows = 0;
  for (const auto& file : files) {
    auto tx = hall.data->read();
    const auto definition = must(registers::find_register(tx, hall.unit, file.register_name));
    registers::ImportOptions how;
    how.source = file.source;
    const auto result = must(registers::import_file(*hall.data, hall.acting(), definition, file.file, how));
    if (!result.problems.empty()) throw std::runtime_error{result.problems[0].refusal.message.en};
    rows += result.stored;
  }
  return rows;
}

/// The demo's cases over and over under new case numbers until there are `rows` of them.
inline void repeat_cases(const std::filesystem::path& sample, const std::filesystem::path& into, std::uint64_t rows) {
  std::ofstream out{into, std::ios::binary};
  std::uint64_t written = 0;
  for (int copy = 0; written < rows; ++copy) {
    std::ifstream in{sample, std::ios::binary};
    std::string line;
    for (bool heading = true; written < rows && std::getline(in, line); heading = false) {
      if (heading && copy > 0) continue;
      const auto number = line.find(",SL2026");
      if (number != std::string::npos) line.replace(number, 7, fmt::format(",S{:03}-26", copy));
      out << line << '\n';
      written += !heading;
    }
  }
  if (!out.flush()) throw std::runtime_error{"cannot write " + into.string()};
}

}  // namespace hallbook::bench
