// The server beside a bare Beast server that does the same prepared read, and beside nginx and Fastify where they are
// installed; then 500 half-open and 500 dripping connections while others are served. Load by wrk (packages.txt).
// usage: http_bench [SECONDS]
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/socket.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <memory>
#include <vector>

#include "measure.h"
#include "peers/bare_beast.h"
#include "platform/http/server.h"

namespace {

using namespace hallbook;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t row_count = 200'000;
constexpr int rounds = 3;
int seconds = 4;

/// One connection with its prepared statement; a row by a key that jumps about, as the 113 bytes of JSON it becomes.
class Reader {
 public:
  explicit Reader(const fs::path& file) {
    sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_prepare_v3(database_, "SELECT id, day, ticket, item, fen FROM mailing WHERE id = ?1", -1,
                       SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  }
  ~Reader() {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::string next() {
    key_ = key_ * 6364136223846793005u + 1442695040888963407u;
    sqlite3_bind_int64(statement_, 1, static_cast<std::int64_t>((key_ >> 33) % row_count) + 1);
    if (sqlite3_step(statement_) != SQLITE_ROW) throw std::runtime_error{"no row"};
    const auto text = [&](int column) {
      return reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    };
    std::string json = fmt::format(R"({{"id":{},"day":"{}","ticket":"{}","item":"{}","postage":"{}"}})",
                                   sqlite3_column_int64(statement_, 0), text(1), text(2), text(3),
                                   sqlite3_column_int64(statement_, 4));
    sqlite3_reset(statement_);
    return json;
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  std::uint64_t key_ = 88172645463325252u;
};

void make_rows(const fs::path& file) {
  sqlite3* database = nullptr;
  sqlite3_open(file.c_str(), &database);
  const std::string sql = fmt::format(
      "PRAGMA journal_mode=WAL; CREATE TABLE mailing(id INTEGER PRIMARY KEY, day TEXT, ticket TEXT, item TEXT, fen "
      "INTEGER);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
      "INSERT INTO mailing SELECT i, '2026-03-09', printf('A%05d', i % 99999), '营业执照(正副本各一份)', i % 5000 FROM "
      "n;"
      "PRAGMA wal_checkpoint(TRUNCATE);",
      row_count);
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error{"rows"};
  sqlite3_close(database);
}

struct Run {
  double per_second = 0, p99_ms = 0, cpu_us = 0;
  std::string errors;
};

bool installed(const char* program) {
  return std::system(fmt::format("command -v {} >/dev/null 2>&1", program).c_str()) == 0;
}

double in_ms(const std::string& text) {
  const double number = std::atof(text.c_str());
  return text.contains("us") ? number / 1000 : text.contains("ms") ? number : number * 1000;
}

Run wrk(std::uint16_t port, int connections) {
  const auto before = bench::Instants::now();
  const std::string command = fmt::format("wrk -t1 -c{} -d{}s --timeout 10s --latency http://127.0.0.1:{}/row 2>&1",
                                          connections, seconds, port);
  std::FILE* out = ::popen(command.c_str(), "r");
  Run run;
  char line[512];
  while (std::fgets(line, sizeof line, out) != nullptr) {
    const std::string text = line;
    if (text.contains("Requests/sec:")) run.per_second = std::atof(text.c_str() + text.find(':') + 1);
    if (text.contains("99%")) run.p99_ms = in_ms(text.substr(text.find('%') + 1));
    if (text.contains("errors") || text.contains("Non-2xx")) run.errors += text.substr(0, text.find('\n'));
  }
  ::pclose(out);
  run.cpu_us = (bench::Instants::now().cpu - before.cpu) * 1e6 / (run.per_second * seconds);
  return run;
}

Run median(std::vector<Run> runs) {
  std::ranges::sort(runs, {}, &Run::per_second);
  return runs[runs.size() / 2];
}

std::unique_ptr<http::Server> our_server(const fs::path& file) {
  http::ServerOptions options;
  options.port = 0;
  const auto answer = [file](const http::Request&) {
    thread_local Reader reader{file};
    http::Response response;
    response.headers.emplace_back("content-type", "application/json");
    response.body = reader.next();
    return response;
  };
  return bench::must(
      http::Server::start(options, {.plan = [](const auto&) { return http::BodyPlan{}; }, .answer = answer}));
}

bool answers(std::uint16_t port);

/// A peer of another program: started, waited for, ended.
class Peer {
 public:
  explicit Peer(const std::vector<std::string>& command, const fs::path& folder, std::uint16_t port) : port_{port} {
    child_ = ::fork();
    if (child_ == 0) {
      std::vector<char*> words;
      for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
      words.push_back(nullptr);
      if (::chdir(folder.c_str()) == 0) ::execvp(words[0], words.data());
      ::_exit(127);
    }
    for (int i = 0; i < 100 && !answers(port_); ++i) ::poll(nullptr, 0, 50);
  }
  ~Peer() {
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
  }
  std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_;
  pid_t child_ = -1;
};

struct Row {
  std::string name;
  std::function<std::pair<std::shared_ptr<void>, std::uint16_t>()> start;
  std::vector<Run> few = {}, many = {};
};

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

/// One request on a new connection.
bool answers(std::uint16_t port) {
  const int socket = connect_to(port);
  if (socket < 0) return false;
  const std::string request = "GET /row HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  char bytes[4096] = {};
  pollfd wait{.fd = socket, .events = POLLIN, .revents = 0};
  const bool answered = ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0 &&
                        ::poll(&wait, 1, 5000) == 1 && ::recv(socket, bytes, sizeof bytes, 0) > 12 &&
                        std::string_view{bytes}.starts_with("HTTP/1.1 200");
  ::close(socket);
  return answered;
}

bool still_open(int socket) {
  pollfd wait{.fd = socket, .events = POLLIN, .revents = 0};
  char bytes[4096];
  while (::poll(&wait, 1, 0) == 1)
    if (::recv(socket, bytes, sizeof bytes, MSG_DONTWAIT) <= 0) return false;
  return true;
}

/// 500 that say nothing and 500 that send a byte a second, while others ask.
void slow_clients(std::uint16_t port) {
  std::vector<int> silent, dripping;
  for (int i = 0; i < 500; ++i) silent.push_back(connect_to(port));
  for (int i = 0; i < 500; ++i) {
    dripping.push_back(connect_to(port));
    ::send(dripping.back(), "GET /row HTTP/1.1\r\nX: ", 22, MSG_NOSIGNAL);
  }
  const auto begun = Clock::now();
  const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - begun).count(); };
  int asked = 0, served = 0;
  double worst_ms = 0, silent_gone = 0, dripping_gone = 0;
  while (passed() < 60 && (silent_gone == 0 || dripping_gone == 0)) {
    for (int i = 0; i < 20; ++i) {
      const auto start = Clock::now();
      ++asked;
      served += answers(port);
      worst_ms = std::max(worst_ms, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::erase_if(silent, [](int socket) { return !still_open(socket) && ::close(socket) == 0; });
    std::erase_if(dripping, [](int socket) { return !still_open(socket) && ::close(socket) == 0; });
    if (silent.empty() && silent_gone == 0) silent_gone = passed();
    if (dripping.empty() && dripping_gone == 0) dripping_gone = passed();
    for (const int socket : dripping) ::send(socket, "a", 1, MSG_NOSIGNAL);
    ::poll(nullptr, 0, 1000);
  }
  fmt::print(
      "\n500 half-open + 500 dripping: {} of {} requests of others served, slowest {:.1f} ms; half-open all closed "
      "after "
      "{:.0f} s, dripping after {:.0f} s (0 = not within 60 s)\n",
      served, asked, worst_ms, silent_gone, dripping_gone);
}

std::vector<Row> rows_of(const bench::Folder& root) {
  const fs::path file = root / "rows.db";
  const auto threads = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Row> rows;
  rows.push_back({"bare Beast, read on the io thread", [file, threads] {
                    auto server = std::make_shared<bench::BareBeast>(threads, [file] {
                      auto reader = std::make_shared<Reader>(file);
                      return std::function<std::string()>{[reader] { return reader->next(); }};
                    });
                    const auto port = server->port();
                    return std::pair<std::shared_ptr<void>, std::uint16_t>{server, port};
                  }});
  rows.push_back({"Hallbook, read on the worker pool", [file] {
                    std::shared_ptr<http::Server> server = our_server(file);
                    const auto port = server->port();
                    return std::pair<std::shared_ptr<void>, std::uint16_t>{server, port};
                  }});
  if (installed("nginx")) {
    std::ofstream{root / "row"} << Reader{file}.next();
    std::ofstream{root / "nginx.conf"} << fmt::format(
        "{} daemon off; worker_processes {}; pid nginx.pid; error_log stderr crit; events {{ worker_connections 4096; "
        "}}\n"
        "http {{ access_log off; keepalive_requests 100000000; client_body_temp_path b; proxy_temp_path p; "
        "fastcgi_temp_path f;\n"
        "uwsgi_temp_path u; scgi_temp_path s; server {{ listen 127.0.0.1:18190 reuseport backlog=4096; root {}; }} "
        "}}\n",
        ::geteuid() == 0 ? "user root;" : "", threads, root.path().string());
    rows.push_back({"nginx, the row as a static file", [&root] {
                      auto peer = std::make_shared<Peer>(std::vector<std::string>{"nginx", "-p", root.path().string(),
                                                                                  "-c", (root / "nginx.conf").string()},
                                                         root.path(), std::uint16_t{18190});
                      return std::pair<std::shared_ptr<void>, std::uint16_t>{peer, peer->port()};
                    }});
  }
  const fs::path fastify = HALLBOOK_SOURCE "/bench/peers/fastify";
  if (fs::exists(fastify / "node_modules/fastify") && installed("node"))
    rows.push_back({"Fastify, a fixed answer, one process", [file, fastify] {
                      auto peer = std::make_shared<Peer>(
                          std::vector<std::string>{"node", "row.mjs", "18191", Reader{file}.next()}, fastify,
                          std::uint16_t{18191});
                      return std::pair<std::shared_ptr<void>, std::uint16_t>{peer, peer->port()};
                    }});
  else
    fmt::print("http: Fastify is not installed, so its row is left out (./dev bench does it with npm)\n");
  return rows;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc > 1) seconds = std::max(1, std::atoi(argv[1]));
  const bench::Folder root;
  make_rows(root / "rows.db");
  if (installed("wrk")) {
    std::vector<Row> rows = rows_of(root);
    for (int round = 0; round < rounds; ++round)
      for (Row& row : rows) {
        const auto [server, port] = row.start();
        row.few.push_back(wrk(port, 64));
        row.many.push_back(wrk(port, 1000));
      }
    fmt::print(
        "http: one prepared SQLite read an answer, keep-alive, wrk -t1 -d{}s, median of {} (goal: >= 0.60 of bare "
        "Beast)\n"
        "| server | 64: r/s | p99 ms | cpu us | ratio | 1000: r/s | p99 ms | cpu us | ratio | errors |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n",
        seconds, rounds);
    const double few_base = median(rows[0].few).per_second, many_base = median(rows[0].many).per_second;
    for (const Row& row : rows) {
      const Run few = median(row.few), many = median(row.many);
      const bool own = &row - rows.data() < 2;  // processor time of another process is not seen here
      fmt::print("| {} | {:.0f} | {:.1f} | {} | {:.2f} | {:.0f} | {:.1f} | {} | {:.2f} | {} |\n", row.name,
                 few.per_second, few.p99_ms, own ? fmt::format("{:.1f}", few.cpu_us) : "-", few.per_second / few_base,
                 many.per_second, many.p99_ms, own ? fmt::format("{:.1f}", many.cpu_us) : "-",
                 many.per_second / many_base, few.errors + many.errors);
    }
  } else {
    fmt::print("http: wrk is not installed, so the rates are left out (packages.txt, section bench)\n");
  }
  const auto server = our_server(root / "rows.db");
  slow_clients(server->port());
  return 0;
} catch (const std::exception& fault) {
  fmt::print(stderr, "http_bench: {}\n", fault.what());
  return 1;
}
