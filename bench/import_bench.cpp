// What an import costs beside raw prepared inserts of the same rows into the same tables (synchronous=FULL, one
// transaction): read, validate, seal, store, index, roll up, evidence and journal, all included.
//   import_bench [ROWS …]     default 195000 1000000; the register of cases, as the platform's export (CSV)
// Every measurement runs in a process of its own, so that its peak memory is its own.
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "identity/unit.h"
#include "registers/transfer.h"

namespace {

namespace fs = std::filesystem;
using namespace hallbook;

struct Measured {
  double seconds = 0;
  std::uint64_t rows = 0;
  long peak_kib = 0;
};
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Runs `work` in a child and brings its figures back through a pipe.
template <class Work>
Measured in_child(const Work& work) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error{"pipe"};
  std::fflush(stdout);
  if (::fork() == 0) {
    Measured measured;
    try {
      work(measured);
    } catch (const std::exception& fault) {
      fmt::print(stderr, "{}\n", fault.what());
      ::_exit(1);
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    measured.peak_kib = usage.ru_maxrss;
    const bool told = ::write(ends[1], &measured, sizeof measured) == sizeof measured;
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  Measured measured;
  const bool told = ::read(ends[0], &measured, sizeof measured) == sizeof measured;
  ::close(ends[0]);
  int status = 0;
  ::wait(&status);
  if (!told || status != 0) throw std::runtime_error{"a measurement failed"};
  return measured;
}

void write_cases(const fs::path& file, std::uint64_t rows) {
  static constexpr const char* items[] = {"食品经营许可（新办）", "居住证办理", "社会保险登记", "不动产登记",
                                          "个体工商户设立登记"};
  static constexpr const char* departments[] = {"市场监管局", "公安分局", "人力资源和社会保障局", "自然资源局"};
  static constexpr const char* channels[] = {"窗口", "网上", "移动端", "自助终端"};
  std::ofstream out{file};
  out << "办件编号,数据来源,事项名称,受理部门,窗口,区域,申请渠道,申请时间,受理时间,办结时间,承诺时限（工作日）\n";
  for (std::uint64_t at = 0; at < rows; ++at) {
    const auto day = fmt::format("2026-{:02}-{:02}", at * 12 / rows + 1, at * 336 / rows % 28 + 1);
    const char zone = static_cast<char>('A' + at * 7 % 6);
    out << fmt::format("530121-{}-{:07},政务平台,{},{},{}{:02},{}区,{},{} 09:12:00,{} 09:15:30,{} 16:40:00,{}\n", day,
                       at, items[at * 3 % 5], departments[at % 4], zone, at % 20, zone, channels[at * 5 % 4], day, day,
                       day, at % 5);
  }
}

std::string read_all(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error{result.error().message.en};
  return std::move(*result);
}

void import_cases(const fs::path& folder, const fs::path& file, Measured& measured) {
  auto data = must(journal::DataDir::create(folder));
  const Instant now{std::chrono::sys_days{make_date(2026, 12, 31)}};
  const auto unit = must(data->write([&](journal::Books& books) {
    return identity::found_unit(books, {"bench"}, now, {{}, {}, "11530121MB198972XH", "示例", true});
  }));
  const registers::Acting acting{unit.id, {"bench"}, now, &data->keys()};
  const auto definition = must(data->write([&](journal::Books& books) {
    return registers::adopt_register(books, acting, read_all(HALLBOOK_SOURCE "/definitions/registers/cases.toml"));
  }));
  const auto start = Clock::now();
  const auto result = must(registers::import_file(*data, acting, definition, file, {}));
  measured.seconds = since(start);
  measured.rows = result.stored;
  if (!result.problems.empty()) throw std::runtime_error{result.problems[0].refusal.message.en};
}

class Sqlite {
 public:
  explicit Sqlite(const fs::path& file) {
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error{"sqlite3_open"};
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
  }
  ~Sqlite() { sqlite3_close(db_); }
  void run(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error{sql + ": " + sqlite3_errmsg(db_)};
  }
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(db_)};
    return statement;
  }

 private:
  sqlite3* db_ = nullptr;
};

struct Table {
  std::string name;
  std::vector<std::vector<sqlite3_value*>> rows;
};

/// The tables and indexes of the register, and their rows in memory.
std::vector<Table> load(Sqlite& from, Sqlite& into) {
  std::vector<Table> tables;
  auto* schema = from.prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('entry_cases', 'rollup_cases', "
      "'monthly_cases') AND sql IS NOT NULL ORDER BY type DESC");
  while (sqlite3_step(schema) == SQLITE_ROW) {
    into.run(reinterpret_cast<const char*>(sqlite3_column_text(schema, 2)));
    if (std::string_view{reinterpret_cast<const char*>(sqlite3_column_text(schema, 0))} == "table")
      tables.push_back({reinterpret_cast<const char*>(sqlite3_column_text(schema, 1)), {}});
  }
  sqlite3_finalize(schema);
  for (Table& table : tables) {
    auto* all = from.prepare("SELECT * FROM " + table.name);
    while (sqlite3_step(all) == SQLITE_ROW) {
      auto& row = table.rows.emplace_back();
      for (int column = 0; column < sqlite3_column_count(all); ++column)
        row.push_back(sqlite3_value_dup(sqlite3_column_value(all, column)));
    }
    sqlite3_finalize(all);
  }
  return tables;
}

void insert_raw(const fs::path& imported, const fs::path& file, Measured& measured) {
  Sqlite from{imported}, into{file};
  const auto tables = load(from, into);
  const auto start = Clock::now();
  into.run("BEGIN IMMEDIATE");
  for (const Table& table : tables) {
    if (table.rows.empty()) continue;
    std::string places = "?";
    for (std::size_t column = 1; column < table.rows[0].size(); ++column) places += ",?";
    auto* insert = into.prepare("INSERT INTO " + table.name + " VALUES (" + places + ")");
    for (const auto& row : table.rows) {
      for (std::size_t column = 0; column < row.size(); ++column)
        sqlite3_bind_value(insert, static_cast<int>(column) + 1, row[column]);
      if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error{"insert"};
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    if (table.name == "entry_cases") measured.rows = table.rows.size();
  }
  into.run("COMMIT");
  measured.seconds = since(start);
}

void measure(const fs::path& root, std::uint64_t rows) {
  const fs::path csv = root / "cases.csv", data = root / "data", raw = root / "raw.db";
  for (const auto& old : {data, raw, root / "raw.db-wal", root / "raw.db-shm"}) fs::remove_all(old);
  write_cases(csv, rows);
  const Measured import = in_child([&](Measured& measured) { import_cases(data, csv, measured); });
  const Measured inserts = in_child([&](Measured& measured) { insert_raw(data / "hallbook.db", raw, measured); });
  const auto mib = [](long kib) { return static_cast<double>(kib) / 1024; };
  fmt::print("{:>9} | {:>9.2f} | {:>9.0f} | {:>9.1f} | {:>9.2f} | {:>9.0f} | {:>6.2f}\n", import.rows, import.seconds,
             static_cast<double>(import.rows) / import.seconds, mib(import.peak_kib), inserts.seconds,
             static_cast<double>(inserts.rows) / inserts.seconds, import.seconds / inserts.seconds);
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path root = fs::temp_directory_path() / fmt::format("import-bench-{}", ::getpid());
  fs::create_directories(root);
  ::setenv("HALLBOOK_KEYS", (root / "keys").c_str(), 1);
  std::vector<std::uint64_t> sizes;
  for (int at = 1; at < argc; ++at) sizes.push_back(std::strtoull(argv[at], nullptr, 10));
  if (sizes.empty()) sizes = {195'000, 1'000'000};
  fmt::print("import of cases (goal: ratio <= 2.5, peak <= 150 MiB)\n");
  fmt::print("{:>9} | {:>9} | {:>9} | {:>9} | {:>9} | {:>9} | {:>6}\n", "rows", "import s", "rows/s", "peak MiB",
             "raw s", "rows/s", "ratio");
  int code = 0;
  try {
    for (const auto rows : sizes) measure(root, rows);
  } catch (const std::exception& fault) {
    fmt::print(stderr, "import_bench: {}\n", fault.what());
    code = 1;
  }
  fs::remove_all(root);
  return code;
}
