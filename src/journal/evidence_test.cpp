#include "journal/evidence.h"

#include <gtest/gtest.h>

#include <fstream>

#include "journal/journal_fixture.h"
#include "journal/keys.h"
#include "journal/open_original.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

namespace hallbook::journal {
namespace {

void flip(const std::filesystem::path& file, std::int64_t at) {
  std::fstream stream{file, std::ios::binary | std::ios::in | std::ios::out};
  stream.seekg(at);
  const char byte = static_cast<char>(stream.get() ^ 1);
  stream.seekp(at);
  stream.put(byte);
}

std::size_t files_in(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) count += entry.is_regular_file();
  return count;
}

struct EvidenceTest : testing::Test {
  EvidenceTest() { ::setenv("HALLBOOK_KEYS", (folder.path / "keys").c_str(), 1); }
  TemporaryFolder folder;
  EvidenceStore store{folder.path / "evidence"};
};

}  // namespace

TEST_F(EvidenceTest, KeepsRowsUnderTheDigestOfTheirLines) {
  EvidenceStore::RowsWriter writer{store};
  std::string all;
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = "row " + std::to_string(i);
    writer.line(line);
    all += line + "\n";
  }
  EXPECT_THROW(writer.line("a\nb"), std::logic_error);
  const Digest digest = writer.finish();
  EXPECT_EQ(digest, crypto::sm3(all));
  EXPECT_TRUE(store.has(digest));
  EXPECT_TRUE(store.check_rows(digest).has_value());
  auto lines = store.read_rows(digest);
  std::string back;
  std::string_view line;
  while (*lines->next(line)) back.append(line).push_back('\n');
  EXPECT_EQ(back, all);

  flip(store.path_of(digest), static_cast<std::int64_t>(std::filesystem::file_size(store.path_of(digest))) / 2);
  const auto damaged = store.check_rows(digest);
  ASSERT_FALSE(damaged);
  EXPECT_NE((damaged.error().message.en + damaged.error().where).find(digest.hex()), std::string::npos)
      << damaged.error().message.en;
  EXPECT_EQ(store.check_rows(crypto::sm3("none")).error().code, RefusalCode::not_found);
}

TEST_F(EvidenceTest, LeavesNothingOfUnfinishedRows) {
  {
    EvidenceStore::RowsWriter writer{store};
    writer.line("x");
  }
  EXPECT_EQ(files_in(store.folder()), 0u);
  std::ofstream{store.folder() / "incoming-1-1"} << "left by a killed process";
  store.remove_unfinished();
  EXPECT_EQ(files_in(store.folder()), 0u);
}

TEST_F(EvidenceTest, KeepsBytesAndNoticesAChange) {
  const Digest digest = store.put("定义");
  EXPECT_EQ(store.get(digest), "定义");
  flip(store.path_of(digest), 0);
  EXPECT_EQ(store.get(digest).error().code, RefusalCode::conflict);
  EXPECT_EQ(store.put("定义"), digest);  // the same again heals it
  EXPECT_EQ(store.get(digest), "定义");
}

TEST_F(EvidenceTest, SealsSourcesOfAnySizeAndNoticesEveryChange) {  // R-SEA-06
  auto keys = *KeyRing::open("data-1", true);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, std::size_t{65'537}, std::size_t{200'000}}) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>('a' + i % 23);
    files::write_file(folder.path / "original.csv", bytes);
    const Digest digest = store.put_source(folder.path / "original.csv", keys);
    EXPECT_EQ(digest, crypto::sm3(bytes));
    EXPECT_TRUE(store.check_source(digest, &keys).has_value()) << size;
    const auto opened = folder.path / "opened";
    ASSERT_TRUE(open_original(store, digest, keys, opened).has_value()) << size;
    EXPECT_EQ(*files::read_file(opened, 1u << 20), bytes) << size;
    const auto file = store.path_of(digest);
    const auto sealed = *files::read_file(file, 1u << 20);
    if (size > 20) {
      EXPECT_EQ(sealed.find(bytes.substr(0, 20)), std::string::npos);
    }
    for (const std::size_t at :
         {std::size_t{0}, std::size_t{10}, std::size_t{86}, sealed.size() / 2, sealed.size() - 1}) {
      flip(file, static_cast<std::int64_t>(at));
      EXPECT_FALSE(store.check_source(digest, &keys).has_value()) << size << " at " << at;
      EXPECT_FALSE(open_original(store, digest, keys, opened).has_value()) << size << " at " << at;
      EXPECT_FALSE(std::filesystem::exists(opened)) << "half of a changed file stays";
      flip(file, static_cast<std::int64_t>(at));
    }
    files::write_file(file, std::string_view{sealed}.substr(0, sealed.size() - 30));
    EXPECT_FALSE(store.check_source(digest, &keys).has_value()) << "cut";
    files::write_file(file, sealed + "x");
    EXPECT_FALSE(store.check_source(digest, &keys).has_value()) << "longer";
    files::write_file(file, sealed);
    auto other = *KeyRing::open("data-2", true);
    EXPECT_FALSE(store.check_source(digest, &other).has_value()) << "another master key";
  }
}

TEST_F(EvidenceTest, RefusesSealedFilesThatChangedPlaces) {
  auto keys = *KeyRing::open("data-1", true);
  files::write_file(folder.path / "a", "first");
  files::write_file(folder.path / "b", "other");
  const Digest a = store.put_source(folder.path / "a", keys);
  const Digest b = store.put_source(folder.path / "b", keys);
  std::filesystem::rename(store.path_of(b), folder.path / "kept");
  std::filesystem::create_directories(store.path_of(b).parent_path());
  std::filesystem::copy_file(store.path_of(a), store.folder() / b.hex().substr(0, 2) / (b.hex() + ".sealed"));
  EXPECT_FALSE(store.check_source(b, &keys).has_value());
}

TEST_F(EvidenceTest, MasterKeyIsMadeOnceOutsideAndPrivate) {  // R-SEA-05
  const auto none = *KeyRing::open("data-1", false);
  EXPECT_FALSE(none.has_master());
  EXPECT_EQ(none.unwrap("x", "mailing/1"), std::nullopt);
  const auto made = *KeyRing::open("data-1", true);
  EXPECT_EQ(std::filesystem::status(made.file()).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const auto entry = made.new_entry_key("mailing/17");
  const auto again = *KeyRing::open("data-1", true);
  EXPECT_EQ(again.unwrap(entry.wrapped, "mailing/17"), entry.key);
  EXPECT_EQ(again.unwrap(entry.wrapped, "mailing/18"), std::nullopt);
  EXPECT_EQ(entry.key.size(), 48u);
  files::write_file(made.file(), "hallbook-master-key-1 AAAA\n");
  EXPECT_EQ(KeyRing::open("data-1", false).error().code, RefusalCode::invalid);
}

}  // namespace hallbook::journal
