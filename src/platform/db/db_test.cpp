// The promises of db.h, over the SQLite driver.
#include "platform/db/db.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/db/read_once.h"
#include "platform/db/sqlite_connection.h"

namespace hallbook::db {
namespace {

constexpr Migration first{1, "0001_first",
                          "CREATE TABLE fact (id {{int64}} NOT NULL PRIMARY KEY, word TEXT, seal {{blob}}){{strict}};"};
constexpr Migration second{2, "0002_second",
                           "CREATE TABLE child (id {{id}}, fact {{int64}} NOT NULL REFERENCES fact (id)){{strict}};"};
constexpr Migration both[] = {first, second};

std::unique_ptr<Database> scratch() { return *Database::open({":memory:"}, both); }

std::int64_t count(Database& database) { return *database.read().one_int64("SELECT COUNT(*) FROM fact"); }

void insert(WriteTx& tx, std::int64_t id) { tx.exec("INSERT INTO fact (id, word) VALUES ($1, $2)", id, "w"); }

struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "hallbook-db-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

}  // namespace

TEST(Statement, BindsByNumberWhateverTheOrder) {
  auto database = scratch();
  auto tx = database->read();
  EXPECT_EQ(tx.query("SELECT $2, $1, $2, $3", 1, "two", 3), (std::vector<std::vector<Value>>{{"two", 1, "two", 3}}));
  EXPECT_THROW(tx.query("SELECT $2", 1), std::logic_error);     // $2 without a value
  EXPECT_THROW(tx.query("SELECT $1", 1, 2), std::logic_error);  // a value without $2
  EXPECT_THROW(tx.query("SELECT ?", 1), std::logic_error);
  EXPECT_THROW(tx.query("SELECT 1; SELECT 2"), std::logic_error);
}

TEST(Statement, KeepsValuesExactly) {
  auto database = scratch();
  const std::int64_t three_billion_fen = 3'000'000'000;  // SOCI's SQLite backend cut such amounts to 32 bits
  const Value values[] = {three_billion_fen,
                          std::numeric_limits<std::int64_t>::min(),
                          std::string{"好\0x", 5},
                          Bytes{std::string{"\0\xff", 2}},
                          Value{},
                          std::string{},
                          Bytes{}};
  auto tx = database->read();
  std::size_t at = 0;
  for (const auto& value : values) {
    EXPECT_EQ(tx.query("SELECT $1", value).at(0).at(0), value) << at;
    ++at;
  }
  EXPECT_EQ(
      tx.query("SELECT $1, $2", make_date(2026, 3, 9), Instant{std::chrono::milliseconds{1'772'000'000'000}}).at(0),
      (std::vector<Value>{"2026-03-09", 1'772'000'000'000}));
}

TEST(Statement, UsesOneTextTwiceAtOnce) {
  auto database = scratch();
  database->write([](WriteTx& tx) {
    for (int i = 1; i <= 3; ++i) insert(tx, i);
  });
  auto tx = database->read();
  int pairs = 0;
  tx.each("SELECT id FROM fact ORDER BY id",
          [&](const Row&) { tx.each("SELECT id FROM fact ORDER BY id", [&](const Row&) { ++pairs; }); });
  EXPECT_EQ(pairs, 9);
}

TEST(Statement, RefusesAWrongColumnType) {
  auto database = scratch();
  auto tx = database->read();
  EXPECT_THROW(tx.one_int64("SELECT 'a'"), std::logic_error);
  EXPECT_THROW(tx.query("SELECT 1.5"), std::logic_error);
  EXPECT_EQ(tx.one_int64("SELECT NULL"), std::nullopt);
}

TEST(Write, RollsBackWhatARefusedOrThrowingJobDid) {
  auto database = scratch();
  const auto refused = database->write([](WriteTx& tx) -> Result<int> {
    insert(tx, 1);
    return refuse(RefusalCode::invalid, {"不行", "no"});
  });
  EXPECT_FALSE(refused.has_value());
  EXPECT_THROW(database->write([](WriteTx& tx) {
    insert(tx, 2);
    throw std::runtime_error{"ours"};
  }),
               std::runtime_error);
  EXPECT_EQ(count(*database), 0);
  EXPECT_EQ(database->write([](WriteTx& tx) -> Result<int> {
    insert(tx, 3);
    return 7;
  }),
            7);
  EXPECT_EQ(count(*database), 1);
}

TEST(Write, NamesTheKindOfFault) {
  auto database = scratch();
  database->write([](WriteTx& tx) { insert(tx, 1); });
  const auto kind_of = [&](auto job) {
    try {
      database->write(job);
    } catch (const Fault& fault) {
      return fault.kind;
    }
    return Fault::Kind::other;
  };
  EXPECT_EQ(kind_of([](WriteTx& tx) { insert(tx, 1); }), Fault::Kind::constraint);
  EXPECT_EQ(kind_of([](WriteTx& tx) { tx.exec("INSERT INTO child (id, fact) VALUES (1, 99)"); }),
            Fault::Kind::constraint);
  EXPECT_EQ(kind_of([](WriteTx& tx) {
              tx.script("PRAGMA max_page_count = 1");  // no smaller than the file is now
              for (int i = 10; i < 10'000; ++i)
                tx.exec("INSERT INTO fact (id, word) VALUES ($1, $2)", i, std::string(500, 'x'));
            }),
            Fault::Kind::disk_full);
  EXPECT_EQ(count(*database), 1);                             // nothing half in
  database->write([](WriteTx& tx) { insert(tx, 2); });        // and the reopened connection writes on
  EXPECT_EQ(count(*database), 2);
}

TEST(Write, FailsTheWholeGroupAndLooksAtTheTailAfterAFullDisk) {
  auto database = scratch();
  int looked = 0;
  bool agrees = true;
  database->on_reopen([&](ReadTx&) -> std::optional<std::string> {
    ++looked;
    return agrees ? std::nullopt : std::optional<std::string>{"the tail differs"};
  });
  const auto fill = [](WriteTx&) { throw Fault{Fault::Kind::disk_full, "planted"}; };
  EXPECT_THROW(database->write(fill), Fault);
  EXPECT_EQ(looked, 1);
  database->write([](WriteTx& tx) { insert(tx, 1); });
  agrees = false;
  EXPECT_THROW(database->write(fill), Fault);
  EXPECT_THROW(database->write([](WriteTx& tx) { insert(tx, 2); }), Fault);  // closed for writing
  EXPECT_EQ(count(*database), 1);                                           // and open for reading
}

TEST(Write, AnswersAfterTheCommitHook) {
  auto database = scratch();
  std::int64_t seen = -1;
  database->after_commit([&](ReadTx& tx) { seen = *tx.one_int64("SELECT COUNT(*) FROM fact"); });
  database->write([](WriteTx& tx) { insert(tx, 1); });
  EXPECT_EQ(seen, 1);
  seen = -1;
  (void)database->write([](WriteTx&) -> Result<int> { return refuse(RefusalCode::invalid, {"不", "no"}); });
  EXPECT_EQ(seen, -1);  // nothing was kept
}

TEST(Write, RefusesToWaitForItself) {
  auto database = scratch();
  EXPECT_THROW(database->write([&](WriteTx&) { database->write([](WriteTx&) {}); }), std::logic_error);
}

TEST(Write, KeepsSixtyFourCallersApart) {
  auto database = scratch();
  std::atomic<int> refused = 0, wrong = 0;
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 64; ++caller)
    callers.emplace_back([&, caller] {
      for (int i = 0; i < 20; ++i) {
        const std::int64_t id = caller * 100 + i;
        const auto answer = database->write([&](WriteTx& tx) -> Result<std::int64_t> {
          insert(tx, id);
          if (i % 4 == 3) return refuse(RefusalCode::invalid, {"不", "no"});
          return id;
        });
        if (!answer)
          ++refused;
        else if (*answer != id || !database->read().one_int64("SELECT id FROM fact WHERE id = $1", id))
          ++wrong;
      }
    });
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(refused, 64 * 5);
  EXPECT_EQ(wrong, 0);  // each caller reads its own write as soon as it is answered
  EXPECT_EQ(count(*database), 64 * 15);
}

TEST(Read, IsASnapshot) {
  auto database = scratch();
  auto tx = database->read();
  EXPECT_EQ(tx.one_int64("SELECT COUNT(*) FROM fact"), 0);
  database->write([](WriteTx& other) { insert(other, 1); });
  EXPECT_EQ(tx.one_int64("SELECT COUNT(*) FROM fact"), 0);
  EXPECT_EQ(count(*database), 1);
  EXPECT_THROW(tx.query("INSERT INTO fact (id) VALUES (9)"), Fault);
}

TEST(Readers, KeepFewPagesWhileTheyReadATableOnce) {
  const Folder folder;
  auto database = *Database::open({folder.path / "a.db"}, both);
  database->write([](WriteTx& tx) { insert(tx, 1); });
  auto tx = database->read();
  const auto before = tx.one_int64("PRAGMA cache_size");
  {
    const ReadOnce once{tx};
    EXPECT_EQ(tx.one_int64("PRAGMA cache_size"), -1000);
    EXPECT_EQ(tx.one_int64("SELECT COUNT(*) FROM fact"), 1);
  }
  EXPECT_EQ(tx.one_int64("PRAGMA cache_size"), before);
  EXPECT_NE(before, -1000);
}

TEST(Open, ReadOnlyNeitherWritesNorCheckpoints) {
  const Folder folder;
  const auto file = folder.path / "a.db";
  {
    auto writer = *Database::open({file}, both);
    writer->write([](WriteTx& tx) { insert(tx, 1); });
    const auto wal = file.string() + "-wal";
    const auto before = std::filesystem::file_size(wal);
    {
      auto reader = *Database::open({file, false}, both);
      EXPECT_EQ(count(*reader), 1);
      EXPECT_THROW(reader->write([](WriteTx&) {}), std::logic_error);
    }
    EXPECT_EQ(std::filesystem::file_size(wal), before);
  }
  SqliteConnection connection{file, Access::write, false};
  for (const auto& [pragma, want] :
       std::vector<std::pair<std::string, Value>>{{"journal_mode", "wal"}, {"synchronous", 2}, {"foreign_keys", 1}})
    connection.each("PRAGMA " + pragma, {}, [&](const Row& row) { EXPECT_EQ(row.value(0), want) << pragma; });
  EXPECT_EQ(connection.tables().size(), 3u);
}

TEST(Migrations, RunOnceAndRefuseANewerDatabase) {
  const Folder folder;
  const auto file = folder.path / "a.db";
  ASSERT_TRUE(Database::open({file}, {both, 1}));
  const auto old = Database::open({file, false}, both);  // a reader does not upgrade
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code, RefusalCode::unavailable);
  {
    auto upgraded = *Database::open({file}, both);
    EXPECT_EQ(upgraded->read().one_int64("SELECT COUNT(*) FROM schema_version"), 2);
    EXPECT_TRUE(upgraded->integrity_problems().empty());
  }
  const auto newer = Database::open({file}, {both, 1});
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.error().message.en.find("2 (0002_second)"), std::string::npos) << newer.error().message.en;
  EXPECT_NE(newer.error().message.zh.find("1(0001_first)"), std::string::npos) << newer.error().message.zh;
}

TEST(Migrations, LeaveNothingOfAFailedOne) {
  const Folder folder;
  const auto file = folder.path / "a.db";
  const Migration broken[] = {
      first, {2, "0002_broken", "CREATE TABLE half (id {{int64}}); CREATE TABLE fact (id {{int64}});"}};
  EXPECT_THROW((void)Database::open({file}, broken), Fault);
  auto fine = *Database::open({file}, both);
  EXPECT_EQ(fine->read().one_int64("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'half'"), 0);
}

TEST(Migrations, RefuseAnUnknownToken) { EXPECT_THROW(spell_types("CREATE TABLE t (a {{float}})"), std::logic_error); }

TEST(Kept, GivesReadersWhatOneOfThemWorkedOut) {
  const Folder folder;
  auto database = *Database::open({folder.path / "a.db"}, both);
  int made = 0;
  const auto ask = [&](ReadTx& tx, const std::string& key, Kept::Clock::duration life = std::chrono::hours{1}) {
    return *kept<int>(tx, key, life, [&] { return ++made; });
  };
  auto one = database->read(), other = database->read();
  EXPECT_EQ(ask(one, "a"), 1);
  EXPECT_EQ(ask(other, "a"), 1);
  EXPECT_EQ(ask(other, "b"), 2);
  EXPECT_EQ(ask(one, "short", std::chrono::seconds{-1}), 3);
  EXPECT_EQ(ask(one, "short"), 4) << "its time was over";
  EXPECT_EQ(*kept<std::string>(one, "a", std::chrono::hours{1}, [] { return std::string{"text"}; }), "text")
      << "another type, another value";
  database->write([&](WriteTx& tx) { EXPECT_EQ(ask(tx, "a"), 5) << "a job that writes sees what may be taken back"; });
  auto second = *Database::open({folder.path / "b.db"}, both);
  auto elsewhere = second->read();
  EXPECT_EQ(ask(elsewhere, "a"), 6) << "another database";
}

TEST(Kept, StaysSmall) {
  Kept values;
  const auto now = Kept::Clock::now();
  for (std::size_t i = 0; i <= Kept::capacity; ++i)
    values.keep(typeid(int), std::to_string(i), std::make_shared<int>(1), now + std::chrono::seconds{i + 1}, now);
  EXPECT_EQ(values.find(typeid(int), "0", now), nullptr) << "it would have ended first";
  EXPECT_NE(values.find(typeid(int), "1", now), nullptr);
  EXPECT_NE(values.find(typeid(int), std::to_string(Kept::capacity), now), nullptr);
}

TEST(Open, NamesADamagedFile) {
  const Folder folder;
  const auto file = folder.path / "a.db";
  std::FILE* out = std::fopen(file.c_str(), "wb");
  std::fputs(std::string(4096, 'x').c_str(), out);
  std::fclose(out);
  try {
    (void)Database::open({file}, both);
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind, Fault::Kind::corrupt) << fault.what();
  }
}

}  // namespace hallbook::db
