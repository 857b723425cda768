// What an import costs beside raw prepared inserts of the same rows into the same tables, with the same settings of the
// file and as many transactions: read, validate, seal, store, index, roll up, evidence and journal, all included.
//   import_bench [ROWS]     the demo year (best of 3), then ROWS cases (default 1000000)
#include <sqlite3.h>

#include "bench/sample.h"

namespace {

namespace fs = std::filesystem;
using namespace hallbook;
using bench::Measured;

class Sqlite {
 public:
  explicit Sqlite(const fs::path& file) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;  // as platform/db opens it
    if (sqlite3_open_v2(file.c_str(), &db_, flags, nullptr) != SQLITE_OK) throw std::runtime_error{"sqlite3_open"};
    run("PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA cache_size = -32000;"
        "PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864; PRAGMA synchronous = FULL");
  }
  ~Sqlite() { sqlite3_close(db_); }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  void run(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error{sql + ": " + sqlite3_errmsg(db_)};
  }
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(db_)};
    return statement;
  }

 private:
  sqlite3* db_ = nullptr;
};

/// A value of a row in memory: an integer, or `size` bytes from `at` on.
struct Field {
  int type = SQLITE_NULL;
  int size = 0;
  std::int64_t at = 0;
};

/// One table with its rows in memory, in the order of its key.
struct Table {
  std::string name;
  std::size_t columns = 0;
  std::vector<Field> fields;
  std::string bytes;
};

Table load(Sqlite& from, const std::string& name) {
  Table table{name, 0, {}, {}};
  auto* all = from.prepare("SELECT * FROM " + name);
  table.columns = static_cast<std::size_t>(sqlite3_column_count(all));
  while (sqlite3_step(all) == SQLITE_ROW)
    for (int column = 0; column < static_cast<int>(table.columns); ++column) {
      Field field{sqlite3_column_type(all, column), 0, 0};
      if (field.type == SQLITE_INTEGER) {
        field.at = sqlite3_column_int64(all, column);
      } else if (field.type != SQLITE_NULL) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(all, column));
        field.size = sqlite3_column_bytes(all, column);
        field.at = static_cast<std::int64_t>(table.bytes.size());
        if (field.size > 0) table.bytes.append(bytes, static_cast<std::size_t>(field.size));
      }
      table.fields.push_back(field);
    }
  sqlite3_finalize(all);
  return table;
}

/// Makes the tables of the registers with their indexes in `into`, and brings their rows into memory.
std::vector<Table> load_all(Sqlite& from, Sqlite& into) {
  std::vector<Table> tables;
  auto* schema = from.prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND (tbl_name GLOB 'entry_*' OR tbl_name GLOB "
      "'rollup_*' OR tbl_name GLOB 'monthly_*') ORDER BY type DESC, name");
  const auto text = [&](int column) {
    return std::string{reinterpret_cast<const char*>(sqlite3_column_text(schema, column))};
  };
  while (sqlite3_step(schema) == SQLITE_ROW) {
    into.run(text(2));
    if (text(0) == "table") tables.push_back(load(from, text(1)));
  }
  sqlite3_finalize(schema);
  return tables;
}

void bind(sqlite3_stmt* insert, int place, const Table& table, const Field& field) {
  const char* bytes = table.bytes.data() + field.at;
  if (field.type == SQLITE_INTEGER)
    sqlite3_bind_int64(insert, place, field.at);
  else if (field.type == SQLITE_TEXT)
    sqlite3_bind_text(insert, place, bytes, field.size, SQLITE_STATIC);
  else if (field.type == SQLITE_BLOB)
    sqlite3_bind_blob(insert, place, bytes, field.size, SQLITE_STATIC);
  else
    sqlite3_bind_null(insert, place);
}

void insert_rows(Sqlite& into, const Table& table) {
  std::string places = "?";
  for (std::size_t column = 1; column < table.columns; ++column) places += ",?";
  auto* insert = into.prepare("INSERT INTO " + table.name + " VALUES (" + places + ")");
  for (std::size_t at = 0; at < table.fields.size(); at += table.columns) {
    for (std::size_t column = 0; column < table.columns; ++column)
      bind(insert, static_cast<int>(column) + 1, table, table.fields[at + column]);
    if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error{"insert"};
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
}

/// A transaction for each register, as an import is one; its rollups and keys in it.
void insert_raw(const fs::path& imported, const fs::path& file, Measured& measured) {
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(fs::path{file} += ending);
  Sqlite from{imported}, into{file};
  const auto tables = load_all(from, into);
  measured.time([&] {
    for (const Table& entries : tables) {
      if (!entries.name.starts_with("entry_") || entries.fields.empty()) continue;
      into.run("BEGIN IMMEDIATE");
      insert_rows(into, entries);
      for (const Table& rollups : tables)
        if (rollups.name == "rollup_" + entries.name.substr(6) || rollups.name == "monthly_" + entries.name.substr(6))
          insert_rows(into, rollups);
      into.run("COMMIT");
      if (entries.name != "entry_key") measured.rows += entries.fields.size() / entries.columns;
    }
  });
}

void import_into(const fs::path& folder, const std::vector<app::SampleFile>& files, Measured& measured) {
  fs::remove_all(folder);
  auto hall = bench::found_hall(folder);
  measured.time([&] { measured.rows = bench::import_files(hall, files); });
}

void print(const char* what, const Measured& import, const Measured& raw) {
  if (import.rows != raw.rows) throw std::runtime_error{"the tables hold other rows than were imported"};
  fmt::print("{:<12} {:>9} | {:>8.2f} {:>8.2f} {:>9.0f} {:>9.1f} | {:>8.2f} {:>8.2f} {:>9.0f} | {:>6.2f} {:>6.2f}\n",
             what, import.rows, import.seconds, import.cpu_seconds, import.rows_per_second(), import.peak_mib(),
             raw.seconds, raw.cpu_seconds, raw.rows_per_second(), import.seconds / raw.seconds,
             import.cpu_seconds / raw.cpu_seconds);
}

void measure(const bench::Folder& root, const char* what, const std::vector<app::SampleFile>& files, int rounds) {
  Measured import, raw;
  for (int round = 0; round < rounds; ++round) {
    const auto data = root / "data";
    const auto one = bench::in_child([&](Measured& measured) { import_into(data, files, measured); });
    const auto other = bench::in_child([&](Measured& m) { insert_raw(data / "hallbook.db", root / "raw.db", m); });
    import = round == 0 ? one : bench::best(import, one);
    raw = round == 0 ? other : bench::best(raw, other);
  }
  print(what, import, raw);
}

}  // namespace

int main(int argc, char** argv) try {
  const bench::Folder root;
  const auto files = bench::write_sample_files(root / "files");
  fmt::print("import against raw prepared inserts (goal: ratio <= 2.5, peak <= 150 MiB; best of 3 rounds)\n");
  fmt::print("{:<12} {:>9} | {:>8} {:>8} {:>9} {:>9} | {:>8} {:>8} {:>9} | {:>6} {:>6}\n", "", "rows", "import s",
             "cpu s", "rows/s", "peak MiB", "raw s", "cpu s", "rows/s", "ratio", "cpu");
  measure(root, "demo year", files, 3);
  for (const auto& file : files)
    if (file.register_name == "cases") {
      const auto many = root / "cases.csv";
      bench::repeat_cases(file.file, many, argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000);
      measure(root, "cases", {{file.register_name, file.source, many}}, 1);
    }
  return 0;
} catch (const std::exception& fault) {
  fmt::print(stderr, "import_bench: {}\n", fault.what());
  return 1;
}
