// Evaluating all indicators of the founding project, warm inside the process, at 1, 10 and 100 demo years.
//   evaluate_bench [YEARS …]     default 1 10 100
// The demo year comes in through the real import. Earlier years are copies of its rows, rollups and catalogue made by SQL
// under their own ids, days and keys, as an import of those years would leave them: 24 million rows take minutes that way
// and hours by import. The journal does not know of the copies, so only figures are read here and nothing is verified.
#include <sqlite3.h>

#include <algorithm>

#include "base/embedded.h"
#include "bench/sample.h"
#include "dossier/projects.h"
#include "indicators/evaluation.h"

namespace {

namespace fs = std::filesystem;
using namespace hallbook;
using bench::Measured;

constexpr int demo_year = 2026;
constexpr int rounds = 200;

void found_sample(const bench::Folder& root) {
  auto hall = bench::found_hall(root / "data");
  bench::import_files(hall, bench::write_sample_files(root / "files"));
  const auto shipped = [](const char* ending) {
    return embedded_files(std::string{"definitions/projects/2026-window-service-fund"} + ending).front().text;
  };
  bench::must(hall.data->write([&](journal::Books& books) {
    return dossier::import_project(books, hall.unit, {"bench"}, hall.acting().at, shipped(".txt"), shipped(".toml"));
  }));
}

/// The hall's database without the program: to put copies of years into.
class Tables {
 public:
  explicit Tables(const fs::path& file) {
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error{"sqlite3_open"};
    run("PRAGMA cache_size = -200000; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
  }
  ~Tables() {
    sqlite3_exec(db_, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
    sqlite3_close(db_);
  }
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;

  void run(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error{sql.substr(0, 200) + ": " + sqlite3_errmsg(db_)};
  }
  std::vector<std::string> texts(const std::string& sql) {
    std::vector<std::string> found;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(db_)};
    while (sqlite3_step(statement) == SQLITE_ROW)
      found.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    return found;
  }

  /// The demo year's rows of one table once more, `back` years earlier. Days and case numbers hold the year.
  void copy(const std::string& table, int back) {
    std::string names, values;
    for (const auto& column : texts("SELECT name FROM pragma_table_info('" + table + "')")) {
      const std::string name = '"' + column + '"';
      std::string value = name;
      if (column == "entry_id")
        value = fmt::format("{} + {}", name, back * 10'000'000ll);
      else if (column == "valid_to")
        value = fmt::format("'{}-12-31'", demo_year - back);
      else if (column == "day" || column == "month" || column == "valid_from" || column == "case_no" ||
               column.ends_with("_on"))
        value = fmt::format("replace({}, '{}', '{}')", name, demo_year, demo_year - back);
      names += (names.empty() ? "" : ", ") + name;
      values += (values.empty() ? "" : ", ") + value;
    }
    const auto which = table.starts_with("entry_")    ? std::string{"entry_id < 10000000"}
                       : table.starts_with("rollup_") ? fmt::format("day GLOB '{}*'", demo_year)
                                                      : fmt::format("month GLOB '{}*'", demo_year);
    run(fmt::format("INSERT INTO {0} ({1}) SELECT {2} FROM {0} WHERE {3}", table, names, values, which));
  }

  std::uint64_t rows() {
    std::uint64_t sum = 0;
    for (const auto& table : registers())
      sum += std::stoull(texts("SELECT CAST(COUNT(*) AS TEXT) FROM entry_" + table).front());
    return sum;
  }
  std::vector<std::string> registers() { return texts("SELECT DISTINCT register FROM register_column"); }

 private:
  sqlite3* db_ = nullptr;
};

void grow(const fs::path& file, int from, int to) {
  Tables tables{file};
  for (int back = from; back < to; ++back) {
    tables.run("BEGIN");
    for (const auto& name : tables.registers())
      for (const char* table : {"entry_", "rollup_", "monthly_"}) tables.copy(table + name, back);
    tables.run("COMMIT");
  }
}

struct Figures {
  double load_ms = 0, best_ms = 0, median_ms = 0;
  double cpu_ms = 0;  // median; does not count the time that other programs take
  char value[64] = {};  // of the first indicator: the same at every size
};

Figures evaluate(const fs::path& folder) {
  Figures figures;
  const auto data = bench::must(journal::DataDir::open(folder, journal::Mode::read));
  const auto timed = [](const auto& work) {
    Measured measured;
    measured.time(work);
    return measured;
  };
  auto tx = data->read();
  const auto evaluator = indicators::Evaluator::load(tx, UnitId{1}, "").value();
  figures.load_ms = 1000 * timed([&] { (void)indicators::Evaluator::load(tx, UnitId{1}, "").value(); }).cpu_seconds;
  std::vector<double> walls, cpus;
  for (int round = 0; round < rounds; ++round) {
    const Measured one = timed([&] {
      auto now = data->read();
      const auto evaluation = evaluator.evaluate(now, evaluator.project().period.last);
      for (const auto& result : evaluation.indicators)
        if (!result.value) throw std::runtime_error{"an indicator has no value: " + result.status_reason.en};
      evaluation.indicators.front().value_printed.copy(figures.value, sizeof figures.value - 1);
    });
    walls.push_back(1000 * one.seconds);
    cpus.push_back(1000 * one.cpu_seconds);
  }
  std::ranges::sort(walls);
  std::ranges::sort(cpus);
  figures.best_ms = walls.front();
  figures.median_ms = walls[walls.size() / 2];
  figures.cpu_ms = cpus[cpus.size() / 2];
  return figures;
}

}  // namespace

int main(int argc, char** argv) try {
  std::vector<int> sizes;
  for (int at = 1; at < argc; ++at) sizes.push_back(std::atoi(argv[at]));
  if (sizes.empty()) sizes = {1, 10, 100};
  const bench::Folder root;
  bench::in_child([&](Measured&) { found_sample(root); });
  const fs::path file = root / "data" / "hallbook.db";
  fmt::print("evaluating all seven indicators, {} times (goal: <= 5 ms, not growing)\n", rounds);
  fmt::print("{:>6} {:>10} {:>9} | {:>8} {:>9} {:>9} | {:>8} | {}\n", "years", "rows", "MiB", "best ms", "median ms",
             "cpu ms", "load ms", "first value");
  for (int have = 1; const int years : sizes) {
    bench::in_child([&](Measured&) { grow(file, have, years); });
    have = std::max(have, years);
    const std::uint64_t rows = bench::in_child([&](Measured& measured) { measured.rows = Tables{file}.rows(); }).rows;
    const Figures figures = evaluate(root / "data");
    fmt::print("{:>6} {:>10} {:>9.0f} | {:>8.2f} {:>9.2f} {:>9.2f} | {:>8.2f} | {}\n", years, rows,
               static_cast<double>(fs::file_size(file)) / (1 << 20), figures.best_ms, figures.median_ms, figures.cpu_ms,
               figures.load_ms, figures.value);
    std::fflush(stdout);
  }
  return 0;
} catch (const std::exception& fault) {
  fmt::print(stderr, "evaluate_bench: {}\n", fault.what());
  return 1;
}
