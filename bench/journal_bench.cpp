// The journal's own speed, as ratios in one run: verify against a bare SM3 chain, bulk inserts against bare sqlite3,
// durable writes a second by callers. Usage: journal_bench [LINES] (1,000,000).
#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <thread>

#include "bench/measure.h"
#include "journal/data_dir.h"
#include "journal/verify.h"
#include "platform/crypto/hash.h"

namespace {

using namespace hallbook;
namespace fs = std::filesystem;
using bench::Folder;

template <class Work>
double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void print(std::string_view what, double per_second, std::string_view note = "") {
  fmt::print("| {:<44} | {:>12.0f} | {} |\n", what, per_second, note);
}

constexpr std::size_t body_bytes = 200;  // with the other columns and lengths a line of 300 bytes

void fill(journal::DataDir& data, std::int64_t lines) {
  const Json body = Json::Object{{"t", std::string(body_bytes - 8, 'x')}};
  for (std::int64_t done = 0; done < lines;)
    data.write([&](journal::Books& books) {
      for (int i = 0; i < 20'000 && done < lines; ++i, ++done)
        journal::write_line(books.tx, UnitId{1}, {"cli:bench"}, Instant{std::chrono::milliseconds{done}}, "Bench",
                            body);
    });
}

void bench_verify(const Folder& folder, std::int64_t lines) {
  auto data = std::move(*journal::DataDir::create(folder.path() / "chain"));
  const double filling = seconds([&] { fill(*data, lines); });
  print("append, 20,000 lines a transaction (lines/s)", static_cast<double>(lines) / filling);

  std::string bytes(300, 'x');
  const double bare = seconds([&] {
    Digest digest;
    for (std::int64_t i = 0; i < lines; ++i) {
      std::copy(digest.bytes.begin(), digest.bytes.end(), bytes.end() - 32);
      digest = crypto::sm3(bytes);
    }
  });
  print("bare SM3 chain in memory, 300 B (lines/s)", static_cast<double>(lines) / bare, "1");

  journal::Report report;
  auto tx = data->read();
  const double verifying = seconds([&] { journal::verify_chain(tx, report); });
  print("verify: read, chain, tree (lines/s)", static_cast<double>(lines) / verifying,
        fmt::format("{:.2f} of bare, goal 0.5{}", bare / verifying, report.sound() ? "" : " UNSOUND"));
}

constexpr const char* insert_sql =
    "INSERT INTO entry_key (unit_id, register, entry_id, wrapped) VALUES ($1, $2, $3, $4)";
const std::string wrapped(97, 'w');

double bare_inserts(const fs::path& file, std::int64_t rows) {
  sqlite3* db = nullptr;
  sqlite3_open(file.c_str(), &db);
  sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; BEGIN IMMEDIATE",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(db, insert_sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  const double took = seconds([&] {
    for (std::int64_t i = 0; i < rows; ++i) {
      sqlite3_bind_int64(statement, 1, 1);
      sqlite3_bind_text(statement, 2, "mailing", 7, SQLITE_STATIC);
      sqlite3_bind_int64(statement, 3, i);
      sqlite3_bind_blob(statement, 4, wrapped.data(), static_cast<int>(wrapped.size()), SQLITE_STATIC);
      sqlite3_step(statement);
      sqlite3_reset(statement);
    }
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  });
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return took;
}

double our_inserts(db::Database& database, std::int64_t rows) {
  return seconds([&] {
    database.write([&](db::WriteTx& tx) {
      auto insert = tx.prepare(insert_sql);
      for (std::int64_t i = 0; i < rows; ++i) {
        insert->bind(1, 1);
        insert->bind_text(2, "mailing");
        insert->bind(3, i);
        insert->bind_blob(4, wrapped);
        insert->run();
      }
    });
  });
}

void bench_inserts(const Folder& folder, std::int64_t rows) {
  const auto bare_file = folder.path() / "bare.db";
  (void)db::Database::open({bare_file}, journal::migrations());
  const double bare = bare_inserts(bare_file, rows);
  auto ours = *db::Database::open({folder.path() / "ours.db"}, journal::migrations());
  const double own = our_inserts(*ours, rows);
  print("bare sqlite3 prepared inserts (rows/s)", static_cast<double>(rows) / bare, "1");
  print("db::Statement inserts (rows/s)", static_cast<double>(rows) / own,
        fmt::format("{:.2f} of bare, goal 0.7", bare / own));
}

void bench_group_commit(const Folder& folder, int callers) {
  auto data = std::move(*journal::DataDir::create(folder.path() / fmt::format("group{}", callers)));
  const Json body = Json::Object{{"t", std::string(body_bytes - 8, 'x')}};
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> writes{0};
  const double took = seconds([&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i)
      threads.emplace_back([&] {
        while (!stop) {
          data->write([&](journal::Books& books) {
            journal::write_line(books.tx, UnitId{1}, {"cli:bench"}, Instant{}, "Bench", body);
          });
          ++writes;
        }
      });
    std::this_thread::sleep_for(std::chrono::seconds{3});
    stop = true;
    for (auto& thread : threads) thread.join();
  });
  print(fmt::format("durable journal lines/s, {} callers", callers), static_cast<double>(writes) / took);
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t lines = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const Folder folder;
  fmt::print("{} lines, {} cores, SQLite {}, data in {}\n\n", lines, std::thread::hardware_concurrency(),
             db::library_version(), fs::temp_directory_path().string());
  fmt::print("| {:<44} | {:>12} | ratio |\n|---|--:|---|\n", "what", "per second");
  bench_verify(folder, lines);
  bench_inserts(folder, lines);
  for (const int callers : {1, 8, 32}) bench_group_commit(folder, callers);
}
