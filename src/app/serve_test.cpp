// `hallbook serve` as a process: it is stopped under load, runs out of descriptors, speaks TLS. Rules R-API-64, R-HTTP-16,
// R-HTTP-20.
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <fstream>
#include <thread>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/service_fixture.h"
#include "app/watchdog.h"
#include "platform/http/tls_fixture.h"

namespace hallbook::app {
namespace {

using namespace std::chrono_literals;
using Clients = std::vector<std::unique_ptr<http::Client>>;

/// The command in a child of this process, over the data directory of a TestHouse that is closed before.
class Serve : public testing::Test {
 protected:
  void TearDown() override {
    if (child_ > 0) ::kill(child_, SIGKILL);
    exit_code();
  }

  void start(std::vector<std::string> more = {}, rlim_t descriptors = 0) {
    house_.service.reset();
    house_.data.reset();  // no thread of ours is left when the process forks
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    std::fflush(nullptr);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], 1);
      ::close(ends[0]);
      ::close(ends[1]);
      if (const rlimit limit{descriptors, descriptors}; descriptors > 0) ::setrlimit(RLIMIT_NOFILE, &limit);
      std::vector<std::string> words{"hallbook", "serve", "--listen", "127.0.0.1:0"};
      words.insert(words.end(), more.begin(), more.end());
      ::_exit(run(words));
    }
    ::close(ends[1]);
    std::string said;
    char block[256];
    for (ssize_t got = 0; !said.contains("Ctrl+C") && (got = ::read(ends[0], block, sizeof block)) > 0;)
      said.append(block, static_cast<std::size_t>(got));
    ::close(ends[0]);
    const auto at = said.find("127.0.0.1:");
    ASSERT_NE(at, std::string::npos) << said;
    port_ = static_cast<std::uint16_t>(std::stoi(said.substr(at + 10)));
  }

  int run(const std::vector<std::string>& words) const {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    Command app{"test", "hallbook", "test"};
    Options options;
    options.data = house_.folder();
    options.lang = Lang::en;
    int exit = exit_fine;
    add_serve({app, options, exit});
    const auto ended = app.parse(static_cast<int>(arguments.size()), arguments.data(), exit_refused, [] {});
    return ended ? *ended : exit;
  }

  /// Of the child, when it has ended by itself; -1 when it was killed.
  int exit_code() {
    if (child_ <= 0) return -1;
    int status = 0;
    ::waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string sign_in_text(std::string_view scheme) const {
    const std::string body = fmt::format(R"({{"name":"staff","password":"{}"}})", fixture_password);
    return fmt::format(
        "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nOrigin: {1}://127.0.0.1:{0}\r\n"
        "Content-Type: application/json\r\nConnection: close\r\nContent-Length: {2}\r\n\r\n{3}",
        port_, scheme, body.size(), body);
  }
  void sign_in() {
    http::Client client{port_};
    client.send(sign_in_text("http"));
    const std::string answer = client.read_all();
    const auto at = answer.find("hallbook_session=");
    ASSERT_NE(at, std::string::npos) << answer;
    cookie_ = answer.substr(at, answer.find(';', at) - at);
  }

  std::string head(std::string_view more = {}) const {
    return fmt::format("Host: 127.0.0.1:{}\r\nCookie: {}\r\n{}", port_, cookie_, more);
  }
  std::string read() const { return "GET /api/v1/registers/mailing/entries HTTP/1.1\r\n" + head() + "\r\n"; }
  std::string write(const std::string& waybill) const {
    const std::string body = fmt::format(
        R"({{"values":{{"sent_on":"2026-03-01","document":"证照原件","recipient":"李四","phone":"13812345678",)"
        R"("address":"某路 1 号","waybill":"{}","fee":"9.00"}}}})",
        waybill);
    return "POST /api/v1/registers/mailing/entries HTTP/1.1\r\n" +
           head(fmt::format("Origin: http://127.0.0.1:{}\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\n"
                            "Content-Length: {}\r\n\r\n",
                            port_, waybill, body.size())) +
           body;
  }
  std::set<std::string> stored() {
    const auto data = house_.open(journal::Mode::read);
    auto tx = data->read();
    std::set<std::string> waybills;
    tx.each("SELECT waybill FROM entry_mailing WHERE ended_seq = 0",
            [&](const db::Row& row) { waybills.insert(row.string(0)); });
    return waybills;
  }

  TestHouse house_;
  pid_t child_ = -1;
  std::uint16_t port_ = 0;
  std::string cookie_;
};

TEST_F(Serve, StoppedUnderLoadItEndsInTimeAndKeepsWhatItAnswered) {  // R-API-64
  start();
  sign_in();
  std::mutex mutex;
  std::set<std::string> answered;
  std::atomic<int> served{0}, odd{0};
  std::vector<std::jthread> clerks;
  for (int clerk = 0; clerk < 8; ++clerk)
    clerks.emplace_back([&, clerk](const std::stop_token& enough) {
      http::Client client{port_};
      for (int i = 0; !enough.stop_requested(); ++i) {
        const std::string waybill = fmt::format("W{}-{}", clerk, i);
        const bool writes = i % 2 == 0;
        if (!client.send(writes ? write(waybill) : read())) return;
        const int status = http::status_in(client.read_answer());
        if (status == 0) return;  // closed: the server has gone
        if (status != 200 && status != 201 && status != 503) ++odd;
        if (status == 201) {
          const std::lock_guard lock{mutex};
          answered.insert(waybill);
        }
        ++served;
      }
    });
  while (served < 60 && odd == 0) std::this_thread::yield();
  const auto begin = std::chrono::steady_clock::now();
  ::kill(child_, SIGTERM);
  EXPECT_EQ(exit_code(), exit_fine);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  clerks.clear();
  EXPECT_EQ(odd, 0);
  EXPECT_GT(answered.size(), 20U);
  const auto kept = stored();
  for (const auto& waybill : answered) EXPECT_TRUE(kept.contains(waybill)) << waybill;
}

TEST_F(Serve, WithoutDescriptorsItStillAnswersAndStillWrites) {  // R-HTTP-16, F23
  start({}, 128);
  sign_in();
  Clients crowd;
  for (int i = 0; i < 400; ++i) crowd.push_back(std::make_unique<http::Client>(port_));
  http::Client clerk{port_};
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(clerk.send(write(fmt::format("D{}", i))));
    EXPECT_EQ(http::status_in(clerk.read_answer()), 201) << i;
  }
  crowd.clear();
  http::Client later{port_};
  ASSERT_TRUE(later.send(read()));
  EXPECT_EQ(http::status_in(later.read_answer()), 200);
  ::kill(child_, SIGTERM);
  EXPECT_EQ(exit_code(), exit_fine);
  EXPECT_TRUE(stored().contains("D2"));
}

TEST_F(Serve, SpeaksTlsWithItsOwnCertificate) {  // R-HTTP-20
  const auto files = http::with_certificate();
  start({"--certificate", files.certificate.string(), "--private-key", files.private_key.string()});
  http::TlsClient client{port_, TLS1_3_VERSION};
  ASSERT_TRUE(client.shaken);
  const std::string answer = client.ask(sign_in_text("https"));
  EXPECT_EQ(http::status_in(answer), 200) << answer;
  EXPECT_NE(answer.find("__Host-hallbook_session="), std::string::npos) << answer;
  EXPECT_NE(answer.find("; Secure"), std::string::npos);
  http::Client plain{port_};
  plain.send(read());
  EXPECT_EQ(plain.read_all().find("HTTP/"), std::string::npos);
}

/// A handler that never ends.
void hang_under_watch() {
  const Watchdog watchdog{20ms, [] { std::_Exit(7); }};
  ::pause();
}

TEST(WatchdogDeath, CutsWhatDoesNotEndAndLeavesTheRest) {  // R-API-64
  {
    const Watchdog calm{1h, [] { std::_Exit(9); }};
  }
  EXPECT_EXIT(hang_under_watch(), testing::ExitedWithCode(7), "");
}

}  // namespace
}  // namespace hallbook::app
