// A hall at work: 200 clerks, each signed in on a connection of its own, against a real `hallbook serve` over the sample
// year. Four of five requests read (lists, entries, figures, receipts, home), one records a mailing, which is answered
// after its fsync. Closed loop: a clerk asks, waits for the answer, thinks, asks again.
// usage: load_bench [SECONDS [THINK_MS [CLERKS]]]
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "app/sample_users.h"
#include "base/embedded.h"
#include "bench/sample.h"
#include "dossier/projects.h"
#include "identity/user_ops.h"
#include "platform/crypto/password.h"

namespace {

using namespace hallbook;
namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

int seconds = 20, think_ms = 1000, clerks = 200;
constexpr std::string_view password = "Chun-tian-26";

double ms_since(Steady::time_point begin) {
  return std::chrono::duration<double, std::milli>(Steady::now() - begin).count();
}

struct Answer {
  int status = 0;  // 0: the connection broke
  std::string head, body;
};

/// One connection that is kept; a request at a time.
class Client {
 public:
  explicit Client(std::uint16_t port) : port_{port} {}
  ~Client() { hang_up(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Answer ask(std::string_view method, std::string_view path, std::string_view more = {}, std::string_view body = {}) {
    std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{}", method, path, port_, more);
    if (!cookie.empty()) request += "Cookie: " + cookie + "\r\n";
    if (method != "GET")
      request += fmt::format("Origin: http://127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
                             port_, body.size());
    request += "\r\n";
    request += body;
    if (socket_ < 0 && !call()) return {};
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
      hang_up();
      return {};
    }
    return receive();
  }
  std::string cookie;

 private:
  bool call() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
    hang_up();
    return false;
  }
  void hang_up() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  bool more(std::string& bytes) {
    char block[65536];
    pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, 30'000) != 1) return false;
    const ssize_t got = ::recv(socket_, block, sizeof block, 0);
    if (got <= 0) return false;
    bytes.append(block, static_cast<std::size_t>(got));
    return true;
  }
  Answer receive() {
    std::string bytes;
    std::size_t end = 0;
    while ((end = bytes.find("\r\n\r\n")) == std::string::npos)
      if (!more(bytes)) return hang_up(), Answer{};
    Answer answer{std::atoi(bytes.c_str() + 9), bytes.substr(0, end + 2), {}};
    std::string lower = answer.head;
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    const auto at = lower.find("content-length: ");
    const std::size_t length = at == std::string::npos ? 0 : std::strtoull(lower.c_str() + at + 16, nullptr, 10);
    while (bytes.size() < end + 4 + length)
      if (!more(bytes)) return hang_up(), Answer{};
    answer.body = bytes.substr(end + 4, length);
    if (lower.contains("connection: close")) hang_up();
    return answer;
  }

  std::uint16_t port_;
  int socket_ = -1;
};

/// `hallbook serve` as a program of its own; what it says is read for the port.
class Served {
 public:
  explicit Served(const fs::path& data) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error{"pipe"};
    const auto begin = Steady::now();
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], 1);
      ::close(ends[0]);
      ::execl(HALLBOOK_PROGRAM, "hallbook", "--data", data.c_str(), "--lang", "en", "serve", "--listen", "127.0.0.1:0",
              static_cast<char*>(nullptr));
      ::_exit(127);
    }
    ::close(ends[1]);
    std::string said;
    char block[512];
    for (ssize_t got = 0; !said.contains("/ (") && (got = ::read(ends[0], block, sizeof block)) > 0;)
      said.append(block, static_cast<std::size_t>(got));
    ::close(ends[0]);
    const auto at = said.find("127.0.0.1:");
    if (at == std::string::npos) throw std::runtime_error{"hallbook serve did not start: " + said};
    port = static_cast<std::uint16_t>(std::atoi(said.c_str() + at + 10));
    Client client{port};
    while (client.ask("GET", "/healthz").status != 200) ::poll(nullptr, 0, 2);
    start_ms = ms_since(begin);
  }
  ~Served() { stop(); }
  /// Milliseconds until it has ended.
  double stop() {
    if (child_ < 0) return 0;
    const auto begin = Steady::now();
    ::kill(child_, SIGTERM);
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return ms_since(begin);
  }
  double resident_mib() const {
    std::ifstream in{fmt::format("/proc/{}/status", child_)};
    for (std::string line; std::getline(in, line);)
      if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
    return 0;
  }
  double cpu_seconds() const {
    std::ifstream in{fmt::format("/proc/{}/stat", child_)};
    std::string text;
    std::getline(in, text);
    std::istringstream rest{text.substr(text.rfind(')') + 2)};
    std::string word;
    for (int i = 0; i < 11; ++i) rest >> word;
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }
  std::uint16_t port = 0;
  double start_ms = 0;
  int status = 0;

 private:
  pid_t child_ = -1;
};

void found_sample_hall(const bench::Folder& root) {
  auto hall = bench::found_hall(root / "data");
  bench::import_files(hall, bench::write_sample_files(root / "files"));
  const auto shipped = [](const char* ending) {
    return embedded_files(std::string{"definitions/projects/2026-window-service-fund"} + ending).front().text;
  };
  // Hashing 200 passwords at full price would measure argon2id, which has its own limits.
  const std::string phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(password).value();
  bench::must(hall.data->write([&](journal::Books& books) -> Result<> {
    if (auto project =
            dossier::import_project(books, hall.unit, {"bench"}, hall.acting().at, shipped(".txt"), shipped(".toml"));
        !project)
      return std::unexpected{project.error()};
    for (int i = 0; i < clerks; ++i) {
      const std::string name = fmt::format("clerk{}", i);
      if (auto added = identity::add_user(books, {hall.unit, {"bench"}, hall.acting().at, {}},
                                          {name, name, {identity::Role::staff}}, phc, false);
          !added)
        return std::unexpected{added.error()};
    }
    return {};
  }));
}

enum Kind { lists, one_entry, home, figures, receipts, records, kinds };
constexpr std::string_view kind_names[] = {"lists, every order", "one entry", "home",
                                           "evaluation",         "receipts",  "record"};

struct Sample {
  Kind kind;
  double ms;
  int status;
};

class Clerk {
 public:
  Clerk(std::uint16_t port, int number) : client_{port}, number_{number}, random_{static_cast<unsigned>(number) + 1} {}

  void sign_in() {
    const auto answer = client_.ask("POST", "/api/v1/session", "",
                                    fmt::format(R"({{"name":"clerk{}","password":"{}"}})", number_, password));
    std::string head = answer.head;
    const auto at = head.find("et-Cookie: ") == std::string::npos ? head.find("et-cookie: ") : head.find("et-Cookie: ");
    if (answer.status != 200 && answer.status != 201)
      throw std::runtime_error{fmt::format("sign in: {} {}", answer.status, answer.body)};
    client_.cookie = head.substr(at + 11, head.find(';', at) - at - 11);
  }

  void work(Steady::time_point until) {
    wait(pick(think_ms));  // not all at one moment
    while (Steady::now() < until) {
      ask();
      wait(think_ms / 2 + pick(think_ms));
    }
  }
  std::vector<Sample> samples;
  std::string first_error;

 private:
  int pick(int below) { return below <= 0 ? 0 : static_cast<int>(random_() % static_cast<unsigned>(below)); }
  static void wait(int ms) { ::poll(nullptr, 0, ms); }

  void ask() {
    const int dice = pick(100);
    const Kind kind = dice < 20   ? records
                      : dice < 52 ? lists
                      : dice < 70 ? one_entry
                      : dice < 80 ? home
                      : dice < 90 ? figures
                                  : receipts;
    std::string path = "/api/v1" + path_of(kind), more, body;
    if (kind == records) {
      const std::string id = fmt::format("L{}-{}", number_, ++written_);
      more = "Idempotency-Key: " + id + "\r\n";
      body = fmt::format(R"({{"values":{{"sent_on":"2026-12-30","document":"证照原件","recipient":"张三",)"
                         R"("phone":"13812345678","address":"呈贡区某路 1 号","waybill":"{}","fee":"12.00"}}}})",
                         id);
    }
    const auto begin = Steady::now();
    const auto answer = client_.ask(kind == records ? "POST" : "GET", path, more, body);
    samples.push_back({kind, ms_since(begin), answer.status});
    if ((answer.status < 200 || answer.status > 299) && first_error.empty())
      first_error = fmt::format("{} {}: {} {}", kind_names[kind], path, answer.status, answer.body.substr(0, 200));
  }

  std::string path_of(Kind kind) {
    static constexpr std::string_view addresses[] = {
        "/registers/cases/entries",        "/registers/cases/entries?sort=-finished_on",
        "/registers/mailing/entries",      "/registers/copies/entries",
        "/registers/water/entries",        "/registers/complaints/entries",
        "/registers/cases/totals",         "/registers/mailing/entries?sort=-fee",
        "/registers/mailing/entries?q=SF", "/registers/repairs/entries",
        "/registers/ratings/entries"};
    switch (kind) {
      case lists: return std::string{addresses[static_cast<std::size_t>(pick(std::size(addresses)))]};
      case one_entry: return fmt::format("/registers/cases/entries/{}", 1 + pick(190'000));
      case home: return "/home";
      case figures: return "/evaluation";
      case receipts: return fmt::format("/evaluation/receipts/{}", 1 + pick(7));
      default: return "/registers/mailing/entries";
    }
  }

  Client client_;
  int number_, written_ = 0;
  std::minstd_rand random_;
};

double at(const std::vector<double>& sorted, double part) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(static_cast<double>(sorted.size()) * part))];
}

std::vector<double> times(const std::vector<Sample>& samples, const std::function<bool(const Sample&)>& wanted) {
  std::vector<double> found;
  for (const auto& sample : samples)
    if (wanted(sample)) found.push_back(sample.ms);
  std::ranges::sort(found);
  return found;
}

void print_row(std::string_view name, const std::vector<double>& sorted, double goal_ms) {
  fmt::print("| {} | {} | {:.1f} | {:.1f} | {:.1f} | {} |\n", name, sorted.size(), at(sorted, 0.5), at(sorted, 0.99),
             sorted.empty() ? 0 : sorted.back(),
             goal_ms == 0 ? "" : fmt::format("p99 ≤ {:.0f}{}", goal_ms, at(sorted, 0.99) > goal_ms ? " MISSED" : ""));
}

/// The document and every asset that it names, one after the other on one connection, as packed as they travel.
void first_page(std::uint16_t port) {
  const auto begin = Steady::now();
  Client client{port};
  const auto document = client.ask("GET", "/", "Accept-Encoding: gzip\r\n");
  const auto plain = Client{port}.ask("GET", "/");
  std::size_t bytes = document.body.size(), files = 1;
  for (std::size_t from = 0; (from = plain.body.find("\"/assets/", from)) != std::string::npos;) {
    const auto end = plain.body.find('"', from + 1);
    bytes += client.ask("GET", plain.body.substr(from + 1, end - from - 1), "Accept-Encoding: gzip\r\n").body.size();
    ++files;
    from = end;
  }
  if (document.status != 200)
    fmt::print("first page: the program was built without its pages (./dev web)\n");
  else
    fmt::print("first page, cold: {} files, {:.0f} kB packed in {:.1f} ms (goal: ≤ 1000 ms, ≤ 250 kB)\n", files,
               static_cast<double>(bytes) / 1000, ms_since(begin));
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc > 1) seconds = std::clamp(std::atoi(argv[1]), 1, 600);
  if (argc > 2) think_ms = std::clamp(std::atoi(argv[2]), 0, 60'000);
  if (argc > 3) clerks = std::clamp(std::atoi(argv[3]), 1, 1000);
  const bench::Folder root;
  found_sample_hall(root);
  Served served{root / "data"};
  ::poll(nullptr, 0, 500);
  fmt::print("started in {:.0f} ms (goal: ≤ 300), idle {:.1f} MiB (goal: ≤ 60)\n", served.start_ms,
             served.resident_mib());
  first_page(served.port);

  std::vector<std::unique_ptr<Clerk>> people;
  for (int i = 0; i < clerks; ++i) people.push_back(std::make_unique<Clerk>(served.port, i));
  for (auto& clerk : people) clerk->sign_in();
  const double cpu_before = served.cpu_seconds();
  const auto begin = Steady::now(), until = begin + std::chrono::seconds{seconds};
  {
    std::vector<std::jthread> threads;
    for (auto& clerk : people) threads.emplace_back([&clerk, until] { clerk->work(until); });
  }
  const double passed = ms_since(begin) / 1000, cpu = served.cpu_seconds() - cpu_before;
  std::vector<Sample> all;
  std::string error;
  for (auto& clerk : people) {
    all.insert(all.end(), clerk->samples.begin(), clerk->samples.end());
    if (error.empty()) error = clerk->first_error;
  }
  const auto wrong = std::ranges::count_if(all, [](const Sample& s) { return s.status < 200 || s.status > 299; });
  fmt::print(
      "\n{} clerks, {} ms to think, {:.0f} s: {:.0f} requests/s, {} errors, server {:.2f} of {} processors, {:.1f} "
      "MiB\n| | requests | p50 ms | p99 ms | worst ms | goal |\n|---|--:|--:|--:|--:|---|\n",
      clerks, think_ms, passed, static_cast<double>(all.size()) / passed, wrong, cpu / passed,
      std::thread::hardware_concurrency(), served.resident_mib());
  for (int kind = 0; kind < kinds; ++kind)
    print_row(kind_names[kind], times(all, [&](const Sample& s) { return s.kind == kind; }), 0);
  print_row("all reads", times(all, [](const Sample& s) { return s.kind != records; }), 50);
  print_row("all writes", times(all, [](const Sample& s) { return s.kind == records; }), 100);
  if (!error.empty()) fmt::print("first error: {}\n", error);
  const double stopped = served.stop();
  fmt::print("stopped in {:.0f} ms (goal: ≤ 5000), exit {}\n", stopped, WEXITSTATUS(served.status));
  return wrong == 0 ? 0 : 1;
} catch (const std::exception& fault) {
  fmt::print(stderr, "load_bench: {}\n", fault.what());
  return 1;
}
