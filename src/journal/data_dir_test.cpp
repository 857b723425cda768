// The rules of trust.md §1 and §6 that hold a data directory together: R-JRN-07 (mark), R-JRN-08 (one writer).
#include "journal/data_dir.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/rng.h"
#include "journal/journal_fixture.h"
#include "journal/lock.h"
#include "journal/mark.h"
#include "journal/verify.h"
#include "platform/files/disk.h"

namespace hallbook::journal {
namespace {

/// Runs `work(pipe)` in a child process; the parent reads the sequence numbers that it reports.
struct Child {
  template <class Work>
  explicit Child(const Work& work) {
    if (::pipe(pipe) != 0) throw std::runtime_error{"pipe"};
    pid = ::fork();
    if (pid == 0) {
      ::close(pipe[0]);
      work(pipe[1]);
      ::_exit(0);
    }
    ::close(pipe[1]);
  }
  ~Child() {
    ::close(pipe[0]);
    ::waitpid(pid, nullptr, 0);
  }
  /// 0 at the end of the pipe.
  std::int64_t next() {
    std::int64_t seq = 0;
    return ::read(pipe[0], &seq, sizeof seq) == sizeof seq ? seq : 0;
  }
  void kill() { ::kill(pid, SIGKILL); }
  int pipe[2];
  ::pid_t pid;
};

void report(int pipe, std::int64_t seq) { [[maybe_unused]] const auto sent = ::write(pipe, &seq, sizeof seq); }

std::int64_t rounds() {
  const char* wanted = std::getenv("HALLBOOK_KILL_ROUNDS");
  return wanted != nullptr ? std::atoll(wanted) : 20;
}

Report sound_chain(DataDir& data) {
  Report report;
  auto tx = data.read();
  verify_chain(tx, report);
  verify_mark(tx, data.folder(), report);
  return report;
}

}  // namespace

TEST(DataDir, RefusesAFolderThatHoldsSomething) {
  TemporaryFolder folder;
  ::setenv("HALLBOOK_KEYS", (folder.path / "keys").c_str(), 1);
  std::filesystem::create_directories(folder.path / "full");
  std::ofstream{folder.path / "full" / "letter.txt"} << "x";
  EXPECT_EQ(DataDir::create(folder.path / "full").error().code, RefusalCode::conflict);
  EXPECT_EQ(DataDir::open(folder.path / "full", Mode::write).error().code, RefusalCode::not_found);
  EXPECT_EQ(DataDir::open(folder.path / "none", Mode::read).error().code, RefusalCode::not_found);
}

TEST(DataDir, RefusesASecondWriterNamingThePidAndLetsReadersIn) {  // R-JRN-08
  const TestHall hall;
  auto data = hall.open();
  take_note(*data, 1, "a");
  const auto second = DataDir::open(hall.folder(), Mode::write);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, RefusalCode::conflict);
  const std::string pid = "(pid " + std::to_string(::getpid()) + ")";
  EXPECT_NE(second.error().message.en.find(pid), std::string::npos) << second.error().message.en;
  EXPECT_NE(second.error().message.zh.find(pid), std::string::npos) << second.error().message.zh;
  auto reader = hall.open(Mode::read);
  auto tx = reader->read();
  EXPECT_EQ(head(tx, UnitId{1}).seq, 1);
}

TEST(DataDir, TakesOverALockThatADeadProcessLeft) {
  const TestHall hall;
  std::ofstream{hall.folder() / "lock"} << "4242 an-earlier-boot\n";
  auto data = hall.open();
  EXPECT_EQ(take_note(*data, 1, "a"), 1);
  EXPECT_TRUE(files::read_file(hall.folder() / "lock", 100)->starts_with(std::to_string(::getpid()) + " "));
  data.reset();
  EXPECT_EQ(files::read_file(hall.folder() / "lock", 100), "");
}

TEST(DataDir, RefusesNetworkFileSystems) {  // F19
  EXPECT_EQ(network_filesystem(0x6969), "NFS");
  EXPECT_EQ(network_filesystem(0xFF534D42), "CIFS");
  EXPECT_EQ(network_filesystem(0xEF53), std::nullopt);      // ext4
  EXPECT_EQ(network_filesystem(0x01021994), std::nullopt);  // tmpfs
}

TEST(DataDir, RefusesAJournalShorterThanItsMark) {  // R-JRN-07, F13
  const TestHall hall;
  {
    auto data = hall.open();
    for (int i = 0; i < 5; ++i) take_note(*data, 1, "a");
  }
  const auto mark = *files::read_file(hall.folder() / "mark.json", 10'000);
  {
    auto data = hall.open();
    data->write([](Books& books) {
      books.tx.exec("DELETE FROM journal WHERE seq > 3");
      books.tx.exec("DELETE FROM journal_head");
    });
  }
  files::write_file(hall.folder() / "mark.json", mark);
  for (const auto mode : {Mode::read, Mode::write}) {
    const auto refused = DataDir::open(hall.folder(), mode);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::wrong_state);
    EXPECT_NE(refused.error().message.en.find("the mark says line 5, the journal ends at 3, 2 lines are missing"),
              std::string::npos)
        << refused.error().message.en;
  }
  auto data = hall.open(Mode::read, true);
  const auto report = sound_chain(*data);
  EXPECT_TRUE(
      std::any_of(report.problems.begin(), report.problems.end(), [](const auto& p) { return p.check == "mark"; }));
}

TEST(DataDir, RefusesAMissingOrDamagedMark) {
  const TestHall hall;
  for (const char* text : {"", "{", R"({"units":[{"unit":"1"}]})", R"({"units":7})"}) {
    files::write_file(hall.folder() / "mark.json", text);
    EXPECT_EQ(DataDir::open(hall.folder(), Mode::write).error().code, RefusalCode::wrong_state) << text;
  }
  std::filesystem::remove(hall.folder() / "mark.json");
  EXPECT_EQ(DataDir::open(hall.folder(), Mode::write).error().code, RefusalCode::wrong_state);
  files::write_file(hall.folder() / "mark.json", R"({"units":[]})");  // a person accepts the journal as it stands
  EXPECT_TRUE(DataDir::open(hall.folder(), Mode::write).has_value());
}

TEST(DataDir, RefusesNewerData) {  // F29
  const TestHall hall;
  hall.open()->write(
      [](Books& books) { books.tx.exec("INSERT INTO schema_version (number, name) VALUES (9999, '9999_later')"); });
  const auto refused = DataDir::open(hall.folder(), Mode::write);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::unavailable);
  EXPECT_NE(refused.error().message.en.find("9999_later"), std::string::npos);
}

TEST(MarkKeeper, WritesTheLastPositionAtTheEndAndSoonAfterACommit) {
  const TemporaryFolder folder;
  const Positions first{{UnitId{1}, {1, {}}}};
  const Positions second{{UnitId{1}, {2, {}}}, {UnitId{7}, {1, {}}}};
  {
    MarkKeeper keeper{folder.path, first, std::chrono::milliseconds{1}};
    keeper.committed(second);
    while (read_mark(folder.path).value_or(Positions{}) != second) std::this_thread::yield();
  }
  {
    MarkKeeper keeper{folder.path, first, std::chrono::hours{1}};
    keeper.committed(second);
    EXPECT_EQ(keeper.acknowledged(), second);
  }
  EXPECT_EQ(*read_mark(folder.path), second);
}

// F1, R1: what a caller was told is there after any kill -9. HALLBOOK_KILL_ROUNDS sets the number of kills.
TEST(DataDir, KeepsEveryAcknowledgedLineThroughKills) {
  const TestHall hall;
  Rng random{20260101};
  std::int64_t acknowledged = 0;
  for (std::int64_t round = 0; round < rounds(); ++round) {
    Child child{[&](int pipe) {
      auto data = hall.open();
      std::vector<std::thread> clerks;
      for (int clerk = 0; clerk < 4; ++clerk)
        clerks.emplace_back([&] {
          while (true) report(pipe, take_note(*data, 1, "kill me"));
        });
      for (auto& clerk : clerks) clerk.join();
    }};
    const auto wanted = random.between(1, 60);
    for (std::int64_t i = 0; i < wanted; ++i) acknowledged = std::max(acknowledged, child.next());
    child.kill();
    while (const auto seq = child.next()) acknowledged = std::max(acknowledged, seq);
  }
  ASSERT_GT(acknowledged, rounds());
  auto data = hall.open();
  auto tx = data->read();
  EXPECT_GE(head(tx, UnitId{1}).seq, acknowledged);
  EXPECT_EQ(tx.one_int64("SELECT COUNT(*) FROM definition"), head(tx, UnitId{1}).seq);  // lines and rows go together
  const auto report = sound_chain(*data);
  EXPECT_TRUE(report.sound()) << report.problems.front().message.en;
}

// F4, F10: no byte more fits; nothing half in, nothing acknowledged lost, reading goes on.
TEST(DataDir, LosesNothingWhenTheDiskIsFull) {
  const TestHall hall;
  std::int64_t acknowledged = 0;
  {
    Child child{[&](int pipe) {
      ::signal(SIGXFSZ, SIG_IGN);
      auto data = hall.open();
      const ::rlimit limit{400'000, 400'000};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      try {
        while (true) report(pipe, take_note(*data, 1, std::string(900, 'x')));
      } catch (const db::Fault& fault) {
        auto tx = data->read();
        if (head(tx, UnitId{1}).seq > 0) report(pipe, -static_cast<std::int64_t>(fault.kind) - 1);
      }
    }};
    std::int64_t last = 0;
    while (const auto seq = child.next()) {
      if (seq > 0) acknowledged = std::max(acknowledged, seq);
      last = seq;
    }
    EXPECT_TRUE(last == -1 - static_cast<std::int64_t>(db::Fault::Kind::io) ||
                last == -1 - static_cast<std::int64_t>(db::Fault::Kind::disk_full))
        << last;
  }
  ASSERT_GT(acknowledged, 10);
  auto data = hall.open();
  EXPECT_TRUE(sound_chain(*data).sound());
  auto tx = data->read();
  EXPECT_EQ(head(tx, UnitId{1}).seq, acknowledged);
  EXPECT_EQ(tx.one_int64("SELECT COUNT(*) FROM definition"), acknowledged);
  EXPECT_EQ(take_note(*data, 1, "room again"), acknowledged + 1);
}

}  // namespace hallbook::journal
